// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/targets/targethost.h"
#include "daemon/targets/targetloss.h"
#include "tests/daemon/targets/guardtesting.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;
using namespace Qt::StringLiterals;

namespace {

// "n1 batch n1:9100", without what is empty.
QStringList texts(const std::vector<LostTarget> &targets)
{
    QStringList texts;
    for (const LostTarget &target : targets) {
        texts +=
            QString::fromStdString(target.node + (target.partition.empty() ? "" : " " + target.partition) +
                                   ' ' + hostAndPort(target.host, target.port));
    }
    return texts;
}

JobConfig nodeJob()
{
    JobConfig job;
    job.name = "node";
    job.port = 9100;
    return job;
}

} // namespace

class TestTargetLoss : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhyTargetsWent_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QStringList>("explained");
        QTest::addColumn<QStringList>("unexplained");
        const QStringList n1{u"n1 batch n1:9100"_s};

        QTest::newRow("nothing") << u"n[1-2]"_s << u"n[1-3]"_s << QStringList() << QStringList();
        QTest::newRow("gone") << u"n[1-2]"_s << u"n2"_s << QStringList() << n1;
        QTest::newRow("powered down") << u"n[1-2]"_s << u"n1:IDLE,POWERED_DOWN n2"_s << n1 << QStringList();
        QTest::newRow("future") << u"n[1-2]"_s << u"n1:FUTURE n2"_s << n1 << QStringList();
        QTest::newRow("down, which is no reason")
            << u"n[1-2]"_s << u"n1:DOWN n2"_s << QStringList() << QStringList();
        QTest::newRow("a flag alone") << u"n[1-2]"_s << u"n1:POWERED_DOWN n2"_s << QStringList() << n1;
        QTest::newRow("unknown, though still a target")
            << u"n[1-2]"_s << u"n1:UNKNOWN n2"_s << QStringList() << n1;
        QTest::newRow("unknown as before")
            << u"n1:UNKNOWN n2"_s << u"n1:UNKNOWN n2"_s << QStringList() << QStringList();
        QTest::newRow("dynamic") << u"n1:IDLE,DYNAMIC_NORM n2"_s << u"n2"_s << n1 << QStringList();
        QTest::newRow("dynamic, and nothing else")
            << u"n1:IDLE,DYNAMIC_NORM"_s << u""_s << QStringList() << n1;
    }
    void tellsWhyTargetsWent()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        const JobConfig job = nodeJob();
        const auto old = listAt(0, before);
        const auto fresh = listAt(5, after);
        const TargetLoss loss = targetLoss({job, *old}, {job, *fresh});
        QTEST(texts(loss.explained), "explained");
        QTEST(texts(loss.unexplained), "unexplained");
        QCOMPARE(loss.before, countTargets({job, *old}));
        QCOMPARE(loss.after, countTargets({job, *fresh}));
    }

    void knowsStatesThatTheJobDoesNotMatch()
    {
        JobConfig job = nodeJob();
        job.match.states = {StateClass::Active};
        const auto loss =
            targetLoss({job, *listAt(0, u"n[1-3]"_s)}, {job, *listAt(5, u"n1:DOWN n2:UNKNOWN n3"_s)});
        QCOMPARE(texts(loss.explained), QStringList{u"n1 batch n1:9100"_s});
        QCOMPARE(texts(loss.unexplained), QStringList{u"n2 batch n2:9100"_s});
        QCOMPARE(loss.after, std::size_t{1});
    }

    void nodesCanShareATarget()
    {
        const JobConfig job = nodeJob();
        const auto shared = [](double minutes, const QString &nodes) {
            const auto list = listAt(minutes, nodes);
            for (Node &node : list->nodes)
                node.address = "front";
            return list;
        };
        const auto before = shared(0, u"n[1-3]"_s);
        QCOMPARE(countTargets({job, *before}), std::size_t{1});
        QVERIFY(texts(targetLoss({job, *before}, {job, *shared(5, u"n3"_s)}).unexplained).isEmpty());
        const auto loss =
            targetLoss({job, *before}, {job, *shared(5, u"n1:IDLE,POWERED_DOWN n2:IDLE,POWERED_DOWN"_s)});
        QCOMPARE(loss.before, std::size_t{1});
        QCOMPARE(texts(loss.unexplained), QStringList{u"n1 batch front:9100"_s}); // for n3 is gone
    }

    void countsEarlierLosses()
    {
        const JobConfig job = nodeJob();
        const auto before = listAt(5, u"n[3-10]"_s);
        const std::vector<LostTarget> earlier{{"n1", "batch", "n1", 9100}, {"n2", "batch", "n2", 9100}};
        const auto loss = targetLoss({job, *before}, {job, *listAt(10, u"n2 n[4-10]"_s)}, earlier);
        QCOMPARE(texts(loss.unexplained), (QStringList{u"n3 batch n3:9100"_s, u"n1 batch n1:9100"_s}));
        QCOMPARE(loss.before, std::size_t{9}); // 8, and n1
        QCOMPARE(loss.after, std::size_t{8});
    }

    void comparesJobs()
    {
        const JobConfig job = nodeJob();
        JobConfig other = job;
        other.port = 9101;
        const auto list = listAt(0, u"n[1-2]"_s);
        QCOMPARE(texts(targetLoss({job, *list}, {other, *list}).unexplained),
                 (QStringList{u"n1 batch n1:9100"_s, u"n2 batch n2:9100"_s}));
        other = job;
        other.staticLabels = {{"team", "hpc"}};
        QVERIFY(texts(targetLoss({job, *list}, {other, *list}).unexplained).isEmpty());
    }
};

SLURMSD_TEST(TestTargetLoss)
#include "tst_targetloss.moc"
