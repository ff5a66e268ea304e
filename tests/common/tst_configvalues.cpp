// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/configvalues.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

Q_DECLARE_METATYPE(std::chrono::milliseconds)

namespace {

// What a value or its error looks like in a table of strings.
QString shown(const std::string &text) { return QString::fromStdString(text); }
QString shown(bool value) { return value ? u"true"_s : u"false"_s; }
QString shown(double value) { return QString::number(value); }
QString shown(std::uint64_t value) { return QString::number(value); }
QString shown(Port value) { return QString::number(value); }
QString shown(milliseconds value) { return QString::number(value.count()) + u" ms"_s; }
QString shown(const ListenAddress &address)
{
    return QString::fromStdString(address.host) + u'|' + QString::number(address.port);
}

template <typename T>
QString shown(const ValueResult<T> &result)
{
    if (result)
        return shown(result.value());
    return u"error: "_s + QString::fromStdString(result.error());
}

// Each row of the tables: a text, and the value or error it gives.
void columns()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
}

void row(const char *text, const char *expected)
{
    QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(expected);
}

template <typename T>
void check(ValueResult<T> (*parse)(std::string_view))
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QCOMPARE(shown(parse(text.toStdString())), expected);
}

} // namespace

class TestConfigValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void port_data();
    void port() { check(parsePort); }
    void number();
    void boolean_data();
    void boolean() { check(parseBool); }
    void endpoint_data();
    void endpoint() { check(parseEndpoint); }
    void apiVersion_data();
    void apiVersion() { check(parseApiVersion); }
    void headerValue();
    void share_data();
    void share() { check(parseShare); }
    void listenAddress_data();
    void listenAddress() { check(parseListenAddress); }
    void listenAddressEndsAtNoNulByte();
    void duration_data();
    void duration() { check(parseDuration); }
    void suggestsAUnit();
    void updateInterval_data();
    void updateInterval() { check(parseUpdateInterval); }
    void timeout_data();
    void timeout() { check(parseTimeout); }
    void formatsDurations_data();
    void formatsDurations();
};

void TestConfigValues::port_data()
{
    columns();
    row("1", "1");
    row("9100", "9100");
    row("65535", "65535");
    for (const char *text : {"0", "65536", "99999", "-1", "+80", "09100", "0x50", "80.0", "80 ", " 80", "",
                             "http", "18446744073709551696"}) {
        row(text, qUtf8Printable(u"error: expected a port between 1 and 65535, got \"%1\""_s.arg(
                      QString::fromUtf8(text))));
    }
}

void TestConfigValues::number()
{
    QCOMPARE(shown(parseNumber("0", 0, 10)), u"0"_s);
    QCOMPARE(shown(parseNumber("10", 0, 10)), u"10"_s);
    QCOMPARE(shown(parseNumber("00", 0, 10)), u"error: expected a number between 0 and 10, got \"00\""_s);
    QCOMPARE(shown(parseNumber("11", 0, 10, "a count")),
             u"error: expected a count between 0 and 10, got \"11\""_s);
    QCOMPARE(shown(parseNumber("18446744073709551615", 0, UINT64_MAX)), u"18446744073709551615"_s);
    QCOMPARE(shown(parseNumber("18446744073709551616", 0, UINT64_MAX)),
             u"error: expected a number between 0 and 18446744073709551615, got \"18446744073709551616\""_s);
}

void TestConfigValues::boolean_data()
{
    columns();
    row("true", "true");
    row("false", "false");
    row("yes", "error: expected true or false, got \"yes\"");
    row("True", "error: expected true or false, got \"True\"");
    row("1", "error: expected true or false, got \"1\"");
    row("", "error: expected true or false, got \"\"");
}

