// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QXmlStreamWriter>

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace slurmsd {

// Writes an HTML page that is well-formed XML, too: whatever is opened is closed, and every text and every
// attribute's value is escaped. Texts are UTF-8. Tags and the names of attributes are literals.
class HtmlWriter
{
public:
    using Attributes = std::initializer_list<std::pair<const char *, std::string_view>>;

    // Longer texts are cut, so that a page has a bound whatever others say.
    static constexpr std::size_t maxTextBytes = 1000;

    // Begins with the document type. `page` must outlive the writer.
    explicit HtmlWriter(QByteArray &page);

    // An element with what `writeContent` writes in it.
    template <typename Content>
    void nest(const char *tag, Attributes attributes, Content &&writeContent)
    {
        open(tag, attributes);
        writeContent();
        m_xml.writeEndElement();
    }
    // An element with a text in it, which may be empty.
    void element(const char *tag, Attributes attributes, std::string_view text);
    // One that HTML never closes: meta, input.
    void voidElement(const char *tag, Attributes attributes);
    void text(std::string_view text);
    // The page's own style: no '<', '>', '&' or quotes in it, and not cut.
    void style(const char *css);

private:
    void open(const char *tag, Attributes attributes);
    void writeAttributes(Attributes attributes);

    QXmlStreamWriter m_xml;
};

// The text as a page may show it: what would not be seen, or would change how the text around it is seen
// (control characters, characters without width, changes of direction), as \x07 or \u202e.
QString visibleText(std::string_view text);

} // namespace slurmsd
