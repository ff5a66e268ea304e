// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/targets/filesd.h"
#include "daemon/targets/targetbuilder.h"
#include "tests/daemon/targets/targettesting.h"
#include "tests/support/testrunner.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <algorithm>
#include <random>

using namespace slurmsd;

Q_DECLARE_METATYPE(slurmsd::JobConfig)
Q_DECLARE_METATYPE(slurmsd::TargetFilter)

namespace {

std::vector<TargetGroup> targetsOf(const NodeLists &lists, const JobConfig &job,
                                   const TargetFilter &filter = {}, const std::stop_token &stop = {})
{
    return buildTargets(lists, TargetHosts(lists, HostRule(job)), job, filter, stop);
}

std::vector<TargetGroup> targetsOf(const NodeSnapshot &nodes, const JobConfig &job,
                                   const TargetFilter &filter = {}, const std::stop_token &stop = {})
{
    const std::shared_ptr<const NodeSnapshot> borrowed(&nodes, [](const NodeSnapshot *) {});
    return targetsOf(NodeLists{borrowed}, job, filter, stop);
}

using Nodes = std::vector<Node>;

JobConfig jobWith(std::vector<LabelKind> labels)
{
    JobConfig job;
    job.name = "node";
    job.port = 9100;
    job.labels = std::move(labels);
    return job;
}

Node addressed(std::string_view name, std::string_view address, std::string_view hostname = {})
{
    Node node = activeNode(name, "p");
    node.address = address;
    node.hostname = hostname;
    return node;
}

std::shared_ptr<NodeSnapshot> exampleCluster()
{
    Nodes nodes;
    for (const std::string_view name : {"llm-gpu01", "llm-gpu02", "llm-gpu03", "llm-gpu04"})
        nodes.push_back(activeNode(name, "partition01"));
    for (const std::string_view name : {"llm-gpu05", "llm-gpu06"})
        nodes.push_back(activeNode(name, "partition02"));
    for (const std::string_view name : {"llm-gpu07", "llm-gpu08"})
        nodes.push_back(activeNode(name, "partition03"));
    for (Node &node : nodes)
        node.architecture = "x86_64";
    return snapshotOf(std::move(nodes));
}

JobConfig exampleJob()
{
    JobConfig job;
    job.name = "node";
    job.port = 9100;
    job.partitionPorts = {{"partition02", 9101}, {"partition03", 9093}};
    return job;
}

// Nodes whose partitions, states and order differ.
Nodes mixedNodes()
{
    Nodes nodes{
        activeNode("n1", "a,b"), activeNode("n2", "b,a"), activeNode("n10", "a"),
        activeNode("n11"),       activeNode("n12", "c"),
    };
    nodes[1].stateClass = StateClass::Drained;
    nodes[2].features = "ib";
    nodes[4].features = "a100,ib";
    return nodes;
}

} // namespace

