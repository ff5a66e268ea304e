// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/process/log.h"
#include "tests/support/testrunner.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace slurmsd;
using namespace std::chrono_literals;

namespace {

const std::chrono::system_clock::time_point when{1795425105123ms};

std::string line(LogFormat format, std::string_view message, const std::vector<LogField> &fields)
{
    return formatLogLine(format, when, LogLevel::Warn, message, fields);
}

} // namespace

class TestLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesLogfmt_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("expected");
        const QByteArray start = "ts=2026-11-23T09:11:45.123Z level=warn ";
        QTest::newRow("plain") << QByteArray("polled") << QByteArray("118")
                               << start + "msg=polled value=118\n";
        QTest::newRow("spaces") << QByteArray("poll failed") << QByteArray("a b")
                                << start + "msg=\"poll failed\" value=\"a b\"\n";
        QTest::newRow("quotes") << QByteArray("m") << QByteArray("a \"b\"")
                                << start + "msg=m value=\"a \\\"b\\\"\"" + "\n";
        QTest::newRow("a newline cannot forge a line") << QByteArray("m") << QByteArray("a\nlevel=error")
                                                       << start + "msg=m value=\"a\\nlevel=error\"" + "\n";
        QTest::newRow("equals sign") << QByteArray("m") << QByteArray("a=b")
                                     << start + "msg=m value=\"a=b\"\n";
        QTest::newRow("empty") << QByteArray("m") << QByteArray("") << start + "msg=m value=\"\"\n";
        QTest::newRow("not UTF-8") << QByteArray("m") << QByteArray("a\xff")
                                   << start + "msg=m value=a\xef\xbf\xbd\n";
        QTest::newRow("a terminal's control") << QByteArray("m")
                                              << QByteArray("a\xc2\x9b"
                                                            "2Jb")
                                              << start + "msg=m value=\"a\\u009b2Jb\"\n";
        QTest::newRow("other directions") << QByteArray("a\xe2\x80\xae")
                                          << QByteArray("\xe2\x81\xa6"
                                                        "b\xd8\x9c")
                                          << start + "msg=\"a\\u202e\" value=\"\\u2066b\\u061c\"\n";
        QTest::newRow("a line separator") << QByteArray("m")
                                          << QByteArray("a\xe2\x80\xa8"
                                                        "b")
                                          << start + "msg=m value=\"a\\u2028b\"\n";
        QTest::newRow("a token") << QByteArray("cannot open eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjE3fQ.k3wJ-4mG_0zq")
                                 << QByteArray("user_token=abc")
                                 << start + "msg=\"cannot open <secret>\" value=\"user_token=<secret>\"\n";
        QTest::newRow("UTF-8") << QByteArray("m") << QByteArray("é") << start + "msg=m value=é\n";
    }

    void writesLogfmt()
    {
        QFETCH(QByteArray, message);
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, expected);
        QCOMPARE(QByteArray::fromStdString(
                     line(LogFormat::Logfmt, message.toStdString(), {{"value", value.toStdString()}})),
                 expected);
    }

    void writesJson()
    {
        const std::string text = line(LogFormat::Json, "poll \"failed\"", {{"error", "a\nb\tc\x01"}});
        QVERIFY(text.ends_with("}\n"));
        QCOMPARE(std::ranges::count(text, '\n'), 1);
        const QJsonObject object = QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
        QCOMPARE(object.keys(), QStringList({QStringLiteral("error"), QStringLiteral("level"),
                                             QStringLiteral("msg"), QStringLiteral("ts")}));
        QCOMPARE(object[u"msg"].toString(), QStringLiteral("poll \"failed\""));
        QCOMPARE(object[u"error"].toString(), QStringLiteral("a\nb\tc\x01"));
        QCOMPARE(object[u"ts"].toString(), QStringLiteral("2026-11-23T09:11:45.123Z"));
        QCOMPARE(object[u"level"].toString(), QStringLiteral("warn"));
    }

    void knowsItsNames()
    {
        QCOMPARE(logLevelFromString("debug"), std::optional(LogLevel::Debug));
        QCOMPARE(logLevelFromString("error"), std::optional(LogLevel::Error));
        QVERIFY(!logLevelFromString("Info"));
        QVERIFY(!logLevelFromString(""));
        QCOMPARE(logFormatFromString("json"), std::optional(LogFormat::Json));
        QCOMPARE(logFormatFromString("logfmt"), std::optional(LogFormat::Logfmt));
        QVERIFY(!logFormatFromString("text"));
    }
};

SLURMSD_TEST(TestLog)
#include "tst_log.moc"
