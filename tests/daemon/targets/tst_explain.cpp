// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/nodesparser.h"
#include "daemon/targets/explain.h"
#include "daemon/targets/targetbuilder.h"
#include "tests/daemon/targets/targettesting.h"
#include "tests/support/fakecluster.h"
#include "tests/support/testrunner.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <map>
#include <set>

using namespace slurmsd;

namespace {

JobConfig nodeJob()
{
    JobConfig job;
    job.name = "node";
    job.port = 9100;
    return job;
}

Node gpuNode()
{
    Node node = activeNode("gpu1", "gpu,debug");
    node.features = "ib";
    node.gres = "gpu:v100:4(S:0-1)";
    return node;
}

// What the one job says about the one node.
JobExplanation explained(const Node &node, const JobConfig &job)
{
    return explainNode(*snapshotOf({node}), {&job, 1}, node).jobs.at(0);
}

void compareReason(const Node &node, const JobConfig &job, const char *reason, const char *key)
{
    const JobExplanation explanation = explained(node, job);
    QCOMPARE(explanation.reason, std::string(reason));
    QCOMPARE(explanation.key, std::string(key));
    QVERIFY(explanation.groups.empty());
}

using Random = QRandomGenerator;

bool oneIn(Random &random, int chances) { return random.bounded(chances) == 0; }

template <typename T>
std::vector<T> someOf(Random &random, const std::vector<T> &all)
{
    std::vector<T> some;
    std::ranges::copy_if(all, std::back_inserter(some), [&](const T &) { return oneIn(random, 3); });
    return some;
}

// A made-up cluster with all that a node list can have: no partition, no usable host, every state.
std::shared_ptr<NodeSnapshot> randomCluster(Random &random, int nodes)
{
    NodesParser parser;
    parser.feed(FakeCluster::text({.nodes = static_cast<std::size_t>(nodes), .drainedEvery = 5}));
    const auto parsed = parser.finish();
    const auto snapshot = parsed ? *parsed : nullptr;
    sortNodes(*snapshot);
    for (Node &node : snapshot->nodes) {
        if (oneIn(random, 4))
            node.stateClass = allStateClasses[static_cast<std::size_t>(random.bounded(8))];
        if (oneIn(random, 8))
            node.partitions = {};
        if (oneIn(random, 8))
            node.gres = "gpu:v100:2(S:0),lustre:1";
        if (oneIn(random, 6))
            node.address = "a/b";
        if (oneIn(random, 6))
            node.hostname = {};
    }
    // A node that no source makes a host of.
    snapshot->nodes.front().name = "!/";
    snapshot->nodes.front().address = snapshot->nodes.front().hostname = {};
    return snapshot;
}

JobConfig randomJob(Random &random)
{
    JobConfig job = nodeJob();
    const auto source = static_cast<AddressSource>(random.bounded(3));
    job.address = source;
    job.labels = someOf<LabelKind>(random, {LabelKind::Partition, LabelKind::State, LabelKind::Partitions,
                                            LabelKind::Features, LabelKind::Cluster});
    job.labels.push_back(LabelKind::Node); // by which the test finds the node of a target
    job.excludeStates = someOf<StateClass>(random, {StateClass::Future, StateClass::Drained});
    if (oneIn(random, 2))
        job.partitionPorts = {{"debug", 9200}, {"gpu", 9300}};
    job.match.partitions = someOf<std::string>(random, {"gpu", "de.*", "nowhere"});
    job.match.features =
        oneIn(random, 3) ? someOf<std::string>(random, {"a100", "grace"}) : std::vector<std::string>();
    job.match.gres =
        oneIn(random, 4) ? std::vector<std::string>{"gpu:a100", "lustre"} : std::vector<std::string>();
    job.match.nodes = oneIn(random, 3) ? "n[1-40]" : "";
    job.match.states =
        oneIn(random, 3) ? std::vector{StateClass::Active, StateClass::Down} : std::vector<StateClass>();
    return job;
}

// Each target with its labels, by node.
using TargetsByNode = std::map<std::string, std::set<std::string>>;

void addTargets(TargetsByNode &targets, const std::vector<TargetGroup> &groups)
{
    for (const TargetGroup &group : groups) {
        const auto node = std::ranges::find(group.labels, "__meta_slurm_node", &Label::name);
        for (const std::string &target : group.targets)
            targets[node->value].insert(target + describe({{{}, group.labels}}).toStdString());
    }
}

} // namespace

