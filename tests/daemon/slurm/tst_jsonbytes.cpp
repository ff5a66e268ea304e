// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/jsonbytes.h"
#include "tests/support/testrunner.h"

#include <QtTest>

#include <algorithm>
#include <string>

namespace slurmsd {

class TestJsonBytes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheFirstSetByte();
    void skipsWhiteSpace_data();
    void skipsWhiteSpace();
    void findsWhatStopsAString_data();
    void findsWhatStopsAString();
};

// The instruction of this CPU and the way of all others.
void TestJsonBytes::findsTheFirstSetByte()
{
    for (unsigned bits = 0; bits <= 0xffff; ++bits) {
        jsonbytes::Block block{};
        for (unsigned i = 0; i < 16; ++i)
            block[i] = (bits >> i & 1U) != 0 ? 0xff : 0;
        const int expected = std::countr_zero(bits | 0x10000U);
        QCOMPARE(jsonbytes::firstSet(block), expected);
        QCOMPARE(jsonbytes::firstSetByWords(block), expected);
    }
}

namespace {

void addBytes()
{
    QTest::addColumn<int>("byte");
    for (int byte = 0; byte < 256; ++byte)
        QTest::addRow("0x%02x", byte) << byte;
}

// Each byte at each place behind `filling`, in texts of up to three blocks.
template <typename Find, typename IsFound>
void checkEverywhere(char byte, const std::string &filling, Find &&find, IsFound &&isFound)
{
    for (std::size_t size = 0; size <= 48; ++size) {
        for (std::size_t at = 0; at < size; ++at) {
            std::string text;
            while (text.size() < size)
                text += filling[text.size() % filling.size()];
            text[at] = byte;
            const char *const begin = text.data();
            const char *const end = begin + text.size();
            QCOMPARE(find(begin, end) - begin, std::find_if(begin, end, isFound) - begin);
        }
    }
}

} // namespace

void TestJsonBytes::skipsWhiteSpace_data() { addBytes(); }

void TestJsonBytes::skipsWhiteSpace()
{
    QFETCH(int, byte);
    checkEverywhere(static_cast<char>(byte), "  \n\r\t", jsonbytes::skipSpace,
                    [](char c) { return c != ' ' && c != '\n' && c != '\r' && c != '\t'; });
}

void TestJsonBytes::findsWhatStopsAString_data() { addBytes(); }

void TestJsonBytes::findsWhatStopsAString()
{
    QFETCH(int, byte);
    checkEverywhere(static_cast<char>(byte), "a\xc3\xa9 /\x7f{\xff", jsonbytes::findStop,
                    [](char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < ' '; });
}

} // namespace slurmsd

SLURMSD_TEST(slurmsd::TestJsonBytes)
#include "tst_jsonbytes.moc"