void TestConfigValues::endpoint_data()
{
    columns();
    for (const char *text :
         {"http://host:6820", "http://host", "https://host:6820/slurm/a@b", "http://[::1]:6820",
          "http://127.0.0.1:6820/", "unix:/run/slurmrestd/slurmrestd.sock", "unix:///run/slurmrestd.sock",
          "file:/var/tmp/nodes of today.json", "scontrol:", "scontrol:/opt/slurm/bin/scontrol", "demo:"})
        row(text, text);

    const QString forms =
        u"error: expected an endpoint such as http://host:6820, https://host:6820, "
        "unix:/run/slurmrestd/slurmrestd.sock, scontrol:, file:/path/nodes.json, demo:, or auto to have it found, got \"%1\""_s;
    for (const char *text :
         {"", "http://", "http://:6820", "http://host:0", "http://host:99999", "http://host:port",
          "http://a b", "unix:", "unix:/", "file:", "http://[::1", "http://host:6820/%zz"})
        row(text, qUtf8Printable(forms.arg(QString::fromUtf8(text))));
    const auto meant = [&forms](const char *text, const char *suggestion) {
        const QString message = forms.arg(QString::fromUtf8(text)) + u"; did you mean \"%1\"?"_s;
        row(text, qUtf8Printable(message.arg(QString::fromUtf8(suggestion))));
    };
    meant("host:6820", "http://host:6820");
    meant("head.example.org", "http://head.example.org");
    meant("10.0.0.1:6820", "http://10.0.0.1:6820");
    meant("/run/slurmrestd/slurmrestd.sock", "unix:/run/slurmrestd/slurmrestd.sock");
    meant("/var/tmp/nodes.json", "file:/var/tmp/nodes.json");
    meant("scontrol", "scontrol:");
    meant("/usr/bin/scontrol", "scontrol:/usr/bin/scontrol");
    for (const char *text : {"scontrol:scontrol", "scontrol:bin/scontrol", "scontrol:/"})
        row(text, qUtf8Printable(
                      u"error: expected scontrol:, which is looked for in $PATH, or with its whole path, "
                      "as scontrol:/opt/slurm/bin/scontrol, got \"%1\""_s.arg(QString::fromUtf8(text))));
    meant("//host:6820", "http://host:6820");
    meant("http:/host", "http://host");
    meant("htp://host:6820", "http://host:6820");
    meant("HTTP://host", "http://host");
    meant("HTTPS://host", "https://host");
    meant("ftp://host", "http://host");
    meant(" http://host:6820", "http://host:6820");
    meant("'http://host:6820'", "http://host:6820");
    meant("unix+http:///run/s.sock", "unix:/run/s.sock");
    for (const char *text : {"unix:run/sock", "run/s.sock", "file:nodes.json", "nodes.json"})
        row(text, qUtf8Printable(forms.arg(QString::fromUtf8(text)) + u"; a path begins with /"_s));
    row("${ENDPOINT}", qUtf8Printable(forms.arg(u"${ENDPOINT}"_s) + u"; variables are not replaced here"_s));
    meant("demo", "demo:");
    meant("demo:40", "demo:");
    const QString path =
        u"error: expected a URL without slurmrestd's own path, got \"%1\"; did you mean \"%2\"? A "
        u"version goes to slurm.api_version"_s;
    const auto withPath = [&path](const char *text, const char *suggestion) {
        row(text, qUtf8Printable(path.arg(QString::fromUtf8(text), QString::fromUtf8(suggestion))));
    };
    withPath("http://127.0.0.1:1/slurm/v0.0.40/", "http://127.0.0.1:1");
    withPath("http://head:6820/slurm/v0.0.42/nodes/", "http://head:6820");
    withPath("https://proxy/slurm-api/slurm/v0.0.40", "https://proxy/slurm-api");
    withPath("http://head:6820/slurmdb/v0.0.40/", "http://head:6820");
    withPath("http://head:6820/openapi/v3", "http://head:6820");
    row("unix:/run/a\nb", qUtf8Printable(forms.arg(u"unix:/run/a\\nb"_s)));

    row("http://root:secret@host:6820", "error: expected a URL without user name and password");
    row("http://root:se?cret@host", "error: expected a URL without user name and password");
    row("http://host:6820?token=secret", "error: expected a URL without a query (?…) and a fragment (#…)");
    row("http://host:6820/#part", "error: expected a URL without a query (?…) and a fragment (#…)");

    const QByteArray longest = "unix:/" + QByteArray(106, 'a');
    row(longest.constData(), longest.constData());
    row(QByteArray(longest + 'a').constData(),
        qUtf8Printable(u"error: expected a socket path of at most 107 bytes, got \"unix:/"_s +
                       QString(54, u'a') + u"…\""_s));
}

