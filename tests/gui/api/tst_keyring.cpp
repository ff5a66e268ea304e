// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/api/secretstore.h"
#include "tests/support/testrunner.h"

#include <QTest>

#include <optional>

using namespace slurmsd;
using namespace Qt::Literals::StringLiterals;

// On a desktop with a keyring: keyring.sh makes one.
class TestKeyring : public QObject
{
    Q_OBJECT

private:
    SecretStore::Found read(const ConnectionProfile &profile)
    {
        SecretStore store; // a new one each time: nothing is in its memory
        std::optional<SecretStore::Found> found;
        store.read(profile, this, [&](const SecretStore::Found &read) { found = read; });
        const bool isDone = QTest::qWaitFor([&] { return found.has_value(); }, 20'000);
        return isDone ? *found : SecretStore::Found{{}, u"no answer"_s};
    }

    QString write(const ConnectionProfile &profile, const ConnectionSecrets &secrets)
    {
        SecretStore store;
        std::optional<QString> problem;
        store.write(profile, secrets, this, [&](const QString &text) { problem = text; });
        return QTest::qWaitFor([&] { return problem.has_value(); }, 20'000) ? *problem : u"no answer"_s;
    }

private Q_SLOTS:
    void secretsAreKept()
    {
        ConnectionProfile alice;
        alice.url = QUrl(u"https://head:8080"_s);
        alice.userName = u"alice"_s;
        ConnectionProfile bob = alice;
        bob.userName = u"bob"_s;
        QCOMPARE(read(alice).problem, QString());
        QCOMPARE(read(alice).secrets, ConnectionSecrets());
        const ConnectionSecrets secrets{u"pass \"wörd\"\n"_s, u"phrase"_s};
        QCOMPARE(write(alice, secrets), QString());
        QCOMPARE(write(bob, {u"other"_s, {}}), QString());
        QCOMPARE(read(alice).secrets, secrets);
        QCOMPARE(read(bob).secrets, (ConnectionSecrets{u"other"_s, {}}));
        QCOMPARE(write(alice, {}), QString());
        QCOMPARE(read(alice).problem, QString());
        QCOMPARE(read(alice).secrets, ConnectionSecrets());
        QCOMPARE(read(bob).secrets, (ConnectionSecrets{u"other"_s, {}}));
    }

    // Secrets that are on their way to the keyring are newer than those in it.
    void newerSecretsWin()
    {
        ConnectionProfile carol;
        carol.url = QUrl(u"https://head:8080"_s);
        carol.userName = u"carol"_s;
        QCOMPARE(write(carol, {u"old"_s, {}}), QString());
        SecretStore store;
        QStringList passwords;
        int writes = 0;
        const auto keep = [&](const SecretStore::Found &found) { passwords += found.secrets.password; };
        const auto count = [&](const QString &problem) { writes += problem.isEmpty() ? 1 : 0; };
        store.read(carol, this, keep);
        store.write(carol, {u"new"_s, {}}, this, count);
        store.write(carol, {u"newer"_s, {}}, this, [&](const QString &problem) {
            count(problem);
            store.read(carol, this, keep);
        });
        QTRY_COMPARE(passwords, (QStringList{u"newer"_s, u"newer"_s}));
        QCOMPARE(writes, 2);
        QCOMPARE(read(carol).secrets.password, u"newer"_s);
    }
};

SLURMSD_TEST(TestKeyring)
#include "tst_keyring.moc"
