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

    void findsControlCharacters_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("expected"); // of its first character; empty: it is none
        const auto row = [](const char *name, std::string text, std::string expected) {
            QTest::newRow(name) << std::move(text) << std::move(expected);
        };
        row("nothing", "", "");
        row("a letter", "a\n", "");
        row("NUL", std::string("\0a", 2), "\\u0000 1");
        row("newline", "\n", "\\u000a 1");
        row("DEL", "\x7f", "\\u007f 1");
        row("the first of C1", "\xc2\x80", "\\u0080 2");
        row("CSI",
            "\xc2\x9b"
            "2J",
            "\\u009b 2");
        row("the last of C1", "\xc2\x9f", "\\u009f 2");
        row("no-break space", "\xc2\xa0", "");
        row("an umlaut", "\xc3\xa4", "");
        row("Arabic letter mark", "\xd8\x9c", "\\u061c 2");
        row("an Arabic letter", "\xd8\xa8", "");
        row("zero width joiner", "\xe2\x80\x8d", "");
        row("right-to-left mark", "\xe2\x80\x8f", "\\u200f 3");
        row("ellipsis", "\xe2\x80\xa6", "");
        row("line separator", "\xe2\x80\xa8", "\\u2028 3");
        row("right-to-left override", "\xe2\x80\xae", "\\u202e 3");
        row("left-to-right isolate", "\xe2\x81\xa6", "\\u2066 3");
        row("pop directional isolate", "\xe2\x81\xa9", "\\u2069 3");
        row("the euro", "\xe2\x82\xac", "");
        row("beyond 16 bits", "\xf0\x9f\x98\x80", "");
        row("half of C1", "\xc2", "");
        row("half of C1 before a letter",
            "\xc2"
            "A",
            "");
        row("a third of a separator", "\xe2", "");
        row("two thirds of a separator", "\xe2\x80", "");
        row("two thirds of a separator before a letter",
            "\xe2\x80"
            "A",
            "");
    }
    void findsControlCharacters()
    {
        QFETCH(const std::string, text);
        QFETCH(const std::string, expected);
        const ControlCharacter control = controlCharacterAt(text);
        QCOMPARE(control.bytes == 0 ? std::string()
                                    : unicodeEscape(control.code) + ' ' + std::to_string(control.bytes),
                 expected);
        QCOMPARE(hasControlCharacters("\xc3\xa4" + text), !expected.empty() || text == "a\n");
    }
};

SLURMSD_TEST(TestUtf8)

#include "tst_utf8.moc"
