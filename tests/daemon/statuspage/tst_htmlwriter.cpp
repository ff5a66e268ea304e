// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/statuspage/htmlwriter.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;

class TestHtmlWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesWhatHtmlAndXmlUnderstandAlike()
    {
        QByteArray page;
        HtmlWriter html(page);
        html.nest("p", {{"class", "a b"}}, [&] {
            html.voidElement("input", {{"value", ""}});
            html.element("td", {}, "");
            html.nest("ul", {}, [] {});
            html.text("end");
        });
        QCOMPARE(page,
                 QByteArray("<!DOCTYPE html><p class=\"a b\"><input value=\"\"/><td></td><ul></ul>end</p>"));
    }

    void escapes_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, const QByteArray &text, const char *expected) {
            QTest::newRow(name) << text << QByteArray(expected);
        };
        row("plain", "gpu[001-128]", "gpu[001-128]");
        row("markup", "<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;");
        row("entities", "&lt; &amp;", "&amp;lt; &amp;amp;");
        row("quotes", "\" onclick=x '", "&quot; onclick=x '");
        row("end of CDATA", "]]>", "]]&gt;");
        row("place markers", "%1 %4 %%", "%1 %4 %%");
        row("not ASCII", "Knöten 節点 🖧", "Knöten 節点 🖧");
        row("control characters", "a\x01\x1b[31m\x7f\n\tb",
            "a\\x01\\x1b[31m\\x7f\\x0a\\x09"
            "b");
        row("NUL", QByteArray("a\0b", 3),
            "a\\x00"
            "b");
        row("C1",
            "a\xc2\x9b"
            "b",
            "a\\x9b"
            "b");
        row("direction override",
            "n1\xe2\x80\xae"
            "gpj",
            "n1\\u202egpj");
        row("isolates", "\xe2\x81\xa6x\xe2\x81\xa9", "\\u2066x\\u2069");
        row("no width",
            "a\xe2\x80\x8b"
            "b\xef\xbb\xbf",
            "a\\u200b"
            "b\\ufeff");
        row("invisible beyond the first plane", "a\xf3\xa0\x81\x81", "a\\ue0041");
        row("line separator",
            "a\xe2\x80\xa8"
            "b",
            "a\\u2028b");
        row("not UTF-8",
            "a\xff"
            "b",
            "a\xef\xbf\xbd"
            "b");
        row("not in XML", "\xef\xbf\xbe\xef\xbf\xbf", "\\ufffe\\uffff");
    }
    void escapes()
    {
        QFETCH(const QByteArray, text);
        QByteArray inText;
        HtmlWriter(inText).element("p", {}, text.toStdString());
        QByteArray inAttribute;
        HtmlWriter(inAttribute).element("p", {{"a", text.toStdString()}}, "");
        QTEST(inText.mid(18).chopped(4), "expected"); // without <!DOCTYPE html><p> and </p>
        QTEST(inAttribute.mid(21).chopped(6), "expected");
    }

    void cutsLongTexts()
    {
        QByteArray page;
        HtmlWriter(page).element("p", {{"title", std::string(5000, 'x')}}, std::string(5000, 'y'));
        QCOMPARE(page.count('x'), 997);
        QCOMPARE(page.count('y'), 997);
    }
};

SLURMSD_TEST(TestHtmlWriter)
#include "tst_htmlwriter.moc"
