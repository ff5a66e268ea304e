// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/httpserver/httpserver.h"
#include "daemon/httpserver/router.h"
#include "tests/support/rawhttpclient.h"

#include <QTest>

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

namespace slurmsd::test {

inline HttpLimits smallLimits()
{
    HttpLimits limits;
    limits.headBytes = 1000;
    limits.lineBytes = 300;
    limits.headerLines = 10;
    limits.bodyBytes = 1000;
    limits.lingerDeadline = std::chrono::milliseconds(200);
    return limits;
}

inline QByteArray request(const QByteArray &line, const QByteArray &headers = {})
{
    return line + " HTTP/1.1\r\nHost: n1\r\n" + headers + "\r\n";
}

// A server on a port of its own with one page for each case, and what it was asked.
class HttpFixture
{
public:
    static constexpr qsizetype bigSize = 300'000;

    HttpFixture()
    {
        add("/", 200, "[]", "application/json");
        add("/big", 200, QByteArray(bigSize, 'x'), "application/json");
        add("/empty", 204, {}, "");
        add("/unchanged", 304, {}, "");
        m_router.add(
            HttpMethod::Put, "/echo",
            [](const HttpRequest &received) {
                HttpReply reply;
                reply.contentType = "text/plain";
                reply.headers.emplace_back("X-Test", "yes");
                reply.body = received.body;
                return reply;
            },
            anyParameters);
        m_router.add(HttpMethod::Get, "/own", [](const HttpRequest &) {
            HttpReply reply;
            reply.contentType = "text/plain";
            reply.body = QByteArray(bigSize, 'y'); // new each time, and kept by nobody
            return reply;
        });
    }

    HttpServer &make(const HttpLimits &limits = {})
    {
        handled = 0;
        server.emplace(
            [this](const HttpRequest &received) {
                ++handled;
                last = received;
                return m_router.handle(received);
            },
            limits);
        return *server;
    }

    // One that listens on a free port of 127.0.0.1.
    void start(const HttpLimits &limits = {})
    {
        make(limits);
        listen({{"127.0.0.1", 0}});
    }

    void listen(const std::vector<ListenAddress> &addresses)
    {
        const auto done = server->listen(addresses);
        QVERIFY2(done, done ? "" : done.error().c_str());
    }

    std::uint16_t port() const { return server->addresses().front().port; }

    // Is a new client, from an address of its own, answered?
    bool servesOthers(const std::optional<QSslConfiguration> &tls = {})
    {
        RawHttpClient other(port(), QHostAddress(QStringLiteral("127.0.0.99")), tls);
        other.send(request("GET /"));
        return other.receive().body == "[]";
    }

    std::optional<HttpServer> server;
    int handled = 0;
    HttpRequest last;

private:
    void add(const char *path, int status, const QByteArray &body, const char *contentType)
    {
        HttpReply reply;
        reply.status = status;
        reply.contentType = contentType;
        reply.body = body;
        m_router.add(
            HttpMethod::Get, path, [reply](const HttpRequest &) { return reply; }, anyParameters);
    }

    Router m_router;
};

} // namespace slurmsd::test
