// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/jobs/annotation.h"
#include "tests/support/testrunner.h"

#include <QtTest>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

// "port=8000;8001 path=/metrics scheme=https nodes=all job=vllm scrape=false", "none", or "wrong: why".
QString parsed(const QByteArray &text)
{
    const auto result = parseAnnotation(text.toStdString());
    if (!result)
        return u"wrong: "_s + QString::fromStdString(result.error());
    if (!*result)
        return u"none"_s;
    const Annotation &annotation = **result;
    QStringList words;
    QStringList ports;
    for (const Port port : annotation.ports)
        ports += QString::number(port);
    if (!ports.isEmpty())
        words += u"port="_s + ports.join(u';');
    if (!annotation.path.empty())
        words += u"path="_s + QString::fromStdString(annotation.path);
    if (!annotation.scheme.empty())
        words += u"scheme="_s + QString::fromStdString(annotation.scheme);
    if (annotation.isOnAllNodes)
        words += *annotation.isOnAllNodes ? u"nodes=all"_s : u"nodes=first"_s;
    if (!annotation.job.empty())
        words += u"job="_s + QString::fromStdString(annotation.job);
    if (!annotation.isScraped)
        words += u"scrape=false"_s;
    return words.join(u' ');
}

} // namespace

class TestAnnotation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isFoundAmongOtherText_data();
    void isFoundAmongOtherText();
    void keysAreRead_data();
    void keysAreRead();
    void jsonIsRead_data();
    void jsonIsRead();
    void wrongOnesTellWhy_data();
    void wrongOnesTellWhy();
    void givenIsAsWritten_data();
    void givenIsAsWritten();
    void anyBytesAreAnswered();
};

void TestAnnotation::isFoundAmongOtherText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("parsed");
    const QString none = u"none"_s;
    const QString port = u"port=8000"_s;
    QTest::newRow("nothing") << QByteArray() << none;
    QTest::newRow("other text") << QByteArray("run 7 of the sweep, do not kill") << none;
    QTest::newRow("(null)") << QByteArray("(null)") << none;
    QTest::newRow("alone") << QByteArray("prometheus.io/port=8000") << port;
    QTest::newRow("in front") << QByteArray("prometheus.io/port=8000 run 7") << port;
    QTest::newRow("behind") << QByteArray("run 7 prometheus.io/port=8000") << port;
    QTest::newRow("blanks") << QByteArray("  prometheus.io/port=8000   prometheus.io/path=/m  ")
                            << port + u" path=/m"_s;
    QTest::newRow("new lines") << QByteArray("a\nprometheus.io/port=8000\r\nprometheus.io/path=/m\n")
                               << port + u" path=/m"_s;
    QTest::newRow("tabs") << QByteArray("a\tprometheus.io/port=8000\tb") << port;
    QTest::newRow("commas") << QByteArray("prometheus.io/port=8000,prometheus.io/path=/m,x")
                            << port + u" path=/m"_s;
    QTest::newRow("comma and blank") << QByteArray("prometheus.io/port=8000, prometheus.io/path=/m")
                                     << port + u" path=/m"_s;
    QTest::newRow("not UTF-8 beside it") << QByteArray("gr\xf6\xdf"
                                                       "e prometheus.io/port=8000 \xff")
                                         << port;
    QTest::newRow("NUL beside it") << QByteArray("a\0 prometheus.io/port=8000", 26) << port;
    QTest::newRow("within a word") << QByteArray("xprometheus.io/port=8000") << none;
    QTest::newRow("of another site") << QByteArray("https://prometheus.io/port=8000") << none;
    QTest::newRow("a page of Prometheus's") << QByteArray("see prometheus.io/docs/introduction") << none;
    QTest::newRow("a page with a query") << QByteArray("see prometheus.io/docs/?q=port") << none;
    QTest::newRow("without a key") << QByteArray("prometheus.io/ prometheus.io/=8000") << none;
    QTest::newRow("upper case") << QByteArray("PROMETHEUS.IO/PORT=8000") << none;
}

void TestAnnotation::isFoundAmongOtherText()
{
    QFETCH(QByteArray, text);
    QTEST(parsed(text), "parsed");
}

void TestAnnotation::keysAreRead_data()
{
    QTest::addColumn<QByteArray>("words");
    QTest::addColumn<QString>("parsed");
    const auto row = [](const char *words, const char *parsed) {
        QTest::newRow(words) << QByteArray(words) << QString::fromUtf8(parsed);
    };
    row("port=1", "port=1");
    row("port=65535", "port=65535");
    row("port=8000;8001", "port=8000;8001");
    row("port=8001;8000;8001", "port=8000;8001");
    row("port=8000-8003", "port=8000;8001;8002;8003");
    row("port=8000-8000", "port=8000");
    row("port=9000;8000-8001", "port=8000;8001;9000");
    row("path=/", "path=/");
    row("path=/metrics", "path=/metrics");
    row("path=/v1/a-b_c.d~e;x:@$&'()*+=!", "path=/v1/a-b_c.d~e;x:@$&'()*+=!");
    row("path=//a/...b/..c/d..", "path=//a/...b/..c/d..");
    row("scheme=http", "scheme=http");
    row("scheme=https", "scheme=https");
    row("nodes=first", "nodes=first");
    row("nodes=all", "nodes=all");
    row("job=vllm", "job=vllm");
    row("job=a=b", "job=a=b");
    row("scrape=true", "");
    row("scrape=false", "scrape=false");
    row("port=8000 port=8000", "port=8000");
}

