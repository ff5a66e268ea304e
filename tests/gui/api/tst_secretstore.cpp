// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/api/secretstore.h"
#include "tests/support/testrunner.h"

#include <QDirIterator>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace slurmsd;
using namespace Qt::Literals::StringLiterals;

// On a desktop without a keyring.
class TestSecretStore : public QObject
{
    Q_OBJECT

private:
    static ConnectionProfile profile(const QString &user)
    {
        ConnectionProfile made;
        made.url = QUrl(u"http://head:8080/"_s);
        made.userName = user;
        return made;
    }

    SecretStore::Found read(SecretStore &store, const QString &user)
    {
        std::optional<SecretStore::Found> found;
        store.read(profile(user), this, [&](const SecretStore::Found &read) { found = read; });
        if (!QTest::qWaitFor([&] { return found.has_value(); }, 20'000))
            found = SecretStore::Found{{}, u"no answer"_s};
        return *found;
    }

    QString write(SecretStore &store, const QString &user, const ConnectionSecrets &secrets)
    {
        std::optional<QString> problem;
        store.write(profile(user), secrets, this, [&](const QString &text) { problem = text; });
        return QTest::qWaitFor([&] { return problem.has_value(); }, 20'000) ? *problem : u"no answer"_s;
    }

    QTemporaryDir m_home;

private Q_SLOTS:
    void initTestCase()
    {
        // No bus, so no keyring; and nothing of the person who runs this.
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
        qputenv("HOME", m_home.path().toLocal8Bit());
        qputenv("XDG_CONFIG_HOME", m_home.path().toLocal8Bit());
        qputenv("XDG_RUNTIME_DIR", m_home.path().toLocal8Bit());
        qunsetenv("DISPLAY");
    }

    void describes_data()
    {
        QTest::addColumn<QString>("error");
        QTest::addColumn<bool>("isNone");
        QTest::newRow("nothing said") << u""_s << true;
        QTest::newRow("no such service")
            << u"The name org.freedesktop.secrets was not provided by any .service files"_s << true;
        QTest::newRow("no bus") << u"Cannot autolaunch D-Bus without X11 $DISPLAY"_s << true;
        QTest::newRow("no socket") << u"Could not connect: No such file or directory"_s << true;
        QTest::newRow("not connected") << u"Not connected to D-Bus server"_s << true;
        QTest::newRow("something else") << u"Item is locked"_s << false;
    }

    void describes()
    {
        QFETCH(const QString, error);
        QFETCH(const bool, isNone);
        const QString text = SecretStore::describe(error);
        QCOMPARE(text.startsWith(u"There is no keyring on this desktop"_s), isNone);
        QCOMPARE(text.contains(u"(Item is locked)"_s), !isNone);
        QVERIFY(text.endsWith(u"passwords are kept until the program ends."_s));
    }

    void keys()
    {
        QCOMPARE(SecretStore::keyOf(profile(u"alice"_s)), u"http://head:8080 alice"_s);
        QCOMPARE(SecretStore::keyOf(profile({})), u"http://head:8080 "_s);
    }

    void secretsAreKeptInMemory()
    {
        SecretStore store;
        const ConnectionSecrets secrets{u"SECRET"_s, u"PASSPHRASE"_s};
        const QString problem = write(store, u"alice"_s, secrets);
        QVERIFY2(problem.startsWith(u"There is no keyring on this desktop"_s), qUtf8Printable(problem));
        QCOMPARE(read(store, u"alice"_s).secrets, secrets);
        QVERIFY(!read(store, u"alice"_s).problem.isEmpty());
        QCOMPARE(read(store, u"bob"_s).secrets, ConnectionSecrets());
        SecretStore another;
        QCOMPARE(read(another, u"alice"_s).secrets, ConnectionSecrets());
        QVERIFY(!write(store, u"alice"_s, {}).isEmpty());
        QCOMPARE(read(store, u"alice"_s).secrets, ConnectionSecrets());
    }

    void nothingIsWrittenToAFile()
    {
        SecretStore store;
        QVERIFY(!write(store, u"carol"_s, {u"SECRET"_s, {}}).isEmpty());
        QDirIterator files(m_home.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(!file.readAll().contains("SECRET"), qUtf8Printable(file.fileName()));
        }
    }

    void nobodyWaitsAnyMore()
    {
        int calls = 0;
        {
            SecretStore store;
            QObject context;
            store.read(profile({}), &context, [&](const SecretStore::Found &) { ++calls; });
        }
        SecretStore store;
        QVERIFY(!read(store, {}).problem.isEmpty());
        QCOMPARE(calls, 0);
    }
};

SLURMSD_TEST(TestSecretStore)
#include "tst_secretstore.moc"
