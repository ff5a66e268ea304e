// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/http/router.h"
#include "tests/support/testrunner.h"

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

private:
    static Router router()
    {
        Router router;
        router.add(HttpMethod::Get, "/", saying("root"));
        router.add(HttpMethod::Get, "/targets", saying("targets"));
        router.add(HttpMethod::Get, "/config", saying("read"));
        router.add(HttpMethod::Put, "/config", saying("write"));
        router.add(HttpMethod::Post, "/-/reload", saying("reload"));
        router.add(HttpMethod::Put, "/-/reload", saying("reload"));
        return router;
    }
};

SLURMSD_TEST(TestRouter)
#include "tst_router.moc"
