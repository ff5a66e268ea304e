// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/targets/nodeselector.h"
#include "tests/daemon/targets/targettesting.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;

Q_DECLARE_METATYPE(slurmsd::MatchConfig)
Q_DECLARE_METATYPE(std::optional<slurmsd::Rejection::Condition>)

namespace {

using enum Rejection::Condition;
using Expected = std::optional<Rejection::Condition>;

// What the match table is about: a drained GPU node in two partitions.
Node gpuNode()
{
    Node node = activeNode("gpu007", "gpu,gpu-long");
    node.features = "a100,ib";
    node.gres = "gpu:a100:4(S:0,1),lustre:1";
    node.stateClass = StateClass::Drained;
    return node;
}

} // namespace

class TestNodeSelector : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matches_data()
    {
        QTest::addColumn<MatchConfig>("match");
        QTest::addColumn<Expected>("rejection");
        const auto row = [](const char *name, const MatchConfig &match, Expected rejection = {}) {
            QTest::newRow(name) << match << rejection;
        };
        const auto partitions = [](auto... items) { return MatchConfig{{items...}, {}, {}, {}, {}}; };
        const auto features = [](auto... items) { return MatchConfig{{}, {items...}, {}, {}, {}}; };
        const auto gres = [](auto... items) { return MatchConfig{{}, {}, {items...}, {}, {}}; };
        const auto nodes = [](const char *hostlist) { return MatchConfig{{}, {}, {}, hostlist, {}}; };
        const auto states = [](auto... items) { return MatchConfig{{}, {}, {}, {}, {items...}}; };
        row("no conditions", {});
        row("partition", partitions("gpu"));
        row("partition, second of the node", partitions("gpu-long"));
        row("partition, second of the job", partitions("batch", "gpu"));
        row("partition, expression", partitions("gpu-.*"));
        row("partition, expressions are anchored", partitions("gp", "pu"), MatchPartitions);
        row("partition, alternatives are anchored as a whole", partitions("x|gpu-lon"), MatchPartitions);
        row("partition, case counts", partitions("GPU"), MatchPartitions);
        row("partition, none", partitions("batch"), MatchPartitions);
        row("feature", features("a100"));
        row("feature, one is enough", features("h100", "ib"));
        row("feature, none", features("a10"), MatchFeatures);
        row("gres", gres("gpu"));
        row("gres, name and type", gres("gpu:a100"));
        row("gres, one is enough", gres("nic", "lustre"));
        row("gres, other type", gres("gpu:h100"), MatchGres);
        row("gres, start of a name", gres("gp"), MatchGres);
        row("gres, socket", gres("1"), MatchGres);
        row("node", nodes("gpu007"));
        row("node, range", nodes("login01,gpu[001-128]"));
        row("node, other range", nodes("gpu[008-128]"), MatchNodes);
        row("state", states(StateClass::Active, StateClass::Drained));
        row("state, other", states(StateClass::Active), MatchStates);
        row("all hold", {{"gpu"}, {"ib"}, {"gpu"}, "gpu007", {StateClass::Drained}});
        row("last of all fails", {{"gpu"}, {"ib"}, {"gpu"}, "gpu007", {StateClass::Down}}, MatchStates);
        row("all fail: the first counts", {{"x"}, {"x"}, {"x"}, "x", {StateClass::Down}}, MatchNodes);
    }
    void matches()
    {
        QFETCH(MatchConfig, match);
        JobConfig job;
        job.match = match;
        NodeSelector selector(job);
        const Node node = gpuNode();
        for (int time = 0; time < 2; ++time) { // the second time from memory
            const auto rejection = selector.reject(node);
            const Expected condition = rejection ? Expected(rejection->condition) : std::nullopt;
            QTEST(condition, "rejection");
        }
    }

    void saysWhatTheNodeHas()
    {
        const Node node = gpuNode();
        JobConfig job;
        const auto value = [&] { return NodeSelector(job).reject(node)->value; };
        job.excludeStates = {StateClass::Drained};
        QCOMPARE(value(), "drained");
        job.excludeStates = {};
        job.match.states = {StateClass::Active};
        QCOMPARE(value(), "drained");
        job.match.gres = {"nic"};
        QCOMPARE(value(), "gpu:a100:4(S:0,1),lustre:1");
        job.match.features = {"h100"};
        QCOMPARE(value(), "a100,ib");
        job.match.partitions = {"batch"};
        QCOMPARE(value(), "gpu,gpu-long");
        job.match.nodes = "gpu[001-002]";
        QCOMPARE(value(), "gpu007");
    }

    void excludesStates_data()
    {
        QTest::addColumn<int>("state");
        QTest::addColumn<bool>("isExcluded");
        for (const StateClass state : allStateClasses) {
            QTest::newRow(toString(state).data())
                << static_cast<int>(state)
                << (state == StateClass::Future || state == StateClass::PoweredDown);
        }
    }
    void excludesStates()
    {
        QFETCH(int, state);
        Node node = activeNode("n1");
        node.stateClass = static_cast<StateClass>(state);
        const JobConfig job;
        QTEST(NodeSelector(job).reject(node) == Rejection({ExcludeStates, toString(node.stateClass)}),
              "isExcluded");
    }

    void givesTheMatchingPartitions_data()
    {
        QTest::addColumn<QStringList>("patterns");
        QTest::addColumn<QByteArray>("partitions");
        QTest::addColumn<QByteArray>("matching");
        QTest::newRow("all without match") << QStringList() << QByteArray("b,a") << QByteArray("b,a");
        QTest::newRow("none") << QStringList() << QByteArray() << QByteArray();
        QTest::newRow("some") << QStringList{QStringLiteral("a.*"), QStringLiteral("c")}
                              << QByteArray("c,b,a2,a1") << QByteArray("c,a2,a1");
        QTest::newRow("each once") << QStringList() << QByteArray("a,b,a") << QByteArray("a,b");
        QTest::newRow("no empty ones")
            << QStringList{QStringLiteral(".*")} << QByteArray(",a,,b,") << QByteArray("a,b");
        QTest::newRow("not ASCII") << QStringList{QStringLiteral("größ.")} << QByteArray("größe,groß")
                                   << QByteArray("größe");
    }
    void givesTheMatchingPartitions()
    {
        QFETCH(QStringList, patterns);
        QFETCH(QByteArray, partitions);
        QFETCH(QByteArray, matching);
        JobConfig job;
        for (const QString &pattern : patterns)
            job.match.partitions.push_back(pattern.toStdString());
        NodeSelector selector(job);
        QCOMPARE(std::string(selector.partitions(activeNode("n1", partitions.toStdString()))),
                 matching.toStdString());
    }

    void needsAPartitionWhereOneIsWanted()
    {
        JobConfig job;
        job.match.partitions = {".*"};
        const Node node = activeNode("n1");
        QVERIFY(NodeSelector(job).reject(node) == Rejection({MatchPartitions, ""}));
    }
};

SLURMSD_TEST(TestNodeSelector)
#include "tst_nodeselector.moc"
