// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/targets/unmatched.h"
#include "tests/daemon/targets/targettesting.h"
#include "tests/support/testrunner.h"

#include <QTest>

#include <deque>
#include <string>

using namespace slurmsd;

namespace {

JobConfig jobFor(const MatchConfig &match)
{
    JobConfig job;
    job.name = "node";
    job.port = 9100;
    job.match = match;
    return job;
}

// Of a cluster with the partitions gpu, gpu-big and batch.
NodeLists cluster()
{
    std::vector<Node> nodes;
    for (const char *name : {"gpu001", "gpu002", "cpu001", "cpu002", "cpu003"})
        nodes.push_back(activeNode(name, "batch"));
    nodes[0].partitions = nodes[1].partitions = "gpu,gpu-big";
    nodes[0].gres = "gpu:a100:4(S:0-1)";
    nodes[1].gres = "gpu:a100:2,lustre:1";
    nodes[2].gres = "gpu:0";
    nodes[0].features = nodes[1].features = "a100,ib";
    return {snapshotOf(nodes)};
}

std::string lines(const std::vector<UnmatchedCondition> &conditions)
{
    std::string text;
    for (const UnmatchedCondition &condition : conditions)
        text += condition.toString() + '\n';
    return text;
}

} // namespace

Q_DECLARE_METATYPE(slurmsd::MatchConfig)

class TestUnmatched : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tells_data()
    {
        QTest::addColumn<MatchConfig>("match");
        QTest::addColumn<std::string>("expected");
        const auto row = [](const char *name, const MatchConfig &match, const std::string &expected) {
            QTest::newRow(name) << match << expected;
        };
        row("nothing is asked for", {}, "");
        row("all is there", {{"gpu", "gpu-.*"}, {"ib"}, {"gpu", "gpu:a100"}, "gpu[001-128]", {}}, "");
        row("a state that no node is in", {{}, {}, {}, {}, {StateClass::Drained}}, "");
        row("upper case", {{"GPU"}, {}, {}, {}, {}},
            "match.partitions: no partition matches \"GPU\"; there are gpu, gpu-big, batch\n");
        row("a slip", {{"bacth"}, {}, {}, {}, {}},
            "match.partitions: no partition matches \"bacth\"; there are batch, gpu, gpu-big\n");
        row("a glob that matches one by chance", {{"gpu-*"}, {}, {}, {}, {}}, "");
        row("a glob", {{"mig-*"}, {}, {}, {}, {}},
            "match.partitions: no partition matches \"mig-*\"; there are batch, gpu, gpu-big\n");
        row("one of two", {{"gpu", "gup"}, {}, {}, {}, {}},
            "match.partitions: no partition matches \"gup\"; there are gpu, batch, gpu-big\n");
        row("a feature", {{}, {"A100"}, {}, {}, {}},
            "match.features: no node has the feature \"A100\"; there are a100, ib\n");
        row("a GRES", {{}, {}, {"gpus"}, {}, {}},
            "match.gres: no node has the GRES \"gpus\"; there are gpu, gpu:a100, lustre\n");
        row("a type of GRES", {{}, {}, {"gpu:h100"}, {}, {}},
            "match.gres: no node has the GRES \"gpu:h100\"; there are gpu, gpu:a100, lustre\n");
        row("a count", {{}, {}, {"gpu:4"}, {}, {}},
            "match.gres: no node has the GRES \"gpu:4\"; there are gpu, gpu:a100, lustre\n");
        row("a GRES that no node has any of", {{}, {}, {"gpu:0"}, {}, {}},
            "match.gres: no node has the GRES \"gpu:0\"; there are gpu, gpu:a100, lustre\n");
        row("nodes", {{}, {}, {}, "gpu[1-9]", {}},
            "match.nodes: no node is in \"gpu[1-9]\"; there are gpu001, gpu002, cpu001, cpu002, cpu003\n");
        row("everything", {{"x"}, {"y"}, {"z"}, "n", {}},
            "match.partitions: no partition matches \"x\"; there are batch, gpu, gpu-big\n"
            "match.features: no node has the feature \"y\"; there are a100, ib\n"
            "match.gres: no node has the GRES \"z\"; there are gpu, gpu:a100, lustre\n"
            "match.nodes: no node is in \"n\"; there are cpu001, cpu002, cpu003, gpu001, gpu002\n");
    }
    void tells()
    {
        QFETCH(MatchConfig, match);
        const JobConfig job = jobFor(match);
        const auto unmatched = unmatchedConditions(cluster(), {&job, 1});
        QCOMPARE(unmatched.size(), 1U);
        QTEST(lines(unmatched[0]), "expected");
    }

    void tellsPortsOfNoPartition()
    {
        JobConfig job = jobFor({});
        job.partitionPorts = {{"gpu", 1}, {"gup", 2}};
        QCOMPARE(lines(unmatchedConditions(cluster(), {&job, 1})[0]),
                 std::string(
                     "partition_ports: no partition has the name \"gup\"; there are gpu, batch, gpu-big\n"));
    }

    void tellsOfEachJob()
    {
        const std::vector jobs{jobFor({{"gpu"}, {}, {}, {}, {}}), jobFor({{"x"}, {}, {}, {}, {}}),
                               jobFor({{"x"}, {}, {}, {}, {}})};
        const auto unmatched = unmatchedConditions(cluster(), jobs);
        QVERIFY(unmatched[0].empty());
        QCOMPARE(unmatched[1].size(), 1U);
        QVERIFY(unmatched[2] == unmatched[1]);
    }

    void looksAtAllClusters()
    {
        const NodeLists both{snapshotOf({activeNode("a1", "one")}), snapshotOf({activeNode("b1", "two")})};
        const JobConfig job = jobFor({{"one", "two", "three"}, {}, {}, "b1", {}});
        QCOMPARE(lines(unmatchedConditions(both, {&job, 1})[0]),
                 std::string("match.partitions: no partition matches \"three\"; there are one, two\n"));
    }

    void saysWhenThereIsNoneAtAll()
    {
        const JobConfig job = jobFor({{"gpu"}, {"ib"}, {}, {}, {}});
        QCOMPARE(lines(unmatchedConditions({snapshotOf({activeNode("n1", "gpu")})}, {&job, 1})[0]),
                 std::string("match.features: no node has the feature \"ib\"; there is none\n"));
        QCOMPARE(lines(unmatchedConditions({snapshotOf({activeNode("n1", "cpu")})}, {&job, 1})[0]),
                 std::string("match.partitions: no partition matches \"gpu\"; there is cpu\n"
                             "match.features: no node has the feature \"ib\"; there is none\n"));
    }

    void knowsNothingWithoutNodes()
    {
        const JobConfig job = jobFor({{"gpu"}, {}, {}, {}, {}});
        QVERIFY(unmatchedConditions({}, {&job, 1})[0].empty());
        QVERIFY(unmatchedConditions({snapshotOf({})}, {&job, 1})[0].empty());
    }

    void hasABound()
    {
        std::vector<Node> nodes;
        std::deque<std::string> names;
        for (int i = 0; i < 5000; ++i)
            nodes.push_back(activeNode(names.emplace_back("n" + std::to_string(i))));
        const JobConfig job = jobFor({{}, {}, {}, "m1", {}});
        QCOMPARE(
            lines(unmatchedConditions({snapshotOf(nodes)}, {&job, 1})[0]),
            std::string(
                "match.nodes: no node is in \"m1\"; there are n1, n0, n2, n3, n4, n5, n6, n7, n8, n9 and "
                "4990 more\n"));
    }
};

SLURMSD_TEST(TestUnmatched)
#include "tst_unmatched.moc"
