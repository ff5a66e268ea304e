// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/httpserver/router.h"
#include "tests/support/testrunner.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace slurmsd;

namespace {

HttpHandler saying(const char *text)
{
    return [text](const HttpRequest &) {
        HttpReply reply;
        reply.body = text;
        return reply;
    };
}

} // namespace

class TestRouter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void route_data()
    {
        QTest::addColumn<int>("method");
        QTest::addColumn<std::string>("path");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        const auto row = [](const char *name, HttpMethod method, const char *path, int status,
                            QByteArray body) {
            QTest::newRow(name) << static_cast<int>(method) << std::string(path) << status << body;
        };
        const auto missing = [](const char *path) -> QByteArray {
            return QByteArray("{\"status\":\"error\",\"errorType\":\"not_found\","
                              "\"error\":\"there is no page \\\"") +
                   path + "\\\"\"}";
        };
        row("get", HttpMethod::Get, "/targets", 200, "targets");
        row("head is get", HttpMethod::Head, "/targets", 200, "targets");
        row("root", HttpMethod::Get, "/", 200, "root");
        row("one path, two methods: get", HttpMethod::Get, "/config", 200, "read");
        row("one path, two methods: put", HttpMethod::Put, "/config", 200, "write");
        row("no such path", HttpMethod::Get, "/nothing", 404, missing("/nothing"));
        row("no such path for any method", HttpMethod::Other, "/nothing", 404, missing("/nothing"));
        row("trailing slash", HttpMethod::Get, "/targets/", 404, missing("/targets/"));
        row("double slash", HttpMethod::Get, "//targets", 404, missing("//targets"));
        row("other case", HttpMethod::Get, "/Targets", 404, missing("/Targets"));
        row("prefix", HttpMethod::Get, "/target", 404, missing("/target"));
        row("below", HttpMethod::Get, "/slurm/v0.0.42/nodes", 200, "below");
        row("at the end of it", HttpMethod::Get, "/slurm/", 200, "below");
        row("the same without the slash", HttpMethod::Get, "/slurm", 404, missing("/slurm"));
        row("its own", HttpMethod::Get, "/slurm/own", 200, "own");
        row("dots are not resolved", HttpMethod::Get, "/x/../targets", 404, missing("/x/../targets"));
    }
    void route()
    {
        QFETCH(int, method);
        QFETCH(std::string, path);
        HttpRequest request;
        request.method = static_cast<HttpMethod>(method);
        request.path = path;
        const HttpReply reply = router().handle(request);
        QTEST(reply.status, "status");
        QTEST(reply.body, "body");
    }

    void notAllowed_data()
    {
        QTest::addColumn<int>("method");
        QTest::addColumn<std::string>("path");
        QTest::addColumn<std::string>("allowed");
        QTest::addColumn<QByteArray>("error");
        QTest::newRow("post to a page")
            << static_cast<int>(HttpMethod::Post) << std::string("/targets") << std::string("GET, HEAD")
            << QByteArray("/targets does not support POST, only GET, HEAD");
        QTest::newRow("get of an action")
            << static_cast<int>(HttpMethod::Get) << std::string("/-/reload") << std::string("POST, PUT")
            << QByteArray("/-/reload does not support GET, only POST, PUT");
        QTest::newRow("head of an action")
            << static_cast<int>(HttpMethod::Head) << std::string("/-/reload") << std::string("POST, PUT")
            << QByteArray("/-/reload does not support HEAD, only POST, PUT");
        QTest::newRow("unknown method")
            << static_cast<int>(HttpMethod::Other) << std::string("/config") << std::string("GET, HEAD, PUT")
            << QByteArray("/config does not support this method, only GET, HEAD, PUT");
    }
    void notAllowed()
    {
        QFETCH(int, method);
        QFETCH(std::string, path);
        QFETCH(std::string, allowed);
        QFETCH(QByteArray, error);
        HttpRequest request;
        request.method = static_cast<HttpMethod>(method);
        request.path = path;
        const HttpReply reply = router().handle(request);
        QCOMPARE(reply.status, 405);
        QCOMPARE(reply.contentType, std::string("application/json"));
        QCOMPARE(reply.headers.size(), std::size_t(1));
        QCOMPARE(reply.headers.front().first, std::string("Allow"));
        QCOMPARE(reply.headers.front().second, allowed);
        QCOMPARE(reply.body, "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"" + error + "\"}");
    }

    void takesItsParameters_data()
    {
        QTest::addColumn<int>("method");
        QTest::addColumn<std::string>("target");
        QTest::addColumn<QByteArray>("error"); // empty: none
        const auto row = [](HttpMethod method, const char *target, const QByteArray &error) {
            QTest::newRow(target) << static_cast<int>(method) << std::string(target) << error;
        };
        using enum HttpMethod;
        row(Get, "/items", {});
        row(Get, "/items?node=a&tag=b&tag=c&tag=c", {});
        row(Get, "/items?tag=&node=", {});
        row(Get, "/items?tag=a&tag=b&tag=a&x=1", "unknown parameter \"x\"; expected node, tag or page");
        row(Head, "/items?nod=a", "unknown parameter \"nod\"; expected node, tag or page");
        row(Get, "/items?Node=a", "unknown parameter \"Node\"; expected node, tag or page");
        row(Get, "/items?node=a&node=a", "node: given more than once");
        row(Get, "/items?=a", "unknown parameter \"\"; expected node, tag or page");
        row(Get, "/items?node%3Da", "unknown parameter \"node=a\"; expected node, tag or page");
        row(Post, "/act?cluster=a", {});
        row(Post, "/act?clustr=a", "unknown parameter \"clustr\"; expected cluster");
        row(Post, "/act?cluster=a&cluster=b", "cluster: given more than once");
        row(Post, "/act?cluster=a&held=1", "unknown parameter \"held\"; expected cluster");
        row(Post, "/-/reload?force", "unknown parameter \"force\"; none is expected");
        row(Put, "/-/reload?cluster=a", "unknown parameter \"cluster\"; none is expected");
        row(Get, "/?whatever&whatever&a=b", {});
        // Like other texts of a user's it stays on one line, and short.
        row(Post, "/act?a%0Ab%FF", "unknown parameter \"a\\nb\xef\xbf\xbd\"; expected cluster");
    }
    void takesItsParameters()
    {
        QFETCH(int, method);
        QFETCH(std::string, target);
        QFETCH(QByteArray, error);
        Router router = this->router();
        router.add(HttpMethod::Get, "/items", saying("items"), {{{"node"}, {"tag", true}, {"page"}}});
        router.add(HttpMethod::Post, "/act", saying("done"), {{{"cluster"}}});
        HttpRequest request;
        request.method = static_cast<HttpMethod>(method);
        request.path = target.substr(0, target.find('?'));
        if (target.find('?') != std::string::npos)
            request.query = parseQuery(std::string_view(target).substr(target.find('?') + 1));
        const HttpReply reply = router.handle(request);
        QCOMPARE(reply.status, error.isEmpty() ? 200 : 400);
        if (!error.isEmpty())
            QCOMPARE(QJsonDocument::fromJson(reply.body).object().value(u"error").toString().toUtf8(), error);
    }

private:
    static Router router()
    {
        Router router;
        router.add(HttpMethod::Get, "/", saying("root"), anyParameters);
        router.add(HttpMethod::Get, "/targets", saying("targets"));
        router.add(HttpMethod::Get, "/slurm/", saying("below"));
        router.add(HttpMethod::Get, "/slurm/own", saying("own"));
        router.add(HttpMethod::Get, "/config", saying("read"));
        router.add(HttpMethod::Put, "/config", saying("write"));
        router.add(HttpMethod::Post, "/-/reload", saying("reload"));
        router.add(HttpMethod::Put, "/-/reload", saying("reload"));
        return router;
    }
};

SLURMSD_TEST(TestRouter)
#include "tst_router.moc"