void TestAnnotation::keysAreRead()
{
    QFETCH(QByteArray, words);
    QByteArray text = "prometheus.io/" + words;
    text.replace(" ", " prometheus.io/");
    QTEST(parsed(text), "parsed");
}

void TestAnnotation::jsonIsRead_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("parsed");
    const QString none = u"none"_s;
    QTest::newRow("number") << QByteArray(R"({"prometheus": {"port": 8000}})") << u"port=8000"_s;
    QTest::newRow("text") << QByteArray(R"({"prometheus": {"port": "8000;8002-8003"}})")
                          << u"port=8000;8002;8003"_s;
    QTest::newRow("list") << QByteArray(R"({"prometheus": {"port": [8000, "8001-8002"]}})")
                          << u"port=8000;8001;8002"_s;
    QTest::newRow("all keys")
        << QByteArray(R"({"prometheus": {"port": 1, "path": "/m", "scheme": "https", "nodes": "all",
            "job": "vllm", "scrape": false}})")
        << u"port=1 path=/m scheme=https nodes=all job=vllm scrape=false"_s;
    QTest::newRow("empty") << QByteArray(R"({"prometheus": {}})") << QString();
    QTest::newRow("other keys beside it")
        << QByteArray(R"( {"run": 7, "prometheus": {"port": 8000}, "x": []} )") << u"port=8000"_s;
    QTest::newRow("scrape as text") << QByteArray(R"({"prometheus": {"scrape": "false"}})")
                                    << u"scrape=false"_s;
    QTest::newRow("without the key") << QByteArray(R"({"run": "prometheus"})") << none;
    QTest::newRow("not at the top") << QByteArray(R"({"a": {"prometheus": {"port": 8000}}})") << none;
    QTest::newRow("torn") << QByteArray(R"({"prometheus": {"port": 8000})") << none;
    QTest::newRow("torn, with words") << QByteArray(R"({ prometheus.io/port=8000 })") << u"port=8000"_s;
    QTest::newRow("an array") << QByteArray(R"([{"prometheus": {"port": 8000}}])") << none;
    QTest::newRow("words in a text of it") << QByteArray(R"({"a": "prometheus.io/port=8000"})") << none;
}

void TestAnnotation::jsonIsRead()
{
    QFETCH(QByteArray, text);
    QTEST(parsed(text), "parsed");
}

