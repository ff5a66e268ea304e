// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/nodecolumn.h"
#include "gui/models/nodefilter.h"
#include "gui/models/text.h"
#include "tests/support/testrunner.h"

#include <QDateTime>
#include <QTest>

using namespace slurmsd;
using namespace Qt::StringLiterals;

namespace {

const std::vector<Node> &someNodes()
{
    static const std::vector<Node> nodes = [] {
        std::vector<Node> all;
        const auto add = [&all](std::string_view name, StateClass stateClass,
                                std::string_view states) -> Node & {
            Node &node = all.emplace_back();
            node.name = name;
            node.hostname = name;
            node.stateClass = stateClass;
            node.states = states;
            return node;
        };
        Node &gpu1 = add("gpu001", StateClass::Active, "MIXED");
        gpu1.partitions = "gpu,debug";
        gpu1.address = "10.0.0.1";
        gpu1.gres = "gpu:a100:4(S:0-1),lustre:1";
        gpu1.features = "a100,ib";
        gpu1.cpus = 128;
        gpu1.realMemory = 524'288;
        Node &gpu2 = add("gpu002", StateClass::Drained, "IDLE,DRAIN");
        gpu2.partitions = "gpu";
        gpu2.address = "10.0.0.2";
        gpu2.gres = "gpu:h100:8";
        gpu2.reason = "Bad DIMM in slot 3";
        gpu2.reasonUser = "alice";
        gpu2.reasonTime = QDateTime(QDate(2026, 11, 20), QTime(10, 2)).toSecsSinceEpoch();
        gpu2.cpus = 256;
        gpu2.realMemory = 1'048'576;
        Node &cpu1 = add("cpu1", StateClass::Down, "DOWN,NOT_RESPONDING");
        cpu1.partitions = "cpu";
        cpu1.reason = "Not responding";
        cpu1.reasonUser = "slurm";
        cpu1.reasonTime = QDateTime(QDate(2026, 11, 23), QTime(0, 0)).toSecsSinceEpoch();
        cpu1.operatingSystem = "Linux 6.1.0-28-amd64";
        cpu1.comment = "say \"hi\" \\ (twice)";
        cpu1.cpus = 64;
        Node &cpu10 = add("cpu10", StateClass::PoweredDown, "IDLE,POWERED_DOWN");
        cpu10.partitions = "cpu";
        cpu10.architecture = "aarch64";
        cpu10.reservation = "maint";
        Node &login = add("login", StateClass::Future, "FUTURE");
        login.reason = "冷却水";
        return all;
    }();
    return nodes;
}

QString found(const NodeFilter &filter)
{
    QStringList names;
    for (const Node &node : someNodes()) {
        if (filter.matches(node, "llm"))
            names += toQString(node.name);
    }
    return names.join(u' ');
}

} // namespace

class TestNodeFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data();
    void finds();
    void refuses_data();
    void refuses();
    void bearsAnyNesting();
    void everyFieldCanBeSearched();
    void columnFilter_data();
    void columnFilter();
};

