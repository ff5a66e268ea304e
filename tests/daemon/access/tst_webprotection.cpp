// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/access/webprotection.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;

namespace {

constexpr std::string_view whole = R"(
tls_server_config:
  cert_file: server.pem
  key_file: server.key
  client_ca_file: client.pem
  client_auth_type: RequireAndVerifyClientCert
  min_version: TLS13
  cipher_suites: [TLS_AES_128_GCM_SHA256]
  curve_preferences: [CurveP256]
http_server_config:
  headers:
    X-Frame-Options: deny
    X-Content-Type-Options: nosniff
basic_auth_users:
  alice: $2y$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW
  bob: $2y$05$abcdefghijklmnopqrstuuVQd15VhR/oN1H3pzUR5lME0fZO6.qRW
)";

WebConfigFile parsed(std::string_view yaml)
{
    const auto config = parseWebConfig(yaml, "web.yaml", "");
    if (!config)
        qFatal("%s", config.error().front().toString().c_str());
    return *config;
}

// The whole file with the first text in it changed to the second; up to it, with nothing for that.
std::string changed(std::string_view from, const char *to)
{
    const std::size_t at = whole.find(from);
    if (at == std::string_view::npos)
        qFatal("there is no such text");
    const std::string start(whole.substr(0, at));
    return to == nullptr ? start : start + to + std::string(whole.substr(at + from.size()));
}

constexpr const char *end = nullptr;

} // namespace

class TestWebProtection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatIsLost_data()
    {
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QByteArrayList>("lost");
        const auto row = [](const char *name, const std::string &after, const QByteArrayList &lost) {
            QTest::newRow(name) << QByteArray::fromStdString(after) << lost;
        };
        const QByteArrayList headers{"the header X-Content-Type-Options", "the header X-Frame-Options"};
        const QByteArrayList tls{"TLS (tls_server_config)", "client certificates (client_auth_type)"};
        const QByteArray login = "the login (basic_auth_users)";
        const QByteArray ciphers = "the choice of ciphers (cipher_suites)";
        const QByteArray curves = "the choice of curves (curve_preferences)";
        const QByteArray certificates = "client certificates (client_auth_type)";

        row("the same", std::string(whole), {});
        row("nothing", "", QByteArrayList{login} + tls + headers);
        row("an empty map", "{}", QByteArrayList{login} + tls + headers);
        row("empty sections", "tls_server_config:\nhttp_server_config:\nbasic_auth_users:\n",
            QByteArrayList{login} + tls + headers);
        row("cut before the users", changed("basic_auth_users", end), {login});
        row("cut behind the users' key", changed("  alice", end), {login});
        row("cut between the users", changed("  bob", end), {});
        row("cut before the headers", changed("http_server_config", end), QByteArrayList{login} + headers);
        row("cut behind min_version", changed("  cipher_suites", end),
            QByteArrayList{login, ciphers, curves} + headers);
        row("cut behind the key", changed("  client_ca_file", end),
            QByteArrayList{login, certificates, "TLS 1.3 alone (min_version)", ciphers, curves} + headers);
        row("TLS 1.2 too", changed("TLS13\n  cipher_suites: [TLS_AES_128_GCM_SHA256]", "TLS12"),
            {"TLS 1.3 alone (min_version)", ciphers});
        row("other ciphers", changed("AES_128_GCM_SHA256", "AES_256_GCM_SHA384"), {});
        row("certificates that nobody verifies",
            changed("client_ca_file: client.pem\n  client_auth_type: RequireAndVerifyClientCert",
                    "client_auth_type: RequireAnyClientCert"),
            {certificates});
        row("certificates only if given", changed("RequireAndVerifyClientCert", "VerifyClientCertIfGiven"),
            {certificates});
        row("another certificate", changed("server.pem", "renewed.pem"), {});
        row("another value of a header", changed("deny", "sameorigin"), {});
        row("one header less", changed("    X-Frame-Options: deny\n", ""), {"the header X-Frame-Options"});
        row("another user", changed("  bob", "  carol"), {});
        row("another password", changed("$2y$04$abcdefghijklmnopqrstuu2r", "$2y$04$abcdefghijklmnopqrstuu3r"),
            {});
    }
    void findsWhatIsLost()
    {
        QFETCH(QByteArray, after);
        QByteArrayList lost;
        for (const std::string &what : lostProtection(parsed(whole), parsed(after.toStdString())))
            lost += QByteArray::fromStdString(what);
        QTEST(lost, "lost");
    }

    void losesNothingByMore()
    {
        QCOMPARE(lostProtection({}, parsed(whole)), std::vector<std::string>());
        QCOMPARE(lostProtection({}, {}), std::vector<std::string>());
        // Each of these asks for something that the other does not.
        const WebConfigFile any =
            parsed(changed("client_ca_file: client.pem\n  client_auth_type: RequireAndVerifyClientCert",
                           "client_auth_type: RequireAnyClientCert"));
        const WebConfigFile ifGiven =
            parsed(changed("RequireAndVerifyClientCert", "VerifyClientCertIfGiven"));
        const std::vector<std::string> certificates{"client certificates (client_auth_type)"};
        QCOMPARE(lostProtection(any, ifGiven), certificates);
        QCOMPARE(lostProtection(ifGiven, any), certificates);
        QCOMPARE(lostProtection(any, parsed(whole)), std::vector<std::string>());
        QCOMPARE(lostProtection(ifGiven, parsed(whole)), std::vector<std::string>());
    }
};

SLURMSD_TEST(TestWebProtection)
#include "tst_webprotection.moc"
