// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/api/apihandlers.h"
#include "tests/daemon/targets/targettesting.h"
#include "tests/support/routing.h"
#include "tests/support/testrunner.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QUrlQuery>

#include <deque>
#include <string>

using namespace slurmsd;
using namespace slurmsd::test;
using namespace Qt::StringLiterals;

namespace {

HttpRequest request(const QString &query)
{
    HttpRequest request;
    for (const auto &[name, value] : QUrlQuery(query).queryItems(QUrl::FullyDecoded))
        request.query.emplace_back(name.toStdString(), value.toStdString());
    return request;
}

NodeLists twoClusters()
{
    auto a = snapshotOf({activeNode("n1", "p"), activeNode("n2", "p")});
    a->cluster = "a";
    auto b = snapshotOf({activeNode("n2", "q")});
    b->cluster = "b";
    return {a, b};
}

std::vector<JobConfig> oneJob()
{
    std::vector<JobConfig> jobs(1);
    jobs[0].name = "node";
    jobs[0].port = 9100;
    jobs[0].extraHosts = {{"login01", {}}};
    return jobs;
}

QString errorOf(const HttpReply &reply)
{
    return QJsonDocument::fromJson(reply.body).object().value(u"error").toString();
}

std::string headerOf(const HttpReply &reply, std::string_view name)
{
    for (const auto &header : reply.headers) {
        if (header.first == name)
            return header.second;
    }
    return {};
}

} // namespace

