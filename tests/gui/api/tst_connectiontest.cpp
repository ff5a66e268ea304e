// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/api/connectiontest.h"
#include "tests/gui/api/clienttesting.h"
#include "tests/gui/api/fakedaemon.h"

#include <QSignalSpy>

using namespace slurmsd;
using namespace slurmsd::test;
using namespace Qt::Literals::StringLiterals;

namespace {

QString tlsFile(const QString &name) { return QStringLiteral(SLURMSD_TEST_DATA "/tls/") + name; }

} // namespace

class TestConnectionTest : public QObject
{
    Q_OBJECT

private:
    // "✓ URL ✓ DNS ✗ TCP"; `last`: the text of the last step.
    static QString run(const ConnectionProfile &profile, const ConnectionSecrets &secrets,
                       QString *last = nullptr)
    {
        ConnectionTest test;
        QStringList steps;
        connect(&test, &ConnectionTest::stepFinished, &test, [&](const TestStep &step) {
            steps += (step.isGood ? u"✓ "_s : u"✗ "_s) + stepTitle(step.step);
            if (last)
                *last = step.text;
        });
        QSignalSpy finished(&test, &ConnectionTest::finished);
        test.start(profile, secrets);
        const bool isOver = QTest::qWaitFor([&] { return !finished.empty(); }, 30'000);
        if (!isOver || test.isRunning() || finished[0][0].toBool() != steps.last().startsWith(u'✓'))
            return u"no end"_s;
        return steps.join(u' ');
    }

    std::unique_ptr<DaemonProcess> startDaemon(const QByteArray &webConfig)
    {
        m_files.write(u"config.yaml"_s, "jobs: [node: {port: 9100}]\n");
        m_files.write(u"web.yaml"_s, webConfig);
        auto daemon = m_files.makeDaemon(u"demo:"_s, {u"--web.config.file"_s, m_files.path(u"web.yaml"_s)});
        return daemon->start() ? std::move(daemon) : nullptr;
    }

    DaemonFiles m_files;

private Q_SLOTS:
    void stepsOfHttp()
    {
        const auto daemon =
            startDaemon("basic_auth_users: {alice: "
                        "\"$2y$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW\"}\n");
        QVERIFY(daemon);
        const QUrl url(daemon->url());
        QString last;
        QCOMPARE(run(profileOf(url, u"alice"_s), {u"secret"_s, {}}, &last),
                 u"✓ URL ✓ DNS ✓ TCP ✓ Login ✓ API"_s);
        QCOMPARE(last, u"prometheus-slurm-sd " SLURMSD_VERSION ""_s);
        QCOMPARE(run(profileOf(url, u"alice"_s), {u"wrong"_s, {}}, &last), u"✓ URL ✓ DNS ✓ TCP ✗ Login"_s);
        QCOMPARE(last, u"a user name and a password are needed"_s);
    }

    void stepsOfTls()
    {
        const auto daemon =
            startDaemon("tls_server_config:\n  cert_file: " + tlsFile(u"server.pem"_s).toUtf8() +
                        "\n  key_file: " + tlsFile(u"server.key"_s).toUtf8() +
                        "\n  client_auth_type: RequireAndVerifyClientCert\n  client_ca_file: " +
                        tlsFile(u"client.pem"_s).toUtf8() + "\n");
        QVERIFY(daemon);
        ConnectionProfile profile =
            profileOf(QUrl(u"https://localhost:%1"_s.arg(QUrl(daemon->url()).port())));
        QString last;
        QCOMPARE(run(profile, {}, &last), u"✓ URL ✓ DNS ✓ TCP ✗ TLS"_s);
        QVERIFY2(last.contains(u"self-signed"_s), qUtf8Printable(last));
        profile.caFile = tlsFile(u"server.pem"_s);
        const QString withoutCertificate = run(profile, {}, &last);
        // TLS 1.3: the server says what it thinks of a client after the handshake.
        QVERIFY2(withoutCertificate.endsWith(u"✗ TLS"_s), qUtf8Printable(withoutCertificate + last));
        profile.certFile = tlsFile(u"client.pem"_s);
        QCOMPARE(run(profile, {}, &last), u"✓ URL ✓ DNS ✓ TCP ✗ TLS"_s);
        QVERIFY2(last.contains(u"a key file"_s), qUtf8Printable(last));
        profile.keyFile = tlsFile(u"client.key"_s);
        QCOMPARE(run(profile, {}), u"✓ URL ✓ DNS ✓ TCP ✓ TLS ✓ Login ✓ API"_s);
        profile.url.setScheme(u"http"_s);
        QCOMPARE(run(profile, {}), u"✓ URL ✓ DNS ✓ TCP ✗ API"_s);
    }

    void certificateOfAnotherHost()
    {
        const auto daemon =
            startDaemon("tls_server_config:\n  cert_file: " + tlsFile(u"othername.pem"_s).toUtf8() +
                        "\n  key_file: " + tlsFile(u"othername.key"_s).toUtf8() + "\n");
        QVERIFY(daemon);
        ConnectionProfile profile =
            profileOf(QUrl(u"https://localhost:%1"_s.arg(QUrl(daemon->url()).port())));
        profile.caFile = tlsFile(u"othername.pem"_s);
        QString last;
        QCOMPARE(run(profile, {}, &last), u"✓ URL ✓ DNS ✓ TCP ✗ TLS"_s);
        QVERIFY2(last.contains(u"host name"_s), qUtf8Printable(last));
    }

    void firstSteps()
    {
        QCOMPARE(run(profileOf(QUrl(u"ftp://x"_s)), {}), u"✗ URL"_s);
        QCOMPARE(run(profileOf(QUrl(u"http://no-such-host.invalid"_s)), {}), u"✓ URL ✗ DNS"_s);
        QCOMPARE(run(profileOf(QUrl(u"http://127.0.0.1:1"_s)), {}), u"✓ URL ✓ DNS ✗ TCP"_s);
    }

    void otherPrograms()
    {
        FakeDaemon fake;
        fake.answer("/api/v1/status", httpText(404, "no", "text/plain"));
        QCOMPARE(run(profileOf(fake.url()), {}), u"✓ URL ✓ DNS ✓ TCP ✓ Login ✗ API"_s);
        fake.answer("/api/v1/status", httpText(200, "{}"));
        QString last;
        QCOMPARE(run(profileOf(fake.url()), {}, &last), u"✓ URL ✓ DNS ✓ TCP ✓ Login ✗ API"_s);
        QCOMPARE(last, u"the answer is no status of prometheus-slurm-sd"_s);
    }

    void deadlineAndCancel()
    {
        FakeDaemon silent;
        ConnectionTest test;
        QSignalSpy finished(&test, &ConnectionTest::finished);
        QSignalSpy steps(&test, &ConnectionTest::stepFinished);
        test.setDeadline(std::chrono::milliseconds(100));
        test.start(profileOf(silent.url()), {});
        QVERIFY(test.isRunning());
        QVERIFY(finished.wait(20'000));
        const TestStep expected{ApiError::Step::Api, false, u"no answer within 0.1 s"_s};
        QCOMPARE(steps.last()[0].value<TestStep>(), expected);

        test.setDeadline(std::chrono::minutes(1));
        test.start(profileOf(silent.url()), {});
        QTRY_VERIFY(silent.heads("/api/v1/status").size() == 2);
        test.cancel();
        QVERIFY(!test.isRunning());
        const auto seen = steps.size();
        silent.answer("/api/v1/status", httpText(200, "{}"));
        QTest::qWait(0);
        QCOMPARE(steps.size(), seen);
        QCOMPARE(finished.size(), 1);

        // From within a step.
        connect(&test, &ConnectionTest::stepFinished, &test, &ConnectionTest::cancel);
        test.start(profileOf(silent.url()), {});
        QTRY_VERIFY(!test.isRunning());
        QCOMPARE(steps.size(), seen + 1);
        QCOMPARE(finished.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestConnectionTest)
#include "tst_connectiontest.moc"