class TestTargetBuilder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersTheExample()
    {
        const QByteArray json = fileSdJson(targetsOf(*exampleCluster(), exampleJob()));
        const QByteArray expected = R"json(
[{"targets": ["llm-gpu01:9100", "llm-gpu02:9100", "llm-gpu03:9100", "llm-gpu04:9100"],
  "labels": {"__meta_slurm_partition": "partition01", "__meta_state": "active", "__meta_architecture": "x86_64"}},
 {"targets": ["llm-gpu05:9101", "llm-gpu06:9101"],
  "labels": {"__meta_slurm_partition": "partition02", "__meta_state": "active", "__meta_architecture": "x86_64"}},
 {"targets": ["llm-gpu07:9093", "llm-gpu08:9093"],
  "labels": {"__meta_slurm_partition": "partition03", "__meta_state": "active", "__meta_architecture": "x86_64"}}]
)json";
        QCOMPARE(QJsonDocument::fromJson(json).array().size(), 3);
        QCOMPARE(QJsonDocument::fromJson(json), QJsonDocument::fromJson(expected));
        QByteArray spaceless = expected; // no string of the example holds white space
        spaceless.replace(' ', "").replace('\n', "");
        QByteArray written = json;
        QCOMPARE(written.replace('\n', ""), spaceless);
    }

    void groups_data()
    {
        QTest::addColumn<Nodes>("nodes");
        QTest::addColumn<JobConfig>("job");
        QTest::addColumn<QByteArray>("groups");
        const auto row = [](const char *name, const Nodes &nodes, const JobConfig &job, const char *groups) {
            QTest::newRow(name) << nodes << job << QByteArray(groups);
        };
        using enum LabelKind;
        const Nodes mixed = mixedNodes();

        row("no nodes", {}, jobWith({Partition, State}), "");
        row("no labels", mixed, jobWith({}), "n1:9100 n2:9100 n10:9100 n11:9100 n12:9100 {}\n");
        row("partition: a target in each", mixed, jobWith({Partition}),
            "n11:9100 {partition=}\n"
            "n1:9100 n2:9100 n10:9100 {partition=a}\n"
            "n1:9100 n2:9100 {partition=b}\n"
            "n12:9100 {partition=c}\n");
        row("groups in the order of the labels", mixed, jobWith({State, Partition}),
            "n11:9100 {state=active partition=}\n"
            "n1:9100 n10:9100 {state=active partition=a}\n"
            "n1:9100 {state=active partition=b}\n"
            "n12:9100 {state=active partition=c}\n"
            "n2:9100 {state=drained partition=a}\n"
            "n2:9100 {state=drained partition=b}\n");
        row("partitions: one target", mixed, jobWith({Partitions}),
            "n11:9100 {}\n"
            "n10:9100 {partitions=,a,}\n"
            "n1:9100 {partitions=,a,b,}\n"
            "n2:9100 {partitions=,b,a,}\n"
            "n12:9100 {partitions=,c,}\n");
        row("values in natural order",
            {activeNode("x1", "p10"), activeNode("x2", "p9"), activeNode("x3", "p1")}, jobWith({Partition}),
            "x3:9100 {partition=p1}\nx2:9100 {partition=p9}\nx1:9100 {partition=p10}\n");
        row("a partition twice", {activeNode("n1", "a,a")}, jobWith({Partition}), "n1:9100 {partition=a}\n");

        Nodes sockets{activeNode("n1"), activeNode("n2")};
        sockets[0].gres = "gpu:4(S:0)";
        sockets[1].gres = "gpu:4(S:1)";
        row("equal values of different texts", sockets, jobWith({Gres}), "n1:9100 n2:9100 {gres=,gpu:4,}\n");

        Nodes sized{activeNode("n1"), activeNode("n2"), activeNode("n3")};
        sized[0].cpus = 128;
        sized[1].cpus = 64;
        row("numbers", sized, jobWith({Cpus}), "n3:9100 {}\nn2:9100 {cpus=64}\nn1:9100 {cpus=128}\n");

        JobConfig some = jobWith({Partition, Partitions});
        some.match.partitions = {"[bc]"};
        row("match.partitions limits targets and labels", mixed, some,
            "n1:9100 n2:9100 {partition=b partitions=,b,}\nn12:9100 {partition=c partitions=,c,}\n");
        some.labels = {Partitions};
        row("also without the label partition", mixed, some,
            "n1:9100 n2:9100 {partitions=,b,}\nn12:9100 {partitions=,c,}\n");
    }
    void groups()
    {
        QFETCH(Nodes, nodes);
        QFETCH(JobConfig, job);
        QTEST(describe(targetsOf(*snapshotOf(nodes), job)), "groups");
    }

    void makesATargetOnEachPort()
    {
        JobConfig job = jobWith({LabelKind::Partition});
        job.morePorts = {9306, 80};
        QCOMPARE(describe(targetsOf(*snapshotOf({activeNode("n1", "a,b"), activeNode("n2", "b")}), job)),
                 "n1:80 n1:9100 n1:9306 {partition=a}\n"
                 "n1:80 n1:9100 n1:9306 n2:80 n2:9100 n2:9306 {partition=b}\n");
        job.labels = {};
        QCOMPARE(describe(targetsOf(*snapshotOf({activeNode("n1", "a,b")}), job)),
                 "n1:80 n1:9100 n1:9306 {}\n");
    }

    void makesHostsOfAPattern_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *pattern, const char *expected) {
            QTest::newRow(pattern) << QString::fromLatin1(pattern) << QByteArray(expected);
        };
        row("{node}-bmc.example.org", "n1-bmc.example.org:9100 n2-bmc.example.org:9100 {}\n");
        row("{hostname}", "h1:9100 {}\n"); // n2 has none
        row("bmc.{address}.{node}", "bmc.10.0.0.1.n1:9100 bmc.10.0.0.2.n2:9100 {}\n");
        row("{node}{node}", "n1n1:9100 n2n2:9100 {}\n");
    }
    void makesHostsOfAPattern()
    {
        JobConfig job = jobWith({});
        QFETCH(QString, pattern);
        job.addressTemplate = pattern.toStdString();
        const auto nodes = snapshotOf({addressed("n1", "10.0.0.1", "h1"), addressed("n2", "10.0.0.2")});
        QTEST(describe(targetsOf(*nodes, job)), "expected");
    }

    void addsExtraHosts()
    {
        JobConfig job = jobWith({LabelKind::Node});
        job.morePorts = {9306, 80};
        job.staticLabels = {{"team", "hpc"}, {"role", "node"}};
        job.extraHosts = {{"login[10,9],a", {{"role", "login"}}}, {"head", {}}, {"b,a", {{"role", "login"}}}};
        std::vector<TargetGroup> groups = targetsOf(*snapshotOf({activeNode("n1", "p")}), job);
        addExtraHosts(groups, job);
        QCOMPARE(describe(groups), "n1:80 n1:9100 n1:9306 {node=n1 team=hpc role=node}\n"
                                   "a:80 a:9100 a:9306 b:80 b:9100 b:9306 login9:80 login9:9100 login9:9306 "
                                   "login10:80 login10:9100 login10:9306 {role=login team=hpc}\n"
                                   "head:80 head:9100 head:9306 {team=hpc role=node}\n");
    }

    void makesLabelsOfTexts()
    {
        JobConfig job = jobWith({LabelKind::State});
        job.fieldLabels = {{"rack", LabelKind::Extra, "rack"}, {"pod", LabelKind::Comment, "net.pod"}};
        Nodes nodes{activeNode("n1"), activeNode("n2"), activeNode("n3"), activeNode("n4")};
        nodes[0].extra = "rack=r1";
        nodes[0].comment = R"({"net":{"pod":7}})";
        nodes[1].extra = "x=y rack=r1"; // another text, the same value
        nodes[1].comment = R"({"net": {"pod": "7"}})";
        nodes[2].extra = "rack=r1";
        QCOMPARE(describe(targetsOf(*snapshotOf(nodes), job)),
                 "n4:9100 {state=active}\n"
                 "n3:9100 {state=active rack=r1}\n"
                 "n1:9100 n2:9100 {state=active rack=r1 pod=7}\n");
    }

    void addsConstantLabels()
    {
        const auto nodes = snapshotOf({activeNode("n1", "a"), activeNode("n2", "b")});
        JobConfig job = jobWith({LabelKind::State});
        job.staticLabels = {{"team", "hpc"}, {"site", "x"}};
        job.scheme = "https";
        job.metricsPath = "/m";
        job.params = {{"collect", "cpu"}, {"a", "b"}};
        QCOMPARE(describe(targetsOf(*nodes, job)),
                 "n1:9100 n2:9100 {state=active team=hpc site=x __scheme__=https __metrics_path__=/m "
                 "__param_collect=cpu __param_a=b}\n");
    }

    void choosesPorts_data()
    {
        QTest::addColumn<JobConfig>("job");
        QTest::addColumn<QByteArray>("groups");
        const auto row = [](const char *name, const JobConfig &job, const char *groups) {
            QTest::newRow(name) << job << QByteArray(groups);
        };
        using enum LabelKind;
        JobConfig job = jobWith({Partition});
        job.partitionPorts = {{"b", 2}, {"a", 1}};
        row("per partition", job,
            "n11:9100 {partition=}\n"
            "n1:1 n2:1 n10:1 {partition=a}\n"
            "n1:2 n2:2 {partition=b}\n"
            "n12:9100 {partition=c}\n");
        job.labels = {};
        row("of the first in Slurm's order", job, "n1:1 n2:2 n10:1 n11:9100 n12:9100 {}\n");
        job.match.partitions = {"b", "c"};
        row("of the first that matches", job, "n1:2 n2:2 n12:9100 {}\n");
        job = jobWith({});
        job.partitionPorts = {{"b", 2}};
        row("of the first that has one", job, "n1:2 n2:2 n10:9100 n11:9100 n12:9100 {}\n");
        job.partitionPorts = {{"", 3}};
        row("an empty name is no partition", job, "n1:9100 n2:9100 n10:9100 n11:9100 n12:9100 {}\n");
        job.partitionPorts = {};
        job.port = 65535;
        row("the largest", job, "n1:65535 n2:65535 n10:65535 n11:65535 n12:65535 {}\n");
    }
    void choosesPorts()
    {
        QFETCH(JobConfig, job);
        QTEST(describe(targetsOf(*snapshotOf(mixedNodes()), job)), "groups");
    }

    void choosesHosts_data()
    {
        QTest::addColumn<Node>("node");
        QTest::addColumn<QByteArray>("byAddress");
        QTest::addColumn<QByteArray>("byHostname");
        QTest::addColumn<QByteArray>("byName");
        const auto row = [](const char *name, const Node &node, const char *byAddress, const char *byHostname,
                            const char *byName) {
            QTest::newRow(name) << node << QByteArray(byAddress) << QByteArray(byHostname)
                                << QByteArray(byName);
        };
        row("all different", addressed("n", "10.0.0.1", "h"), "10.0.0.1:9100", "h:9100", "n:9100");
        row("no address", addressed("n", "", "h"), "h:9100", "h:9100", "n:9100");
        row("no hostname", addressed("n", "a", ""), "a:9100", "n:9100", "n:9100");
        row("name only", addressed("n", "", ""), "n:9100", "n:9100", "n:9100");
        row("IPv6", addressed("n", "2001:db8::7", "::1"), "[2001:db8::7]:9100", "[::1]:9100", "n:9100");
        row("IPv6 in brackets", addressed("n", "[2001:db8::7]", "h"), "[2001:db8::7]:9100", "h:9100",
            "n:9100");
        row("IPv6 with a scope", addressed("n", "fe80::1%eth0", "h"), "[fe80::1%eth0]:9100", "h:9100",
            "n:9100");
        row("slash", addressed("n", "http://a", "h/x"), "n:9100", "n:9100", "n:9100");
        row("white space", addressed("n", "a b", "h\t"), "n:9100", "n:9100", "n:9100");
        row("control characters", addressed("n", "a\x01", "h\x7f"), "n:9100", "n:9100", "n:9100");
        static const std::string longest(255, 'a');
        static const std::string tooLong(256, 'a');
        row("longest", addressed("n", longest, "h"), (longest + ":9100").c_str(), "h:9100", "n:9100");
        row("too long", addressed("n", tooLong, tooLong), "n:9100", "n:9100", "n:9100");
        row("name unusable", addressed("n/1", "", "h"), "h:9100", "h:9100", "");
        row("nothing usable", addressed("n/1", "a b", "/"), "", "", "");
        row("not ASCII", addressed("knöt", "", ""), "knöt:9100", "knöt:9100", "knöt:9100");
    }
    void choosesHosts()
    {
        QFETCH(Node, node);
        const auto target = [nodes = snapshotOf({node})](AddressSource source) {
            JobConfig job = jobWith({});
            job.address = source;
            const auto groups = targetsOf(*nodes, job);
            return groups.empty() ? QByteArray() : QByteArray::fromStdString(groups[0].targets[0]);
        };
        QTEST(target(AddressSource::Address), "byAddress");
        QTEST(target(AddressSource::Hostname), "byHostname");
        QTEST(target(AddressSource::Name), "byName");
    }

    void ordersTargetsByHostAndPort()
    {
        // Several slurmds on one host, and addresses in another order than names.
        Nodes nodes{addressed("n1", "10.0.0.10"), addressed("n2", "10.0.0.9"), addressed("n3", "10.0.0.9"),
                    addressed("n4", "10.0.0.9")};
        nodes[1].partitions = "q";
        JobConfig job = jobWith({});
        job.partitionPorts = {{"q", 9200}};
        QCOMPARE(describe(targetsOf(*snapshotOf(nodes), job)),
                 "10.0.0.9:9100 10.0.0.9:9200 10.0.0.10:9100 {}\n");
    }

    void filters_data()
    {
        QTest::addColumn<TargetFilter>("filter");
        QTest::addColumn<QByteArray>("perPartition");
        QTest::addColumn<QByteArray>("perNode");
        const auto row = [](const char *name, const TargetFilter &filter, const char *perPartition,
                            const char *perNode) {
            QTest::newRow(name) << filter << QByteArray(perPartition) << QByteArray(perNode);
        };
        row("partition", {{"b"}, {}, {}}, "n1:2 n2:2 {partition=b}\n", "n1:1 n2:2 {}\n");
        row("either partition", {{"b", "c"}, {}, {}}, "n1:2 n2:2 {partition=b}\nn12:9100 {partition=c}\n",
            "n1:1 n2:2 n12:9100 {}\n");
        row("no partition", {{""}, {}, {}}, "n11:9100 {partition=}\n", "n11:9100 {}\n");
        row("unknown partition", {{"x"}, {}, {}}, "", "");
        row("state", {{}, {StateClass::Drained}, {}}, "n2:1 {partition=a}\nn2:2 {partition=b}\n",
            "n2:2 {}\n");
        row("feature", {{}, {}, {"a100"}}, "n12:9100 {partition=c}\n", "n12:9100 {}\n");
        row("either feature", {{}, {}, {"a100", "ib"}}, "n10:1 {partition=a}\nn12:9100 {partition=c}\n",
            "n10:1 n12:9100 {}\n");
        row("unknown feature", {{}, {}, {"x"}}, "", "");
        row("all of them", {{"a"}, {StateClass::Active}, {"ib"}}, "n10:1 {partition=a}\n", "n10:1 {}\n");
    }
    void filters()
    {
        QFETCH(TargetFilter, filter);
        JobConfig job = jobWith({LabelKind::Partition});
        job.partitionPorts = {{"a", 1}, {"b", 2}};
        const auto nodes = snapshotOf(mixedNodes());
        QTEST(describe(targetsOf(*nodes, job, filter)), "perPartition");
        job.labels = {};
        QTEST(describe(targetsOf(*nodes, job, filter)), "perNode");
    }

    void knowsTheCluster()
    {
        const JobConfig job = jobWith({LabelKind::Cluster});
        const auto nodes = snapshotOf({activeNode("n1")});
        QCOMPARE(describe(targetsOf(*nodes, job)), "n1:9100 {}\n");
        nodes->cluster = "tux";
        QCOMPARE(describe(targetsOf(*nodes, job)), "n1:9100 {cluster=tux}\n");
    }

    // The daemon ends within 2 s, also while it builds a large job.
    void givesUpWhenAsked()
    {
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(targetsOf(*exampleCluster(), exampleJob(), {}, stop.get_token()).size(), 0U);
    }

    void doesNotDependOnTheOrderOfTheNodes()
    {
        const JobConfig job = jobWith({LabelKind::Partition, LabelKind::State, LabelKind::Features});
        const QByteArray expected = fileSdJson(targetsOf(*snapshotOf(mixedNodes()), job));
        std::mt19937 random(7);
        for (int i = 0; i < 20; ++i) {
            Nodes nodes = mixedNodes();
            std::ranges::shuffle(nodes, random);
            QCOMPARE(fileSdJson(targetsOf(*snapshotOf(nodes), job)), expected);
        }
    }

    void joinsClusters_data()
    {
        QTest::addColumn<std::vector<LabelKind>>("labels");
        QTest::addColumn<std::vector<std::string>>("clusters"); // the filter
        QTest::addColumn<QByteArray>("expected");
        using Labels = std::vector<LabelKind>;
        using Names = std::vector<std::string>;
        using enum LabelKind;
        QTest::newRow("each its groups") << Labels{Cluster, LabelKind::Partition} << Names{}
                                         << QByteArray("n1:9100 n3:9100 {cluster=a partition=p}\n"
                                                       "n2:9100 n3:9100 {cluster=b partition=p}\n");
        QTest::newRow("groups of both") << Labels{LabelKind::Partition} << Names{}
                                        << QByteArray("n1:9100 n2:9100 n3:9100 {partition=p}\n");
        QTest::newRow("one asked for")
            << Labels{Cluster} << Names{"b"} << QByteArray("n2:9100 n3:9100 {cluster=b}\n");
        QTest::newRow("both asked for")
            << Labels{} << Names{"b", "a"} << QByteArray("n1:9100 n2:9100 n3:9100 {}\n");
        QTest::newRow("another asked for") << Labels{} << Names{"c"} << QByteArray();
    }
    void joinsClusters()
    {
        QFETCH(std::vector<LabelKind>, labels);
        QFETCH(std::vector<std::string>, clusters);
        auto a = snapshotOf({activeNode("n1", "p"), activeNode("n3", "p")});
        a->cluster = "a";
        auto b = snapshotOf({activeNode("n2", "p"), activeNode("n3", "p")});
        b->cluster = "b";
        TargetFilter filter;
        filter.clusters = clusters;
        QTEST(describe(targetsOf(NodeLists{a, b}, jobWith(labels), filter)), "expected");
    }
};

SLURMSD_TEST(TestTargetBuilder)
#include "tst_targetbuilder.moc"
