// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/targets/answerguard.h"
#include "tests/daemon/targets/guardtesting.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;
using namespace Qt::StringLiterals;

namespace {

constexpr GuardLimits limits{0.2, 0.2, std::chrono::hours(1), 3, std::chrono::minutes(5)};

JobConfig job(const char *name, const char *nodes)
{
    JobConfig job;
    job.name = name;
    job.port = 9100;
    job.match.nodes = nodes;
    return job;
}

GuardedList list(const char *cluster, double minute, const QString &nodes)
{
    return {cluster, listAt(minute, nodes), limits};
}

// "a/node 10, b/node held": each judgement.
QString words(const std::vector<JobJudgement> &judgements)
{
    QStringList words;
    for (const JobJudgement &judgement : judgements)
        words += QString::fromStdString(
            judgement.cluster + '/' + judgement.job + ' ' +
            (judgement.held ? judgement.isNews ? "held!" : "held" : std::to_string(judgement.targets)) +
            (judgement.ended ? " ended" : ""));
    return words.join(u", "_s);
}

} // namespace

class TestAnswerGuard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judgesEachJobOfEachCluster()
    {
        AnswerGuard guard;
        const std::vector jobs{job("x", "n[1-10]"), job("y", "m[1-10]")};
        const GuardedList before = list("a", 0, u"n[1-10] m[1-10]"_s);
        const GuardedList other = list("b", 0, u"n[1-4]"_s);
        QCOMPARE(words(guard.judge(jobs, {before, other})), u"a/x 10, b/x 4, a/y 10, b/y 0"_s);

        const GuardedList after = list("a", 5, u"n[1-10] m[1-3]"_s);
        QCOMPARE(words(guard.judge(jobs, {after, other})), u"a/x 10, b/x 4, a/y held!, b/y 0"_s);
        QCOMPARE(guard.list("a", "x"), after.nodes);
        QCOMPARE(guard.list("a", "y"), before.nodes);
        QCOMPARE(guard.list("b", "y"), other.nodes);
        QCOMPARE(words(guard.judge(jobs, {after, other})), u"a/x 10, b/x 4, a/y held, b/y 0"_s);

        const GuardedList back = list("a", 6, u"n[1-10] m[1-10]"_s);
        QCOMPARE(words(guard.judge(jobs, {back, other})), u"a/x 10, b/x 4, a/y 10 ended, b/y 0"_s);
    }

    void forgetsWhatIsNotGivenAnyMore()
    {
        AnswerGuard guard;
        const std::vector jobs{job("x", "n[1-10]")};
        guard.judge(jobs, {list("a", 0, u"n[1-10]"_s)});
        guard.judge(jobs, {list("b", 0, u"n[1-10]"_s)});
        QCOMPARE(words(guard.judge(jobs, {list("a", 5, u"n1"_s), list("b", 5, u"n1"_s)})),
                 u"a/x 1, b/x held!"_s);
    }

    void isAValue()
    {
        AnswerGuard guard;
        const std::vector jobs{job("x", "n[1-10]")};
        guard.judge(jobs, {list("a", 0, u"n[1-10]"_s)});
        AnswerGuard copy = guard;
        QCOMPARE(words(copy.judge(jobs, {list("a", 5, u"n1"_s)})), u"a/x held!"_s);
        QCOMPARE(words(guard.judge(jobs, {list("a", 5, u"n[1-9]"_s)})), u"a/x 9"_s);
    }
};

SLURMSD_TEST(TestAnswerGuard)
#include "tst_answerguard.moc"