void TestConfigValues::apiVersion_data()
{
    columns();
    row("auto", "auto");
    row("v0.0.36", "v0.0.36");
    row("v0.0.46", "v0.0.46");
    row("v0.0.100", "v0.0.100");
    for (const char *text : {"0.0.42", "42", "v42", "V0.0.42", "v0.1.42"})
        row(text,
            qUtf8Printable(u"error: expected auto or a version such as v0.0.42, got \"%1\"; did you mean "
                           "\"v0.0.42\"?"_s.arg(QString::fromUtf8(text))));
    for (const char *text :
         {"", "latest", "v0.0.", "v0.0.0", "v0.0.042", "v0.0.42 ", "v0.0.42/nodes", "Auto", "slurm42"}) {
        row(text, qUtf8Printable(u"error: expected auto or a version such as v0.0.42, got \"%1\""_s.arg(
                      QString::fromUtf8(text))));
    }
}

void TestConfigValues::headerValue()
{
    using namespace std::string_view_literals;
    QCOMPARE(shown(parseHeaderValue("")), QString());
    QCOMPARE(shown(parseHeaderValue("prometheus")), u"prometheus"_s);
    for (const std::string_view text : {"a\r\nX-Evil: 1"sv, "a\0b"sv, "a\tb"sv, "a\x7f"sv, "a\n"sv})
        QCOMPARE(shown(parseHeaderValue(text)), u"error: expected a value without control characters"_s);
}

void TestConfigValues::share_data()
{
    columns();
    row("50%", "0.5");
    row("0.5", "0.5");
    row("0", "0");
    row("0%", "0");
    row("100%", "1");
    row("1", "1");
    row("1.0", "1");
    row("12.5%", "0.125");
    for (const char *text : {"", "%", "101%", "1.1", "101", "-0.1", "50 %", "half", "nan", "inf", "1e-1",
                             "0,5", ".5", "50%%", "0x1"}) {
        row(text, qUtf8Printable(u"error: expected a share such as 50% or 0.5, got \"%1\""_s.arg(
                      QString::fromUtf8(text))));
    }
}

void TestConfigValues::suggestsAUnit()
{
    QCOMPARE(shown(parseShare("50")),
             u"error: expected a share such as 50% or 0.5, got \"50\"; did you mean \"50%\"?"_s);
    QCOMPARE(shown(parseDuration("30")),
             u"error: expected a duration such as 30s, 5m or 1h30m, got \"30\"; did you mean \"30s\"?"_s);
}

void TestConfigValues::listenAddress_data()
{
    columns();
    row(":8080", "|8080");
    row(":0", "|0");
    row("127.0.0.1:8080", "127.0.0.1|8080");
    row("0.0.0.0:65535", "0.0.0.0|65535");
    row("localhost:8080", "127.0.0.1|8080");
    row("[::1]:8080", "::1|8080");
    row("[::]:8080", "::|8080");
    row("[fe80::1%eth0]:8080", "fe80::1%eth0|8080");
    for (const char *text : {"",
                             "8080",
                             ":",
                             "127.0.0.1",
                             "127.0.0.1:",
                             ":65536",
                             ":-1",
                             ":http",
                             "::1:8080",
                             "[::1]",
                             "[::1]8080",
                             "[]:8080",
                             "[127.0.0.1]:8080",
                             "[::g]:8080",
                             "[::1%]:8080",
                             "host:8080",
                             "1.2.3:80",
                             "256.0.0.1:80",
                             "127.0.0.1 :80",
                             "*:8080",
                             "http://127.0.0.1:80"}) {
        row(text,
            qUtf8Printable(
                u"error: expected an address such as :8080, 127.0.0.1:8080 or [::1]:8080, got \"%1\""_s.arg(
                    QString::fromUtf8(text))));
    }
}

void TestConfigValues::listenAddressEndsAtNoNulByte()
{
    using namespace std::string_view_literals;
    QVERIFY(!parseListenAddress("127.0.0.1\0x:80"sv));
    QVERIFY(!parseListenAddress("[::1\0x]:80"sv));
}

