// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/nodecolumns.h"
#include "common/nodesjson.h"
#include "tests/support/testrunner.h"

#include <QFile>
#include <QTest>

#include <algorithm>

using namespace slurmsd;

namespace {

using Lists = std::vector<std::shared_ptr<const NodeSnapshot>>;

// A node with another value in every field.
Node fullNode(StringPool &strings, std::string_view name, int salt)
{
    Node node;
    for (const nodecolumns::Column &column : nodecolumns::all) {
        std::string value(column.name);
        value += std::to_string(salt);
        if (column.string != nullptr)
            node.*column.string = strings.intern(value);
        if (column.number != nullptr)
            node.*column.number = 1000 * salt + std::ranges::distance(nodecolumns::all.data(), &column);
    }
    node.name = strings.store(name);
    node.stateClass = StateClass::Drained;
    return node;
}

std::shared_ptr<NodeSnapshot> llm()
{
    auto list = std::make_shared<NodeSnapshot>();
    list->cluster = "llm";
    list->slurmRelease = "24.11.5";
    list->apiVersion = "v0.0.42";
    list->skipped = 3;
    list->takenAt = std::chrono::system_clock::time_point(std::chrono::seconds(1));
    list->nodes = {fullNode(list->strings, "gpu2", 1), fullNode(list->strings, "gpu10", 2), Node{}};
    list->nodes.back().name = "gpu11";
    return list;
}

void compare(const NodeSnapshot &read, const NodeSnapshot &written)
{
    QCOMPARE(read.cluster, written.cluster);
    QCOMPARE(read.slurmRelease, written.slurmRelease);
    QCOMPARE(read.apiVersion, written.apiVersion);
    QCOMPARE(read.skipped, written.skipped);
    QCOMPARE(read.takenAt.time_since_epoch().count(), 0);
    QVERIFY(read.nodes == written.nodes);
}

// A document whose rows have the columns name, partitions, cpus and state_class.
QByteArray withRows(const QByteArray &rows, const QByteArray &strings = R"("","active","gpu")")
{
    return R"({"columns":["name","partitions","cpus","state_class"],"clusters":[{"nodes":[)" + rows +
           R"(]}],"strings":[)" + strings + "]}";
}

// The nodes as withRows() has them: "n1 gpu 4 active", one a line; or the error.
QByteArray describe(const QByteArray &json)
{
    const auto lists = nodesFromJson(json);
    if (!lists)
        return "error: " + QByteArray::fromStdString(lists.error());
    std::string text;
    for (const auto &list : *lists) {
        for (const Node &node : list->nodes) {
            text.append(node.name).append(" ").append(node.partitions).append(" ");
            text.append(std::to_string(node.cpus)).append(" ").append(toString(node.stateClass)).append("\n");
        }
    }
    return QByteArray::fromStdString(text);
}

} // namespace

class TestNodesJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatItWrote();
    void hasEveryField();
    void writesOneNodeALine();
    void givesEqualBytesForEqualLists();
    void escapes_data();
    void escapes();
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void survivesAnyDamage();
    void isDocumented();
};

void TestNodesJson::readsWhatItWrote()
{
    const auto first = llm();
    const auto second = std::make_shared<NodeSnapshot>();
    second->nodes = {fullNode(second->strings, "gpu1", 1), fullNode(second->strings, "gpu2", 3)};
    const auto empty = std::make_shared<NodeSnapshot>();
    const auto read = nodesFromJson(nodesToJson({first, second, empty}));
    QVERIFY2(read, read ? "" : read.error().c_str());
    QCOMPARE(read->size(), std::size_t{3});
    compare(*read->at(0), *first);
    compare(*read->at(1), *second);
    compare(*read->at(2), *empty);

    const auto none = nodesFromJson(nodesToJson({}));
    QVERIFY(none);
    QVERIFY(none->empty());
}

// A field that Node gets must get its column: 21 strings, 8 numbers and the state class. Only explanations
// have when a node booted and was last busy.
void TestNodesJson::hasEveryField()
{
    QCOMPARE(nodecolumns::all.size(), std::size_t{30});
    QCOMPARE(sizeof(Node),
             21 * sizeof(std::string_view) + (8 + 2) * sizeof(std::int64_t) + sizeof(std::int64_t));
}

