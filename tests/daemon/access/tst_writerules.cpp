// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/access/hostnames.h"
#include "daemon/access/writerules.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;
using namespace Qt::StringLiterals;

namespace {

const std::vector<std::string> names{"head01", "head01.cluster.example.org"};

// "goes on", or the status and what it says.
QString answer(const HttpRequest &request, bool isEnabled = true)
{
    const auto refusal = refuseWrite(request, {isEnabled, "--web.enable-lifecycle", names});
    return refusal ? QString::number(refusal->status) + u' ' + QString::fromUtf8(refusal->body)
                   : u"goes on"_s;
}

// A request with these lines as its headers: "Host: a\nOrigin: b".
HttpRequest request(const QString &lines, const QByteArray &body = {})
{
    HttpRequest request;
    request.method = HttpMethod::Post;
    request.path = "/-/reload";
    for (const QString &line : lines.split(u'\n', Qt::SkipEmptyParts))
        request.headers.emplace_back(line.section(u": "_s, 0, 0).toLower().toStdString(),
                                     line.section(u": "_s, 1).toStdString());
    request.body = body;
    return request;
}

} // namespace

class TestWriteRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesTheFlag()
    {
        QCOMPARE(
            answer(request(u"Host: localhost"_s), false),
            u"403 {\"status\":\"error\",\"errorType\":\"forbidden\",\"error\":\"this is not enabled; the "
            "daemon's flag --web.enable-lifecycle enables it\"}"_s);
        // Before anything else is said about the request.
        QVERIFY(answer(request(u"Host: evil\nOrigin: null"_s, "junk"), false).contains(u"flag"_s));
        QCOMPARE(answer(request(u"Host: localhost"_s)), u"goes on"_s);
    }

    void checksHosts_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<bool>("isOurs");
        for (const QString &host : {u"localhost"_s, u"localhost:8080"_s, u"LOCALHOST:8080"_s, u"127.0.0.1"_s,
                                    u"127.0.0.1:8080"_s, u"192.0.2.7:8080"_s, u"[::1]"_s, u"[::1]:8080"_s,
                                    u"[2001:DB8::7]:8080"_s, u"head01"_s, u"Head01:8080"_s, u"head01.:8080"_s,
                                    u"head01.cluster.example.org"_s, u"head01.cluster.example.org.:8080"_s})
            QTest::newRow(qUtf8Printable(host)) << host << true;
        for (const QString &host :
             {u""_s, u":8080"_s, u"evil.example.com"_s, u"evil.example.com:8080"_s, u"localhost.evil.com"_s,
              u"127.0.0.1.evil.com"_s, u"head01.evil.com"_s, u"head01..:8080"_s, u"head02"_s, u"[head02]"_s,
              u"[::1"_s, u"[::1].evil.com"_s, u"::1"_s, u"evil.com[::1]"_s, u"head01 evil"_s, u"."_s})
            QTest::newRow(qUtf8Printable(host)) << host << false;
    }
    void checksHosts()
    {
        QFETCH(QString, host);
        QFETCH(bool, isOurs);
        const QString got = answer(request(u"Host: "_s + host));
        QCOMPARE(got == u"goes on"_s, isOurs);
        if (!isOurs) {
            QVERIFY(got.startsWith(u"403 "_s));
            QVERIFY(got.contains(u"web.host_names"_s));
        }
    }

    void refusesAMissingHost() { QVERIFY(answer(request(u""_s)).startsWith(u"403 "_s)); }

    void checksOrigins_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<QString>("origin");
        QTest::addColumn<bool>("isSame");
        const auto row = [](const QString &host, const QString &origin, bool isSame) {
            QTest::newRow(qUtf8Printable(host + u" from "_s + origin)) << host << origin << isSame;
        };
        row(u"localhost:8080"_s, u"http://localhost:8080"_s, true);
        row(u"localhost:8080"_s, u"https://localhost:8080"_s, true); // a proxy before it may do TLS
        row(u"LocalHost:8080"_s, u"http://localhost:8080"_s, true);
        row(u"head01"_s, u"http://head01"_s, true);
        row(u"head01"_s, u"https://head01"_s, true);
        row(u"head01:443"_s, u"https://head01"_s, true);
        row(u"head01:80"_s, u"http://head01"_s, true);
        row(u"head01"_s, u"http://head01:80"_s, true);
        row(u"[::1]:8080"_s, u"http://[::1]:8080"_s, true);
        row(u"[::1]"_s, u"http://[::1]"_s, true);
        row(u"localhost:8080"_s, u"null"_s, false);
        row(u"localhost:8080"_s, u""_s, false);
        row(u"localhost:8080"_s, u"http://localhost"_s, false);
        row(u"localhost:8080"_s, u"http://localhost:8081"_s, false); // another program of this machine
        row(u"localhost:8080"_s, u"http://127.0.0.1:8080"_s, false);
        row(u"localhost:8080"_s, u"http://evil.example.com"_s, false);
        row(u"localhost:8080"_s, u"http://localhost:8080.evil.com"_s, false);
        row(u"localhost:8080"_s, u"http://localhost:8080@evil.com"_s, false);
        row(u"localhost:8080"_s, u"http://evil.com/localhost:8080"_s, false);
        row(u"localhost:8080"_s, u"http://localhost:8080/"_s, false);
        row(u"localhost:8080"_s, u"http://localhost:8080 http://evil.com"_s, false);
        row(u"localhost:8080"_s, u"chrome-extension://localhost:8080"_s, false);
        row(u"localhost:8080"_s, u"file://"_s, false);
        row(u"localhost:8080"_s, u"localhost:8080"_s, false);
        row(u"head01:80"_s, u"https://head01"_s, false);
        row(u"head01:443"_s, u"http://head01"_s, false);
        row(u"[::1]:8080"_s, u"http://[::2]:8080"_s, false);
    }
    void checksOrigins()
    {
        QFETCH(QString, host);
        QFETCH(QString, origin);
        QFETCH(bool, isSame);
        const QString got = answer(request(u"Host: "_s + host + u"\nOrigin: "_s + origin));
        QCOMPARE(got == u"goes on"_s, isSame);
        QVERIFY(isSame || got.startsWith(u"403 "_s));
    }

    void checksEveryOrigin()
    {
        QVERIFY(answer(request(u"Host: localhost\nOrigin: http://localhost\nOrigin: http://evil.com"_s))
                    .startsWith(u"403 "_s));
    }

    void checksFetchSites_data()
    {
        QTest::addColumn<QString>("site");
        QTest::addColumn<bool>("goesOn");
        QTest::newRow("same-origin") << u"same-origin"_s << true;
        QTest::newRow("none") << u"none"_s << true; // typed by the user
        QTest::newRow("cross-site") << u"cross-site"_s << false;
        QTest::newRow("same-site") << u"same-site"_s << false;
        QTest::newRow("unheard of") << u"other"_s << false;
    }
    void checksFetchSites()
    {
        QFETCH(QString, site);
        QFETCH(bool, goesOn);
        const QString got = answer(request(u"Host: localhost\nSec-Fetch-Site: "_s + site));
        QCOMPARE(got == u"goes on"_s, goesOn);
        QVERIFY(goesOn || got.startsWith(u"403 "_s));
    }

    void checksTypes_data()
    {
        QTest::addColumn<QString>("headers");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const QString &headers, const QByteArray &body,
                            int status = 0) {
            QTest::newRow(name) << headers << body << (status == 0 ? u"goes on"_s : QString::number(status));
        };
        const QString form = u"Content-Type: application/x-www-form-urlencoded"_s;
        row("JSON", u"Content-Type: application/json"_s, "{}");
        row("JSON with parameters", u"Content-Type: Application/JSON ; charset=utf-8"_s, "{}");
        for (const char *type : {"application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml"})
            row(type, u"Content-Type: "_s + QString::fromLatin1(type), "a: b");
        row("JSON from our own page", u"Origin: http://localhost\nContent-Type: application/json"_s, "{}");
        row("no type", u""_s, "{}", 415);
        row("empty type", u"Content-Type: "_s, "{}", 415);
        row("form", form, "a=b", 415);
        row("text", u"Content-Type: text/plain"_s, "{}", 415);
        row("multipart", u"Content-Type: multipart/form-data; boundary=x"_s, "--x--", 415);
        row("JSON as a parameter", u"Content-Type: text/plain; application/json"_s, "{}", 415);
        row("JSON and more", u"Content-Type: application/json-seq"_s, "{}", 415);
        row("two types", u"Content-Type: application/json\nContent-Type: text/plain"_s, "{}", 415);

        row("curl -X POST", u"User-Agent: curl/7.88.1\nAccept: */*"_s, "");
        row("curl -d ''", u"User-Agent: curl/7.88.1\n"_s + form, "");
        row("wget --post-data ''", u"User-Agent: Wget/1.21.3\n"_s + form, "");
        row("promtool", u"User-Agent: promtool/2.42.0\n"_s, "");
        row("no body, JSON", u"Content-Type: application/json"_s, "");
        row("a button of our own page", u"User-Agent: Mozilla/5.0 (X11)\nOrigin: http://localhost"_s, "");
        row("an empty form of a page", u"User-Agent: Mozilla/5.0 (X11)\n"_s + form, "", 415);
        row("an empty form of a page without a name", u"Referer: http://localhost/\n"_s + form, "", 415);
        row("an empty form of our own page", u"Origin: http://localhost\n"_s + form, "", 415);
        row("an empty form, fetched", u"Sec-Fetch-Mode: navigate\n"_s + form, "", 415);
        row("a foreign button", u"Origin: http://evil.com"_s, "", 403);
        row("a foreign form", u"Origin: http://evil.com\n"_s + form, "a=b", 403);
    }
    void checksTypes()
    {
        QFETCH(QString, headers);
        QFETCH(QByteArray, body);
        QTEST(answer(request(u"Host: localhost\n"_s + headers, body)).left(7).section(u" {"_s, 0, 0),
              "expected");
    }

    void saysWhichTypeItGot()
    {
        QVERIFY(answer(request(u"Host: localhost\nContent-Type: text/plain"_s, "x"))
                    .contains(u"application/yaml, got \\\"text/plain\\\""_s));
    }

    void checksExposure_data()
    {
        QTest::addColumn<QStringList>("addresses");
        QTest::addColumn<QString>("exposed"); // empty: none
        QTest::newRow("none") << QStringList{} << u""_s;
        QTest::newRow("loopback") << QStringList{u"127.0.0.1:8080"_s, u"[::1]:8080"_s, u"127.9.9.9:1"_s,
                                                 u"localhost:0"_s, u"[::ffff:127.0.0.1]:1"_s}
                                  << u""_s;
        QTest::newRow("all") << QStringList{u":8080"_s} << u" :8080 "_s;
        QTest::newRow("all IPv4") << QStringList{u"0.0.0.0:8080"_s} << u" 0.0.0.0:8080 "_s;
        QTest::newRow("all IPv6") << QStringList{u"[::]:8080"_s} << u" [::]:8080 "_s;
        QTest::newRow("one of two") << QStringList{u"127.0.0.1:1"_s, u"192.0.2.1:2"_s} << u" 192.0.2.1:2 "_s;
        QTest::newRow("a private one") << QStringList{u"10.0.0.1:8080"_s} << u" 10.0.0.1:8080 "_s;
        QTest::newRow("link-local") << QStringList{u"[fe80::1%eth0]:1"_s} << u" [fe80::1%eth0]:1 "_s;
    }
    void checksExposure()
    {
        QFETCH(QStringList, addresses);
        QFETCH(QString, exposed);
        std::vector<ListenAddress> parsed;
        for (const QString &address : addresses)
            parsed.push_back(*parseListenAddress(address.toStdString()));
        QVERIFY(checkWriteExposure(parsed, false, false));
        QVERIFY(checkWriteExposure(parsed, true, true));
        const auto result = checkWriteExposure(parsed, true, false);
        QCOMPARE(result.hasValue(), exposed.isEmpty());
        if (!result)
            QVERIFY(QString::fromStdString(result.error()).contains(exposed));
    }

    void findsNames_data()
    {
        QTest::addColumn<QString>("hostName");
        QTest::addColumn<QString>("hosts");
        QTest::addColumn<QString>("names");
        const QString hosts = u"127.0.0.1 localhost\n127.0.1.1\tHead01.cluster.example.org  head01 # here\r\n"
                              "#192.0.2.1 head01 commented\n192.0.2.7 head01 slurm\n192.0.2.8 head02\n"
                              "head01\n::1 localhost"_s;
        const auto row = [](const char *name, const QString &hostName, const QString &text,
                            const QString &found) { QTest::newRow(name) << hostName << text << found; };
        row("alone", u"head01"_s, u""_s, u"head01"_s);
        row("a long name", u"Head01.example.org"_s, u""_s, u"head01.example.org head01"_s);
        row("in hosts", u"head01"_s, hosts, u"head01 head01.cluster.example.org slurm"_s);
        row("upper case", u"HEAD01"_s, hosts, u"head01 head01.cluster.example.org slurm"_s);
        row("another", u"head02"_s, hosts, u"head02"_s);
        row("none", u""_s, hosts, u""_s);
        row("unknown", u"head"_s, hosts, u"head"_s);
    }
    void findsNames()
    {
        QFETCH(QString, hostName);
        QFETCH(QString, hosts);
        QStringList found;
        for (const std::string &name : namesBeside(hostName.toStdString(), hosts.toStdString()))
            found << QString::fromStdString(name);
        QTEST(found.join(u' '), "names");
    }

    void knowsThisMachine()
    {
        const std::vector<std::string> own = machineNames();
        const std::string name = QSysInfo::machineHostName().toLower().toStdString();
        QVERIFY(std::ranges::find(own, name) != own.end());
    }
};

SLURMSD_TEST(TestWriteRules)
#include "tst_writerules.moc"
