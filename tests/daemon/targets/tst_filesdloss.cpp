// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/targets/filesd.h"
#include "daemon/targets/filesdloss.h"
#include "daemon/targets/targetset.h"
#include "tests/daemon/targets/guardtesting.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;
using namespace Qt::StringLiterals;

namespace {

std::vector<JobConfig> jobs(std::size_t count)
{
    std::vector<JobConfig> jobs(count);
    for (std::size_t i = 0; i < count; ++i) {
        jobs[i].name = "job" + std::to_string(i);
        jobs[i].port = static_cast<Port>(9100 + i);
    }
    return jobs;
}

// What `--once` writes of these nodes: of one job, or of all.
QByteArray file(const QString &nodes, std::size_t jobCount = 1)
{
    const auto set = TargetSet::build({{listAt(0, nodes)}, jobs(jobCount)});
    return jobCount == 1 ? set->document("job0")->json : set->document({})->json;
}

QString losses(const QByteArray &before, const QString &nodes, std::size_t jobCount = 1)
{
    const NodeLists lists{listAt(5, nodes)};
    const std::vector<JobConfig> all = jobs(jobCount);
    const auto result = fileSdLosses({before, file(nodes, jobCount), all, lists, 0.2});
    if (!result)
        return u"error: "_s + QString::fromStdString(result.error());
    QStringList texts;
    for (const std::string &text : *result)
        texts += QString::fromStdString(text);
    return texts.join(u"; "_s);
}

} // namespace

class TestFileSdLoss : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comparesWithTheFile_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QString>("expected");
        const QString ten = u"n[1-10]"_s;
        QTest::newRow("the same") << ten << ten << u""_s;
        QTest::newRow("at the limit") << ten << u"n[1-8]"_s << u""_s;
        QTest::newRow("over it") << ten << u"n[1-7]"_s << u"job job0: 3 of 10 targets would go (n[8-10])"_s;
        QTest::newRow("the only one") << u"n1"_s << u"m1"_s << u"job job0: 1 of 1 targets would go (n1)"_s;
        QTest::newRow("powered down") << ten << u"n[1-9]:IDLE,POWERED_DOWN n10"_s << u""_s;
        QTest::newRow("unknown") << ten << u"n[1-10]:UNKNOWN"_s
                                 << u"job job0: 10 of 10 targets would go (n[1-10])"_s;
        QTest::newRow("unknown as before") << u"n[1-10]:UNKNOWN"_s << u"n[1-10]:UNKNOWN"_s << u""_s;
    }
    void comparesWithTheFile()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        QTEST(losses(file(before), after), "expected");
    }

    void comparesEachJob()
    {
        QCOMPARE(
            losses(file(u"n[1-10]"_s, 2), u"n1"_s, 2),
            u"job job0: 9 of 10 targets would go (n[2-10]); job job1: 9 of 10 targets would go (n[2-10])"_s);
        // A job that the file does not have loses nothing.
        QCOMPARE(losses(file(u"n[1-10]"_s, 2), u"n[1-10]"_s, 3), u""_s);
    }

    void takesOtherFiles_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QString>("expected");
        QTest::newRow("nothing") << QByteArray() << u""_s;
        QTest::newRow("no targets") << QByteArray("[]\n") << u""_s;
        QTest::newRow("by hand") << QByteArray(R"([{"targets": ["n8:9100", "[fe80::1]:9100"]}])")
                                 << u"job job0: 2 of 2 targets would go (fe80::1,n8)"_s;
        QTest::newRow("torn") << QByteArray("[{") << u"error: it is not in Prometheus's file_sd format"_s;
        QTest::newRow("something else")
            << QByteArray(R"({"a": 1})") << u"error: it is not in Prometheus's file_sd format"_s;
        QTest::newRow("a list of something else")
            << QByteArray("[1]") << u"error: it is not in Prometheus's file_sd format"_s;
    }
    void takesOtherFiles()
    {
        QFETCH(QByteArray, before);
        QTEST(losses(before, u"n1"_s), "expected");
    }
};

SLURMSD_TEST(TestFileSdLoss)
#include "tst_filesdloss.moc"
