// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/shorttext.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;

class TestShortText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cuts_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("maxBytes");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("empty") << QByteArray() << 5 << QByteArray();
        QTest::newRow("fits") << QByteArray("abcde") << 5 << QByteArray("abcde");
        QTest::newRow("one too many") << QByteArray("abcdef") << 5 << QByteArray("ab…");
        QTest::newRow("nothing left") << QByteArray("abcdef") << 3 << QByteArray("…");
        QTest::newRow("between characters") << QByteArray("aäbcdef") << 6 << QByteArray("aä…");
        QTest::newRow("within a character") << QByteArray("aäbcdef") << 5 << QByteArray("a…");
        QTest::newRow("no character at all") << QByteArray(9, '\x80') << 5 << QByteArray("…");
    }
    void cuts()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const int, maxBytes);
        const std::string cut = shortened(text.toStdString(), static_cast<std::size_t>(maxBytes));
        QTEST(QByteArray::fromStdString(cut), "expected");
    }
};

SLURMSD_TEST(TestShortText)
#include "tst_shorttext.moc"
