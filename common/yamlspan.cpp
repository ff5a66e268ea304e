// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/yamlspan.h"

#include <algorithm>
#include <array>

namespace slurmsd {

namespace {

bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

std::size_t endOfSingleQuoted(std::string_view text, std::size_t offset)
{
    for (++offset; offset < text.size(); ++offset) {
        if (text[offset] != '\'')
            continue;
        if (!text.substr(offset + 1).starts_with('\''))
            return offset + 1;
        ++offset;
    }
    return text.size();
}

std::size_t endOfDoubleQuoted(std::string_view text, std::size_t offset)
{
    for (++offset; offset < text.size(); ++offset) {
        if (text[offset] == '\\')
            ++offset;
        else if (text[offset] == '"')
            return offset + 1;
    }
    return text.size();
}

// Plain and block scalars have the characters of their value in the text, one by one; only white space is
// folded, indented or cut.
std::size_t endOfValue(std::string_view text, std::size_t offset, std::string_view value)
{
    std::size_t end = offset;
    for (const char c : value) {
        if (isSpace(c))
            continue;
        while (offset < text.size() && isSpace(text[offset]))
            ++offset;
        end = std::min(++offset, text.size());
    }
    return end;
}

std::size_t endOfScalar(std::string_view text, std::size_t offset, std::string_view value)
{
    const char first = offset < text.size() ? text[offset] : '\0';
    if (first == '"')
        return endOfDoubleQuoted(text, offset);
    if (first == '\'')
        return endOfSingleQuoted(text, offset);
    const bool isBlock = first == '|' || first == '>';
    if (isBlock && value.find_first_not_of(" \t\r\n") == std::string_view::npos)
        return lineTextEnd(text, offset);
    return endOfValue(text, isBlock ? lineEnd(text, offset) : offset, value);
}

// Behind the bracket that closes a list or map whose last part ends at `offset`.
std::size_t behindBracket(std::string_view text, std::size_t offset, char bracket)
{
    // Besides the bracket, only commas, colons and the words for null can follow.
    while (offset < text.size() && text[offset] != bracket)
        offset = skipSpaceAndComments(text, offset + 1);
    return std::min(offset + 1, text.size());
}

// A null that is written out: at its mark, in the line of its colon.
bool isWrittenNull(std::string_view text, std::size_t offset, std::size_t behindColon)
{
    constexpr std::array<std::string_view, 4> words{"~", "null", "Null", "NULL"};
    if (offset < behindColon || offset > text.size())
        return false;
    const std::string_view between = text.substr(behindColon, offset - behindColon);
    return between.find_first_not_of(" \t") == std::string_view::npos &&
           std::ranges::any_of(words,
                               [&](std::string_view word) { return text.substr(offset).starts_with(word); });
}

} // namespace

std::size_t lineStart(std::string_view text, std::size_t offset)
{
    const std::size_t lineBreak = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
    return lineBreak == std::string_view::npos ? 0 : lineBreak + 1;
}

std::size_t columnOf(std::string_view text, std::size_t offset) { return offset - lineStart(text, offset); }

std::size_t lineTextEnd(std::string_view text, std::size_t offset)
{
    std::size_t end = std::min(text.find('\n', offset), text.size());
    if (end > offset && end < text.size() && text[end - 1] == '\r')
        --end;
    return end;
}

std::size_t lineEnd(std::string_view text, std::size_t offset)
{
    const std::size_t lineBreak = text.find('\n', offset);
    return lineBreak == std::string_view::npos ? text.size() : lineBreak + 1;
}

std::size_t skipSpaceAndComments(std::string_view text, std::size_t offset)
{
    while (offset < text.size()) {
        if (text[offset] == '#' && (offset == 0 || isSpace(text[offset - 1])))
            offset = lineEnd(text, offset);
        else if (isSpace(text[offset]))
            ++offset;
        else
            break;
    }
    return offset;
}

bool isFlow(std::string_view text, const YamlNode &node)
{
    const char first = node.mark.offset < text.size() ? text[node.mark.offset] : '\0';
    return (node.kind == YamlNode::Kind::List && first == '[') ||
           (node.kind == YamlNode::Kind::Map && first == '{');
}

std::size_t endOfKey(std::string_view text, const YamlEntry &entry)
{
    return endOfScalar(text, entry.keyMark.offset, entry.key);
}

std::size_t endOf(std::string_view text, const YamlEntry &entry)
{
    if (entry.value.kind != YamlNode::Kind::Null)
        return endOf(text, entry.value);
    const std::size_t end = endOfKey(text, entry);
    const std::size_t colon = skipSpaceAndComments(text, end);
    if (colon >= text.size() || text[colon] != ':')
        return end;
    const std::size_t offset = entry.value.mark.offset;
    if (!isWrittenNull(text, offset, colon + 1))
        return colon + 1;
    return offset + (text[offset] == '~' ? 1 : std::string_view("null").size());
}

std::size_t endOf(std::string_view text, const YamlNode &node)
{
    if (node.kind == YamlNode::Kind::Scalar)
        return endOfScalar(text, node.mark.offset, node.text);
    if (node.kind == YamlNode::Kind::Null)
        return node.mark.offset;
    std::size_t end = node.mark.offset + (isFlow(text, node) ? 1 : 0);
    if (!node.entries.empty())
        end = endOf(text, node.entries.back());
    else if (!node.items.empty())
        end = std::max(end, endOf(text, node.items.back()));
    if (isFlow(text, node))
        end = behindBracket(text, skipSpaceAndComments(text, end),
                            node.kind == YamlNode::Kind::List ? ']' : '}');
    return end;
}

} // namespace slurmsd
