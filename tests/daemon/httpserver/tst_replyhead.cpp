// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/httpserver/replyhead.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;

namespace {

// With \n for CR LF.
QByteArray onWire(QByteArray text) { return text.replace("\n", "\r\n"); }

QByteArray readable(QByteArray bytes) { return bytes.replace("\r\n", "\n"); }

} // namespace

class TestReplyHead : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finishes_data()
    {
        QTest::addColumn<QByteArray>("head"); // as Qt HttpServer wrote it
        QTest::addColumn<bool>("isHttp10");
        QTest::addColumn<bool>("keepsAlive");
        QTest::addColumn<QByteArray>("finished"); // without Date and the empty line
        const QByteArray plain = "HTTP/1.1 200 OK\nContent-Type: text/plain\nContent-Length: 2\n";
        const QByteArray close = plain + "Connection: close\n";
        const auto row = [](const char *name, const QByteArray &head, bool isHttp10, bool keepsAlive,
                            const QByteArray &finished) {
            QTest::newRow(name) << head << isHttp10 << keepsAlive << finished;
        };
        row("kept", plain, false, true, plain);
        row("kept, HTTP/1.0", plain, true, true, plain + "Connection: keep-alive\n");
        row("closing", plain, false, false, close);
        row("closing, HTTP/1.0", plain, true, false, close);
        // Qt 6.11 has its own mind about each.
        const QByteArray qt611 = "HTTP/1.1 200 OK\nconnection: keep-alive\nkeep-alive: timeout=15\n"
                                 "Content-Type: text/plain\nContent-Length: 2\n";
        row("Qt 6.11, kept", qt611, false, true, plain);
        row("Qt 6.11, kept, HTTP/1.0", qt611, true, true, plain + "Connection: keep-alive\n");
        row("Qt 6.11, closing", qt611, false, false, close);
        row("Qt 6.11 in other words", plain + "Connection: close\nKEEP-ALIVE: timeout=15, max=100\n", false,
            true, plain);
        row("more than once", plain + "Connection: close\nconnection: keep-alive\n", false, false, close);
        row("one behind the other", plain + "Connection:\nConnection:\nKeep-Alive:\n", false, false, close);
        row("names that only look like it",
            plain + "Proxy-Connection: close\nX-Keep-Alive: 1\nX-Note: connection: x\n", false, false,
            plain + "Proxy-Connection: close\nX-Keep-Alive: 1\nX-Note: connection: x\nConnection: close\n");
    }
    void finishes()
    {
        QFETCH(QByteArray, head);
        QFETCH(bool, isHttp10);
        QFETCH(bool, keepsAlive);
        QFETCH(QByteArray, finished);
        QByteArray bytes = onWire(head);
        QVERIFY(!finishReplyHead(bytes, {.isHttp10 = isHttp10, .keepsAlive = keepsAlive}, {}));
        QVERIFY(bytes.endsWith("\r\n\r\n"));
        bytes.chop(2);
        const qsizetype date = bytes.indexOf("\r\nDate: ");
        QVERIFY(date > 0);
        bytes.remove(date, bytes.indexOf("\r\n", date + 2) - date);
        QCOMPARE(readable(bytes), finished);
    }

    // Qt knows nothing of its body.
    void sendsAStream()
    {
        QByteArray bytes = onWire("HTTP/1.1 200 OK\nContent-Length: 0\nETag: \"1\"\n");
        QVERIFY(!finishReplyHead(bytes, {.streamedBytes = 5'000'000'000}, {}));
        QVERIFY(
            readable(bytes).startsWith("HTTP/1.1 200 OK\nETag: \"1\"\nContent-Length: 5000000000\nDate: "));
        bytes = onWire("HTTP/1.1 304 Not Modified\nContent-Length: 0\n");
        QVERIFY(finishReplyHead(bytes, {.streamedBytes = 5}, {}));
        QVERIFY(!bytes.contains("Length"));
    }

    void sendsNoBody_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<bool>("isHead");
        QTest::addColumn<bool>("hasLength");
        QTest::addColumn<bool>("staysUnsent");
        QTest::newRow("200") << QByteArray("200 OK") << false << true << false;
        QTest::newRow("HEAD") << QByteArray("200 OK") << true << true << true;
        QTest::newRow("204") << QByteArray("204 No Content") << false << false << true;
        QTest::newRow("304") << QByteArray("304 Not Modified") << false << false << true;
    }
    void sendsNoBody()
    {
        QFETCH(QByteArray, status);
        QFETCH(bool, isHead);
        QByteArray head = "HTTP/1.1 " + status + "\r\ncontent-length: 0\r\nX-Test: yes\r\n";
        QTEST(finishReplyHead(head, {.isHead = isHead}, {}), "staysUnsent");
        QTEST(head.contains("\r\ncontent-length: 0\r\n"), "hasLength");
        QVERIFY(head.contains("\r\nX-Test: yes\r\n"));
    }

    void addsHeaders()
    {
        const auto extra = extraHeaders({{"X-Test", "ours"}, {"X-Frame-Options", "deny"}});
        QByteArray head = "HTTP/1.1 200 OK\r\nx-test: its own\r\n";
        finishReplyHead(head, {}, extra);
        QVERIFY(head.contains("\r\nx-test: its own\r\n"));
        QVERIFY(!head.contains("ours"));
        QVERIFY(head.contains("\r\nX-Frame-Options: deny\r\n"));
    }
};

SLURMSD_TEST(TestReplyHead)
#include "tst_replyhead.moc"