void TestConfigValues::duration_data()
{
    columns();
    row("0", "0 ms");
    row("0s", "0 ms");
    row("1ms", "1 ms");
    row("324ms", "324 ms");
    row("3s", "3000 ms");
    row("5m", "300000 ms");
    row("1h", "3600000 ms");
    row("1h30m", "5400000 ms");
    row("4d", "345600000 ms");
    row("3w", "1814400000 ms");
    row("10y", "315360000000 ms");
    row("1y2w3d4h5m6s7ms", "33019506007 ms");
    row("4d1h", "349200000 ms");
    row("14d", "1209600000 ms");
    row("1d0h", "86400000 ms");
    row("007s", "7000 ms");
    row("292y", "9208512000000 ms");
    row("9223372036854ms", "9223372036854 ms");
    row("0ms", "0 ms");

    for (const char *text :
         {"",   "00",  "5 minutes", "5min", "1y1m1d", "-1w",   "1.5d", "d",    "s",
          "ms", "5M",  "5m ",       " 5m",  "5m5m",   "30s5m", "1d2y", "5m30", "18446744073709551616s",
          "1u", "+5m", "0x5s",      "5us",  "5ns"}) {
        row(text, qUtf8Printable(u"error: expected a duration such as 30s, 5m or 1h30m, got \"%1\""_s.arg(
                      QString::fromUtf8(text))));
    }
    for (const char *text : {"293y", "9223372036855ms", "9223372036s1000ms", "292y52w",
                             "18446744073709551615s", "100000000000000000y"}) {
        row(text, qUtf8Printable(
                      u"error: expected a duration below 293y, got \"%1\""_s.arg(QString::fromUtf8(text))));
    }
}

void TestConfigValues::updateInterval_data()
{
    columns();
    row("1s", "1000 ms");
    row("5m", "300000 ms");
    row("1w", "604800000 ms");
    row("0", "error: expected a duration from 1s to 1w, got \"0\"");
    row("999ms", "error: expected a duration from 1s to 1w, got \"999ms\"");
    row("1w1ms", "error: expected a duration from 1s to 1w, got \"1w1ms\"");
    row("often", "error: expected a duration such as 30s, 5m or 1h30m, got \"often\"");
}

void TestConfigValues::timeout_data()
{
    columns();
    row("1ms", "1 ms");
    row("2m", "120000 ms");
    row("1w", "604800000 ms");
    row("0", "error: expected a duration from 1ms to 1w, got \"0\"");
    row("2w", "error: expected a duration from 1ms to 1w, got \"2w\"");
    row("-1s", "error: expected a duration such as 30s, 5m or 1h30m, got \"-1s\"");
}

void TestConfigValues::formatsDurations_data()
{
    QTest::addColumn<milliseconds>("duration");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << milliseconds(0ms) << u"0s"_s;
    QTest::newRow("1 ms") << milliseconds(1ms) << u"1ms"_s;
    QTest::newRow("90 s") << milliseconds(90s) << u"1m30s"_s;
    QTest::newRow("5 m") << milliseconds(5min) << u"5m"_s;
    QTest::newRow("an hour and 1 ms") << milliseconds(3600001ms) << u"1h1ms"_s;
    QTest::newRow("a week") << milliseconds(24h * 7) << u"1w"_s;
    QTest::newRow("90 days") << milliseconds(24h * 90) << u"90d"_s;
    QTest::newRow("a year") << milliseconds(24h * 365) << u"1y"_s;
    QTest::newRow("a year and a day") << milliseconds(24h * 366) << u"366d"_s;
    QTest::newRow("a year and a week") << milliseconds(24h * 372) << u"372d"_s;
}

void TestConfigValues::formatsDurations()
{
    QFETCH(milliseconds, duration);
    QFETCH(QString, text);
    QCOMPARE(QString::fromStdString(formatDuration(duration)), text);
    QCOMPARE(shown(parseDuration(text.toStdString())), shown(duration));
}

SLURMSD_TEST(TestConfigValues)
#include "tst_configvalues.moc"
