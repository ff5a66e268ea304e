// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/utf8.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;

class TestUtf8 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void repairs_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("expected");
        const auto row = [](const char *name, std::string text, std::string expected) {
            QTest::newRow(name) << std::move(text) << std::move(expected);
        };
        row("nothing", "", "");
        row("ASCII", "n1 \t\x7f", "n1 \t\x7f");
        row("every length", "\xc3\xa9 \xe2\x82\xac \xf0\x9f\x98\x80",
            "\xc3\xa9 \xe2\x82\xac \xf0\x9f\x98\x80");
        row("NUL", std::string("a\0b", 3), std::string("a\0b", 3));
        row("U+FEFF in front", "\xef\xbb\xbfn1", "\xef\xbb\xbfn1");
        row("U+FEFF and nothing else", "\xef\xbb\xbf", "\xef\xbb\xbf");
        row("Latin-1",
            "gr\xfc\xdf"
            "e",
            "gr\xef\xbf\xbd\xef\xbf\xbd"
            "e");
        row("cut short", "n1\xe2\x82", "n1\xef\xbf\xbd\xef\xbf\xbd");
        row("a byte alone", "\x80n1", "\xef\xbf\xbdn1");
    }
    void repairs()
    {
        QFETCH(const std::string, text);
        QTEST(validUtf8(text), "expected");
        QCOMPARE(validUtf8(validUtf8(text)), validUtf8(text));
    }
};

SLURMSD_TEST(TestUtf8)

#include "tst_utf8.moc"
