// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/targets/jobguard.h"
#include "tests/daemon/targets/guardtesting.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;
using namespace Qt::StringLiterals;

namespace {

constexpr GuardLimits limits{0.2, 0.2, std::chrono::hours(1), 3, std::chrono::minutes(5)};

struct Poll
{
    double minute;
    QString nodes;
};
using Polls = QList<Poll>;

JobConfig gpuJob()
{
    JobConfig job;
    job.name = "gpu";
    job.port = 9400;
    return job;
}

GuardedList guarded(double minute, const QString &nodes) { return {"tux", listAt(minute, nodes), limits}; }

// "10, 8 (2 within_limit), held 6 of 10": the targets served after each poll.
QString outcomes(JobGuard &guard, const Polls &polls, const JobConfig &job = gpuJob())
{
    QStringList words;
    for (const Poll &poll : polls) {
        const LossCounts lost = guard.judge(job, guarded(poll.minute, poll.nodes));
        QString &word = words.emplace_back(QString::number(guard.targets()));
        if (guard.held())
            word = u"held %1 of %2"_s.arg(guard.held()->lost).arg(guard.held()->before);
        for (std::size_t i = 0; i < lost.size(); ++i) {
            if (lost[i] > 0)
                word += u" (%1 %2)"_s.arg(lost[i]).arg(QLatin1String(toString(static_cast<LossReason>(i))));
        }
    }
    return words.join(u", "_s);
}

} // namespace

