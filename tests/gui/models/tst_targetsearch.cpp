// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/searchexpression.h"
#include "gui/models/targetsearch.h"
#include "gui/models/text.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;
using namespace Qt::StringLiterals;

namespace {

const std::vector<TargetGroup> groups{
    {{"10.0.0.1:9100", "10.0.0.2:9100"},
     {{"__meta_slurm_partition", "gpu"},
      {"__meta_state", "drained"},
      {"__meta_slurm_features", ",a100,ib,"}}},
    {{"login:9100", "[fe80::1]:9100"},
     {{"__meta_slurm_partition", "debug"},
      {"__meta_state", "active"},
      {"__meta_slurm_state", ",IDLE,"},
      {"__meta_slurm_cpus", "64"},
      {"team", "hpc"}}},
};

const Node &nodeOf(const std::string &address)
{
    static const std::vector<std::pair<std::string, Node>> nodes = [] {
        std::vector<std::pair<std::string, Node>> all;
        const auto add = [&all](const char *at, std::string_view name, std::string_view reason) {
            Node &node = all.emplace_back(at, Node{}).second;
            node.name = name;
            node.reason = reason;
            node.cpus = 128;
            node.gres = "gpu:a100:4";
        };
        add("10.0.0.1:9100", "node7", "bad DIMM");
        add("10.0.0.2:9100", "node8", "");
        add("login:9100", "login", "");
        return all;
    }();
    static const Node none;
    const auto found = std::ranges::find(nodes, address, [](const auto &pair) { return pair.first; });
    return found == nodes.end() ? none : found->second;
}

SearchVocabulary vocabulary()
{
    return SearchVocabulary::targets({"__meta_slurm_partition", "__meta_state", "__meta_slurm_features",
                                      "__meta_slurm_state", "__meta_slurm_cpus", "team"});
}

// Of their hosts the last characters.
QString found(const TargetSearch &filter)
{
    QString hosts;
    TargetSearch::Run search(filter);
    for (const TargetGroup &group : groups) {
        search.enter(group);
        for (const std::string &address : group.targets) {
            const Node &node = nodeOf(address);
            const SearchedTarget target{address, node.name.empty() ? nullptr : &node, "llm"};
            if (search.matches(target))
                hosts += toQString(address.substr(address.rfind(':') - 1, 1));
        }
    }
    return hosts;
}

} // namespace

class TestTargetSearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data();
    void finds();
    void refuses_data();
    void refuses();
    void labelsAloneTell();
};

void TestTargetSearch::finds_data()
{
    QTest::addColumn<QString>("search");
    QTest::addColumn<QString>("hosts"); // 1, 2, n (login) and ] (IPv6)
    const auto row = [](const char *search, const char *hosts) {
        QTest::newRow(search) << QString::fromUtf8(search) << QString::fromUtf8(hosts);
    };
    row("", "12n]");
    row("state drained", "12");
    row("state:drained", "12");
    row("__meta_state=\"drained\"", "12");
    row("__meta_state!=\"drained\"", "n]");
    row("__meta_state=~\"dra.*|down\"", "12");
    row("partition gpu · state drained", "12");
    row("not state:drained", "n]");
    row("drained", "12");
    row("node7", "1");
    row("name:node7", "1");
    row("node[7-9]", "12");
    row("node:node8", "2");
    row("10.0.0.1", "1");
    row("10.0.0.1:9100", "1");
    row("login:9100", "n");
    row("fe80::1", "]");
    row(":9100", "12n]");
    row("__address__=\"login:9100\"", "n");
    row("__address__:10.0.0.*", "12");
    row("partition:gpu,debug", "12n]");
    row("__meta_slurm_partition:d*", "n]");
    row("feature:ib", "12");
    row("features:a100", "12");
    row("__meta_slurm_features=\",a100,ib,\"", "12");
    row("__meta_slurm_features:\"\"", "n]");
    row("slurm_state:IDLE", "n]");
    row("cpus:64", "n]");
    row("cpus>=64", "n]");
    row("team:hpc", "n]");
    row("team:HPC login", "n");
    row("team=\"\"", "12");
    row("team", "n]");
    row("reason:dimm", "1");
    row("gres:gpu:a100", "12n");
    row("cluster:llm", "12n");
    row("node7 or state:active", "1n]");
    row("gpu not node7", "2");
    row("zzz", "");
}

void TestTargetSearch::finds()
{
    QFETCH(QString, search);
    const auto filter = TargetSearch::parse(search, vocabulary());
    QVERIFY2(filter.hasValue(), filter.hasValue() ? "" : filter.error().message.toUtf8().constData());
    QTEST(found(*filter), "hosts");
}

void TestTargetSearch::refuses_data()
{
    QTest::addColumn<QString>("search");
    QTest::addColumn<QString>("message");
    QTest::newRow("no such label") << u"__meta_stat=\"down\""_s
                                   << u"there is no field “__meta_stat”; did you mean __meta_slurm_cpus, "
                                      "__meta_slurm_features, __meta_slurm_partition, __meta_slurm_state, "
                                      "__meta_state, __address__?"_s;
    QTest::newRow("class")
        << u"state:drain"_s
        << u"no state class is “drain”; there are future, powered_down, powering_up, down, "
           "maintenance, drained, draining, unknown, active"_s;
}

void TestTargetSearch::refuses()
{
    QFETCH(QString, search);
    const auto filter = TargetSearch::parse(search, vocabulary());
    QVERIFY(!filter);
    QTEST(filter.error().message, "message");
}

void TestTargetSearch::labelsAloneTell()
{
    const auto all = [](const QString &text) {
        const TargetSearch filter = *TargetSearch::parse(text, vocabulary());
        TargetSearch::Run search(filter);
        search.enter(groups[0]);
        return search.all();
    };
    QCOMPARE(all(u""_s), std::optional(true));
    QCOMPARE(all(u"state:drained"_s), std::optional(true));
    QCOMPARE(all(u"state:active or partition:cpu"_s), std::optional(false));
    QCOMPARE(all(u"gpu"_s), std::optional(true));
    QCOMPARE(all(u"node7"_s), std::optional<bool>());
    QCOMPARE(all(u"reason:*"_s), std::optional<bool>());
}

SLURMSD_TEST(TestTargetSearch)
#include "tst_targetsearch.moc"
