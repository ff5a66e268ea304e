// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/api/connectiontest.h"
#include "tests/gui/api/clienttesting.h"
#include "tests/gui/api/fakedaemon.h"
#include "tests/support/testrunner.h"

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
        QCOMPARE(last, u"wrong user name or password"_s);
        QCOMPARE(run(profileOf(url, {}), {}, &last), u"✓ URL ✓ DNS ✓ TCP ✗ Login"_s);
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
        QCOMPARE(run(profile, {}, &last), u"✓ URL ✓ DNS ✓ TCP ✓ Login ✗ API"_s);
        QVERIFY2(last.contains(u"plain text"_s), qPrintable(last)); // as the daemon says it
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

    void tlsToAPlainPort()
    {
        const auto daemon = startDaemon("");
        QVERIFY(daemon);
        QUrl url(daemon->url());
        url.setScheme(u"https"_s);
        QString last;
        QCOMPARE(run(profileOf(url), {}, &last), u"✓ URL ✓ DNS ✓ TCP ✗ TLS"_s);
        QCOMPARE(last, u"the port does not speak TLS: try http:// in place of https://"_s);
        DaemonClient client;
        client.open(profileOf(url), {});
        QTRY_VERIFY_WITH_TIMEOUT(client.error().has_value(), 20'000);
        QCOMPARE(client.error()->step, ApiError::Step::Tls);
        QCOMPARE(QString::fromStdString(client.error()->message), last);
    }

    void advice_data()
    {
        QTest::addColumn<ApiError::Step>("step");
        QTest::addColumn<QString>("part"); // of what to do; empty: nothing is to be done
        QTest::newRow("URL") << ApiError::Step::Url << u"http://head:8080"_s;
        QTest::newRow("DNS") << ApiError::Step::Dns << u"getent hosts head"_s;
        QTest::newRow("TCP") << ApiError::Step::Tcp << u"ssh -L 8443:127.0.0.1:8443 head"_s;
        QTest::newRow("TLS") << ApiError::Step::Tls << u"CA"_s;
        QTest::newRow("login") << ApiError::Step::Login << u"basic_auth_users"_s;
        QTest::newRow("API") << ApiError::Step::Api << u"https://head:8443"_s;
    }

    void advice()
    {
        QFETCH(const ApiError::Step, step);
        QFETCH(const QString, part);
        const QString advice = stepAdvice(step, QUrl(u"https://head:8443"_s));
        QVERIFY2(advice.contains(part), qUtf8Printable(advice));
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

        // While the answer is under way.
        test.setDeadline(std::chrono::minutes(1));
        silent.answer("/api/v1/status", httpText(200, "{}"));
        test.start(profileOf(silent.url()), {});
        while (silent.heads("/api/v1/status").size() < 2)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        test.cancel();
        QVERIFY(!test.isRunning());
        auto seen = steps.size();
        QTest::qWait(50);
        QCOMPARE(steps.size(), seen);

        // Before it has begun.
        test.start(profileOf(silent.url()), {});
        test.cancel();
        QTest::qWait(50);
        QCOMPARE(steps.size(), seen);
        QCOMPARE(finished.size(), 1);

        // The last one that is begun is the one that runs.
        test.start(profileOf(QUrl(u"ftp://x"_s)), {});
        test.start(profileOf(silent.url()), {});
        QVERIFY(finished.wait(20'000));
        QCOMPARE(steps.size(), seen + 5); // URL, DNS, TCP, login, API
        QCOMPARE(steps[seen][0].value<TestStep>().text, silent.url().toDisplayString());
        QCOMPARE(finished.size(), 2);
        seen = steps.size();

        // From within a step.
        connect(&test, &ConnectionTest::stepFinished, &test, &ConnectionTest::cancel);
        test.start(profileOf(silent.url()), {});
        QTRY_VERIFY(!test.isRunning());
        QCOMPARE(steps.size(), seen + 1);
        QCOMPARE(finished.size(), 2);
    }

    void anotherOneFromWithinAStep()
    {
        FakeDaemon other;
        other.answer("/api/v1/status", httpText(200, "{}"));
        ConnectionTest test;
        QStringList titles;
        connect(&test, &ConnectionTest::stepFinished, &test, [&](const TestStep &step) {
            titles += stepTitle(step.step);
            if (titles.size() == 2)
                test.start(profileOf(other.url()), {});
        });
        QSignalSpy finished(&test, &ConnectionTest::finished);
        test.start(profileOf(other.url()), {});
        QVERIFY(finished.wait(20'000));
        QCOMPARE(titles.join(u' '), u"URL DNS URL DNS TCP Login API"_s);
        QCOMPARE(finished.size(), 1);
    }
};

SLURMSD_TEST(TestConnectionTest)
#include "tst_connectiontest.moc"