void TestNodesJson::writesOneNodeALine()
{
    auto list = std::make_shared<NodeSnapshot>();
    list->cluster = "llm";
    list->skipped = 1;
    for (const char *const name : {"n1", "n2"}) {
        Node node;
        node.name = name;
        node.address = "10.0.0.1";
        node.partitions = "gpu";
        node.states = "IDLE";
        node.cpus = 64;
        node.stateClass = StateClass::Active;
        list->nodes.push_back(node);
    }
    list->nodes[1].states = "DOWN";
    list->nodes[1].reason = "gpu";
    QCOMPARE(
        nodesToJson({list}),
        R"({"columns":["name","hostname","address","state_class","states","partitions","architecture",)"
        R"("features","active_features","gres","operating_system","version","owner","mcs_label","comment",)"
        R"("extra","reservation","instance_id","instance_type","reason","reason_set_by_user","topology",)"
        R"("cpus","boards","sockets","cores","threads","real_memory","weight","reason_changed_at"],)"
        "\n"
        R"("clusters":[{"name":"llm","slurm_release":"","api_version":"","skipped":1,"nodes":[)"
        "\n"
        R"(["n1","","10.0.0.1",1,2,3,0,0,0,0,0,0,0,0,0,0,0,"",0,0,0,0,64,null,null,null,null,null,null,null],)"
        "\n"
        R"(["n2","","10.0.0.1",1,4,3,0,0,0,0,0,0,0,0,0,0,0,"",0,3,0,0,64,null,null,null,null,null,null,null])"
        "\n]}],\n"
        R"("strings":["","active","IDLE","gpu","DOWN"]})"
        "\n");
}

// Wherever their strings are, and whenever they were taken.
void TestNodesJson::givesEqualBytesForEqualLists()
{
    const auto list = llm();
    const auto other = llm();
    other->takenAt += std::chrono::hours(1);
    for (Node &node : other->nodes)
        node.reason = other->strings.store(node.reason); // no longer shared
    QCOMPARE(nodesToJson({other}), nodesToJson({list}));
    other->nodes[0].reason = "another";
    QVERIFY(nodesToJson({other}) != nodesToJson({list}));
}

void TestNodesJson::escapes_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("read");
    QTest::newRow("quote and backslash") << QByteArray("a\"b\\c") << QByteArray("a\"b\\c");
    QTest::newRow("control characters") << QByteArray("\0\t\n\x1f\x7f", 5) << QByteArray("\0\t\n\x1f\x7f", 5);
    QTest::newRow("UTF-8") << QByteArray("größe→😀") << QByteArray("größe→😀");
    QTest::newRow("not UTF-8") << QByteArray("gr\xfc\xdf") << QByteArray("gr\uFFFD\uFFFD");
}

void TestNodesJson::escapes()
{
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, read);
    auto list = std::make_shared<NodeSnapshot>();
    Node node;
    node.name = list->strings.store(value.toStdString());
    node.reason = node.name;
    list->nodes = {node};
    list->cluster = value.toStdString();
    const auto lists = nodesFromJson(nodesToJson({list}));
    QVERIFY(lists);
    QCOMPARE(lists->front()->cluster, read.toStdString());
    QCOMPARE(std::string(lists->front()->nodes.front().name), read.toStdString());
    QCOMPARE(std::string(lists->front()->nodes.front().reason), read.toStdString());
}

void TestNodesJson::reads_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("nodes");
    const auto row = [](const char *name, const QByteArray &json, const QByteArray &nodes) {
        QTest::newRow(name) << json << nodes;
    };
    row("no keys", "{}", "");
    row("no nodes", withRows(""), "");
    row("a node", withRows(R"(["n1",2,4,1])"), "n1 gpu 4 active\n");
    row("strings in place", withRows(R"(["n1","gpu",4,"down"])", ""), "n1 gpu 4 down\n");
    row("a name from the table", withRows(R"([2,2,4,1])"), "gpu gpu 4 active\n");
    row("no number", withRows(R"(["n1",2,null,1])"), "n1 gpu -1 active\n");
    row("not sorted", withRows(R"(["n10",0,1,1],["n2",0,2,1],["n2",0,3,1])"),
        "n2  2 active\nn10  1 active\n");
    row("unknown columns and keys",
        R"({"columns":["colour","name"],"clusters":[{"nodes":[[{"a":1},"n1"]],"new":1}],"new":{}})",
        "n1  -1 unknown\n");
}

void TestNodesJson::reads()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, nodes);
    QCOMPARE(describe(json), nodes);
}

