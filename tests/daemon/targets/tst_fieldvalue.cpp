// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/targets/fieldvalue.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;

class TestFieldValue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *text, const char *key, const char *expected) {
            QTest::addRow("%s of %s", key, text)
                << QByteArray(text) << QByteArray(key) << QByteArray(expected);
        };
        row("rack=r12", "rack", "r12");
        row("rack=r12 pdu=a", "pdu", "a");
        row("rack=r12,pdu=a", "pdu", "a");
        row(" rack=r12;pdu=a;", "pdu", "a");
        row("a.b=x", "a.b", "x");
        row("rack=", "rack", "");
        row("rack", "rack", "");
        row("xrack=1 rack=2", "rack", "2");
        row("rack=1 rack=2", "rack", "1");
        row("rack=a=b", "rack", "a=b");
        row("site=\"room 4, row 2\" rack=r1", "site", "room 4, row 2");
        row("site=\"room 4, row 2\" rack=r1", "rack", "r1");
        row("site=\"room rack=r1", "rack", "r1");
        row("free text, rack=r1", "rack", "r1");
        row("Rack=r1", "rack", "");
        row("", "rack", "");
        row("===", "rack", "");
        row("{\"rack\":\"r12\"}", "rack", "r12");
        row("  {\"rack\" : \"r\\u00fc\"}", "rack", "r\xc3\xbc");
        row("{\"net\":{\"pod\":7}}", "net.pod", "7");
        row("{\"x\":1.5}", "x", "1.5");
        row("{\"x\":true}", "x", "true");
        row("{\"x\":null}", "x", "");
        row("{\"x\":[1]}", "x", "");
        row("{\"x\":{}}", "x", "");
        row("{\"x\":1", "x", "");
        row("{\"a.b\":1}", "a.b", "");
        row("{rack=r1}", "rack", "");
    }
    void finds()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QByteArray, key);
        QFETCH(const QByteArray, expected);
        QCOMPARE(QByteArray::fromStdString(fieldValue(text.toStdString(), key.toStdString())), expected);
    }
};

SLURMSD_TEST(TestFieldValue)
#include "tst_fieldvalue.moc"
