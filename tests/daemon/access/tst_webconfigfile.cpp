// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/access/webconfigfile.h"
#include "tests/support/testrunner.h"

#include <QDir>
#include <QFile>
#include <QSslCertificate>
#include <QSslCipher>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace slurmsd;
using namespace Qt::StringLiterals;

class TestWebConfigFile : public QObject
{
    Q_OBJECT

    QTemporaryDir m_directory;

    QString path(const QString &name) const { return m_directory.filePath(name); }

    void write(const QString &name, const QByteArray &text) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("%s cannot be written", qUtf8Printable(name));
    }

    // A web config with these keys of tls_server_config.
    void writeTls(const QByteArray &keys) const
    {
        write(u"web.yaml"_s, "tls_server_config: {" + keys + "}\n");
    }

    Result<LoadedWebConfig, std::vector<ConfigProblem>> load()
    {
        return loadWebConfig(path(u"web.yaml"_s).toStdString(), m_stamps);
    }

    // The problems, without the directory's name; "" when there are none.
    QString problems()
    {
        QString text;
        if (const auto loaded = load(); !loaded) {
            for (const ConfigProblem &problem : loaded.error())
                text += QString::fromStdString(problem.toString()) + u'\n';
        }
        return text.replace(m_directory.path() + u'/', QString());
    }

    FileStamps m_stamps;

