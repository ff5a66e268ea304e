// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/access/bcrypthash.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;
using namespace Qt::StringLiterals;

class TestBcryptHash : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Some of these hashes are those that the first implementations were tested with (crypt_blowfish).
    void matches_data()
    {
        QTest::addColumn<QByteArray>("password");
        QTest::addColumn<QByteArray>("hash");
        QTest::addColumn<bool>("matches");
        const auto row = [](const char *name, const QByteArray &password, const QByteArray &hash,
                            bool matches = true) { QTest::newRow(name) << password << hash << matches; };
        row("2a", "U*U", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW");
        row("2b", "U*U", "$2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW");
        row("2y", "U*U", "$2y$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW");
        row("empty", "", "$2y$04$abcdefghijklmnopqrstuubyCG3zY1GIXMyxfivm.ClDiInHzxjiq");
        row("UTF-8", "päss wörd:", "$2y$04$abcdefghijklmnopqrstuuNqP/xsApXMKV.YCxhUBgMtvGpzH/r.e");
        row("bits of the salt that mean nothing", "secret",
            "$2y$04$abcdefghijklmnopqrstuv2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW");
        row("what libxcrypt guards in 2a",
            "\xff\xa3"
            "34\xff\xff\xff\xa3"
            "345",
            "$2a$04$abcdefghijklmnopqrstuu9f4sA9SRA0scUKcRyC5kce8dao2.GKe");
        const QByteArray x72 = "$2y$04$abcdefghijklmnopqrstuubzadhGtS2zEF.gu0yd0opP6cVzb.e0i";
        row("72 bytes", QByteArray(72, 'x'), x72);
        row("longer", QByteArray(5000, 'x'), x72);
        row("shorter", QByteArray(71, 'x'), x72, false);
        const QByteArray secret = "$2y$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW";
        row("right", "secret", secret);
        row("wrong", "Secret", secret, false);
        row("nothing", "", secret, false);
        row("a longer one", "secret ", secret, false);
        row("the hash itself", secret, secret, false);
        row("another salt", "secret", "$2y$04$bbcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW", false);
        row("another cost", "secret", "$2y$05$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW", false);
        row("unknown", "", QByteArray::fromStdString(unknownBcryptHash(4)), false);
    }
    void matches()
    {
        QFETCH(QByteArray, password);
        QFETCH(QByteArray, hash);
        QVERIFY(parseBcryptHash(hash.toStdString()));
        QTEST(matchesBcryptHash(password.toStdString(), hash.toStdString()), "matches");
    }

    void makesUnknownHashes_data()
    {
        QTest::addColumn<int>("cost");
        for (const int cost : {4, 9, 10, maxBcryptCost})
            QTest::addRow("%d", cost) << cost;
    }
    void makesUnknownHashes()
    {
        QFETCH(int, cost);
        const auto hash = parseBcryptHash(unknownBcryptHash(cost));
        QVERIFY(hash);
        QCOMPARE(bcryptCost(*hash), cost);
    }
};

SLURMSD_TEST(TestBcryptHash)
#include "tst_bcrypthash.moc"
