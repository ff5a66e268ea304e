// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/httpserver/httpmessage.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;
using Query = std::vector<std::pair<std::string, std::string>>;

Q_DECLARE_METATYPE(Query)

class TestHttpMessage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void percentDecode_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("decoded");
        QTest::newRow("nothing") << std::string() << std::string();
        QTest::newRow("plain") << std::string("node") << std::string("node");
        QTest::newRow("escape") << std::string("a%20b%2Fc") << std::string("a b/c");
        QTest::newRow("both cases of digits") << std::string("%c3%A9") << std::string("\xc3\xa9");
        QTest::newRow("not decoded twice") << std::string("%2541") << std::string("%41");
        QTest::newRow("zero byte") << std::string("a%00b") << std::string("a\0b", 3);
        QTest::newRow("cut short") << std::string("a%4") << std::string("a%4");
        QTest::newRow("not hexadecimal") << std::string("%g1%1g%") << std::string("%g1%1g%");
        QTest::newRow("a plus stays") << std::string("a+b") << std::string("a+b");
    }
    void percentDecode()
    {
        QFETCH(std::string, text);
        QTEST(slurmsd::percentDecode(text), "decoded");
    }

    void query_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<Query>("query");
        QTest::newRow("none") << std::string() << Query{};
        QTest::newRow("one") << std::string("prom_job=node") << Query{{"prom_job", "node"}};
        QTest::newRow("order and repetition")
            << std::string("b=1&a=2&b=3") << Query{{"b", "1"}, {"a", "2"}, {"b", "3"}};
        QTest::newRow("plus and escapes") << std::string("a+b=c%2Bd+e") << Query{{"a b", "c+d e"}};
        QTest::newRow("escaped separators") << std::string("a=%26%3D") << Query{{"a", "&="}};
        QTest::newRow("no value") << std::string("a&b=") << Query{{"a", ""}, {"b", ""}};
        QTest::newRow("no name") << std::string("=x") << Query{{"", "x"}};
        QTest::newRow("value with =") << std::string("a=b=c") << Query{{"a", "b=c"}};
        QTest::newRow("empty items") << std::string("&&a=1&") << Query{{"a", "1"}};
    }
    void query()
    {
        QFETCH(std::string, text);
        QFETCH(Query, query);
        QVERIFY(parseQuery(text) == query);
    }

    void header()
    {
        HttpRequest request;
        request.headers = {{"accept", "text/html"}, {"x", "first"}, {"x", "second"}};
        QVERIFY(request.header("x") == "first");
        QVERIFY(!request.header("y"));
    }

    void error()
    {
        const HttpReply reply = HttpReply::error(404, "not_found", "no \"page\" \\ \n \xff here");
        QCOMPARE(reply.status, 404);
        QCOMPARE(reply.contentType, std::string("application/json"));
        QCOMPARE(reply.body, QByteArray("{\"status\":\"error\",\"errorType\":\"not_found\","
                                        "\"error\":\"no \\\"page\\\" \\\\ \\n \xef\xbf\xbd here\"}"));
    }

    void date_data()
    {
        QTest::addColumn<qint64>("time"); // seconds since 1970
        QTest::addColumn<std::string>("text");
        QTest::newRow("of the RFC") << qint64{784111777} << std::string("Sun, 06 Nov 1994 08:49:37 GMT");
        QTest::newRow("the first") << qint64{0} << std::string("Thu, 01 Jan 1970 00:00:00 GMT");
        QTest::newRow("leap day") << qint64{1709251199} << std::string("Thu, 29 Feb 2024 23:59:59 GMT");
        QTest::newRow("March") << qint64{1774224000} << std::string("Mon, 23 Mar 2026 00:00:00 GMT");
    }
    void date()
    {
        QFETCH(qint64, time);
        QTEST(httpDate(std::chrono::sys_seconds(std::chrono::seconds(time))), "text");
    }

    void methodNames()
    {
        QVERIFY(toString(HttpMethod::Get) == "GET");
        QVERIFY(toString(HttpMethod::Head) == "HEAD");
        QVERIFY(toString(HttpMethod::Patch) == "PATCH");
    }
};

SLURMSD_TEST(TestHttpMessage)
#include "tst_httpmessage.moc"
