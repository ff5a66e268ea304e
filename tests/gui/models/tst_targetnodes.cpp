// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/targetnodes.h"
#include "gui/models/text.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;
using namespace Qt::StringLiterals;

namespace {

std::shared_ptr<const NodeSnapshot> list(const char *cluster, std::vector<Node> nodes)
{
    auto made = std::make_shared<NodeSnapshot>();
    made->cluster = cluster;
    made->nodes = std::move(nodes);
    return made;
}

Node node(const char *name, const char *hostname, const char *address)
{
    Node made;
    made.name = name;
    made.hostname = hostname;
    made.address = address;
    return made;
}

} // namespace

class TestTargetNodes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data();
    void finds();
    void findsNothingInNothing();
};

void TestTargetNodes::finds_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("cluster"); // labels; "-": none
    QTest::addColumn<QString>("node");
    QTest::addColumn<QString>("found"); // empty: nothing
    const QString no = u"-"_s;
    QTest::newRow("by address") << u"10.0.0.1:9"_s << no << no << u"a/n1"_s;
    QTest::newRow("by IPv6 address") << u"[fd00::2]:9"_s << no << no << u"a/n2"_s;
    QTest::newRow("by host name") << u"h1:9"_s << no << no << u"a/n1"_s;
    QTest::newRow("by name") << u"n2:9"_s << no << no << u"a/n2"_s;
    QTest::newRow("address before name") << u"n3:9"_s << no << no << u"a/n4"_s;
    QTest::newRow("in the cluster of the label") << u"n2:9"_s << u"b"_s << no << u"b/n2"_s;
    QTest::newRow("not in another cluster") << u"h1:9"_s << u"b"_s << no << u""_s;
    QTest::newRow("by label") << u"anything:9"_s << no << u"n2"_s << u"a/n2"_s;
    QTest::newRow("label before address") << u"10.0.0.1:9"_s << u"b"_s << u"n2"_s << u"b/n2"_s;
    QTest::newRow("a label that no node has") << u"10.0.0.1:9"_s << no << u"gone"_s << u"a/n1"_s;
    QTest::newRow("unknown") << u"n9:9"_s << no << no << u""_s;
}

void TestTargetNodes::finds()
{
    QFETCH(QString, address);
    QFETCH(QString, cluster);
    QFETCH(QString, node);
    const TargetNodes nodes({list("a", {::node("n1", "h1", "10.0.0.1"), ::node("n2", "n2", "fd00::2"),
                                        ::node("n3", "n3", "n3x"), ::node("n4", "n4", "n3")}),
                             list("b", {::node("n2", "n2", "n2")})});
    TargetGroup group;
    if (cluster != u"-"_s)
        group.labels.push_back({"__meta_slurm_cluster", cluster.toStdString()});
    if (node != u"-"_s)
        group.labels.push_back({"__meta_slurm_node", node.toStdString()});
    const auto place = nodes.find(group, address.toStdString());
    const QString found =
        place ? QString(toQString(place->cluster) + u'/' + toQString(place->node)) : QString();
    QTEST(found, "found");
}

void TestTargetNodes::findsNothingInNothing() { QVERIFY(!TargetNodes().find({}, "n1:9")); }

SLURMSD_TEST(TestTargetNodes)
#include "tst_targetnodes.moc"
