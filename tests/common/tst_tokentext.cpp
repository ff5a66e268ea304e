// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/tokentext.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;

class TestTokenText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleansTokens_data()
    {
        QTest::addColumn<std::string>("text");
        for (const char *text : {"abc.def.ghi", "SLURM_JWT=abc.def.ghi\n", " \t\r\n abc.def.ghi \r\n\n",
                                 "SLURM_JWT= abc.def.ghi", "\"abc.def.ghi\"", "'abc.def.ghi'\n",
                                 "SLURM_JWT=\"abc.def.ghi\"", "'SLURM_JWT=abc.def.ghi'", "\" abc.def.ghi \""})
            QTest::newRow(text) << std::string(text);
    }
    void cleansTokens()
    {
        QFETCH(std::string, text);

        QVERIFY(cleanToken(text));
        QCOMPARE(*cleanToken(text), std::string("abc.def.ghi"));
        QVERIFY(!tokenSlip(text));
    }

    void refusesOthers_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("problem"); // its beginning
        QTest::addColumn<bool>("isSlip");
        const auto row = [](const char *name, const std::string &text, const char *problem,
                            bool isSlip = false) {
            QTest::newRow(name) << text << std::string(problem) << isSlip;
        };
        row("empty", "", "it is empty");
        row("white space only", " \n", "it is empty");
        row("name only", "SLURM_JWT=\n", "it is empty");
        row("quotes only", "\"\"", "it is empty");
        row("two lines", "a.b.c\nX-Evil: 1", "expected one line");
        row("a NUL within", std::string("a.b\0.c", 6), "expected one line");
        row("a control character", "a.b.c\x1b", "expected one line");
        row("UTF-8", "é.b.c", "expected one line");
        row("Bearer", "Bearer a.b.c", "expected the token alone, without Bearer", true);
        row("a place in a template", "{{ slurm_token }}", "it is a place in a template", true);
        row("a variable", "${SLURM_JWT}", "it is the name of a variable", true);
        row("a variable without braces", "$SLURM_JWT\n", "it is the name of a variable", true);
        row("a variable in quotes", "\"$SLURM_JWT\"", "it is the name of a variable", true);
        row("a command", "$(scontrol token)", "it is the name of a variable", true);
        row("a line of a shell", "export SLURM_JWT=a.b.c", "it is a line for a shell", true);
        row("JSON", "{\"token\": \"a.b.c\"}", "it is a JSON document", true);
        row("two pairs of quotes", "\"'a.b.c'\"", "it is no JSON Web Token");
        row("a quote that stays open", "\"a.b.c", "it is no JSON Web Token");
        row("two parts", "abc.def", "it is no JSON Web Token");
        row("four parts", "a.b.c.d", "it is no JSON Web Token");
        row("an empty part", "a..c", "it is no JSON Web Token");
        row("no signature", "a.b.", "it is no JSON Web Token");
        row("a placeholder", "<secret>", "it is no JSON Web Token");
        row("a word", "changeme", "it is no JSON Web Token");
    }
    void refusesOthers()
    {
        QFETCH(std::string, text);
        QFETCH(std::string, problem);
        QFETCH(bool, isSlip);

        QVERIFY(!cleanToken(text));
        QVERIFY2(cleanToken(text).error().starts_with(problem), cleanToken(text).error().c_str());
        QCOMPARE(tokenSlip(text).has_value(), isSlip);
        if (isSlip)
            QCOMPARE(*tokenSlip(text), cleanToken(text).error());
    }
};

SLURMSD_TEST(TestTokenText)
#include "tst_tokentext.moc"