private Q_SLOTS:
    void init()
    {
        for (const QString &folder : {u"tls"_s, u"webconfig"_s}) {
            const QDir data(QStringLiteral(SLURMSD_TEST_DATA "/") + folder);
            for (const QString &name : data.entryList({u"*.pem"_s, u"*.key"_s})) {
                QFile::remove(path(name));
                QVERIFY(QFile::copy(data.filePath(name), path(name)));
            }
        }
    }

    void loadsNothing()
    {
        const auto none = loadWebConfig("", m_stamps);
        QVERIFY(none);
        QVERIFY(none->config == WebConfigFile());
        QVERIFY(!none->tls);
        QVERIFY(!m_stamps.haveChanged());
        write(u"web.yaml"_s, "");
        const auto empty = load();
        QVERIFY(empty);
        QVERIFY(!empty->tls);
        QVERIFY(empty->fingerprint != none->fingerprint);
    }

    void saysWhatCannotBeRead()
    {
        const auto absent = loadWebConfig(path(u"absent.yaml"_s).toStdString(), m_stamps);
        QVERIFY(!absent);
        QCOMPARE(absent.error().size(), std::size_t(1));
        QCOMPARE(absent.error().front().toString(),
                 path(u"absent.yaml"_s).toStdString() + ": cannot be opened: No such file or directory");
        write(u"web.yaml"_s, "a: b: c\n");
        QCOMPARE(problems(),
                 u"web.yaml:1:5: not valid YAML: illegal map value (a value with a colon and a space "
                 "in it needs quotes)\n"_s);
    }

    void refusesWhatCannotBeUsed_data()
    {
        QTest::addColumn<QByteArray>("keys");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const QByteArray &keys, const QString &expected) {
            QTest::newRow(name) << keys << expected;
        };
        const QString key = u"web.yaml: tls_server_config.key_file: "_s;
        const QString cert = u"web.yaml: tls_server_config.cert_file: "_s;
        row("good", "cert_file: server.pem, key_file: server.key", u""_s);
        row("good RSA", "cert_file: rsa.pem, key_file: rsa.key", u""_s);
        row("a key without its public part", "cert_file: server.pem, key_file: nopublic.key", u""_s);
        row("all absent",
            "cert_file: a, key_file: b, client_ca_file: c, client_auth_type: RequireAndVerifyClientCert",
            cert + u"a: cannot be opened: No such file or directory\n"_s + key +
                u"b: cannot be opened: No such file or directory\n"
                "web.yaml: tls_server_config.client_ca_file: c: cannot be opened: No such file or directory\n"_s);
        row("of another key", "cert_file: server.pem, key_file: othername.key",
            cert + u"server.pem: cannot be used with this key: key values mismatch\n"_s);
        row("of another kind of key", "cert_file: server.pem, key_file: rsa.key",
            cert + u"server.pem: cannot be used with this key: key type mismatch\n"_s);
        row("changed places", "cert_file: server.key, key_file: server.pem",
            cert + u"server.key: holds no PEM certificate\n"_s + key +
                u"server.pem: holds no PEM private key (RSA or EC)\n"_s);
        row("encrypted", "cert_file: server.pem, key_file: encrypted.key",
            key + u"encrypted.key: is encrypted: expected a key without a passphrase\n"_s);
        row("encrypted, old form", "cert_file: server.pem, key_file: encrypted-old.key",
            key + u"encrypted-old.key: is encrypted: expected a key without a passphrase\n"_s);
        row("Ed25519", "cert_file: server.pem, key_file: ed25519.key",
            key + u"ed25519.key: holds no PEM private key (RSA or EC)\n"_s);
        row("too weak", "cert_file: weak.pem, key_file: weak.key",
            cert + u"weak.pem: cannot be used with this key: ee key too small\n"_s);
        row("inline junk", "cert: junk, key: SECRET",
            u"web.yaml: tls_server_config.cert: holds no PEM certificate\n"
            "web.yaml: tls_server_config.key: holds no PEM private key (RSA or EC)\n"_s);
        row("special files", "cert_file: /dev/zero, key_file: /dev/null",
            cert + u"/dev/zero: is not a regular file\n"_s + key + u"/dev/null: is not a regular file\n"_s);
        row("directory", "cert_file: server.pem, key_file: .", key + u".: is a directory\n"_s);
        row("fifo", "cert_file: fifo, key_file: server.key", cert + u"fifo: is not a regular file\n"_s);
        row("huge", "cert_file: huge, key_file: server.key",
            cert + u"huge: is too large: expected at most 4194304 bytes\n"_s);
        row("empty", "cert_file: empty, key_file: empty",
            cert + u"empty: is empty\n"_s + key + u"empty: is empty\n"_s);
        row("no CA in it",
            "cert_file: server.pem, key_file: server.key, client_ca_file: server.key, client_auth_type: "
            "RequireAndVerifyClientCert",
            u"web.yaml: tls_server_config.client_ca_file: server.key: holds no PEM certificate\n"_s);
    }
    void refusesWhatCannotBeUsed()
    {
        QFETCH(QByteArray, keys);
        write(u"empty"_s, "");
        QFile huge(path(u"huge"_s));
        QVERIFY(huge.open(QIODevice::WriteOnly));
        QVERIFY(huge.resize(qint64(1) << 40)); // sparse: takes no space
        ::mkfifo(qUtf8Printable(path(u"fifo"_s)), 0600);
        writeTls(keys);
        QTEST(problems(), "expected");
    }

    void makesTls_data()
    {
        QTest::addColumn<QByteArray>("keys");
        QTest::addColumn<int>("protocol");
        QTest::addColumn<int>("verifyMode");
        QTest::addColumn<int>("authorities");
        const auto row = [](const char *name, const QByteArray &keys, QSsl::SslProtocol protocol,
                            QSslSocket::PeerVerifyMode mode, int authorities) {
            QTest::newRow(name) << keys << static_cast<int>(protocol) << static_cast<int>(mode)
                                << authorities;
        };
        row("defaults", "", QSsl::TlsV1_2OrLater, QSslSocket::VerifyNone, 0);
        row("1.2", "max_version: TLS12", QSsl::TlsV1_2, QSslSocket::VerifyNone, 0);
        row("1.3", "min_version: TLS13", QSsl::TlsV1_3OrLater, QSslSocket::VerifyNone, 0);
        row("request", "client_auth_type: RequestClientCert", QSsl::TlsV1_2OrLater, QSslSocket::QueryPeer, 0);
        row("any", "client_auth_type: RequireAnyClientCert", QSsl::TlsV1_2OrLater, QSslSocket::QueryPeer, 0);
        row("if given", "client_auth_type: VerifyClientCertIfGiven, client_ca_file: client.pem",
            QSsl::TlsV1_2OrLater, QSslSocket::QueryPeer, 1);
        row("if given, by the system's CAs", "client_auth_type: VerifyClientCertIfGiven",
            QSsl::TlsV1_2OrLater, QSslSocket::QueryPeer,
            int(QSslConfiguration::systemCaCertificates().size()));
        row("verify", "client_auth_type: RequireAndVerifyClientCert, client_ca_file: client.pem",
            QSsl::TlsV1_2OrLater, QSslSocket::VerifyPeer, 1);
    }
    void makesTls()
    {
        QFETCH(QByteArray, keys);
        writeTls("cert_file: server.pem, key_file: server.key, " + keys);
        const auto loaded = load();
        QVERIFY(loaded);
        QVERIFY(loaded->tls);
        QTEST(static_cast<int>(loaded->tls->protocol()), "protocol");
        QTEST(static_cast<int>(loaded->tls->peerVerifyMode()), "verifyMode");
        QTEST(static_cast<int>(loaded->tls->caCertificates().size()), "authorities");
        QCOMPARE(loaded->tls->localCertificate().subjectInfo(QSslCertificate::CommonName),
                 QStringList{u"localhost"_s});
        QVERIFY(!loaded->tls->privateKey().isNull());
    }

    // With a client that offers everything, what is negotiated is what the file says.
    void shakesHands_data()
    {
        QTest::addColumn<QByteArray>("keys");
        QTest::addColumn<QString>("cipher");
        QTest::addColumn<bool>("isTls13");
        const auto row = [](const char *name, const QByteArray &keys, const QString &cipher, bool isTls13) {
            QTest::newRow(name) << keys << cipher << isTls13;
        };
        const QByteArray one = "cipher_suites: [TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256]";
        const QByteArray two = "cipher_suites: [TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, "
                               "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384]";
        row("1.3 beside a list for 1.2", one, u"TLS_AES_256_GCM_SHA384"_s, true);
        row("1.2", one + ", max_version: TLS12", u"ECDHE-ECDSA-AES128-GCM-SHA256"_s, false);
        row("the server's order", two + ", max_version: TLS12", u"ECDHE-ECDSA-CHACHA20-POLY1305"_s, false);
        row("the client's order", two + ", max_version: TLS12, prefer_server_cipher_suites: false",
            u"ECDHE-ECDSA-AES256-GCM-SHA384"_s, false);
        row("a suite of 1.3", "min_version: TLS13, cipher_suites: [TLS_CHACHA20_POLY1305_SHA256]",
            u"TLS_CHACHA20_POLY1305_SHA256"_s, true);
    }
    void shakesHands()
    {
        QFETCH(QByteArray, keys);
        writeTls("cert_file: server.pem, key_file: server.key, curve_preferences: [CurveP384], " + keys);
        const auto loaded = load();
        QVERIFY(loaded);
        QSslServer server;
        server.setSslConfiguration(*loaded->tls);
        QVERIFY(server.listen(QHostAddress::LocalHost));
        QSslSocket client;
        client.setPeerVerifyMode(QSslSocket::VerifyNone);
        client.connectToHostEncrypted(u"127.0.0.1"_s, server.serverPort());
        QTRY_VERIFY_WITH_TIMEOUT(client.isEncrypted(), 10'000);
        QTEST(client.sessionCipher().name(), "cipher");
        QTEST(client.sessionProtocol() == QSsl::TlsV1_3, "isTls13");
        QCOMPARE(client.sslConfiguration().ephemeralServerKey().length(), 384);
        client.abort();
    }

    void noticesChanges_data()
    {
        QTest::addColumn<QString>("file");
        for (const QString &file : {u"web.yaml"_s, u"server.pem"_s, u"server.key"_s, u"client.pem"_s})
            QTest::newRow(qUtf8Printable(file)) << file;
    }
    void noticesChanges()
    {
        QFETCH(QString, file);
        writeTls("cert_file: server.pem, key_file: server.key, client_ca_file: client.pem, client_auth_type: "
                 "RequireAndVerifyClientCert");
        const auto first = load();
        QVERIFY(first);
        QVERIFY(!m_stamps.haveChanged());
        QFile changed(path(file));
        QVERIFY(changed.open(QIODevice::Append));
        changed.write("\n");
        changed.close();
        QVERIFY(m_stamps.haveChanged());
        const auto second = load();
        QVERIFY(second);
        QVERIFY(second->fingerprint != first->fingerprint);
        QVERIFY(second->config == first->config);
        QVERIFY(!m_stamps.haveChanged());
        QVERIFY(changed.remove());
        QVERIFY(m_stamps.haveChanged());
    }

    // A file that is put where one was missed ends the failure without a change of the web config.
    void noticesWhatWasMissed()
    {
        writeTls("cert_file: server.pem, key_file: later.key");
        QVERIFY(!load());
        QVERIFY(!m_stamps.haveChanged());
        QVERIFY(QFile::rename(path(u"server.key"_s), path(u"later.key"_s)));
        QVERIFY(m_stamps.haveChanged());
        QVERIFY(load());
        // The same contents in a new file.
        QVERIFY(QFile::copy(path(u"later.key"_s), path(u"copy.key"_s)));
        QVERIFY(::rename(qUtf8Printable(path(u"copy.key"_s)), qUtf8Printable(path(u"later.key"_s))) == 0);
        QVERIFY(m_stamps.haveChanged());
    }
};

SLURMSD_TEST(TestWebConfigFile)
#include "tst_webconfigfile.moc"