void TestNodesJson::refuses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("error");
    const auto row = [](const char *name, const QByteArray &json, const QByteArray &error) {
        QTest::newRow(name) << json << error;
    };
    row("nothing", "", "not JSON: illegal value at byte 0");
    row("an array", "[]", "expected an object, got an array");
    row("no list of columns", R"({"columns":{}})", "columns: expected an array, got an object");
    row("a column without a name", R"({"columns":[1]})", "columns[0]: expected a string, got a number");
    row("a string that is none", R"({"strings":["",null]})", "strings[1]: expected a string, got null");
    row("no list of clusters", R"({"clusters":"llm"})", "clusters: expected an array, got a string");
    row("a cluster that is none", R"({"clusters":[[]]})", "clusters[0]: expected an object, got an array");
    row("a cluster's name", R"({"clusters":[{"name":1}]})",
        "clusters[0].name: expected a string, got a number");
    row("nodes that are none", R"({"clusters":[{},{"nodes":{}}]})",
        "clusters[1].nodes: expected an array, got an object");
    row("a row that is none", withRows(R"(["n1",0,1,1],{})"),
        "clusters[0].nodes[1]: expected an array, got an object");
    row("a short row", withRows(R"(["n1",0,1])"), "clusters[0].nodes[0]: expected 4 values, got 3");
    row("a long row", withRows(R"(["n1",0,1,1,1])"), "clusters[0].nodes[0]: expected 4 values, got 5");
    row("no name", withRows(R"([0,0,1,1])"), "clusters[0].nodes[0]: expected a node with a name");
    row("a name that is none", withRows(R"([null,0,1,1])"),
        R"(clusters[0].nodes[0].name: expected a string or its place in "strings", got null)");
    row("behind the table", withRows(R"(["n1",3,1,1])"),
        R"(clusters[0].nodes[0].partitions: expected a string or its place in "strings", got 3)");
    row("before the table", withRows(R"(["n1",-1,1,1])"),
        R"(clusters[0].nodes[0].partitions: expected a string or its place in "strings", got -1)");
    row("between two strings", withRows(R"(["n1",0.5,1,1])"),
        R"(clusters[0].nodes[0].partitions: expected a string or its place in "strings", got 0.5)");
    row("a string for a number", withRows(R"(["n1",0,"4",1])"),
        R"(clusters[0].nodes[0].cpus: expected a whole number or null, got "4")");
    row("a negative number", withRows(R"(["n1",0,-4,1])"),
        "clusters[0].nodes[0].cpus: expected a whole number or null, got -4");
    row("a fraction", withRows(R"(["n1",0,4.5,1])"),
        "clusters[0].nodes[0].cpus: expected a whole number or null, got 4.5");
    row("over 63 bits", withRows(R"(["n1",0,1e30,1])"),
        "clusters[0].nodes[0].cpus: expected a whole number or null, got 1e+30");
    row("no state class", withRows(R"(["n1",0,4,2])"),
        "clusters[0].nodes[0].state_class: expected a state class, got 2");
}

void TestNodesJson::refuses()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, error);
    QCOMPARE(describe(json), "error: " + error);
}

// Cut short anywhere it is refused; with any byte changed it is refused or read, but nothing else.
void TestNodesJson::survivesAnyDamage()
{
    const QByteArray json = nodesToJson({llm()});
    for (qsizetype size = 0; size < json.size() - 2; ++size)
        QVERIFY2(!nodesFromJson(json.first(size)), qPrintable(QString::number(size)));
    int good = 0;
    for (qsizetype i = 0; i < json.size(); ++i) {
        QByteArray damaged = json;
        damaged[i] = char(damaged[i] ^ 1);
        const auto read = nodesFromJson(damaged);
        QVERIFY(read.hasValue() || !read.error().empty());
        good += read ? 1 : 0;
    }
    QVERIFY(good > 0);
    QVERIFY(good < json.size());
}

// The example of the API reference can be read, and every column is explained there.
void TestNodesJson::isDocumented()
{
    QFile file(QStringLiteral(SLURMSD_TEST_DATA "/../../resources/docs/api.md"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QByteArray text = file.readAll();
    text = text.mid(text.indexOf("\n## GET /api/v1/nodes\n") + 1);
    text.truncate(text.indexOf("\n## "));
    const qsizetype from = text.indexOf("```json\n") + 8;
    const QByteArray example = text.mid(from, text.indexOf("```", from) - from);
    const auto read = nodesFromJson(example);
    QVERIFY2(read, read ? "" : read.error().c_str());
    QCOMPARE(nodesToJson({read->begin(), read->end()}), example);
    for (const nodecolumns::Column &column : nodecolumns::all) {
        const std::string name = '`' + std::string(column.name) + '`';
        QVERIFY2(text.contains(name.c_str()), name.c_str());
    }
}

SLURMSD_TEST(TestNodesJson)
#include "tst_nodesjson.moc"