void TestNodeFilter::finds_data()
{
    QTest::addColumn<QString>("search");
    QTest::addColumn<QString>("names");
    const auto row = [](const char *search, const char *names) {
        QTest::newRow(search) << QString::fromUtf8(search) << QString::fromUtf8(names);
    };
    row("", "gpu001 gpu002 cpu1 cpu10 login");
    row("  ", "gpu001 gpu002 cpu1 cpu10 login");
    row("gpu", "gpu001 gpu002");
    row("GPU", "gpu001 gpu002");
    row("10.0.0.2", "gpu002");
    row("debug", "gpu001");
    row("dimm", "gpu002");
    row("冷却", "login");
    row("drained", "gpu002");
    row("POWERED_DOWN", "cpu10");
    row("not_responding", "cpu1");
    row("power", "");
    row("cpu1", "cpu1 cpu10");
    row("\"bad dimm\"", "gpu002");
    row("cpu*0", "cpu10");
    row("*pu*1", "gpu001 cpu1");
    row("cpu[1,10]", "cpu1 cpu10");
    row("gpu[001-002]", "gpu001 gpu002");
    row("gpu[1-2]", "");
    row("reason_user:alice", "gpu002");
    row("reason_time:2026-11-20", "gpu002 cpu1");
    row("reason_time:2026-11-21", "cpu1");
    row("reason_time<2026-11-21", "gpu002");
    row("reason_time:<=2026-11-23", "gpu002 cpu1");
    row("reason_time:=2026-11-23", "cpu1");
    row("cpu1,login", "cpu1 login");
    row("name:cpu1", "cpu1");
    row("name:CPU1", "cpu1");
    row("name:cpu*", "cpu1 cpu10");
    row("name:gpu[001-064,070]", "gpu001 gpu002");
    row("address:10.0.0.[1-9]", "gpu001 gpu002");
    row("partition:gpu", "gpu001 gpu002");
    row("partition:gp", "");
    row("partition:debug,cpu", "gpu001 cpu1 cpu10");
    row("partition:d*,c*", "gpu001 cpu1 cpu10");
    row("partition:\"\"", "login");
    row("not partition:*", "login");
    row("state:down", "cpu1");
    row("State:Down,future", "cpu1 login");
    row("state:power*", "cpu10");
    row("slurm_state:IDLE", "gpu002 cpu10");
    row("slurm_state:idle slurm_state:drain", "gpu002");
    row("feature:a100", "gpu001");
    row("gres:gpu", "gpu001 gpu002");
    row("gres:gpu:a100", "gpu001");
    row("gres:gpu:a100:4", "gpu001");
    row("gres:\"gpu:a100:4(S:0-1)\"", "gpu001");
    row("gres:lustre", "gpu001");
    row("gres:lust", "");
    row("arch:aarch64", "cpu10");
    row("os:linux", "cpu1");
    row("reservation:*", "cpu10");
    row("reason:*", "gpu002 cpu1 login");
    row("reason:\"\"", "gpu001 cpu10");
    row("comment:\"\\\"hi\\\" \\\\ (twice)\"", "cpu1");
    row("cluster:llm cpus:128", "gpu001");
    row("cluster:other", "");
    row("cpus:>=128", "gpu001 gpu002");
    row("cpus:<128", "cpu1");
    row("cpus>128", "gpu002");
    row("cpus<=64", "cpu1");
    row("cpus!=128", "gpu002 cpu1");
    row("cpus=64", "cpu1");
    row("memory:512G", "gpu001");
    row("memory:>=524288", "gpu001 gpu002");
    row("memory:>0.5TiB", "gpu002");
    row("weight:1", "");
    row("gpu not drained", "gpu001");
    row("gpu and not state:active", "gpu002");
    row("gpu or cpu1", "gpu001 gpu002 cpu1 cpu10");
    row("login or gpu drained", "gpu002 login");
    row("(login or gpu) drained", "gpu002");
    row("login or (gpu and (drained))", "gpu002 login");
    row("not(gpu or cpu)", "login");
    row("not not login", "login");
    row("NOT gpu AND NOT cpu OR debug", "gpu001 login");
    row("state:down or not state:down", "gpu001 gpu002 cpu1 cpu10 login");
    row("\"and\"", "");
    row("10.0.0.1 gpu001", "gpu001");
    row("a=b", "");
    row("state drained", "gpu002");
    row("partition gpu · state drained", "gpu002");
    row("partition cpu or reason dimm", "gpu002 cpu1 cpu10");
    row("not state drained and gpu", "gpu001");
    row("cpus many", "");
    row("partitions:gpu", "gpu001 gpu002");
    row("node:gpu001", "gpu001");
    row("__meta_state=\"drained\"", "gpu002");
    row("__meta_state:drained", "gpu002");
    row("__meta_slurm_state:DRAIN", "gpu002");
    row("state!=\"active\" gpu", "gpu002");
    row("partition=\"gpu\"", "gpu001 gpu002");
    row("partition=debug", "gpu001");
    row("name=~\"gpu.*1|login\"", "gpu001 login");
    row("partition=~\"d.*\"", "gpu001");
    row("partition!~\"gpu|cpu\"", "login");
    row("cpus=\"64\"", "cpu1");
    row("cpus=~\"1.*|6.\"", "gpu001 cpu1");
    row("fe80::1", "");
}

void TestNodeFilter::finds()
{
    QFETCH(QString, search);
    QFETCH(QString, names);
    const auto filter = NodeFilter::parse(search);
    QVERIFY2(filter.hasValue(), filter.hasValue() ? "" : filter.error().message.toUtf8().constData());
    QCOMPARE(found(*filter), names);
    QCOMPARE(*filter == NodeFilter(), search.trimmed().isEmpty());
}

void TestNodeFilter::refuses_data()
{
    QTest::addColumn<QString>("search");
    QTest::addColumn<int>("position");
    QTest::addColumn<int>("length");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *search, int position, int length, const char *message) {
        QTest::newRow(search) << QString::fromUtf8(search) << position << length
                              << QString::fromUtf8(message);
    };
    row("and", 0, 3, "expected a search term");
    row("gpu and", 7, 0, "expected a search term after “and”");
    row("gpu or or x", 7, 2, "expected a search term after “or”");
    row("not", 3, 0, "expected a search term after “not”");
    row("(", 1, 0, "expected a search term after “(”");
    row("()", 1, 1, "expected a search term after “(”");
    row("a (b", 2, 1, "“(” is not closed");
    row("a) b", 1, 1, "“)” without “(”");
    row("reason:\"bad", 7, 4, "the quote is not closed");
    row("x \"", 2, 1, "the quote is not closed");
    row("partition:", 10, 0, "expected a value after “partition:”");
    row("partition: gpu", 10, 0, "expected a value after “partition:”");
    row("a partitons:gpu", 2, 9, "there is no field “partitons”; did you mean partition?");
    row("stat:down", 0, 4, "there is no field “stat”; did you mean state, slurm_state?");
    row("gpu state:drain", 10, 5,
        "no state class is “drain”; there are future, powered_down, powering_up, down, maintenance, drained, "
        "draining, unknown, active");
    row("state:down,", 6, 5,
        "no state class is “”; there are future, powered_down, powering_up, down, maintenance, drained, "
        "draining, unknown, active");
    row("stat=\"down\"", 0, 4, "there is no field “stat”; did you mean state, slurm_state?");
    row("state=", 6, 0, "expected a value after “state=”");
    row("name=~\"a(\"", 6, 4, "no regular expression: missing closing parenthesis");
    row("cpus:many", 5, 4, "expected a number such as 64 or >=64");
    row("cpus:>=", 5, 2, "expected a number such as 64 or >=64");
    row("cpus:64G", 5, 3, "expected a number such as 64 or >=64");
    row("memory:5X", 7, 2, "expected a size such as 512G or >=512G");
    row("gpu[001-", 3, 5, "\"[\" without \"]\"");
    row("a gpu[5-1]", 6, 4, "expected a range that counts up, got \"5-1\"");
    row("ノードが[2-1]", 5, 4, "expected a range that counts up, got \"2-1\"");
    row("name:a[1,,2]", 9, 3, "expected a number, got \",\"");
    row("name:a[1-2]*", 5, 7, "a hostlist cannot have wildcards in it");
}

