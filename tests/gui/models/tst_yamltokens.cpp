// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/yamltokens.h"
#include "tests/support/testrunner.h"

#include <QStringList>
#include <QTest>

using namespace slurmsd;
using namespace Qt::StringLiterals;

class TestYamlTokens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
};

void TestYamlTokens::reads_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("expected"); // kind and text of each
    QTest::newRow("nothing") << u""_s << u""_s;
    QTest::newRow("key and number") << u"    port: 9100"_s << u"key port|mark :|number 9100"_s;
    QTest::newRow("item") << u"  - node:"_s << u"mark -|key node|mark :"_s;
    QTest::newRow("plain text") << u"a: some text"_s << u"key a|mark :"_s;
    QTest::newRow("comment") << u"a: b # c: 1"_s << u"key a|mark :|comment # c: 1"_s;
    QTest::newRow("no comment") << u"a: b#c"_s << u"key a|mark :"_s;
    QTest::newRow("whole comment") << u"# jobs:"_s << u"comment # jobs:"_s;
    QTest::newRow("secret") << u"  user_token: <secret>"_s << u"key user_token|mark :|secret <secret>"_s;
    QTest::newRow("URL") << u"endpoint: http://host:6820"_s << u"key endpoint|mark :"_s;
    QTest::newRow("quoted") << u"a: \"b: #c\""_s << u"key a|mark :|string \"b: #c\""_s;
    QTest::newRow("escaped quote") << u"\"a\\\"b\": 'c'"_s << u"key \"a\\\"b\"|mark :|string 'c'"_s;
    QTest::newRow("open quote") << u"a: \"b"_s << u"key a|mark :|string \"b"_s;
    QTest::newRow("flow")
        << u"m: {p: [gpu, 1], b: true}"_s
        << u"key m|mark :|mark {|key p|mark :|mark [|mark ,|number 1|mark ]|mark ,|key b|mark "
           ":|word true|mark }"_s;
    QTest::newRow("colon at the end") << u":"_s << u"mark :"_s;
    QTest::newRow("quote alone") << u"\""_s << u"string \""_s;
}

void TestYamlTokens::reads()
{
    QFETCH(QString, line);
    const QStringList kinds{u"key"_s,  u"string"_s,  u"number"_s, u"word"_s,
                            u"mark"_s, u"comment"_s, u"secret"_s};
    QStringList shown;
    for (const YamlToken &token : yamlTokens(line))
        shown += kinds[int(token.kind)] + u' ' + line.mid(token.start, token.length);
    QTEST(shown.join(u'|'), "expected");
}

SLURMSD_TEST(TestYamlTokens)
#include "tst_yamltokens.moc"
