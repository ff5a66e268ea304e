// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/jobwords.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(slurmsd::MatchConfig)

class TestJobWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matches_data();
    void matches();
    void changes();
};

void TestJobWords::matches_data()
{
    QTest::addColumn<MatchConfig>("match");
    QTest::addColumn<QString>("expected");
    QTest::newRow("all") << MatchConfig() << u"every node"_s;
    QTest::newRow("one") << MatchConfig{{"gpu"}, {}, {}, {}, {}} << u"partition gpu"_s;
    QTest::newRow("everything") << MatchConfig{{"gpu", "cpu.*"},
                                               {"a100"},
                                               {"gpu:a100"},
                                               "n[1-9]",
                                               {StateClass::Active, StateClass::Drained}}
                                << u"partition gpu or cpu.*; feature a100; GRES gpu:a100; nodes n[1-9]; "
                                   "state active or drained"_s;
}

void TestJobWords::matches()
{
    QFETCH(MatchConfig, match);
    QTEST(matchWords(match), "expected");
}

void TestJobWords::changes()
{
    JobConfig node;
    node.name = "node";
    node.port = 9100;
    JobConfig dcgm = node;
    dcgm.name = "dcgm";
    dcgm.port = 9401;
    JobConfig other = dcgm;
    other.port = 9402;
    other.scheme = "https";
    QCOMPARE(changeWords(std::vector{node, dcgm}, std::vector{node, dcgm}), QStringList());
    QCOMPARE(changeWords(std::vector{node}, std::vector{other, node}),
             QStringList{u"new job dcgm: port 9402; every node"_s});
    QCOMPARE(changeWords(std::vector{node, dcgm}, std::vector{other}),
             QStringList({u"dcgm: port 9401 → 9402; scheme nothing → https"_s, u"node removed"_s}));
    QCOMPARE(changeWords(std::vector{node, dcgm}, std::vector{dcgm, node}),
             QStringList{u"the order of jobs: dcgm, node"_s});
    const std::vector<JobDifference> expected{
        {"dcgm", JobDifference::Kind::Changed, {JobKey::TargetPort, JobKey::Scheme}},
        {"node", JobDifference::Kind::Removed, {}}};
    QVERIFY(jobDifferences({node, dcgm}, {other}) == expected);
}

SLURMSD_TEST(TestJobWords)
#include "tst_jobwords.moc"
