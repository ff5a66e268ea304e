// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/status/nodemetrics.h"
#include "tests/daemon/targets/targettesting.h"
#include "tests/support/testrunner.h"

#include <QTest>

#include <deque>

using namespace slurmsd;

namespace {

NodeMetricsList listOf(std::vector<Node> nodes, std::string_view cluster = "llm")
{
    const auto list = snapshotOf(std::move(nodes));
    list->cluster = cluster;
    const auto times = std::make_shared<StateTimes>(list->nodes.size(), 1'700'000'000);
    return {list, times};
}

// The lines of the text but HELP and TYPE.
std::vector<std::string> series(const std::vector<NodeMetricsList> &lists,
                                const NodeMetricsFilter &filter = {}, const NodeMetricsConfig &config = {})
{
    std::string text;
    const bool isWhole =
        writeNodeMetrics(lists, config, filter, [&text](std::string_view piece) { text += piece; });
    std::vector<std::string> lines;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = text.find('\n', begin);
        if (text[begin] != '#')
            lines.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return isWhole ? lines : std::vector<std::string>{"not whole"};
}

// Those of one family, without its name.
std::vector<std::string> familyOf(const std::vector<std::string> &all, const std::string &name)
{
    std::vector<std::string> found;
    for (const std::string &line : all) {
        if (line.starts_with(name + '{'))
            found.push_back(line.substr(name.size()));
    }
    return found;
}

Node downNode(std::string_view name)
{
    Node node = activeNode(name, "gpu");
    node.states = "IDLE,NOT_RESPONDING";
    node.stateClass = StateClass::Down;
    node.reason = "a \"fan\"\nand \\ more";
    node.reasonUser = "root";
    node.reasonTime = 1'795'424'821;
    return node;
}

using Lines = std::vector<std::string>;

} // namespace

class TestNodeMetrics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesFamilies()
    {
        Node node = activeNode("n1", "batch,gpu");
        node.address = "10.0.0.1";
        node.architecture = "x86_64";
        node.gres = "gpu:a100:4(S:0-1)";
        std::string text;
        QVERIFY(
            writeNodeMetrics({listOf({node})}, {}, {}, [&text](std::string_view piece) { text += piece; }));
        QCOMPARE(
            QByteArray::fromStdString(text),
            "# HELP slurm_sd_node_info A node of the list in force, and what it is.\n"
            "# TYPE slurm_sd_node_info gauge\n"
            "slurm_sd_node_info{cluster=\"llm\",node=\"n1\",address=\"10.0.0.1\",architecture=\"x86_64\","
            "gres=\",gpu:a100:4,\"} 1\n"
            "# HELP slurm_sd_node_state The state class that a node has.\n"
            "# TYPE slurm_sd_node_state gauge\n"
            "slurm_sd_node_state{cluster=\"llm\",node=\"n1\",state=\"active\"} 1\n"
            "# HELP slurm_sd_node_partition_info A partition that a node is in.\n"
            "# TYPE slurm_sd_node_partition_info gauge\n"
            "slurm_sd_node_partition_info{cluster=\"llm\",node=\"n1\",partition=\"batch\"} 1\n"
            "slurm_sd_node_partition_info{cluster=\"llm\",node=\"n1\",partition=\"gpu\"} 1\n"
            "# HELP slurm_sd_node_state_changed_timestamp_seconds When the daemon first saw the state class "
            "that a node has.\n"
            "# TYPE slurm_sd_node_state_changed_timestamp_seconds gauge\n"
            "slurm_sd_node_state_changed_timestamp_seconds{cluster=\"llm\",node=\"n1\"} 1700000000\n");
    }

    void nothingWithoutNodes()
    {
        QVERIFY(series({}).empty());
        QVERIFY(series({listOf({})}).empty());
    }

    void oneStateEach()
    {
        const auto all = series({listOf({activeNode("n1"), downNode("n2")})});
        QVERIFY(familyOf(all, "slurm_sd_node_state") ==
                (Lines{R"({cluster="llm",node="n1",state="active"} 1)",
                       R"({cluster="llm",node="n2",state="down"} 1)"}));
        QVERIFY(familyOf(all, "slurm_sd_node_not_responding") == Lines{R"({cluster="llm",node="n2"} 1)"});
        QVERIFY(familyOf(all, "slurm_sd_node_drain").empty());
    }

    // A node that is drained and then switched off is of class down.
    void drainIsToldWhateverTheClass()
    {
        Node off = downNode("n2");
        off.states = "IDLE,DRAIN,NOT_RESPONDING";
        Node drained = activeNode("n3");
        drained.states = "IDLE,DRAIN";
        drained.stateClass = StateClass::Drained;
        const auto all = series({listOf({activeNode("n1"), off, drained})});
        QVERIFY(familyOf(all, "slurm_sd_node_drain") ==
                (Lines{R"({cluster="llm",node="n2"} 1)", R"({cluster="llm",node="n3"} 1)"}));
        QVERIFY(familyOf(all, "slurm_sd_node_not_responding") == Lines{R"({cluster="llm",node="n2"} 1)"});
    }

    void reasonsAreAskedFor()
    {
        const NodeMetricsList list = listOf({activeNode("n1"), downNode("n2")});
        const std::string name = "slurm_sd_node_reason_timestamp_seconds";
        QVERIFY(familyOf(series({list}), name).empty());
        const NodeMetricsConfig config{{}, true};
        QVERIFY(familyOf(series({list}, {}, config), name) ==
                Lines{R"({cluster="llm",node="n2",reason="a \"fan\"\nand \\ more",user="root"} 1795424821)"});
    }

