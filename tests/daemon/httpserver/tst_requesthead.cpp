// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/httpserver/requesthead.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;
using namespace std::string_literals;

namespace {

HttpLimits smallLimits()
{
    HttpLimits limits;
    limits.headBytes = 400;
    limits.lineBytes = 100;
    limits.headerLines = 5;
    limits.bodyBytes = 1000;
    return limits;
}

constexpr std::string_view host = "Host: n1\r\n";

std::string get(std::string_view headers, std::string_view requestLine = "GET / HTTP/1.1")
{
    return std::string(requestLine) + "\r\n" + std::string(headers) + "\r\n";
}

std::string getWithHost(std::string_view headers) { return get(std::string(host) + std::string(headers)); }

} // namespace

class TestRequestHead : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void accepted_data()
    {
        QTest::addColumn<std::string>("bytes");
        QTest::addColumn<QByteArray>("forwarded");
        QTest::addColumn<bool>("keepsAlive");
        QTest::addColumn<int>("contentLength");
        const auto row = [](const char *name, const std::string &bytes, const char *forwarded,
                            bool keepsAlive = true, int contentLength = 0) {
            QTest::newRow(name) << bytes << QByteArray(forwarded) << keepsAlive << contentLength;
        };
        row("smallest", getWithHost(""), "GET / HTTP/1.1\r\nHost: n1\r\n\r\n");
        row("query", get(host, "GET /targets?prom_job=node HTTP/1.1"),
            "GET /targets?prom_job=node HTTP/1.1\r\nHost: n1\r\n\r\n");
        row("white space around values", getWithHost("A:b\r\nC: \t d e \t\r\nF:\r\n"),
            "GET / HTTP/1.1\r\nHost: n1\r\nA: b\r\nC: d e\r\nF: \r\n\r\n");
        row("empty lines before", "\r\n\r\n" + getWithHost(""), "GET / HTTP/1.1\r\nHost: n1\r\n\r\n");
        row("whole URL", get(host, "GET http://n1:80/a?b HTTP/1.1"), "GET /a?b HTTP/1.1\r\nHost: n1\r\n\r\n");
        row("whole URL without path", get(host, "GET HTTP://n1 HTTP/1.1"),
            "GET / HTTP/1.1\r\nHost: n1\r\n\r\n");
        row("doubled slash", get(host, "GET //a/b HTTP/1.1"), "GET /%2Fa/b HTTP/1.1\r\nHost: n1\r\n\r\n");
        row("empty host", get("Host:\r\n"), "GET / HTTP/1.1\r\nHost: \r\n\r\n");
        row("IPv6 host", get("Host: [fe80::1]:80\r\n"), "GET / HTTP/1.1\r\nHost: [fe80::1]:80\r\n\r\n");
        row("HTTP/1.0", get("", "GET / HTTP/1.0"), "GET / HTTP/1.1\r\n\r\n", false);
        row("HTTP/1.0 keep-alive", get("Connection: Keep-Alive\r\n", "GET / HTTP/1.0"),
            "GET / HTTP/1.1\r\n\r\n");
        row("close", getWithHost("Connection: close\r\n"), "GET / HTTP/1.1\r\nHost: n1\r\n\r\n", false);
        row("close in a list", getWithHost("connection: te, CLOSE\r\n"), "GET / HTTP/1.1\r\nHost: n1\r\n\r\n",
            false);
        row("upgrade is not passed on", getWithHost("Connection: Upgrade\r\nUpgrade: websocket\r\n"),
            "GET / HTTP/1.1\r\nHost: n1\r\n\r\n");
        row("other method", get(host, "BREW / HTTP/1.1"), "BREW / HTTP/1.1\r\nHost: n1\r\n\r\n");
        row("body", getWithHost("Content-Length: 1000\r\n"),
            "GET / HTTP/1.1\r\nHost: n1\r\nContent-Length: 1000\r\n\r\n", true, 1000);
        row("leading zeros", getWithHost("Content-Length: 007\r\n"),
            "GET / HTTP/1.1\r\nHost: n1\r\nContent-Length: 007\r\n\r\n", true, 7);
        row("bytes above ASCII", getWithHost("A: \xc3\xa9\r\n"),
            "GET / HTTP/1.1\r\nHost: n1\r\nA: \xc3\xa9\r\n\r\n");
    }
    void accepted()
    {
        QFETCH(std::string, bytes);
        const std::string withMore = bytes + "GET /more";
        const auto head = parseRequestHead(withMore, smallLimits());
        QVERIFY2(head, head ? "" : head.error().message.c_str());
        QVERIFY(head->has_value());
        QCOMPARE((*head)->size, bytes.size());
        QTEST(forwardedHead(**head), "forwarded");
        QTEST((*head)->keepsAlive, "keepsAlive");
        QTEST(static_cast<int>((*head)->contentLength), "contentLength");
    }

    void everyStartIsIncomplete_data() { accepted_data(); }
    void everyStartIsIncomplete()
    {
        QFETCH(std::string, bytes);
        for (std::size_t size = 0; size < bytes.size(); ++size) {
            const auto head = parseRequestHead(std::string_view(bytes).substr(0, size), smallLimits());
            QVERIFY(head);
            QVERIFY(!head->has_value());
        }
    }

    void refused_data();
    void refused()
    {
        QFETCH(std::string, bytes);
        QFETCH(QByteArray, message);
        const auto head = parseRequestHead(bytes, smallLimits());
        QVERIFY(!head);
        QTEST(head.error().status, "status");
        QCOMPARE(QByteArray::fromStdString(head.error().message), message);
    }

    // What was refused once stays refused with the same status when more comes.
    void refusedWithMore_data() { refused_data(); }
    void refusedWithMore()
    {
        QFETCH(std::string, bytes);
        const auto head = parseRequestHead(bytes + "x\r\n\r\n", smallLimits());
        QVERIFY(!head);
        QTEST(head.error().status, "status");
    }
};

