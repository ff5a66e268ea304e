// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/statuspage/htmlwriter.h"

#include "common/shorttext.h"

#include <algorithm>

namespace slurmsd {

namespace {

// Control and format characters (bidirectional ones, zero widths), line and paragraph separators, and what
// XML has no room for.
bool isVisible(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return false;
    default:
        return c != 0xfffe && c != 0xffff;
    }
}

QString escapeOf(char32_t c)
{
    const bool isByte = c < 0x100;
    return QLatin1String(isByte ? "\\x" : "\\u") +
           QString::number(static_cast<uint>(c), 16).rightJustified(isByte ? 2 : 4, QLatin1Char('0'));
}

} // namespace

QString visibleText(std::string_view text)
{
    // Nearly all.
    if (std::ranges::all_of(text, [](char c) { return c >= ' ' && c < '\x7f'; }))
        return QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size()));
    const QString all = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    QString visible;
    visible.reserve(all.size());
    for (const char32_t c : all.toUcs4()) {
        if (isVisible(c))
            visible += QChar::fromUcs4(c);
        else
            visible += escapeOf(c);
    }
    return visible;
}

HtmlWriter::HtmlWriter(QByteArray &page)
    : m_xml(&page)
{
    m_xml.writeDTD(QStringLiteral("<!DOCTYPE html>"));
}

void HtmlWriter::element(const char *tag, Attributes attributes, std::string_view text)
{
    nest(tag, attributes, [&] { this->text(text); });
}

void HtmlWriter::voidElement(const char *tag, Attributes attributes)
{
    m_xml.writeEmptyElement(QLatin1String(tag));
    writeAttributes(attributes);
}

void HtmlWriter::text(std::string_view text)
{
    m_xml.writeCharacters(visibleText(shortened(text, maxTextBytes)));
}

void HtmlWriter::style(const char *css)
{
    m_xml.writeTextElement(QStringLiteral("style"), QLatin1String(css));
}

void HtmlWriter::open(const char *tag, Attributes attributes)
{
    m_xml.writeStartElement(QLatin1String(tag));
    writeAttributes(attributes);
    // Ends the tag, so that an empty element is written as <td></td>: to HTML, <td/> is not closed.
    m_xml.writeCharacters(QString());
}

void HtmlWriter::writeAttributes(Attributes attributes)
{
    for (const auto &[name, value] : attributes)
        m_xml.writeAttribute(QLatin1String(name), visibleText(shortened(value, maxTextBytes)));
}

} // namespace slurmsd