void TestNodeFilter::refuses()
{
    QFETCH(QString, search);
    QFETCH(int, position);
    QFETCH(int, length);
    QFETCH(QString, message);
    const auto filter = NodeFilter::parse(search);
    QVERIFY(!filter);
    QCOMPARE(filter.error().message, message);
    QCOMPARE(filter.error().position, position);
    QCOMPARE(filter.error().length, length);
}

void TestNodeFilter::bearsAnyNesting()
{
    const QString deep = u"("_s.repeated(50) + u"gpu"_s + u")"_s.repeated(50);
    QVERIFY(NodeFilter::parse(deep).hasValue());
    for (const QString &part : {u"("_s, u"not "_s, u"not("_s}) {
        const auto filter = NodeFilter::parse(part.repeated(100'000) + u'x');
        QVERIFY(!filter);
        QCOMPARE(filter.error().message, u"too many parentheses within each other"_s);
    }
    QVERIFY(NodeFilter::parse(u"x or "_s.repeated(10'000) + u'x').hasValue());
}

void TestNodeFilter::everyFieldCanBeSearched()
{
    for (const SearchField &field : searchFields()) {
        const QString value = field.kind == SearchField::Kind::Class  ? u"down"_s
                              : field.kind == SearchField::Kind::Time ? u"2026-11-20"_s
                                                                      : u"1"_s;
        const auto filter = NodeFilter::parse(toQString(field.name) + u':' + value);
        QVERIFY2(filter.hasValue(), std::string(field.name).c_str());
    }
    for (int i = 0; i < nodeColumnCount; ++i)
        QVERIFY(findSearchField(nodeColumnField(static_cast<NodeColumn>(i))));
}

void TestNodeFilter::columnFilter_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("names");
    QTest::newRow("name") << int(NodeColumn::Name) << u"PU00"_s << u"gpu001 gpu002"_s;
    QTest::newRow("state") << int(NodeColumn::State) << u"down"_s << u"cpu1 cpu10"_s;
    QTest::newRow("wildcard") << int(NodeColumn::State) << u"d*"_s << u"gpu002 cpu1"_s;
    QTest::newRow("cluster") << int(NodeColumn::Cluster) << u"ll"_s << u"gpu001 gpu002 cpu1 cpu10 login"_s;
    QTest::newRow("digits") << int(NodeColumn::Cpus) << u"28"_s << u"gpu001"_s;
    QTest::newRow("compared") << int(NodeColumn::Cpus) << u">=128"_s << u"gpu001 gpu002"_s;
    QTest::newRow("size") << int(NodeColumn::Memory) << u">512G"_s << u"gpu002"_s;
    QTest::newRow("not yet a comparison") << int(NodeColumn::Cpus) << u">"_s << u""_s;
    QTest::newRow("who gave the reason") << int(NodeColumn::ReasonUser) << u"ali"_s << u"gpu002"_s;
    QTest::newRow("when, as it shows") << int(NodeColumn::ReasonTime) << u"11-20 10:0"_s << u"gpu002"_s;
    QTest::newRow("when, compared") << int(NodeColumn::ReasonTime) << u">2026-11-22"_s << u"cpu1"_s;
    QTest::newRow("not given") << int(NodeColumn::Weight) << u"1"_s << u""_s;
}

void TestNodeFilter::columnFilter()
{
    QFETCH(int, column);
    QFETCH(QString, text);
    QFETCH(QString, names);
    const ColumnFilter filter(static_cast<NodeColumn>(column), text);
    NodeSnapshot list;
    list.cluster = "llm";
    QStringList matching;
    for (const Node &node : someNodes()) {
        if (filter.matches({&node, &list, 0}))
            matching += toQString(node.name);
    }
    QCOMPARE(matching.join(u' '), names);
}

SLURMSD_TEST(TestNodeFilter)
#include "tst_nodefilter.moc"