class TestJobGuard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judgesEachList_data()
    {
        QTest::addColumn<Polls>("polls");
        QTest::addColumn<QString>("expected");
        const QString ten = u"n[1-10]"_s;

        QTest::newRow("no targets at first") << Polls{{0, u""_s}, {5, ten}} << u"0, 10"_s;
        QTest::newRow("at the limit") << Polls{{0, ten}, {5, u"n[1-8]"_s}} << u"10, 8 (2 within_limit)"_s;
        QTest::newRow("over it") << Polls{{0, ten}, {5, u"n[1-7]"_s}} << u"10, held 3 of 10"_s;
        QTest::newRow("the only one") << Polls{{0, u"n1"_s}, {5, u""_s}} << u"1, held 1 of 1"_s;
        QTest::newRow("one of two") << Polls{{0, u"n[1-2]"_s}, {5, u"n1"_s}} << u"2, 1 (1 within_limit)"_s;
        QTest::newRow("the last, though it is one of two within the hour")
            << Polls{{0, u"n[1-2]"_s}, {5, u"n1"_s}, {10, u""_s}} << u"2, 1 (1 within_limit), held 2 of 2"_s;
        QTest::newRow("the last that Slurm does not explain")
            << Polls{{0, ten}, {5, u"n[2-10]:IDLE,POWERED_DOWN"_s}} << u"10, held 1 of 10"_s;
        QTest::newRow("losses add up")
            << Polls{{0, ten}, {5, u"n[1-9]"_s}, {10, u"n[1-8]"_s}, {15, u"n[1-7]"_s}, {20, u"n[1-8]"_s}}
            << u"10, 9 (1 within_limit), 8 (1 within_limit), held 3 of 10, 8"_s;
        QTest::newRow("for an hour") << Polls{{0, ten},
                                              {5, u"n[1-9]"_s},
                                              {10, u"n[1-8]"_s},
                                              {71, u"n[1-7]"_s}}
                                     << u"10, 9 (1 within_limit), 8 (1 within_limit), 7 (1 within_limit)"_s;
        QTest::newRow("those that come back do not count")
            << Polls{{0, ten}, {5, u"n[1-9]"_s}, {10, ten}, {15, u"n[2-9]"_s}}
            << u"10, 9 (1 within_limit), 10, 8 (2 within_limit)"_s;
        QTest::newRow("those that others replace do")
            << Polls{{0, ten}, {5, u"n[3-10] m[1-2]"_s}, {10, u"n[5-10] m[1-4]"_s}}
            << u"10, 10 (2 within_limit), held 4 of 12"_s;

        QTest::newRow("given in to after three intervals")
            << Polls{{0, ten},      {5, u"n1"_s},  {10, u"n1"_s}, {12, u"n1"_s},
                     {15, u"n1"_s}, {20, u"n1"_s}, {25, u"n1"_s}}
            << u"10, held 9 of 10, held 9 of 10, held 9 of 10, held 9 of 10, 1 (9 gave_in), 1"_s;
        QTest::newRow("lists that do not agree")
            << Polls{{0, ten},          {5, u"n1"_s},      {10, u"n[1-3]"_s},
                     {15, u"n[1-6]"_s}, {20, u"n[1-6]"_s}, {25, u"n[1-6]"_s}}
            << u"10, held 9 of 10, held 7 of 10, held 4 of 10, held 4 of 10, held 4 of 10"_s;
        QTest::newRow("all unknown, then known again")
            << Polls{{0, ten}, {5, u"n[1-10]:UNKNOWN"_s}, {5.2, ten}} << u"10, held 10 of 10, 10"_s;
        QTest::newRow("unknown, two by two")
            << Polls{{0, ten}, {5, u"n[1-2]:UNKNOWN n[3-10]"_s}, {10, u"n[1-3]:UNKNOWN n[4-10]"_s}}
            << u"10, 10 (2 within_limit), held 3 of 10"_s;
    }
    void judgesEachList()
    {
        QFETCH(Polls, polls);
        JobConfig job = gpuJob();
        JobGuard guard;
        QTEST(outcomes(guard, polls, job), "expected");
    }

    void explainedLossesNeverAddUp()
    {
        JobGuard guard;
        QCOMPARE(outcomes(guard, {{0, u"n[1-10]"_s},
                                  {5, u"n[1-5]:IDLE,POWERED_DOWN n[6-10]"_s},
                                  {10, u"n[1-9]:IDLE,POWERED_DOWN n10"_s},
                                  {15, u"n10"_s}}),
                 u"10, 5 (5 explained), 1 (4 explained), 1"_s);
    }

    void servesTheListBefore()
    {
        JobGuard guard;
        const auto ten = listAt(0, u"n[1-10]"_s);
        guard.judge(gpuJob(), {"tux", ten, limits});
        guard.judge(gpuJob(), guarded(5, u"n1"_s));
        QCOMPARE(guard.list(), std::shared_ptr<const NodeSnapshot>(ten));
        QCOMPARE(guard.targets(), std::size_t{10});
        const HeldStatus &held = *guard.held();
        QCOMPARE(held.job, std::string("gpu"));
        QCOMPARE(held.what, std::string("n[2-10]"));
        QCOMPARE(held.after, std::size_t{1});
        QCOMPARE(held.message,
                 std::string("9 of 10 targets would go without a word of Slurm's (90 %), more than "
                             "slurm.max_target_loss 20 %"));
    }

    void acceptsWhatWasSeenAlone()
    {
        JobGuard guard;
        QCOMPARE(outcomes(guard, {{0, u"n[1-10]"_s}, {5, u"n[1-4]"_s}}), u"10, held 6 of 10"_s);
        const std::string seen = guard.held()->id;
        guard.judge(gpuJob(), guarded(6, u"n[1-3]"_s), {seen});
        QVERIFY(guard.held() && guard.held()->id != seen);
        const LossCounts lost = guard.judge(gpuJob(), guarded(7, u"n[1-3]"_s), {"x", guard.held()->id});
        QVERIFY(!guard.held());
        QCOMPARE(guard.targets(), std::size_t{3});
        QCOMPARE(lost[static_cast<std::size_t>(LossReason::Accepted)], std::size_t{7});
    }

    void goesByWhatIsDecidedAboutNodes()
    {
        JobGuard guard;
        guard.judge(gpuJob(), guarded(0, u"n[1-10]"_s));
        GuardedList list = guarded(5, u"n[1-3]"_s);
        list.decided = DecidedLoss{LossReason::GaveIn, {"n10", "n4", "n5", "n6", "n7", "n8", "n9"}};
        const LossCounts lost = guard.judge(gpuJob(), list);
        QVERIFY(!guard.held());
        QCOMPARE(lost[static_cast<std::size_t>(LossReason::GaveIn)], std::size_t{7});
        QCOMPARE(guard.targets(), std::size_t{3});
    }

    void neverHoldsAnOperatorsChange()
    {
        JobGuard guard;
        QCOMPARE(outcomes(guard, {{0, u"n[1-10]"_s}}), u"10"_s);
        JobConfig none = gpuJob();
        none.match.partitions = {"gup"};
        QCOMPARE(outcomes(guard, {{5, u"n[1-10]"_s}, {10, u"n[1-10]"_s}}, none), u"0 (10 config), 0"_s);
    }

    void holdsOnThroughAnOperatorsChange()
    {
        JobGuard guard;
        QCOMPARE(outcomes(guard, {{0, u"n[1-10]"_s}, {5, u"n[1-2]"_s}}), u"10, held 8 of 10"_s);
        JobConfig other = gpuJob();
        other.match.nodes = "n[1-9]";
        QCOMPARE(outcomes(guard, {{6, u"n[1-2]"_s}}, other), u"held 7 of 9 (1 config)"_s);
        QCOMPARE(guard.targets(), std::size_t{9});
    }

    void canBeTurnedOff()
    {
        JobGuard guard;
        GuardedList list = guarded(0, u"n[1-10]"_s);
        list.limits.holdPolls = 0;
        guard.judge(gpuJob(), list);
        list.nodes = listAt(5, u""_s);
        const LossCounts lost = guard.judge(gpuJob(), list);
        QCOMPARE(guard.targets(), std::size_t{0});
        QCOMPARE(lost[static_cast<std::size_t>(LossReason::WithinLimit)], std::size_t{10});
    }
};

SLURMSD_TEST(TestJobGuard)
#include "tst_jobguard.moc"
