// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/access/webservice.h"
#include "tests/support/rawhttpclient.h"
#include "tests/support/testrunner.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace slurmsd;
using namespace slurmsd::test;

namespace {

constexpr const char *login =
    "basic_auth_users:\n  alice: $2y$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW\n";
constexpr const char *header = "http_server_config: {headers: {X-Frame-Options: deny}}\n";

QString taken(const std::string &thing)
{
    return QString::fromStdString(thing).section(QStringLiteral("would take away "), 1).section(u';', 0, 0);
}

} // namespace

class TestWebService : public QObject
{
    Q_OBJECT

    QTemporaryDir m_directory;
    QString m_path = m_directory.filePath(QStringLiteral("web.yaml"));
    WebConfig m_config;
    std::unique_ptr<WebService> m_service;
    std::vector<std::vector<std::string>> m_reloads; // the problems of each

    // In place, as an editor or a full disk leaves it.
    void write(const QByteArray &text) const
    {
        QFile file(m_path);
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(text) != text.size())
            qFatal("the file cannot be written");
    }

    // The status of a request without a login.
    int answer() const
    {
        RawHttpClient client(m_service->addresses().front().port);
        client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
        return client.receive().status;
    }

private Q_SLOTS:
    void init()
    {
        write(QByteArray(login) + header);
        m_config.listenAddresses = {"127.0.0.1:0"};
        m_service = std::make_unique<WebService>(
            [](const HttpRequest &) {
                HttpReply reply;
                reply.contentType = "text/plain";
                reply.body = "in";
                return reply;
            },
            m_path.toStdString(), false);
        m_reloads.clear();
        connect(m_service.get(), &WebService::webConfigReloaded, this,
                [this](const auto &problems) { m_reloads.push_back(problems); });
        QVERIFY(m_service->apply(m_config, LessProtection::Allowed));
    }

    void keepsWhatIsProtected_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("lost"); // empty: the file has another problem
        QTest::newRow("emptied") << QByteArray()
                                 << QStringLiteral(
                                        "the login (basic_auth_users) and the header X-Frame-Options");
        QTest::newRow("without users")
            << QByteArray(header) << QStringLiteral("the login (basic_auth_users)");
        QTest::newRow("users that nobody is in") << QByteArray(header) + "basic_auth_users:\n"
                                                 << QStringLiteral("the login (basic_auth_users)");
        QTest::newRow("half-written") << QByteArray(login).left(40) << QString();
    }
    void keepsWhatIsProtected()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, lost);
        QCOMPARE(answer(), 401);
        write(text);
        QTRY_COMPARE(m_reloads.size(), std::size_t{1});
        QCOMPARE(m_reloads.front().size(), std::size_t{1});
        QCOMPARE(taken(m_reloads.front().front()), lost);
        QVERIFY(!m_service->isWebConfigInForce());
        QCOMPARE(answer(), 401);
        // A change of the other file does not take it away either.
        QVERIFY(m_service->objectionTo(m_config));
        QCOMPARE(m_service->apply(m_config, LessProtection::Refused).error().size(), std::size_t{1});
        QCOMPARE(answer(), 401);

        write(QByteArray(login) + header);
        QTRY_COMPARE(m_reloads.size(), std::size_t{2});
        QVERIFY(m_reloads.back().empty());
        QVERIFY(m_service->isWebConfigInForce());
        QVERIFY(!m_service->objectionTo(m_config));
        QCOMPARE(answer(), 401);
    }

    void takesAwayWhenAsked()
    {
        write(header);
        QTRY_COMPARE(m_reloads.size(), std::size_t{1});
        const auto applied = m_service->apply(m_config, LessProtection::Allowed);
        QVERIFY(applied);
        const std::string file = m_path.toStdString();
        QCOMPARE(*applied,
                 (std::vector<std::string>{
                     file + ": takes away the login (basic_auth_users)",
                     file + ": asks for no login and gives no TLS: whoever reaches this server may read"}));
        QVERIFY(m_service->isWebConfigInForce());
        QCOMPARE(answer(), 200);
        // More protection needs nobody's word.
        write(QByteArray(login) + header);
        QTRY_COMPARE(answer(), 401);
        QVERIFY(m_reloads.back().empty());
    }
};

SLURMSD_TEST(TestWebService)
#include "tst_webservice.moc"
