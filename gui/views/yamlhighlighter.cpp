// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/yamlhighlighter.h"

#include "gui/models/yamltokens.h"
#include "gui/views/statestyle.h"

namespace slurmsd {

namespace {

QTextCharFormat formatOf(YamlToken::Kind kind, const QPalette &palette)
{
    const bool dark = isDark(palette);
    QTextCharFormat format;
    switch (kind) {
    case YamlToken::Kind::Key:
        format.setForeground(QColor(dark ? 0xff8ab8ff : 0xff1f4f9e));
        break;
    case YamlToken::Kind::String:
        format.setForeground(QColor(dark ? 0xff8fd18f : 0xff1d6b2f));
        break;
    case YamlToken::Kind::Number:
    case YamlToken::Kind::Word:
        format.setForeground(QColor(dark ? 0xfff0b880 : 0xff8f4700));
        break;
    case YamlToken::Kind::Mark:
        format.setForeground(QColor(dark ? 0xffa8a8a8 : 0xff666666));
        break;
    case YamlToken::Kind::Comment:
        format.setForeground(QColor(dark ? 0xffa0a0a0 : 0xff6a6a6a));
        format.setFontItalic(true);
        break;
    case YamlToken::Kind::Secret:
        format.setForeground(QColor(dark ? 0xffe0a0e8 : 0xff8a2f8f));
        format.setFontItalic(true);
        break;
    }
    return format;
}

} // namespace

QColor mutedTextColor(const QPalette &palette)
{
    const QColor text = palette.color(QPalette::Text);
    const QColor base = palette.color(QPalette::Base);
    const auto mixed = [](int a, int b) { return (a * 6 + b * 4) / 10; };
    return QColor(mixed(text.red(), base.red()), mixed(text.green(), base.green()),
                  mixed(text.blue(), base.blue()));
}

YamlHighlighter::YamlHighlighter(QTextDocument *document, const QPalette &palette)
    : QSyntaxHighlighter(document)
    , m_palette(palette)
{}

void YamlHighlighter::setPalette(const QPalette &palette)
{
    m_palette = palette;
    rehighlight();
}

void YamlHighlighter::highlightBlock(const QString &text)
{
    for (const YamlToken &token : yamlTokens(text))
        setFormat(int(token.start), int(token.length), formatOf(token.kind, m_palette));
}

DiffHighlighter::DiffHighlighter(QTextDocument *document, const QPalette &palette)
    : QSyntaxHighlighter(document)
    , m_palette(palette)
{}

void DiffHighlighter::setPalette(const QPalette &palette)
{
    m_palette = palette;
    rehighlight();
}

void DiffHighlighter::highlightBlock(const QString &text)
{
    const bool isHead = text.startsWith(QLatin1String("---")) || text.startsWith(QLatin1String("+++"));
    QTextCharFormat format;
    if (isHead || text.startsWith(u'@'))
        format.setForeground(mutedTextColor(m_palette));
    else if (text.startsWith(u'+'))
        format.setForeground(stateColor(StateClass::Active, m_palette));
    else if (text.startsWith(u'-'))
        format.setForeground(stateColor(StateClass::Down, m_palette));
    else
        return;
    setFormat(0, int(text.size()), format);
}

} // namespace slurmsd
