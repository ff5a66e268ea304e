// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/api/nodemetricshandler.h"
#include "tests/daemon/targets/targettesting.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;

namespace {

HttpRequest request(const char *query, const char *acceptEncoding = nullptr)
{
    HttpRequest request;
    request.path = "/metrics/nodes";
    request.query = parseQuery(query);
    if (acceptEncoding)
        request.headers = {{"accept-encoding", acceptEncoding}};
    return request;
}

std::shared_ptr<const TargetSet> targets()
{
    const auto list = snapshotOf({activeNode("n1", "batch"), activeNode("n2", "gpu")});
    list->cluster = "llm";
    return TargetSet::build({{list}, Config::builtIn().jobs});
}

const std::vector<ClusterReadiness> llm{{"llm", true, {}}};

} // namespace

class TestNodeMetricsHandler : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void encodes_data()
    {
        QTest::addColumn<bool>("isGzip");
        const auto row = [](const char *header, bool isGzip) { QTest::newRow(header) << isGzip; };
        row("gzip", true);
        row("deflate, gzip", true);
        row("GZIP", true);
        row("gzip;q=0.5, br;q=1", true);
        row("br , *", true);
        row("gzip; q=0.001", true);
        row("*;q=0, gzip", true);
        row("gzip, *;q=0", true);
        row("*, gzip;q=0", false);
        row("gzip;q=0, *", false);
        row("*;q=0", false);
        row("", false);
        row("identity", false);
        row("gzip;q=0", false);
        row("gzip;q=0.000", false);
        row("deflate, br", false);
    }
    void encodes()
    {
        QFETCH(bool, isGzip);
        const auto key = nodeMetricsKey(request("", QTest::currentDataTag()), nullptr, llm);
        QVERIFY(key);
        QCOMPARE(key->isGzip, isGzip);
        QVERIFY(!nodeMetricsKey(request(""), nullptr, llm)->isGzip);
    }

    void takesEachNameOnce()
    {
        const auto key = nodeMetricsKey(request("partition=gpu&partition=batch&partition=gpu&cluster=llm"),
                                        targets().get(), llm);
        QVERIFY(key);
        QVERIFY(key->filter.partitions == (std::vector<std::string>{"batch", "gpu"}));
        QVERIFY(key->filter.clusters == std::vector<std::string>{"llm"});
    }

    void refusesUnknownNames_data()
    {
        QTest::addColumn<QString>("error");
        const auto row = [](const char *query, const char *error) {
            QTest::newRow(query) << QString::fromUtf8(error);
        };
        row("partition=gup", R"(no node is in the partition "gup"; the partitions are batch, gpu)");
        row("partition=gpu&partition=x", R"(no node is in the partition "x"; the partitions are batch, gpu)");
        row("partition=", "no node is without a partition; the partitions are batch, gpu");
        row("cluster=x", R"(no cluster "x"; the cluster is "llm")");
        row("cluster=", R"(no cluster ""; the cluster is "llm")");
    }
    void refusesUnknownNames()
    {
        QFETCH(QString, error);
        const auto key = nodeMetricsKey(request(QTest::currentDataTag()), targets().get(), llm);
        QVERIFY(!key);
        QCOMPARE(key.error().status, 404);
        QByteArray quoted = error.toUtf8();
        QVERIFY2(key.error().body.contains(quoted.replace('"', "\\\"")), key.error().body.constData());
    }

    void knowsNoPartitionBeforeTheFirstList()
    {
        QVERIFY(nodeMetricsKey(request("partition=x"), nullptr, llm));
        QVERIFY(!nodeMetricsKey(request("cluster=x"), nullptr, llm));
    }

    void knowsNoClusterBeforeSlurmNamesIt()
    {
        const std::vector<ClusterReadiness> early{{{}, false, "no node list yet"}};
        QVERIFY(nodeMetricsKey(request("cluster=x&partition=y"), nullptr, early));
        QVERIFY(!nodeMetricsKey(request("cluster="), nullptr, early));
        // It has a list, and so no name.
        const std::vector<ClusterReadiness> nameless{{{}, true, {}}};
        QVERIFY(!nodeMetricsKey(request("cluster=x"), nullptr, nameless));
    }

    void knowsNoPartitionOfAListToCome()
    {
        const std::vector<ClusterReadiness> two{{"llm", true, {}}, {"tux", false, "no node list yet"}};
        const auto isKnown = [&two](const char *query) {
            return bool(nodeMetricsKey(request(query), targets().get(), two));
        };
        QVERIFY(isKnown("partition=gpu"));
        QVERIFY(isKnown("partition=x"));
        QVERIFY(isKnown("partition=x&cluster=tux"));
        QVERIFY(!isKnown("partition=x&cluster=llm"));
        QVERIFY(!isKnown("partition=gpu&cluster=x"));
    }

    void answers()
    {
        NodeMetricsStore store;
        const NodeMetricsKey gzip{{}, true};
        const HttpReply early = nodeMetricsReply(gzip, store);
        QCOMPARE(early.status, 503);
        bool isReady = false;
        QVERIFY(store.prepare(gzip, this, [&isReady] { isReady = true; }));
        QTRY_VERIFY(isReady);
        const HttpReply reply = nodeMetricsReply(gzip, store);
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.contentType, "text/plain; version=0.0.4; charset=utf-8");
        const std::vector<std::pair<std::string, std::string>> headers{
            {"Cache-Control", "no-cache"}, {"Vary", "Accept-Encoding"}, {"Content-Encoding", "gzip"}};
        QVERIFY(reply.headers == headers);
        QVERIFY(reply.body.startsWith("\x1f\x8b"));
    }
};

SLURMSD_TEST(TestNodeMetricsHandler)
#include "tst_nodemetricshandler.moc"
