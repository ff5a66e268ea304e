// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/jsontext.h"
#include "common/secretmask.h"
#include "tests/support/testrunner.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace slurmsd;
using namespace Qt::StringLiterals;

namespace {

// As scontrol makes them.
const QByteArray jwt = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."
                       "eyJleHAiOjE3OTU0NjQwMDAsImlhdCI6MTc5NTQ2MjIwMCwic3VuIjoicHJvbSJ9."
                       "k3wJ-4mG_0zq1Yw0pX5n3b7YpV1cVxR6uQ2d8sE9tA0";

} // namespace

class TestSecretMask : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsNames_data()
    {
        QTest::addColumn<bool>("isSecret");
        for (const char *name : {"token",      "user_token",      "user_tokn",        "usertoken",
                                 "user-token", "USER_TOKEN",      "user_toekn",       "user_tken",
                                 "tokens",     "slurm_api_token", "slurm.user-token", "SLURM_JWT",
                                 "jwt",        "password",        "passwd",           "passphrase",
                                 "secret",     "client_secret",   "api_key",          "apikey",
                                 "credentials"})
            QTest::newRow(name) << true;
        for (const char *name :
             {"", "user_token_file", "--slurm.user-token-file", "password_file", "user_name", "endpoint",
              "node", "tokyo", "port", "key", "key_file", "cert", "token_expires",
              "slurm_sd_token_expiry_timestamp_seconds", "partition", "topology", "stock"})
            QTest::newRow(name) << false;
    }
    void knowsNames() { QTEST(isSecretName(QTest::currentDataTag()), "isSecret"); }

    void masks_data()
    {
        QTest::addColumn<QByteArray>("text"); // JWT is a token
        QTest::addColumn<QByteArray>("masked");
        const auto row = [](const char *text, const char *masked) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(masked);
        };
        row("JWT", "<secret>");
        row("JWT JWT", "<secret> <secret>");
        row("cannot open JWT: No such file or directory", "cannot open <secret>: No such file or directory");
        row("/etc/JWT/x", "/etc/<secret>/x");
        row("got \"JWT\"", "got \"<secret>\"");
        row("{\"file\":\"JWT\"}", "{\"file\":\"<secret>\"}");
        row("http://head/JWT?x=JWT", "http://head/<secret>?x=<secret>");
        row("SLURM_JWT=JWT", "SLURM_JWT=<secret>");
        row("--slurm.user-token=abc", "--slurm.user-token=<secret>");
        row("--slurm.user-tokn=abc --once", "--slurm.user-tokn=<secret> --once");
        row("http://head:6820/?token=abc&x=1", "http://head:6820/?token=<secret>&x=1");
        row("password=\"abc def\"", "password=\"<secret> def\"");
        row("<td>password=&quot;abc&quot;</td>", "<td>password=&quot;<secret>&quot;</td>");
        row("<td>token=abc</td>", "<td>token=<secret></td>");
        row("\"password=abc\"", "\"password=<secret>\"");
        row("{\"a\":\"password=\\\"abc\\\"\"}", "{\"a\":\"password=\\\"<secret>\\\"\"}");
        // Cut, as long texts are.
        row("got \"eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJleH…\"", "got \"<secret>…\"");
        row("eyJhbGciOiJIUzI1NiIs", "<secret>");
        row("eyJhbGciOiJIUzI1NiIs..a.b.c", "<secret>");
        // No secrets, or masked already.
        for (const char *text : {"", "eyJ", "eyJhbG", "the eyJective", "slurm.user_token: expected a string",
                                 "user_token_file=/etc/token", "--slurm.user-token-file=/etc/token",
                                 "token=", "token=\"\"", "token=<secret>", "user_token: <secret>", "a=b", "=",
                                 "==", "slurm_sd_token_expiry_timestamp_seconds{cluster=\"a\"} 1",
                                 "{\"token_expires\":\"2026-11-30T00:00:00Z\"}", "n[1-2],eyJ"})
            row(text, text);
    }
    void masks()
    {
        QFETCH(QByteArray, text);
        text.replace("JWT", jwt);
        text.replace(QByteArray("SLURM_" + jwt), QByteArray("SLURM_JWT"));
        const std::string masked = maskSecrets(text.toStdString());
        QTEST(QByteArray::fromStdString(masked), "masked");
        QCOMPARE(maskSecrets(masked), masked);
    }

    // The text may be a JSON document, which stays one.
    void leavesEscapesWhole_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("masked");
        const auto row = [](const QString &text, const QString &masked) {
            QTest::addRow("%s", qUtf8Printable(text)) << text << masked;
        };
        row(u"token=\nabc"_s, u"token=\nabc"_s);
        row(u"token=\tabc"_s, u"token=\tabc"_s);
        row(u"token=abc\ndef"_s, u"token=<secret>\ndef"_s);
        row(u"token=\"abc\"\n"_s, u"token=\"<secret>\"\n"_s);
        row(u"token=\\abc"_s, u"token=\\<secret>"_s);
        row(u"token=\u009bx"_s, u"token=\u009bx"_s);
        row(u"token=\"\n"_s, u"token=\"\n"_s);
        row(u"token=\"\"\"a\\n"_s, u"token=\"\"\"<secret>\\n"_s);
    }
    void leavesEscapesWhole()
    {
        QFETCH(QString, text);
        const std::string json = '[' + jsonString(text.toStdString()) + ']';
        const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(maskSecrets(json)));
        QTEST(document[0].toString(), "masked");
    }

    // As in metrics: a few names again and again, and most of them no secret's.
    void knowsNamesAgain()
    {
        std::string text;
        std::string masked;
        for (const char *name : {"a", "b", "token", "c", "d", "e", "f", "g", "h", "i", "token", "a", "jwt"}) {
            text += std::string(name) + "=x,";
            masked += std::string(name) + (isSecretName(name) ? "=<secret>," : "=x,");
        }
        QCOMPARE(maskSecrets(text + text), masked + masked);
    }

    void staysFast()
    {
        std::string text;
        for (int i = 0; i < 100'000; ++i)
            text += "eyJhbGciOiJIUzI1 token=a ";
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(findSecrets(text).size(), std::size_t{200'000});
        QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
    }
};

SLURMSD_TEST(TestSecretMask)
#include "tst_secretmask.moc"