    void longReasonsAreCutBehindACharacter()
    {
        Node node = downNode("n1");
        std::string reason;
        for (int i = 0; i < 200; ++i)
            reason += "ü";
        node.reason = reason;
        node.reasonUser = {};
        const auto lines =
            familyOf(series({listOf({node})}, {}, {{}, true}), "slurm_sd_node_reason_timestamp_seconds");
        QVERIFY(lines == Lines{R"({cluster="llm",node="n1",reason=")" +
                               reason.substr(0, 2 * maxReasonCharacters) + R"("} 1795424821)"});
    }

    void aReasonWithoutATimeIsNone()
    {
        Node node = downNode("n1");
        for (const std::int64_t time : {Node::notGiven, std::int64_t{0}}) {
            node.reasonTime = time;
            QVERIFY(
                familyOf(series({listOf({node})}, {}, {{}, true}), "slurm_sd_node_reason_timestamp_seconds")
                    .empty());
        }
    }

    void labelsAreThoseAskedFor()
    {
        Node node = activeNode("n1", "b");
        node.features = "a100,ib";
        node.cpus = 64;
        node.extra = "x\"y";
        Node other = activeNode("n2");
        other.cpus = 128;
        const NodeMetricsConfig config{
            {LabelKind::Cpus, LabelKind::Features, LabelKind::Extra, LabelKind::Partitions}, false};
        QVERIFY(
            familyOf(series({listOf({node, node, other})}, {}, config), "slurm_sd_node_info") ==
            (Lines{
                R"({cluster="llm",node="n1",address="n1",cpus="64",features=",a100,ib,",extra="x\"y",partitions=",b,"} 1)",
                R"({cluster="llm",node="n1",address="n1",cpus="64",features=",a100,ib,",extra="x\"y",partitions=",b,"} 1)",
                R"({cluster="llm",node="n2",address="n2",cpus="128"} 1)"}));
    }

    void filters_data()
    {
        QTest::addColumn<QString>("clusters");
        QTest::addColumn<QString>("partitions");
        QTest::addColumn<QString>("expected"); // CLUSTER/NODE of the states, then NODE/PARTITION
        const auto row = [](const char *name, const char *clusters, const char *partitions,
                            const char *expected) {
            QTest::newRow(name) << QString::fromLatin1(clusters) << QString::fromLatin1(partitions)
                                << QString::fromLatin1(expected);
        };
        row("all", "", "", "a/n1 a/n2 a/n3 b/n1 n1/p n2/p n2/q n1/q");
        row("a cluster", "b", "", "b/n1 n1/q");
        row("a partition", "", "q", "a/n2 b/n1 n2/q n1/q");
        row("both", "a", "q", "a/n2 n2/q");
        row("nodes in none", "", "-", "a/n3");
        row("several", "", "-,p", "a/n1 a/n2 a/n3 n1/p n2/p");
        row("nothing", "c", "", "");
    }
    void filters()
    {
        QFETCH(QString, clusters);
        QFETCH(QString, partitions);
        const auto split = [](const QString &text) {
            std::vector<std::string> items;
            for (const QString &item : text.split(QLatin1Char(','), Qt::SkipEmptyParts))
                items.push_back(item == QLatin1String("-") ? std::string() : item.toStdString());
            return items;
        };
        const auto all =
            series({listOf({activeNode("n1", "p"), activeNode("n2", "p,q"), activeNode("n3")}, "a"),
                    listOf({activeNode("n1", "q")}, "b")},
                   {split(clusters), split(partitions)});
        const auto labelOf = [](const std::string &line, const std::string &name) {
            const std::size_t begin = line.find(name + "=\"") + name.size() + 2;
            return line.substr(begin, line.find('"', begin) - begin);
        };
        std::string found;
        for (const std::string &line : familyOf(all, "slurm_sd_node_state"))
            found += labelOf(line, "cluster") + '/' + labelOf(line, "node") + ' ';
        for (const std::string &line : familyOf(all, "slurm_sd_node_partition_info"))
            found += labelOf(line, "node") + '/' + labelOf(line, "partition") + ' ';
        QTEST(QString::fromStdString(found).trimmed(), "expected");
        QCOMPARE(familyOf(all, "slurm_sd_node_info").size(), familyOf(all, "slurm_sd_node_state").size());
        QCOMPARE(familyOf(all, "slurm_sd_node_state_changed_timestamp_seconds").size(),
                 familyOf(all, "slurm_sd_node_state").size());
    }

    void stopsWhenAsked()
    {
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!writeNodeMetrics(
            {listOf({activeNode("n1")})}, {}, {}, [](std::string_view) {}, stop.get_token()));
    }

    void comesInPieces()
    {
        std::vector<Node> nodes;
        std::deque<std::string> names;
        for (int i = 0; i < 5000; ++i)
            nodes.push_back(activeNode(names.emplace_back("n" + std::to_string(i))));
        std::size_t pieces = 0;
        std::size_t longest = 0;
        writeNodeMetrics({listOf(nodes)}, {}, {}, [&](std::string_view piece) {
            ++pieces;
            longest = std::max(longest, piece.size());
        });
        QVERIFY(pieces > 5);
        QVERIFY(longest < 70'000);
    }
};

SLURMSD_TEST(TestNodeMetrics)
#include "tst_nodemetrics.moc"
