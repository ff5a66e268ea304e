// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/mnemonic.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;

class TestMnemonic : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isRemoved_data();
    void isRemoved();
};

void TestMnemonic::isRemoved_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("plain");
    QTest::newRow("none") << "Open"
                          << "Open";
    QTest::newRow("first") << "&Open"
                           << "Open";
    QTest::newRow("within") << "S&top the Test"
                            << "Stop the Test";
    QTest::newRow("Japanese") << QStringLiteral("開く(&O)") << QStringLiteral("開く");
    QTest::newRow("Japanese, more behind") << QStringLiteral("接続(&C)…") << QStringLiteral("接続…");
    QTest::newRow("parentheses") << "&JSON (file_sd)"
                                 << "JSON (file_sd)";
    QTest::newRow("an ampersand") << "R&&D"
                                  << "R&D";
    QTest::newRow("empty") << ""
                           << "";
}

void TestMnemonic::isRemoved()
{
    QFETCH(QString, text);
    QTEST(withoutMnemonic(text), "plain");
}

SLURMSD_TEST(TestMnemonic)
#include "tst_mnemonic.moc"