void TestAnnotation::wrongOnesTellWhy_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("why");
    const auto row = [](const char *word, const char *why) {
        QTest::newRow(word) << QByteArray(word).prepend("prometheus.io/") << QString::fromUtf8(why);
    };
    row("port=", "port: expected a port between 1 and 65535, got \"\"");
    row("port=0", "port: expected a port between 1 and 65535, got \"0\"");
    row("port=65536", "port: expected a port between 1 and 65535, got \"65536\"");
    row("port=http", "port: expected a port between 1 and 65535, got \"http\"");
    row("port=08000", "port: expected a port between 1 and 65535, got \"08000\"");
    row("port=8000;", "port: expected a port between 1 and 65535, got \"\"");
    row("port=8000-", "port: expected a port between 1 and 65535, got \"\"");
    row("port=-8000", "port: expected a port between 1 and 65535, got \"\"");
    row("port=8007-8000", "port: expected a range from a lower to a higher port, got \"8007-8000\"");
    row("port=1-65535", "port: expected at most 1024 ports, got more");
    row("port=8000:evil.example.org",
        "port: expected a port between 1 and 65535, got \"8000:evil.example.org\"");
    row("port", "port: expected prometheus.io/port=VALUE without blanks around the =");
    row("path=metrics", "path: expected a path that starts with /, got \"metrics\"");
    row("path=", "path: expected a path that starts with /, got \"\"");
    row("path=http://evil.example.org/",
        "path: expected a path that starts with /, got \"http://evil.example.org/\"");
    const char *onlyThose =
        "path: expected a path of letters, digits and -._~!$&'()*+;=:@ without parameters, got ";
    for (const char *path : {"/metrics?collect=all", "/a#b", "/a%2fb", "/a\\\\b", "/<b>", "/a{b}", "/a\\\"b"})
        QTest::newRow(path)
            << QByteArray(path).replace("\\\\", "\\").replace("\\\"", "\"").prepend("prometheus.io/path=")
            << QString::fromUtf8(onlyThose) + u"\""_s +
                   QString::fromUtf8(QByteArray(path).replace("\\\\", "\\").replace("\\\"", "\"")) + u"\""_s;
    row("path=/a/../b", "path: expected a path without . and .., got \"/a/../b\"");
    row("path=/..", "path: expected a path without . and .., got \"/..\"");
    row("path=/./a", "path: expected a path without . and .., got \"/./a\"");
    QTest::newRow("long path") << QByteArray("prometheus.io/path=/") + QByteArray(255, 'a')
                               << u"path: expected a path of at most 255 bytes, got 256"_s;
    QTest::newRow("control character")
        << QByteArray("prometheus.io/path=/a\x1b[31m") << QString::fromUtf8(onlyThose) + uR"("/a\x1b[31m")"_s;
    row("scheme=HTTPS", "scheme: expected http or https, got \"HTTPS\"");
    row("scheme=ftp", "scheme: expected http or https, got \"ftp\"");
    row("nodes=both", "nodes: expected first or all, got \"both\"");
    row("nodes=c01", "nodes: expected first or all, got \"c01\"");
    row("job=", "job: expected the name of a job of the configuration, got nothing");
    row("scrape=no", "scrape: expected true or false, got \"no\"");
    row("prot=8000", "unknown key \"prot\"; did you mean \"port\"?");
    row("Port=8000", "unknown key \"Port\"; did you mean \"port\"?");
    row("host=evil.example.org", "unknown key \"host\"; known are: job, nodes, path, port, scheme, scrape");
    row("param_collect=all",
        "unknown key \"param_collect\"; known are: job, nodes, path, port, scheme, scrape");
    row("port=8000 prometheus.io/port=9000", "port: given twice, as \"8000\" and \"9000\"");
    QTest::newRow("JSON, no object")
        << QByteArray(R"({"prometheus": 8000})")
        << u"prometheus: expected an object, as {\"prometheus\": {\"port\": 8000}}"_s;
    QTest::newRow("JSON, null") << QByteArray(R"({"prometheus": null})")
                                << u"prometheus: expected an object, as {\"prometheus\": {\"port\": 8000}}"_s;
    QTest::newRow("JSON, fraction") << QByteArray(R"({"prometheus": {"port": 8000.5}})")
                                    << u"port: expected a port between 1 and 65535, got \"8000.5\""_s;
    QTest::newRow("JSON, negative") << QByteArray(R"({"prometheus": {"port": -1}})")
                                    << u"port: expected a port between 1 and 65535, got \"\""_s;
    QTest::newRow("JSON, null port") << QByteArray(R"({"prometheus": {"port": null}})")
                                     << u"port: expected a text or a number"_s;
    QTest::newRow("JSON, empty list")
        << QByteArray(R"({"prometheus": {"port": []}})") << u"port: expected a text or a number"_s;
    QTest::newRow("JSON, list of lists")
        << QByteArray(R"({"prometheus": {"port": [[8000]]}})") << u"port: expected a text or a number"_s;
    QTest::newRow("JSON, unknown key") << QByteArray(R"({"prometheus": {"prot": {"a": 1}}})")
                                       << u"unknown key \"prot\"; did you mean \"port\"?"_s;
}

void TestAnnotation::wrongOnesTellWhy()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, why);
    QCOMPARE(parsed(text), u"wrong: "_s + why);
    QCOMPARE(parsed("run 7, " + text.left(0) + text), text.startsWith('{') ? u"none"_s : u"wrong: "_s + why);
}

void TestAnnotation::givenIsAsWritten_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("given");
    QTest::newRow("words") << QByteArray(
                                  "prometheus.io/port=8001;8000 prometheus.io/nodes=all prometheus.io/job=x")
                           << u"job=x nodes=all port=8001;8000"_s;
    QTest::newRow("JSON") << QByteArray(
                                 R"({"prometheus": {"scrape": true, "port": [8001, 8000], "path": "/m"}})")
                          << u"path=/m port=8001;8000 scrape=true"_s;
    QTest::newRow("nothing") << QByteArray(R"({"prometheus": {}})") << QString();
}

void TestAnnotation::givenIsAsWritten()
{
    QFETCH(QByteArray, text);
    const auto result = parseAnnotation(text.toStdString());
    QVERIFY(result.hasValue() && result->has_value());
    QStringList given;
    for (const auto &[key, value] : (*result)->given)
        given += QString::fromUtf8(key.data(), qsizetype(key.size())) + u'=' + QString::fromStdString(value);
    QTEST(given.join(u' '), "given");
}

// 1,024 bytes of every value, as a user may put there; with the words in between.
void TestAnnotation::anyBytesAreAnswered()
{
    QByteArray bytes;
    for (int i = 0; i < 1024; ++i)
        bytes += static_cast<char>(i % 256);
    QCOMPARE(parsed(bytes), u"none"_s);
    QCOMPARE(parsed(bytes + " prometheus.io/port=8000"), u"port=8000"_s);
    for (int byte = 0; byte < 256; ++byte) {
        const QString text = parsed(QByteArray("prometheus.io/path=/a") + static_cast<char>(byte));
        QVERIFY2(text.startsWith(u"path=/a"_s) || text.startsWith(u"wrong: path: "_s), qPrintable(text));
    }
}

} // namespace slurmsd

SLURMSD_TEST(slurmsd::TestAnnotation)
#include "tst_annotation.moc"
