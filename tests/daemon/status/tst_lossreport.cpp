// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/status/lossreport.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;
using namespace Qt::StringLiterals;

namespace {

// "warn list_held: gpu: its targets are held, …": level, event and text; empty: nothing is said.
QString words(const JobJudgement &judgement)
{
    const auto report = lossReport(judgement, "tux");
    if (!report)
        return {};
    if (report->event.cluster != "tux" || report->event.subject != judgement.job)
        return u"of something else"_s;
    return (report->level == LogLevel::Warn ? u"warn "_s : u"info "_s) +
           QLatin1String(toString(report->event.kind)) + u": "_s + QString::fromStdString(report->event.text);
}

} // namespace

class TestLossReport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void says_data()
    {
        QTest::addColumn<int>("reason"); // for which four targets went; -1: none did
        QTest::addColumn<bool>("ended");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, int reason, bool ended, const QString &expected) {
            QTest::newRow(name) << reason << ended << expected;
        };
        row("nothing", -1, false, u""_s);
        row("explained", int(LossReason::Explained), false, u""_s);
        row("within the limit", int(LossReason::WithinLimit), false, u""_s);
        row("accepted", int(LossReason::Accepted), true,
            u"warn list_accepted: gpu: 4 targets end, as accepted"_s);
        row("given in", int(LossReason::GaveIn), true,
            u"warn list_accepted: gpu: 4 targets end: Slurm has said the same for slurm.hold_polls intervals"_s);
        row("config", int(LossReason::Config), false,
            u"warn list_accepted: gpu: 4 targets end with the config"_s);
        row("they are back", -1, true, u"info list_accepted: gpu: nothing of its targets is held any more"_s);
    }
    void says()
    {
        QFETCH(int, reason);
        QFETCH(bool, ended);
        JobJudgement judgement{"", "gpu", 8};
        judgement.ended = ended;
        if (reason >= 0)
            judgement.lost[std::size_t(reason)] = 4;
        QTEST(words(judgement), "expected");
    }

    void saysWhatIsHeldOnce()
    {
        JobJudgement judgement{"", "gpu", 12};
        judgement.held = HeldStatus{"gpu", "1d5e", 12, 0, 12, "n[1-12]", "12 of 12 targets would go"};
        QCOMPARE(words(judgement), QString());
        judgement.isNews = true;
        QCOMPARE(words(judgement), u"warn list_held: gpu: its targets are held, 12 of 12 targets would go"_s);
        const auto fields = lossReport(judgement, "tux")->fields;
        const std::vector<std::pair<std::string, std::string>> expected{
            {"cluster", "tux"}, {"job", "gpu"}, {"id", "1d5e"},
            {"before", "12"},   {"after", "0"}, {"lost", "n[1-12]"}};
        QCOMPARE(fields.size(), expected.size());
        for (std::size_t i = 0; i < fields.size(); ++i) {
            QCOMPARE(std::string(fields[i].key), expected[i].first);
            QCOMPARE(std::string(fields[i].value), expected[i].second);
        }
    }
};

SLURMSD_TEST(TestLossReport)
#include "tst_lossreport.moc"
