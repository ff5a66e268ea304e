// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/statestyle.h"
#include "gui/views/yamledit.h"
#include "gui/views/yamlhighlighter.h"
#include "tests/support/testrunner.h"

#include <QApplication>
#include <QTest>
#include <QTextBlock>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

using namespace slurmsd;
using namespace Qt::StringLiterals;

class TestYamlHighlighter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void formats_data();
    void formats();
    void formatsDiff();
    void marksProblems();
};

namespace {

QPalette paletteOf(bool dark)
{
    return dark ? QPalette(QColor(0xffeeeeee), QColor(0xff333333), {}, {}, {}, QColor(0xffeeeeee),
                           QColor(0xff1e1e1e))
                : QPalette(QColor(0xff000000), QColor(0xffdddddd), {}, {}, {}, QColor(0xff000000),
                           QColor(0xffffffff));
}

// The parts of a line that have a format, each with its look.
QList<QTextLayout::FormatRange> formatsOf(const QTextDocument &document, int line = 0)
{
    return document.findBlockByNumber(line).layout()->formats();
}

// WCAG 2's contrast of two colours.
double contrast(const QColor &a, const QColor &b)
{
    const auto luminance = [](const QColor &color) {
        const auto part = [](double value) {
            return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * part(color.redF()) + 0.7152 * part(color.greenF()) + 0.0722 * part(color.blueF());
    };
    const auto [low, high] = std::minmax({luminance(a), luminance(b)});
    return (high + 0.05) / (low + 0.05);
}

} // namespace

void TestYamlHighlighter::formats_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void TestYamlHighlighter::formats()
{
    QFETCH(bool, dark);
    const QPalette palette = paletteOf(dark);
    QTextDocument document(u"port: 9100 # as ever\nuser_token: <secret>"_s);
    YamlHighlighter highlighter(&document, paletteOf(!dark));
    highlighter.rehighlight();
    const QColor before = formatsOf(document).first().format.foreground().color();
    highlighter.setPalette(palette);
    const auto formats = formatsOf(document);
    QCOMPARE(formats.size(), 4);
    QCOMPARE(formats[0].start, 0);
    QCOMPARE(formats[0].length, 4);
    QVERIFY(formats[0].format.foreground().color() != before);
    QVERIFY(formats[3].format.fontItalic());
    for (const auto &range : formats + formatsOf(document, 1))
        QVERIFY2(contrast(range.format.foreground().color(), palette.color(QPalette::Base)) >= 4.5,
                 qPrintable(range.format.foreground().color().name()));
}

void TestYamlHighlighter::formatsDiff()
{
    const QPalette palette = paletteOf(false);
    QTextDocument document(u"--- a\n+++ b\n@@ -1 +1 @@\n same\n-old\n+new"_s);
    DiffHighlighter highlighter(&document, palette);
    highlighter.rehighlight();
    QVERIFY(formatsOf(document, 3).isEmpty());
    QCOMPARE(formatsOf(document, 4).first().format.foreground().color(),
             stateColor(StateClass::Down, palette));
    QCOMPARE(formatsOf(document, 5).first().format.foreground().color(),
             stateColor(StateClass::Active, palette));
    QVERIFY(formatsOf(document, 0).first().format.foreground().color() !=
            stateColor(StateClass::Down, palette));
}

void TestYamlHighlighter::marksProblems()
{
    YamlEdit edit;
    edit.setPlainText(u"jobs:\n  - 😀: x\n"_s);
    edit.setProblems(
        {{{}, 2, 6, "jobs[0]", "wrong"}, {{}, 0, 0, {}, "the whole file"}, {{}, 99, 1, {}, "beyond"}});
    QCOMPARE(edit.extraSelections().size(), 1); // where the problem has a line of the text
    QCOMPARE(edit.extraSelections().first().cursor.selectedText(), u": x"_s);
    edit.goTo({{}, 2, 5, {}, {}});
    QCOMPARE(edit.textCursor().blockNumber(), 1);
    QCOMPARE(edit.textCursor().positionInBlock(), 4);
    edit.setProblems({});
    QVERIFY(edit.extraSelections().isEmpty());
}

SLURMSD_WIDGETS_TEST(TestYamlHighlighter)
#include "tst_yamlhighlighter.moc"