class TestExplain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesTheNode()
    {
        Node node = gpuNode();
        node.address = "10.0.0.1";
        node.hostname = "gpu1.example";
        node.states = "DOWN,DRAIN";
        node.stateClass = StateClass::Down;
        node.reason = "dead fan";
        node.bootTime = 1'795'424'821;
        const auto nodes = snapshotOf({node});
        nodes->cluster = "llm";
        const JobConfig job = nodeJob();
        const NodeExplanation explanation = explainNode(*nodes, {&job, 1}, nodes->nodes.front());
        QCOMPARE(explanation.node, std::string("gpu1"));
        QCOMPARE(explanation.cluster, std::string("llm"));
        QCOMPARE(explanation.address, std::string("10.0.0.1"));
        QCOMPARE(explanation.hostname, std::string("gpu1.example"));
        QCOMPARE(explanation.stateClass, std::string("down"));
        QVERIFY((explanation.states == std::vector<std::string>{"DOWN", "DRAIN"}));
        QVERIFY((explanation.partitions == std::vector<std::string>{"gpu", "debug"}));
        QCOMPARE(explanation.reason, std::string("dead fan"));
        QVERIFY(explanation.bootTime ==
                std::chrono::system_clock::time_point(std::chrono::seconds(1'795'424'821)));
        QVERIFY(!explanation.lastBusy);
        QCOMPARE(explanation.sameAddress, 0U);
        QCOMPARE(explanation.jobs.size(), 1U);
        QCOMPARE(explanation.jobs[0].job, std::string("node"));
    }

    void givesTargetsOfEachJob()
    {
        JobConfig dcgm = nodeJob();
        dcgm.name = "dcgm";
        dcgm.port = 9401;
        dcgm.labels = {LabelKind::Partitions};
        const std::vector jobs{nodeJob(), dcgm};
        const NodeExplanation explanation = explainNode(*snapshotOf({gpuNode()}), jobs, gpuNode());
        QCOMPARE(describe(explanation.jobs[0].groups),
                 QByteArray("gpu1:9100 {partition=debug state=active architecture=}\n"
                            "gpu1:9100 {partition=gpu state=active architecture=}\n"));
        QCOMPARE(describe(explanation.jobs[1].groups), QByteArray("gpu1:9401 {partitions=,gpu,debug,}\n"));
        for (const JobExplanation &job : explanation.jobs) {
            QCOMPARE(job.reason, std::string());
            QCOMPARE(job.key, std::string());
        }
    }

    void findsNodesByName()
    {
        std::vector<Node> list;
        for (const char *name : {"n1", "n01", "n001", "n2", "n10", "login", "n1a", "ä"})
            list.push_back(activeNode(name));
        const auto nodes = snapshotOf(list);
        for (const Node &node : list) {
            const auto found = findNodes(*nodes, node.name);
            QCOMPARE(found.size(), 1U);
            QCOMPARE(explainNode(*nodes, {}, *found[0]).node, std::string(node.name));
        }
        for (const char *name : {"n", "n0001", "n3", "n11", "N1", "z", "\xff", "n1b"})
            QVERIFY(findNodes(*nodes, name).empty());
        QVERIFY(findNodes(*snapshotOf({}), "n1").empty());
    }

    void findsNodesByWhatPeopleKnow_data()
    {
        QTest::addColumn<std::string>("wanted");
        QTest::addColumn<std::string>("names");
        const auto row = [](const char *wanted, const char *names) {
            QTest::newRow(wanted) << std::string(wanted) << std::string(names);
        };
        row("10.0.0.2", "n2 ");
        row("10.0.0.9", "n3 n4 n5 "); // they share it
        row("n2.example", "n2 ");
        row("n1", "n1 "); // a name before the address of another
        row("n[1-3]", "n1 n2 n3 ");
        row("n[3,1]", "n3 n1 ");
        row("n1,n1,n[1-2]", "n1 n2 ");
        row("n[4-99],other", "n4 n5 ");
        row("m[1-3]", "");
        row("n[1", "");
        row("10.0.0.[1-2]", ""); // addresses make no hostlist
        row("", "");
    }
    void findsNodesByWhatPeopleKnow()
    {
        std::vector<Node> list;
        for (const char *name : {"n1", "n2", "n3", "n4", "n5"}) {
            list.push_back(activeNode(name));
            list.back().address = "10.0.0.9";
        }
        list[0].address = "10.0.0.1";
        list[1].address = "10.0.0.2";
        list[1].hostname = "n2.example";
        list[4].hostname = "n1";
        const auto nodes = snapshotOf(list);
        QFETCH(std::string, wanted);
        std::string names;
        for (const Node *node : findNodes(*nodes, wanted))
            names.append(node->name) += ' ';
        QTEST(names, "names");
    }

    void hasExtraHostsThatAreTheNode_data()
    {
        QTest::addColumn<QString>("hosts");
        QTest::addColumn<QString>("targets");
        const auto row = [](const char *hosts, const char *targets) {
            QTest::newRow(hosts) << QString::fromUtf8(hosts) << QString::fromUtf8(targets);
        };
        row("login01", "");
        row("login[01-04],gpu1", "gpu1:9100");
        row("198.51.100.7,head", "198.51.100.7:9100");
        row("gpu1-ib,gpu1", "gpu1:9100 gpu1-ib:9100");
        row("GPU1", ""); // Prometheus has it as it is written
    }
    void hasExtraHostsThatAreTheNode()
    {
        QFETCH(QString, hosts);
        Node node = gpuNode();
        node.hostname = "gpu1-ib";
        node.address = "198.51.100.7";
        JobConfig job = nodeJob();
        const auto withoutExtra = explained(node, job).groups;
        job.extraHosts = {{hosts.toStdString(), {{"role", "login"}}}};
        const auto withExtra = explained(node, job).groups;
        QVERIFY(std::ranges::equal(std::span(withExtra).first(withoutExtra.size()), withoutExtra));
        // They are targets whatever the node's state.
        job.excludeStates = {node.stateClass};
        const JobExplanation explanation = explained(node, job);
        QStringList targets;
        for (const TargetGroup &group : explanation.groups) {
            QVERIFY((group.labels == std::vector<Label>{{"role", "login"}}));
            for (const std::string &target : group.targets)
                targets += QString::fromStdString(target);
        }
        QTEST(targets.join(u' '), "targets");
        QCOMPARE(explanation.reason.empty(), !targets.isEmpty());
        QCOMPARE(withExtra.size() - withoutExtra.size(), explanation.groups.size());
    }

    void saysWhyATemplateMakesNoHost()
    {
        JobConfig job = nodeJob();
        job.addressTemplate = "{hostname}-bmc";
        Node node = gpuNode();
        node.hostname = {};
        QCOMPARE(explained(node, job).reason, "\"{hostname}-bmc\" makes no host of it");
        QCOMPARE(explained(node, job).key, "address_template");
    }

    void saysWhatIsHeld()
    {
        const JobConfig job = nodeJob();
        const auto nodes = snapshotOf({gpuNode()});
        const auto held = [&](const HeldAnswers &answers) {
            return explainNode(*nodes, {&job, 1}, gpuNode(), answers).jobs.at(0).held;
        };
        QCOMPARE(held({}), "");
        QCOMPARE(held({{{std::string(nodes->cluster), job.name}, "why"}}), "why");
        QCOMPARE(held({{{std::string(nodes->cluster), "other"}, "why"}}), "");
        QCOMPARE(held({{{"elsewhere", job.name}, "why"}}), "");
    }

    void saysWhereANodeMayBe()
    {
        QVERIFY(unlistedHint("n1", {}).ends_with(": see scontrol --future show node n1"));
        QVERIFY(unlistedHint("n[1-2]", {}).ends_with(" show node NAME"));
        QVERIFY(unlistedHint("; reboot", {}).ends_with(" show node NAME")); // no name, and nothing to paste
    }

    void saysWhoseExtraHostItIs()
    {
        std::vector<JobConfig> jobs(3, nodeJob());
        jobs[0].extraHosts = {{"login[01-02]", {}}, {"head", {{"role", "head"}}}};
        jobs[1].name = "ipmi";
        jobs[1].morePorts = {623};
        jobs[1].extraHosts = {{"head", {}}};
        const auto hint = [&jobs](const char *host) { return unlistedHint(host, jobs); };
        QCOMPARE(hint("login02"), "it is one of the extra_hosts of node (login02:9100)");
        QCOMPARE(hint("head"),
                 "it is one of the extra_hosts of node (head:9100), ipmi (head:623, head:9100)");
        QVERIFY(hint("login03").starts_with("sinfo does not list"));
    }

    void saysWhatWasMeant_data()
    {
        QTest::addColumn<std::string>("wanted");
        QTest::addColumn<std::string>("hint"); // empty: that of a node in no list
        const auto row = [](const char *wanted, const char *hint) {
            QTest::newRow(wanted) << std::string(wanted) << std::string(hint);
        };
        row("GPU001", "did you mean \"gpu001\"?");
        row("gpu1", "did you mean \"gpu001\"?");
        row("gpu01", "did you mean \"gpu001\"?");
        row(" gpu001", "did you mean \"gpu001\"?");
        row("gpu10", "");
        row("gpu0010", "");
        row("cpu001", "");
        row("gpu[001", "hostlist \"gpu[001\", character 4: \"[\" without \"]\"");
        row("gpu001]", "hostlist \"gpu001]\", character 7: \"]\" without \"[\"");
        row("gpu[7-9]", "");
    }
    void saysWhatWasMeant()
    {
        QFETCH(std::string, wanted);
        QFETCH(std::string, hint);
        Node node = gpuNode();
        node.name = "gpu001";
        const NodeLists lists{snapshotOf({node})};
        QCOMPARE(notFoundHint(lists, wanted, {}), hint.empty() ? unlistedHint(wanted, {}) : hint);
        QCOMPARE(notFoundHint({}, "gpu1", {}), unlistedHint("gpu1", {}));
    }

    void countsNodesOfOneAddress()
    {
        std::vector<Node> list;
        for (const char *name : {"n1", "n2", "n3", "n4", "n5"})
            list.push_back(activeNode(name));
        list[1].address = list[2].address = list[3].address = "198.51.100.5";
        list[0].address = list[4].address = "";
        const auto nodes = snapshotOf(list);
        const auto more = [&](std::size_t i) { return explainNode(*nodes, {}, nodes->nodes[i]).sameAddress; };
        QCOMPARE(more(0), 0U); // no address is none that is shared
        QCOMPARE(more(1), 2U);
        QCOMPARE(more(4), 0U);
    }

    void saysWhichStateIsExcluded()
    {
        JobConfig job = nodeJob();
        Node node = gpuNode();
        node.stateClass = StateClass::PoweredDown;
        compareReason(node, job,
                      "state class powered_down is excluded (exclude_states: future, powered_down)",
                      "exclude_states");
        job.match.nodes = "cpu[1-9]"; // the first condition that does not hold
        job.match.states = {StateClass::Active};
        compareReason(node, job,
                      "state class powered_down is excluded (exclude_states: future, powered_down)",
                      "exclude_states");
    }

    void saysWhichNamesMatch()
    {
        JobConfig job = nodeJob();
        job.match.nodes = "gpu[001-128]";
        compareReason(gpuNode(), job, R"(its name is not in "gpu[001-128]")", "match.nodes");
        job.match.nodes = "n1";
        for (int i = 2; i < 100; ++i)
            job.match.nodes += ",n" + std::to_string(i);
        compareReason(gpuNode(), job,
                      R"(its name is not in "n1,n2,n3,n4,n5,n6,n7,n8,n9,n10,n11,n12,n13,n14,n15,n16,n17,n…")",
                      "match.nodes");
    }

    void saysWhichPartitionsMatch()
    {
        JobConfig job = nodeJob();
        job.match.partitions = {"cpu-.*"};
        compareReason(gpuNode(), job, R"(no partition of gpu, debug matches "cpu-.*")", "match.partitions");
        job.match.partitions = {"cpu-.*", "x\ny"};
        compareReason(gpuNode(), job, R"(no partition of gpu, debug matches any of "cpu-.*", "x\ny")",
                      "match.partitions");
        compareReason(activeNode("n1"), job, "is in no partition", "match.partitions");
        compareReason(activeNode("n1", "a,b,c,d,e,f,g,h,i,j,k,l"), job,
                      R"(no partition of a, b, c, d, e, f, g, h, i, j and 2 more matches any of )"
                      R"("cpu-.*", "x\ny")",
                      "match.partitions");
    }

    void saysWhichFeaturesAreWanted()
    {
        JobConfig job = nodeJob();
        job.match.features = {"a100", "h100"};
        compareReason(gpuNode(), job, "has none of the features a100, h100 (it has ib)", "match.features");
        job.match.features = {"a100"};
        compareReason(gpuNode(), job, "does not have the feature a100 (it has ib)", "match.features");
        compareReason(activeNode("n1"), job, "does not have the feature a100 (it has none)",
                      "match.features");
    }

    void saysWhichGresAreWanted()
    {
        JobConfig job = nodeJob();
        job.match.gres = {"gpu:a100"};
        compareReason(gpuNode(), job, "has no GRES gpu:a100 (it has gpu:v100:4)", "match.gres");
        job.match.gres = {"gpu:a100", "lustre"};
        compareReason(gpuNode(), job, "has none of the GRES gpu:a100, lustre (it has gpu:v100:4)",
                      "match.gres");
        Node node = activeNode("n1");
        node.gres = "(null)";
        compareReason(node, job, "has none of the GRES gpu:a100, lustre (it has none)", "match.gres");
    }

    void saysWhichStatesMatch()
    {
        JobConfig job = nodeJob();
        Node node = gpuNode();
        node.stateClass = StateClass::Down;
        job.match.states = {StateClass::Active, StateClass::Drained};
        compareReason(node, job, "state class down is none of active, drained", "match.states");
        job.match.states = {StateClass::Active};
        compareReason(node, job, "state class down is not active", "match.states");
    }

    void saysWhichHostsCannotBe()
    {
        JobConfig job = nodeJob();
        Node node = activeNode("a/b");
        compareReason(node, job, "no address, hostname or name can be a target", "address");
        node.address = "10.0.0.1";
        job.address = AddressSource::Hostname;
        compareReason(node, job, "no hostname or name can be a target", "address");
        job.address = AddressSource::Name;
        compareReason(node, job, "its name cannot be a target", "address");
        job.match.features = {"ib"};
        compareReason(node, job, "does not have the feature ib (it has none)", "match.features");
    }

    void agreesWithTheTargetsOfAll()
    {
        Random random(20'261'123);
        int withTargets = 0;
        std::set<std::string> keys;
        for (int cluster = 0; cluster < 4; ++cluster) {
            const auto nodes = randomCluster(random, 150);
            for (int round = 0; round < 15; ++round) {
                const JobConfig job = randomJob(random);
                TargetsByNode all;
                addTargets(all, buildTargets({nodes}, TargetHosts({nodes}, HostRule(job)), job));
                for (const Node &node : nodes->nodes) {
                    const NodeExplanation explanation = explainNode(*nodes, {&job, 1}, node);
                    const JobExplanation &explained = explanation.jobs.at(0);
                    TargetsByNode one;
                    addTargets(one, explained.groups);
                    const std::string name(node.name);
                    QVERIFY2(one[name] == all[name], name.c_str());
                    QCOMPARE(explained.reason.empty(), !all[name].empty());
                    QCOMPARE(explained.key.empty(), !all[name].empty());
                    withTargets += all[name].empty() ? 0 : 1;
                    keys.insert(explained.key);
                }
            }
        }
        // Every way out was taken.
        QVERIFY(withTargets > 500);
        QVERIFY(
            (keys == std::set<std::string>{"", "address", "exclude_states", "match.features", "match.gres",
                                           "match.nodes", "match.partitions", "match.states"}));
    }
};

SLURMSD_TEST(TestExplain)
#include "tst_explain.moc"