class TestApiHandlers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void explains_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("expected"); // the clusters of the answer, or the error
        const auto row = [](const char *query, int status, const char *expected) {
            QTest::newRow(query) << QString::fromUtf8(query) << status << QString::fromUtf8(expected);
        };
        const auto unknown = [&row](const char *query, const char *expected, const char *example) {
            const std::string text = std::string(expected) + "; " + unlistedHint(example, {});
            row(query, 404, text.c_str());
        };
        row("node=n1", 200, "a");
        row("node=n2", 200, "a b");
        row("node=n2&cluster=b", 200, "b");
        row("node=n1&cluster=b", 404, "no node \"n1\" in the cluster \"b\"; it is one of the cluster \"a\"");
        unknown("node=n3", "no node \"n3\"", "n3");
        row("node=N1", 404, "no node \"N1\"; did you mean \"n1\"?");
        row("node=n[1", 404, "no node \"n[1\"; hostlist \"n[1\", character 2: \"[\" without \"]\"");
        row("", 400, "node: expected the name, hostname or address of a node, or a hostlist");
        row("node=", 400, "node: expected the name, hostname or address of a node, or a hostlist");
        row("node=n[1-2]", 200, "a a b");
        row("node=n[1-2]&cluster=b", 200, "b");
        unknown("node=n[3-9]", "no node \"n[3-9]\"", "NAME");
        row("node=login01", 404, "no node \"login01\"; it is one of the extra_hosts of node (login01:9100)");
        row("node=n1&node=n2", 400, "node: given more than once");
        row("nodes=n1", 400, "unknown parameter \"nodes\"; expected node, job or cluster");
        row("node=n2&clustr=b", 400, "unknown parameter \"clustr\"; expected node, job or cluster");
    }
    void explains()
    {
        QFETCH(QString, query);
        const HttpReply reply = routed(request(query), explainParameters(), [](const HttpRequest &asked) {
            return explainReply(asked, twoClusters(), oneJob());
        });
        QTEST(reply.status, "status");
        QStringList clusters;
        const QJsonObject answer = QJsonDocument::fromJson(reply.body).object();
        for (const QJsonValue &explanation : answer.value(u"explanations").toArray())
            clusters.push_back(explanation[u"cluster"].toString());
        QTEST(reply.status == 200 ? clusters.join(u' ') : errorOf(reply), "expected");
    }

    void explainsSoManyNodesAtATime()
    {
        std::vector<Node> nodes;
        std::deque<std::string> names;
        for (int i = 1; i <= 51; ++i)
            nodes.push_back(activeNode(names.emplace_back("n" + std::to_string(i))));
        const NodeLists lists{snapshotOf(nodes)};
        const HttpReply most = explainReply(request(u"node=n[1-50]"_s), lists, oneJob());
        QCOMPARE(QJsonDocument::fromJson(most.body).object().value(u"explanations").toArray().size(), 50);
        const HttpReply more = explainReply(request(u"node=n[1-51]"_s), lists, oneJob());
        QCOMPARE(more.status, 400);
        QCOMPARE(errorOf(more),
                 u"node: \"n[1-51]\" are more than 50 nodes; ask for fewer at a time, or for one "
                 "cluster's"_s);
        // What it takes the event loop is nodes times jobs.
        const std::vector<JobConfig> jobs(200, oneJob().front());
        const HttpReply fifteen = explainReply(request(u"node=n[1-15]"_s), lists, jobs);
        QCOMPARE(QJsonDocument::fromJson(fifteen.body).object().value(u"explanations").toArray().size(), 15);
        QVERIFY(
            errorOf(explainReply(request(u"node=n[1-16]"_s), lists, jobs)).contains(u"more than 15 nodes"));
        const std::vector<JobConfig> thousands(5'000, oneJob().front());
        QCOMPARE(explainReply(request(u"node=n1"_s), lists, thousands).status, 200);
        QVERIFY(errorOf(explainReply(request(u"node=n[1-2]"_s), lists, thousands))
                    .contains(u"more than 1 node;"));
    }

    void explainsNothingBeforeThereAreNodes()
    {
        const HttpReply reply = explainReply(request(u"node=n1"_s), {}, oneJob());
        QCOMPARE(reply.status, 503);
        QCOMPARE(headerOf(reply, "Retry-After"), "5");
    }

    void givesTheNodes()
    {
        NodesDocument handler;
        QCOMPARE(handler.reply(request({}), {}).status, 503);
        const NodeLists lists = twoClusters();
        const HttpReply first = handler.reply(request({}), lists);
        QCOMPARE(first.status, 200);
        QCOMPARE(first.contentType, "application/json");
        QVERIFY(QJsonDocument::fromJson(first.body).isObject());
        const std::string etag = headerOf(first, "ETag");
        QVERIFY(etag.size() > 10);
        QCOMPARE(handler.reply(request({}), lists).body.constData(), first.body.constData()); // kept
        // Equal lists, equal answers, on every replica.
        QCOMPARE(headerOf(NodesDocument().reply(request({}), twoClusters()), "ETag"), etag);
        HttpRequest conditional = request({});
        conditional.headers.emplace_back("if-none-match", etag);
        const HttpReply unchanged = handler.reply(conditional, lists);
        QCOMPARE(unchanged.status, 304);
        QVERIFY(unchanged.body.isEmpty() && unchanged.contentType.empty());
        const HttpReply fewer = handler.reply(conditional, {lists[0]});
        QCOMPARE(fewer.status, 200);
        QVERIFY(headerOf(fewer, "ETag") != etag);
    }

    void givesTheEvents_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("expected"); // first and last id, or the error
        const auto row = [](const char *query, int status, const char *expected) {
            QTest::newRow(query) << QString::fromUtf8(query) << status << QString::fromUtf8(expected);
        };
        row("", 200, "1-1000");
        row("after=0", 200, "1-1000");
        row("after=1990", 200, "1991-2000");
        row("after=2000", 200, "");
        row("after=3000", 200, "1-1000"); // of another log
        row("after=10&limit=5", 200, "11-15");
        row("limit=0", 200, "");
        row("after=-1", 400, "after: expected a number between 0 and 9223372036854775807, got \"-1\"");
        row("after=", 400, "after: expected a number between 0 and 9223372036854775807, got \"\"");
        row("limit=10001", 400, "limit: expected a number between 0 and 10000, got \"10001\"");
        row("x=1", 400, "unknown parameter \"x\"; expected after or limit");
        row("after=1&after=1", 400, "after: given more than once");
    }
    void givesTheEvents()
    {
        EventLog log("log");
        for (int i = 0; i < 2000; ++i)
            log.add({});
        QFETCH(QString, query);
        const HttpReply reply = routed(request(query), eventsParameters(),
                                       [&log](const HttpRequest &asked) { return eventsReply(asked, log); });
        QTEST(reply.status, "status");
        const QJsonArray events = QJsonDocument::fromJson(reply.body).object().value(u"events").toArray();
        const QString range =
            events.isEmpty()
                ? QString()
                : u"%1-%2"_s.arg(events.first()[u"id"].toInteger()).arg(events.last()[u"id"].toInteger());
        QTEST(reply.status == 200 ? range : errorOf(reply), "expected");
    }
};

SLURMSD_TEST(TestApiHandlers)
#include "tst_apihandlers.moc"
