// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/responsereader.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;
using namespace Qt::StringLiterals;

using Step = ResponseReader::Step;

namespace {

// What a reader makes of a stream: "200 Hello." for an answer that is complete, "200 Hel~" for one that the
// end of the stream cut off, "!" for what is not HTTP, "…" while more is wanted.
QString readAll(std::string_view stream, std::size_t chunk, bool ends = true)
{
    ResponseReader reader;
    QString seen;
    const auto take = [&] {
        for (Step step = reader.next();; step = reader.next()) {
            switch (step) {
            case Step::NeedMore:
                return false;
            case Step::Head:
                seen += QString::number(reader.head().status) + u' ';
                break;
            case Step::Body:
                seen += QString::fromUtf8(reader.body().data(), static_cast<qsizetype>(reader.body().size()));
                break;
            case Step::End:
                seen += u'.';
                return true;
            case Step::Torn:
                seen += u'~';
                return true;
            case Step::Bad:
                seen += u'!';
                return true;
            }
        }
    };
    for (std::size_t at = 0; at < stream.size(); at += chunk) {
        reader.feed(stream.substr(at, chunk));
        if (take())
            return seen;
    }
    if (!ends)
        return seen + u"…";
    reader.feedEnd();
    take();
    return seen;
}

} // namespace

class TestResponseReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<std::string>("stream");
        QTest::addColumn<QString>("seen");

        const auto row = [](const char *name, const char *stream, const QString &seen) {
            QTest::newRow(name) << std::string(stream) << seen;
        };
        row("by length", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nHello", u"200 Hello."_s);
        row("what follows is ignored",
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nHelloConnection: Close\r\n", u"200 Hello."_s);
        row("an error", "HTTP/1.1 500 INTERNAL ERROR\r\nConnection: Close\r\nContent-Length: 2\r\n\r\nno",
            u"500 no."_s);
        row("chunked",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nHel\r\n2\r\nlo\r\n0\r\n\r\n",
            u"200 Hello."_s);
        row("chunked, torn", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nHel\r\n2\r\n",
            u"200 Hel~"_s);
        row("until it ends", "HTTP/1.0 200 OK\r\n\r\nHello", u"200 Hello."_s);
        row("an empty body", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", u"200 ."_s);
        row("204", "HTTP/1.1 204 No Content\r\n\r\n", u"204 ."_s);
        row("no reason", "HTTP/1.1 200 \r\nContent-Length: 1\r\n\r\nx", u"200 x."_s);
        row("torn body", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nHel", u"200 Hel~"_s);
        row("torn head", "HTTP/1.1 200 OK\r\nContent-Le", u"~"_s);
        row("nothing", "", u"~"_s);
        row("another protocol", "SSH-2.0-OpenSSH_9.2\r\n\r\n", u"!"_s);
        row("HTTP/2", "HTTP/2 200 OK\r\n\r\n", u"!"_s);
        row("two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 2\r\n\r\nHello", u"!"_s);
        row("a length that is none", "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nHello", u"!"_s);
        row("a chunk length that is none",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nHello", u"200 !"_s);
    }
    void reads()
    {
        QFETCH(std::string, stream);
        QFETCH(QString, seen);

        QCOMPARE(readAll(stream, 1), seen);
        QCOMPARE(readAll(stream, 7), seen);
        QCOMPARE(readAll(stream, 4096), seen);
    }

    void knowsWhereAnAnswerIsTorn()
    {
        const std::string whole = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nHello";
        for (std::size_t size = 0; size < whole.size(); ++size)
            QVERIFY(readAll(std::string_view(whole).substr(0, size), 3).endsWith(u'~'));
    }

    void waitsForMore()
    {
        QCOMPARE(readAll("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nHel", 3, false), u"200 Hel…"_s);
        QCOMPARE(readAll("HTTP/1.0 200 OK\r\n\r\nHello", 3, false), u"200 Hello…"_s);
    }

    void tellsTheHead()
    {
        ResponseReader reader;
        reader.feed(
            "HTTP/1.1 302 Found\r\ncontent-type: text/html\r\nLOCATION: /x\r\nContent-Length: 7\r\n\r\n");
        QVERIFY(reader.next() == Step::Head);
        QVERIFY(reader.head() == (HttpHead{302, "text/html", "/x", 7}));
    }

    void hasNoLengthOfOtherBodies_data()
    {
        QTest::addColumn<std::string>("stream");

        QTest::newRow("chunked") << std::string("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        QTest::newRow("until it ends") << std::string("HTTP/1.1 200 OK\r\n\r\n");
    }
    void hasNoLengthOfOtherBodies()
    {
        QFETCH(std::string, stream);

        ResponseReader reader;
        reader.feed(stream);
        QVERIFY(reader.next() == Step::Head);
        QVERIFY(!reader.head().contentLength);
    }

    void endsEndlessLines_data()
    {
        QTest::addColumn<std::string>("start");
        QTest::addColumn<std::string>("rest");
        QTest::addColumn<QString>("seen");

        QTest::newRow("header") << std::string("HTTP/1.1 200 OK\r\nA: ") << std::string("a") << u"!"_s;
        QTest::newRow("headers") << std::string("HTTP/1.1 200 OK\r\n") << std::string("A: b\r\n") << u"!"_s;
        QTest::newRow("reason") << std::string("HTTP/1.1 200 ") << std::string("a") << u"!"_s;
        QTest::newRow("chunk size") << std::string("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;")
                                    << std::string("a") << u"200 !"_s;
    }
    void endsEndlessLines()
    {
        QFETCH(std::string, start);
        QFETCH(std::string, rest);
        QFETCH(QString, seen);

        std::string stream = start;
        while (stream.size() < std::size_t{256} * 1024)
            stream += rest;
        QCOMPARE(readAll(stream, 16384, false), seen);
    }

    void handsOutLargeBodiesInPieces()
    {
        const std::string body(1000000, 'x');
        ResponseReader reader;
        reader.feed("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n" + body);
        QVERIFY(reader.next() == Step::Head);
        std::size_t size = 0;
        while (reader.next() == Step::Body) {
            QVERIFY(reader.body().size() <= 65536);
            size += reader.body().size();
        }
        QCOMPARE(size, body.size());
        QVERIFY(reader.next() == Step::End);
    }
};

SLURMSD_TEST(TestResponseReader)
#include "tst_responsereader.moc"