void TestRequestHead::refused_data()
{
    QTest::addColumn<std::string>("bytes");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const char *name, const std::string &bytes, int status, const char *message) {
        QTest::newRow(name) << bytes << status << QByteArray(message);
    };
    const char *const start = "a request must start with a method, as in GET /targets HTTP/1.1";
    row("TLS hello", "\x16\x03\x01", 400, start);
    row("zero byte", "\0"s, 400, start);
    row("CR without LF", "\rG", 400, start);
    row("white space first", " GET / HTTP/1.1\r\n", 400, start);
    const char *const line = "the request line must be a method, a target and a version with one space "
                             "between them, as in GET /targets HTTP/1.1";
    row("junk", "hello\r\n", 400, line);
    row("HTTP/0.9", "GET /\r\n", 400, line);
    row("no target", "GET HTTP/1.1\r\n", 400, line);
    row("bad method", "G(T / HTTP/1.1\r\n", 400, line);
    const char *const version = "the request line must end with HTTP/1.1 or HTTP/1.0";
    row("no version", "GET / HTTP\r\n", 400, version);
    row("version in lower case", "GET / http/1.1\r\n", 400, version);
    row("space at the end", "GET / HTTP/1.1 \r\n", 400, version);
    row("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505,
        "this server speaks HTTP/1.1 and HTTP/1.0, not HTTP/2.0");
    row("HTTP/1.2", "GET / HTTP/1.2\r\n", 505, "this server speaks HTTP/1.1 and HTTP/1.0, not HTTP/1.2");
    const char *const characters = "the request target has a space, a control character or a '#' in it";
    row("two spaces", "GET /a  HTTP/1.1\r\n", 400, characters);
    row("zero byte in the target", "GET /a\0b HTTP/1.1\r\n"s, 400, characters);
    row("CR in the target", "GET /a\rb HTTP/1.1\r\n", 400, characters);
    row("fragment", "GET /a#b HTTP/1.1\r\n", 400, characters);
    row("no slash", "GET targets HTTP/1.1\r\n", 400, "the request target must start with '/'");
    row("CONNECT", "CONNECT n1:443 HTTP/1.1\r\n", 400, "the request target must start with '/'");
    row("OPTIONS *", "OPTIONS * HTTP/1.1\r\n", 400, "the request target must start with '/'");
    row("LF alone", "GET / HTTP/1.1\nHost: n1\n\n", 400,
        "every line of a request must end with CR LF, one ends with LF alone");
    row("LF alone after a header", "GET / HTTP/1.1\r\nHost: n1\n", 400,
        "every line of a request must end with CR LF, one ends with LF alone");
    row("folded header", getWithHost("A: b\r\n c\r\n"), 400,
        "header line 3 starts with white space: folded headers are obsolete");
    row("folded request line", get(" x\r\n"), 400,
        "header line 1 starts with white space: folded headers are obsolete");
    const char *const header = "header line 2 must be a name, a colon right behind it, and a value";
    row("space before the colon", getWithHost("A : b\r\n"), 400, header);
    row("no colon", getWithHost("A\r\n"), 400, header);
    row("no name", getWithHost(": b\r\n"), 400, header);
    row("space in the name", getWithHost("A b: c\r\n"), 400, header);
    row("zero byte in the name", getWithHost("A\0: c\r\n"s), 400, header);
    const char *const value = "header line 2 has a control character in its value";
    row("zero byte in a value", getWithHost("A: b\0c\r\n"s), 400, value);
    row("CR in a value", getWithHost("A: b\rc\r\n"), 400, value);
    row("two CRs", getWithHost("A: b\r\r\n"), 400, value);
    row("no host", get("A: b\r\n"), 400, "the header Host is missing");
    row("two hosts", getWithHost("host: n1\r\n"), 400, "the header Host is there more than once");
    const char *const hostForm = "the header Host must be a host name or address, and maybe a port";
    row("host with a path", get("Host: n1/x\r\n"), 400, hostForm);
    row("host with a user", get("Host: a@n1\r\n"), 400, hostForm);
    row("host with spaces", get("Host: n1 n2\r\n"), 400, hostForm);
    row("host with a bad port", get("Host: n1:x\r\n"), 400, hostForm);
    row("host with a large port", get("Host: n1:65536\r\n"), 400, hostForm);
    row("host with half a bracket", get("Host: [::1\r\n"), 400, hostForm);
    row("host with bytes after the bracket", get("Host: [::1]x\r\n"), 400, hostForm);
    const char *const twice = "the header Content-Length is there more than once";
    row("conflicting lengths", getWithHost("Content-Length: 1\r\nContent-Length: 2\r\n"), 400, twice);
    row("equal lengths", getWithHost("Content-Length: 1\r\nContent-Length: 1\r\n"), 400, twice);
    const char *const number = "the header Content-Length must be a whole number";
    row("list of lengths", getWithHost("Content-Length: 1, 1\r\n"), 400, number);
    row("negative length", getWithHost("Content-Length: -1\r\n"), 400, number);
    row("signed length", getWithHost("Content-Length: +1\r\n"), 400, number);
    row("hexadecimal length", getWithHost("Content-Length: 0x1\r\n"), 400, number);
    row("empty length", getWithHost("Content-Length:\r\n"), 400, number);
    row("large body", getWithHost("Content-Length: 1001\r\n"), 413,
        "the request's body is longer than 1000 bytes");
    row("length beyond 64 bits", getWithHost("Content-Length: 99999999999999999999\r\n"), 413,
        "the request's body is longer than 1000 bytes");
    row("length and encoding", getWithHost("Content-Length: 1\r\nTransfer-Encoding: chunked\r\n"), 400,
        "a request cannot have both Content-Length and Transfer-Encoding");
    row("chunked", getWithHost("Transfer-Encoding: Chunked\r\n"), 411,
        "this server takes no chunked bodies: send Content-Length");
    const char *const encoding = "this server knows no such Transfer-Encoding: send Content-Length";
    row("gzip", getWithHost("Transfer-Encoding: gzip, chunked\r\n"), 501, encoding);
    row("empty encoding", getWithHost("Transfer-Encoding:\r\n"), 501, encoding);
    row("expectation", getWithHost("Expect: tea\r\n"), 417,
        "the only expectation this server can meet is 100-continue");
    const std::string a(400, 'a');
    row("long target", "GET /" + a.substr(0, 100) + " HTTP/1.1\r\n", 414,
        "the request target is longer than 100 bytes");
    row("long target, unfinished", "GET /" + a.substr(0, 160), 414,
        "the request target is longer than 100 bytes");
    row("long method", a.substr(0, 165), 414, "the request target is longer than 100 bytes");
    row("long header", getWithHost("A: " + a.substr(0, 100)), 431, "header line 2 is longer than 100 bytes");
    row("many headers", getWithHost("A: 1\r\nA: 2\r\nA: 3\r\nA: 4\r\nA: 5\r\n"), 431,
        "the request has more than 5 header lines");
    const std::string header90 = "A: " + a.substr(0, 90) + "\r\n";
    row("long head", getWithHost(header90 + header90 + header90 + header90), 431,
        "the request's head is longer than 400 bytes");
    std::string emptyLines;
    for (int i = 0; i < 200; ++i)
        emptyLines += "\r\n";
    row("endless empty lines", emptyLines + "G", 431, "the request's head is longer than 400 bytes");
}

SLURMSD_TEST(TestRequestHead)
#include "tst_requesthead.moc"
