// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/api/targetshandler.h"
#include "tests/daemon/targets/targettesting.h"
#include "tests/support/routing.h"
#include "tests/support/testrunner.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QUrlQuery>

using namespace slurmsd;
using namespace slurmsd::test;

namespace {

const std::vector<std::string> jobNames{"node", "dcgm", "ipmi10", "ipmi9"};

std::shared_ptr<const TargetSet> someTargets(std::string cluster = "tux")
{
    std::vector<JobConfig> jobs;
    for (const std::string &name : jobNames) {
        jobs.emplace_back().name = name;
        jobs.back().port = 9100;
    }
    Node first = activeNode("n1", "a");
    first.features = "a100,ib";
    auto nodes = snapshotOf({first, activeNode("n2", "b")});
    nodes->cluster = std::move(cluster);
    nodes->takenAt = std::chrono::sys_days(std::chrono::year(1994) / 11 / 6) + std::chrono::seconds(31777);
    return TargetSet::build({{nodes}, jobs});
}

const std::vector<ClusterReadiness> tux{{"tux", true, {}}};

HttpRequest request(const QString &query)
{
    HttpRequest request;
    request.path = "/targets";
    for (const auto &[name, value] : QUrlQuery(query).queryItems(QUrl::FullyDecoded))
        request.query.emplace_back(name.toStdString(), value.toStdString());
    return request;
}

std::string headerOf(const HttpReply &reply, std::string_view name)
{
    for (const auto &header : reply.headers) {
        if (header.first == name)
            return header.second;
    }
    return {};
}

QString errorOf(const HttpReply &reply)
{
    return QJsonDocument::fromJson(reply.body).object().value(u"error").toString();
}

} // namespace

