// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/access/webconfig.h"
#include "tests/support/testrunner.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace slurmsd;
using namespace Qt::StringLiterals;

namespace {

const QDir dataDir(QStringLiteral(SLURMSD_TEST_DATA "/webconfig"));
const std::string hash = "$2y$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW";

std::string readFile(const QString &name)
{
    QFile file(dataDir.filePath(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

// The problems of a text that has some, a line each, else "no problem".
QString problemsOf(std::string_view yaml, std::string_view file = "w.yaml")
{
    const auto parsed = parseWebConfig(yaml, file, "");
    if (parsed)
        return u"no problem"_s;
    QString text;
    for (const ConfigProblem &problem : parsed.error())
        text += QString::fromStdString(problem.toString()) + u'\n';
    return text;
}

// A config that must be good.
WebConfigFile parsed(const std::string &yaml, std::string_view directory = "")
{
    const auto config = parseWebConfig(yaml, "w.yaml", directory);
    if (!config)
        qFatal("%s", qUtf8Printable(problemsOf(yaml)));
    return *config;
}

} // namespace

class TestWebConfig : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWholeFile()
    {
        const WebConfigFile config = parsed(readFile(u"valid-whole.yaml"_s), "/etc/slurm-sd");
        TlsServerConfig tls;
        tls.certificate.file = "/etc/slurm-sd/server.pem";
        tls.key.file = "/etc/slurm-sd/server.key";
        tls.clientCa.file = "/etc/ssl/clients.pem";
        tls.clientAuth = ClientAuth::RequireAndVerifyClientCert;
        tls.cipherSuites = {"ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-RSA-CHACHA20-POLY1305",
                            "TLS_AES_128_GCM_SHA256"};
        tls.curves = {"X25519", "prime256v1"};
        tls.prefersServerCiphers = false;
        QVERIFY(config.tls == tls);
        const std::vector<std::pair<std::string, std::string>> headers{
            {"Content-Security-Policy", "default-src 'self' *.example.org"},
            {"Strict-Transport-Security", "max-age=31536000; includeSubDomains"},
            {"X-Content-Type-Options", "nosniff"},
            {"X-Frame-Options", "deny"},
            {"X-XSS-Protection", "1"}};
        QVERIFY(config.headers == headers);
        const std::map<std::string, std::string> users{{"alice", hash}, {"bob smith", hash}};
        QVERIFY(config.users == users);
    }

    void fillsInDefaults_data()
    {
        QTest::addColumn<QString>("yaml");
        QTest::newRow("nothing") << u""_s;
        QTest::newRow("a byte order mark") << u"\ufeff"_s;
        QTest::newRow("a comment") << u"# none yet\n"_s;
        QTest::newRow("empty sections") << u"tls_server_config:\nhttp_server_config:\nbasic_auth_users:\n"_s;
        QTest::newRow("valid-empty.yaml") << QString::fromStdString(readFile(u"valid-empty.yaml"_s));
        QTest::newRow("valid-empty-values.yaml")
            << QString::fromStdString(readFile(u"valid-empty-values.yaml"_s));
    }
    void fillsInDefaults()
    {
        QFETCH(QString, yaml);
        QVERIFY(parsed(yaml.toStdString()) == WebConfigFile());
    }

    void readsInlinePem()
    {
        const WebConfigFile config = parsed(readFile(u"valid-inline.yaml"_s), "/etc");
        QVERIFY(config.tls);
        QVERIFY(config.tls->certificate.file.empty());
        QVERIFY(config.tls->certificate.text.starts_with("-----BEGIN CERTIFICATE-----\nMII"));
        QVERIFY(config.tls->certificate.text.ends_with("-----END CERTIFICATE-----\n"));
        QVERIFY(config.tls->key.file.empty());
        QVERIFY(config.tls->key.text.starts_with("-----BEGIN PRIVATE KEY-----\nMIG"));
        QVERIFY(config.tls->clientAuth == ClientAuth::RequireAnyClientCert); // its old name
    }

    void joinsFileNames_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("directory");
        QTest::addColumn<QString>("joined");
        QTest::newRow("relative") << u"a.pem"_s << u"/etc/x"_s << u"/etc/x/a.pem"_s;
        QTest::newRow("in a folder") << u"tls/a.pem"_s << u"conf"_s << u"conf/tls/a.pem"_s;
        QTest::newRow("absolute") << u"/a.pem"_s << u"/etc/x"_s << u"/a.pem"_s;
        QTest::newRow("no directory") << u"a.pem"_s << u""_s << u"a.pem"_s;
    }
    void joinsFileNames()
    {
        QFETCH(QString, name);
        QFETCH(QString, directory);
        QFETCH(QString, joined);
        const std::string yaml = "tls_server_config: {cert_file: " + name.toStdString() + ", key_file: k}";
        QCOMPARE(parsed(yaml, directory.toStdString()).tls->certificate.file, joined.toStdString());
    }

    void readsTlsValues_data()
    {
        QTest::addColumn<QString>("keys");
        QTest::addColumn<int>("minVersion");
        QTest::addColumn<int>("maxVersion");
        QTest::addColumn<int>("clientAuth");
        QTest::newRow("none") << u""_s << 12 << 13 << 0;
        QTest::newRow("1.2 only") << u"max_version: TLS12"_s << 12 << 12 << 0;
        QTest::newRow("1.3 only") << u"min_version: TLS13"_s << 13 << 13 << 0;
        QTest::newRow("both") << u"min_version: TLS12, max_version: TLS13"_s << 12 << 13 << 0;
        QTest::newRow("no type") << u"client_auth_type: ''"_s << 12 << 13 << 0;
        QTest::newRow("none wanted") << u"client_auth_type: NoClientCert"_s << 12 << 13 << 0;
        QTest::newRow("request") << u"client_auth_type: RequestClientCert"_s << 12 << 13 << 1;
        QTest::newRow("any") << u"client_auth_type: RequireAnyClientCert"_s << 12 << 13 << 2;
        QTest::newRow("any, with a CA")
            << u"client_auth_type: RequireAnyClientCert, client_ca_file: c"_s << 12 << 13 << 2;
        QTest::newRow("if given") << u"client_auth_type: VerifyClientCertIfGiven, client_ca: c"_s << 12 << 13
                                  << 3;
        QTest::newRow("if given, by the system's CAs")
            << u"client_auth_type: VerifyClientCertIfGiven"_s << 12 << 13 << 3;
        QTest::newRow("verify") << u"client_auth_type: RequireAndVerifyClientCert, client_ca_file: c"_s << 12
                                << 13 << 4;
    }
    void readsTlsValues()
    {
        QFETCH(QString, keys);
        const TlsServerConfig tls =
            *parsed("tls_server_config: {cert_file: a, key_file: b, " + keys.toStdString() + "}").tls;
        QTEST(tls.minVersion == TlsVersion::Tls13 ? 13 : 12, "minVersion");
        QTEST(tls.maxVersion == TlsVersion::Tls13 ? 13 : 12, "maxVersion");
        QTEST(static_cast<int>(tls.clientAuth), "clientAuth");
    }

    void refusesInvalidFiles_data()
    {
        QTest::addColumn<QString>("file");
        const QStringList files = dataDir.entryList({u"invalid-*.yaml"_s});
        QVERIFY(!files.isEmpty());
        for (const QString &file : files)
            QTest::newRow(qUtf8Printable(file)) << file;
    }
    void refusesInvalidFiles()
    {
        QFETCH(QString, file);
        const QString expected = QString::fromStdString(readFile(file.chopped(4) + u"txt"_s));
        QVERIFY(!expected.isEmpty());
        QCOMPARE(problemsOf(readFile(file), file.toStdString()), expected);
    }

    // Neither a hash nor a key, in whatever wrong place.
    void neverRepeatsSecrets_data()
    {
        QTest::addColumn<QString>("yaml");
        const QString users = u"basic_auth_users: "_s;
        QTest::newRow("damaged hash") << users + u"{a: $2y$04$SECRET}"_s;
        QTest::newRow("password") << users + u"{a: SECRET}"_s;
        QTest::newRow("changed places") << users + u"{$2y$04$SECRET: a}"_s;
        QTest::newRow("changed places twice") << users + u"{$2y$04$SECRET: a, $2y$04$SECRET: b}"_s;
        QTest::newRow("no space") << users + u"\n  a:$2y$04$SECRET\n"_s;
        QTest::newRow("no space, quoted") << users + u"{\"a:$2y$04$SECRET\": }"_s;
        QTest::newRow("map") << users + u"{a: {$2y$04$SECRET: b}}"_s;
        QTest::newRow("list") << users + u"{a: [SECRET]}"_s;
        QTest::newRow("twice") << users + u"{a: SECRET, a: SECRET2}"_s;
        QTest::newRow("alone") << users + u"SECRET"_s;
        QTest::newRow("at the top") << u"$2y$04$SECRET: a"_s;
        QTest::newRow("anchor") << users + u"{a: &SECRET}"_s;
        QTest::newRow("alias") << users + u"{a: *SECRET}"_s;
        QTest::newRow("tag") << users + u"{a: !SECRET}"_s;
        QTest::newRow("open quote") << users + u"{a: \"SECRET}"_s;
        const QString tls = u"tls_server_config: "_s;
        QTest::newRow("key list") << tls + u"{cert: a, key: [SECRET]}"_s;
        QTest::newRow("key map") << tls + u"{cert: a, key: {\"-----BEGIN PRIVATE KEY-----SECRET\": 1}}"_s;
        QTest::newRow("key of a map") << tls + u"{\"-----BEGIN EC PRIVATE KEY-----SECRET\": 1}"_s;
        QTest::newRow("key twice") << tls + u"{cert: a, key: SECRET, key: SECRET}"_s;
        QTest::newRow("key and file") << tls + u"{cert: a, key: SECRET, key_file: b}"_s;
        QTest::newRow("key file with lines") << tls + u"{cert: a, key_file: \"SECRET\\nSECRET\"}"_s;
    }
    void neverRepeatsSecrets()
    {
        QFETCH(QString, yaml);
        const QString problems = problemsOf(yaml.toStdString());
        QVERIFY2(problems.startsWith(u"w.yaml:"_s), qUtf8Printable(problems));
        QVERIFY2(!problems.contains(u"SECRET"_s), qUtf8Printable(problems));
    }

    void refusesLargeTexts()
    {
        QCOMPARE(problemsOf(std::string(1024 * 1024 + 1, '\n')),
                 u"w.yaml: expected at most 1048576 bytes, got 1048577\n"_s);
        std::string users = "basic_auth_users:\n";
        for (int i = 0; i < 10'000; ++i)
            users += "  user" + std::to_string(i) + ": " + hash + "\n";
        QVERIFY(users.size() < 1024 * 1024);
        QCOMPARE(parsed(users).users.size(), std::size_t(10'000));
    }

    // Whatever is left of a file gives a config or problems with places.
    void survivesTornTexts()
    {
        const std::string whole = readFile(u"valid-whole.yaml"_s);
        QVERIFY(whole.size() > 500);
        for (std::size_t size = 0; size < whole.size(); ++size) {
            const QString problems = problemsOf(whole.substr(0, size));
            QVERIFY2(problems == u"no problem"_s || problems.startsWith(u"w.yaml:"_s),
                     qUtf8Printable(problems));
            QVERIFY2(!problems.contains(u"$2y$04"_s), qUtf8Printable(problems));
        }
    }

    // A member that equality forgot would hide a changed file from a reload.
    void comparesEveryMember()
    {
        const std::string whole = readFile(u"valid-whole.yaml"_s);
        QVERIFY(parsed(whole) == parsed(whole));
        for (const auto &[from, to] : std::initializer_list<std::pair<std::string, std::string>>{
                 {"server.pem", "other.pem"},
                 {"server.key", "other.key"},
                 {"clients.pem", "other.pem"},
                 {"RequireAndVerify", "Request"},
                 {"min_version: TLS12", "min_version: TLS13"},
                 {"max_version: TLS13", "max_version: TLS12"},
                 {"CHACHA20_POLY1305_SHA256", "AES_128_GCM_SHA256"},
                 {"CurveP256", "CurveP384"},
                 {"suites: false", "suites: true"},
                 {"deny", "sameorigin"},
                 {"alice", "carol"},
                 {"uu2r9", "uu2r8"}}) {
            std::string changed = whole;
            QVERIFY2(changed.find(from) != std::string::npos, from.c_str());
            changed.replace(changed.find(from), from.size(), to);
            QVERIFY2(!(parsed(changed) == parsed(whole)), from.c_str());
        }
    }
};

SLURMSD_TEST(TestWebConfig)
#include "tst_webconfig.moc"