class TestTargetsHandler : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersWithTheTargets()
    {
        const auto set = someTargets();
        const HttpReply reply =
            targetsReply(request(QStringLiteral("prom_job=dcgm")), set.get(), tux, jobNames);
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.contentType, "application/json");
        QCOMPARE(reply.body, set->document("dcgm")->json);
        QCOMPARE(headerOf(reply, "Cache-Control"), "no-cache");
        QCOMPARE(headerOf(reply, "ETag"), set->document("dcgm")->etag);
        QCOMPARE(headerOf(reply, "Last-Modified"), "Sun, 06 Nov 1994 08:49:37 GMT");
    }

    void selects_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<int>("groups");
        const auto row = [](const char *query, int groups) {
            QTest::newRow(query) << QString::fromUtf8(query) << groups;
        };
        row("", 8);
        row("prom_job=node", 2);
        row("partition=a", 4);
        row("prom_job=node&partition=a", 1);
        row("prom_job=node&partition=a&partition=b", 2);
        row("prom_job=node&partition=a&feature=ib", 1);
        row("prom_job=node&partition=b&feature=ib", 0);
        row("prom_job=node&feature=ib&state=down", 0);
        row("prom_job=node&state=active", 2);
        row("prom_job=node&state=down", 0);
        row("prom_job=node&state=down&state=active", 2);
        row("prom_job=node&cluster=tux", 2);
        row("prom_job=node&cluster=tux&cluster=tux", 2);
    }
    void selects()
    {
        QFETCH(QString, query);
        const HttpReply reply = targetsReply(request(query), someTargets().get(), tux, jobNames);
        QCOMPARE(reply.status, 200);
        QTEST(static_cast<int>(reply.body.count("\"targets\"")), "groups");
    }

    void makesNoDifferenceByOrder()
    {
        const auto set = someTargets();
        const auto body = [&](const char *query) {
            return targetsReply(request(QString::fromUtf8(query)), set.get(), tux, jobNames).body;
        };
        const QByteArray first = body("partition=a&partition=b&partition=a");
        QCOMPARE(body("partition=b&partition=a").constData(),
                 first.constData()); // remembered: the same bytes
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("error");
        const auto row = [](const char *query, int status, const char *error) {
            QTest::newRow(query) << QString::fromUtf8(query) << status << QString::fromUtf8(error);
        };
        row("prom_job=nodes", 404, R"(no job "nodes"; the jobs are dcgm, ipmi9, ipmi10, node)");
        row("prom_job=Node", 404, R"(no job "Node"; the jobs are dcgm, ipmi9, ipmi10, node)");
        row("prom_job=", 400, "prom_job: expected a name, got nothing");
        row("prom_job=node&prom_job=node", 400, "prom_job: given more than once");
        row("job=node", 400,
            R"(unknown parameter "job"; expected prom_job, format, partition, state, feature, user, account or cluster)");
        row("prom_job=node&state=idle", 400,
            "state: expected one of active, down, drained, draining, future, maintenance, powered_down, "
            "powering_up, "
            "unknown, got \"idle\"");
        row("state=", 400,
            "state: expected one of active, down, drained, draining, future, maintenance, powered_down, "
            "powering_up, "
            "unknown, got \"\"");
        row("feature=", 400, "feature: expected a name, got nothing");
        row("cluster=", 400, "cluster: expected a name, got nothing");
        row("cluster=other", 404, R"(no cluster "other"; the cluster is "tux")");
        row("cluster=tux&cluster=other", 404, R"(no cluster "other"; the cluster is "tux")");
        // [] would make Prometheus forget them all.
        row("partition=nowhere", 404, R"(no node is in the partition "nowhere"; the partitions are a, b)");
        row("partition=A", 404, R"(no node is in the partition "A"; the partitions are a, b)");
        row("partition=a,b", 404, R"(no node is in the partition "a,b"; the partitions are a, b)");
        row("prom_job=node&partition=a&partition=c", 404,
            R"(no node is in the partition "c"; the partitions are a, b)");
        row("partition=", 404, "no node is without a partition; the partitions are a, b");
        row("feature=nothing", 404, R"(no node has the feature "nothing"; the features are a100, ib)");
        row("feature=ib&feature=a10", 404, R"(no node has the feature "a10"; the features are a100, ib)");
        row("feature=nothing&cluster=tux", 404,
            R"(no node has the feature "nothing"; the features are a100, ib)");
        row("state=draining", 404,
            "no node is draining without slurm.state_classes: detailed; it is drained");
        row("prom_job=node&state=draining&partition=a", 404,
            "no node is draining without slurm.state_classes: detailed; it is drained");
        row("partition=nowhere&state=down", 404,
            R"(no node is in the partition "nowhere"; the partitions are a, b)");
    }
    void refuses()
    {
        QFETCH(QString, query);
        QFETCH(int, status);
        const HttpReply reply = routed(request(query), targetsParameters(), [](const HttpRequest &asked) {
            return targetsReply(asked, someTargets().get(), tux, jobNames);
        });
        QCOMPARE(reply.status, status);
        QTEST(errorOf(reply), "error");
        QCOMPARE(QJsonDocument::fromJson(reply.body).object().value(u"errorType").toString(),
                 status == 404 ? QStringLiteral("not_found") : QStringLiteral("bad_data"));
    }

    // In a URL that is meant for clusters with either.
    void takesDrainingWhereANodeCanBe()
    {
        std::vector<ClusterReadiness> clusters = tux;
        const auto status = [&clusters](const QString &query) {
            return targetsReply(request(query), someTargets().get(), clusters, jobNames).status;
        };
        QCOMPARE(status(QStringLiteral("state=draining")), 404);
        QCOMPARE(status(QStringLiteral("state=draining&state=drained")), 200);
        clusters.front().hasDraining = true;
        QCOMPARE(status(QStringLiteral("state=draining")), 200);
    }

    void doesNotKnowTheClusterOfOldSlurms()
    {
        const std::vector<ClusterReadiness> nameless{{{}, true, {}}};
        const HttpReply reply =
            targetsReply(request(QStringLiteral("cluster=tux")), someTargets({}).get(), nameless, jobNames);
        QCOMPARE(reply.status, 404);
        QCOMPARE(errorOf(reply),
                 QStringLiteral("no cluster \"tux\"; Slurm does not tell the name of this one, "
                                "and slurm.cluster is not set"));
    }

    void isUnavailableBeforeThereAreNodes()
    {
        const std::vector<ClusterReadiness> clusters{{{}, false, "no node list yet"}};
        for (const char *query : {"", "prom_job=node", "cluster=tux"}) {
            const HttpReply reply =
                targetsReply(request(QString::fromUtf8(query)), nullptr, clusters, jobNames);
            QCOMPARE(reply.status, 503);
            QCOMPARE(errorOf(reply), QStringLiteral("no node list yet"));
            QCOMPARE(headerOf(reply, "Retry-After"), "5");
        }
        // What is wrong anyway is said at once.
        QCOMPARE(targetsReply(request(QStringLiteral("prom_job=x")), nullptr, tux, jobNames).status, 404);
        QCOMPARE(targetsReply(request(QStringLiteral("state=x")), nullptr, tux, jobNames).status, 400);
    }

    void wantsEveryCluster_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("textOrError"); // of the body
        const auto row = [](const char *query, int status, const char *text) {
            QTest::newRow(query) << QString::fromUtf8(query) << status << QString::fromUtf8(text);
        };
        row("prom_job=node", 503, "b has no list yet");
        row("", 503, "b has no list yet");
        row("cluster=a", 200, "\"a1:9100\"");
        row("prom_job=node&cluster=a", 200, "\"a1:9100\"");
        row("cluster=b", 503, "b has no list yet");
        row("cluster=a&cluster=b", 503, "b has no list yet");
        row("cluster=a&cluster=x", 404, "no cluster \\\"x\\\"; the clusters are a, b, c");
        row("cluster=c", 503, "the targets are being made");
        row("cluster=x", 404, "no cluster \\\"x\\\"; the clusters are a, b, c");
    }
    void wantsEveryCluster()
    {
        QFETCH(QString, query);
        auto a = snapshotOf({activeNode("a1", "p")});
        a->cluster = "a";
        auto d = snapshotOf({activeNode("d1", "p")}); // is no more in the config, but still in the set
        d->cluster = "d";
        JobConfig job;
        job.name = "node";
        job.port = 9100;
        const auto set = TargetSet::build({{a, d}, {job}});
        const std::vector<ClusterReadiness> clusters{
            {"a", true, {}}, {"b", false, "b has no list yet"}, {"c", true, {}}};
        const HttpReply reply =
            targetsReply(request(query), set.get(), clusters, std::vector<std::string>{"node"});
        QTEST(reply.status, "status");
        QFETCH(QString, textOrError);
        QVERIFY2(QString::fromUtf8(reply.body).contains(textOrError), reply.body.constData());
        QVERIFY(!reply.body.contains("d1"));
    }

    void isUnavailableForAJobThatIsBeingBuilt()
    {
        const std::vector<std::string> newNames{"node", "new"};
        const HttpReply reply =
            targetsReply(request(QStringLiteral("prom_job=new")), someTargets().get(), tux, newNames);
        QCOMPARE(reply.status, 503);
        QCOMPARE(errorOf(reply), QStringLiteral("the targets of the new job \"new\" are being made"));
    }

    void boundsItsErrors()
    {
        std::vector<std::string> many;
        for (int i = 1; i <= 1000; ++i)
            many.push_back("job" + std::to_string(i));
        const QString longName = QStringLiteral("ü").repeated(5000);
        const QString error = errorOf(targetsReply(request(u"prom_job=" + longName), nullptr, tux, many));
        QVERIFY(
            error.startsWith(u"no job \"" + longName.left(100) + u"…\"; the jobs are job1, job2, job3, "));
        QVERIFY(error.endsWith(u", job49, job50 and 950 more"));
    }

    void knowsWhatTheClientHas_data()
    {
        QTest::addColumn<QByteArrayList>("headers"); // E: the tag
        QTest::addColumn<bool>("isUnchanged");
        QTest::newRow("nothing") << QByteArrayList() << false;
        QTest::newRow("the tag") << QByteArrayList{"E"} << true;
        QTest::newRow("weak") << QByteArrayList{"W/E"} << true;
        QTest::newRow("any") << QByteArrayList{"*"} << true;
        QTest::newRow("in a list") << QByteArrayList{"\"x\", W/\"y\" ,E"} << true;
        QTest::newRow("in a second header") << QByteArrayList{"\"x\"", " E "} << true;
        QTest::newRow("others") << QByteArrayList{"\"x\", \"y\""} << false;
        QTest::newRow("empty") << QByteArrayList{""} << false;
        QTest::newRow("blank items") << QByteArrayList{" , ,\t"} << false;
        QTest::newRow("torn") << QByteArrayList{"W/"} << false;
        QTest::newRow("unquoted") << QByteArrayList{"x"} << false;
    }
    void knowsWhatTheClientHas()
    {
        QFETCH(QByteArrayList, headers);
        QFETCH(bool, isUnchanged);
        const auto set = someTargets();
        const std::string etag = set->document("node")->etag;
        HttpRequest conditional = request(QStringLiteral("prom_job=node"));
        for (QByteArray &value : headers) {
            value.replace("E", QByteArray::fromStdString(etag));
            conditional.headers.emplace_back("if-none-match", value.toStdString());
        }
        const HttpReply reply = targetsReply(conditional, set.get(), tux, jobNames);
        QCOMPARE(reply.status, isUnchanged ? 304 : 200);
        QCOMPARE(reply.body.isEmpty(), isUnchanged);
        QCOMPARE(reply.contentType, isUnchanged ? "" : "application/json");
        QCOMPARE(headerOf(reply, "ETag"), etag);
        QCOMPARE(headerOf(reply, "Cache-Control"), "no-cache");
    }
};

SLURMSD_TEST(TestTargetsHandler)
#include "tst_targetshandler.moc"
