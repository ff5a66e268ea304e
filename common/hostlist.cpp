// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/hostlist.h"

#include "common/asciitext.h"
#include "common/wording.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>

namespace slurmsd {

namespace {

// Digits of any count; nothing when they make a number over maxHostlistNumber.
std::optional<std::uint64_t> parseDigits(std::string_view digits)
{
    std::uint64_t number = 0;
    const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return parsed.ec == std::errc() && number <= maxHostlistNumber ? std::optional(number) : std::nullopt;
}

void appendPadded(std::string &out, std::uint64_t number, std::size_t width)
{
    const std::string digits = std::to_string(number);
    out.append(width - std::min(width, digits.size()), '0') += digits;
}

// "07-10": the numbers from `first` to `last` with at least `width` digits.
struct Range
{
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    std::size_t width = 0;

    std::size_t longest() const { return std::max(width, std::to_string(last).size()); }
};

// "n[1-3,07-10]": text, then one of the ranges' numbers; the last part of an item may have none.
struct Part
{
    std::string_view text;
    std::vector<Range> ranges;
};

// "r[1-2]n[01-16]b"
struct Item
{
    std::vector<Part> parts;
    std::size_t count = 1;
};

// a * b, or `limit` + 1 when that is more than `limit`.
std::size_t boundedProduct(std::size_t a, std::size_t b, std::size_t limit)
{
    return a != 0 && b > limit / a ? limit + 1 : a * b;
}

// Reads a hostlist into items, whose size does not depend on how many names they stand for.
class Parser
{
public:
    explicit Parser(std::string_view text)
        : m_text(text)
    {}

    Result<std::vector<Item>, std::string> parse()
    {
        std::vector<Item> items;
        takeSeparators();
        do {
            items.emplace_back();
            if (!parseItem(items.back()))
                return Failure{m_error};
            takeSeparators();
        } while (!atEnd());
        return items;
    }

    std::size_t count() const { return m_count; }

private:
    bool parseItem(Item &item)
    {
        const std::size_t start = m_at;
        std::size_t longest = 0;
        while (!atEnd() && !isSeparator(peek())) {
            Part &part = item.parts.emplace_back();
            if (!parseText(part) || (!atEnd() && peek() == '[' && !parseRanges(part, item.count)))
                return false;
            longest += part.text.size();
            if (!part.ranges.empty())
                longest += std::ranges::max(part.ranges, {}, &Range::longest).longest();
            if (longest > maxHostlistNameBytes)
                return fail(start, "a name of more than " + std::to_string(maxHostlistNameBytes) + " bytes");
        }
        if (m_at == start)
            return fail(start, "expected a name" + found());
        m_count += item.count;
        return m_count <= maxHostlistNames ||
               fail(start, "more than " + std::to_string(maxHostlistNames) + " names");
    }

    // Everything up to a bracket or the item's end.
    bool parseText(Part &part)
    {
        const std::size_t start = m_at;
        while (!atEnd() && !isSeparator(peek()) && peek() != '[') {
            const auto byte = static_cast<unsigned char>(peek());
            if (byte < ' ' || byte == 0x7f)
                return fail(m_at, "a control character");
            if (peek() == ']')
                return fail(m_at, "\"]\" without \"[\"");
            ++m_at;
        }
        part.text = m_text.substr(start, m_at - start);
        return true;
    }

    // "[1-3,07-10]"; multiplies `count` with the number of its numbers.
    bool parseRanges(Part &part, std::size_t &count)
    {
        const std::size_t bracket = m_at++;
        std::size_t numbers = 0;
        do {
            Range range;
            if (!parseRange(range, bracket))
                return false;
            part.ranges.push_back(range);
            numbers += static_cast<std::size_t>(
                           std::min<std::uint64_t>(range.last - range.first, maxHostlistNames)) +
                       1;
            if (boundedProduct(count, numbers, maxHostlistNames) > maxHostlistNames)
                return fail(bracket, "more than " + std::to_string(maxHostlistNames) + " names");
        } while (takeComma());
        if (atEnd())
            return fail(bracket, "\"[\" without \"]\"");
        if (peek() != ']')
            return fail(m_at, "expected \",\", \"-\" or \"]\"" + found());
        ++m_at;
        count *= numbers;
        return true;
    }

    bool parseRange(Range &range, std::size_t bracket)
    {
        const std::size_t start = m_at;
        if (!parseNumber(range.first, bracket))
            return false;
        range.width = m_at - start;
        range.last = range.first;
        if (atEnd() || peek() != '-')
            return true;
        ++m_at;
        if (!parseNumber(range.last, bracket))
            return false;
        return range.first <= range.last || fail(start, "expected a range that counts up, got " +
                                                            inQuotes(m_text.substr(start, m_at - start)));
    }

    bool parseNumber(std::uint64_t &number, std::size_t bracket)
    {
        const std::size_t start = m_at;
        while (!atEnd() && isDigit(peek()))
            ++m_at;
        if (m_at == start)
            return atEnd() ? fail(bracket, "\"[\" without \"]\"") : fail(m_at, "expected a number" + found());
        const auto value = parseDigits(m_text.substr(start, m_at - start));
        if (!value)
            return fail(start, "a number over " + std::to_string(maxHostlistNumber));
        number = *value;
        return true;
    }

    void takeSeparators()
    {
        while (!atEnd() && isSeparator(peek()))
            ++m_at;
    }

    bool takeComma()
    {
        if (atEnd() || peek() != ',')
            return false;
        ++m_at;
        return true;
    }

    // The end of a message: what is there instead of what was expected.
    std::string found() const
    {
        return atEnd() ? ", got nothing" : ", got " + inQuotes(m_text.substr(m_at, characterBytes(m_at)));
    }

    std::size_t characterBytes(std::size_t at) const
    {
        std::size_t bytes = 1;
        while (at + bytes < m_text.size() && isContinuation(m_text[at + bytes]))
            ++bytes;
        return bytes;
    }

    bool fail(std::size_t at, const std::string &message)
    {
        const auto before = m_text.substr(0, at);
        const auto column =
            before.size() - static_cast<std::size_t>(std::ranges::count_if(before, isContinuation));
        m_error =
            "hostlist " + inQuotes(m_text) + ", character " + std::to_string(column + 1) + ": " + message;
        return false;
    }

    // Between items.
    static bool isSeparator(char c) { return c == ',' || c == ' ' || c == '\t' || c == '\n'; }
    static bool isContinuation(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }
    bool atEnd() const { return m_at == m_text.size(); }
    char peek() const { return m_text[m_at]; }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::size_t m_count = 0;
    std::string m_error;
};

// Appends the item's names to `names`: `name` is what its parts before `part` make. The numbers of a later
// bracket change first.
void expandParts(const Item &item, std::size_t part, std::string &name, std::vector<std::string> &names)
{
    if (part == item.parts.size()) {
        names.push_back(name);
        return;
    }
    const std::size_t size = name.size();
    name += item.parts[part].text;
    const std::size_t prefix = name.size();
    if (item.parts[part].ranges.empty())
        expandParts(item, part + 1, name, names);
    for (const Range &range : item.parts[part].ranges) {
        for (std::uint64_t number = range.first; number <= range.last; ++number) {
            appendPadded(name, number, range.width);
            expandParts(item, part + 1, name, names);
            name.resize(prefix);
        }
    }
    name.resize(size);
}

} // namespace

Result<std::vector<std::string>, std::string> expandHostlist(std::string_view hostlist)
{
    Parser parser(hostlist);
    const auto items = parser.parse();
    if (!items)
        return Failure{items.error()};
    std::vector<std::string> names;
    names.reserve(parser.count());
    std::string name;
    for (const Item &item : *items)
        expandParts(item, 0, name, names);
    return names;
}

Result<std::size_t, std::string> countHostlist(std::string_view hostlist)
{
    Parser parser(hostlist);
    const auto items = parser.parse();
    if (!items)
        return Failure{items.error()};
    return parser.count();
}

Result<std::string, std::string> firstOfHostlist(std::string_view hostlist)
{
    const auto items = Parser(hostlist).parse();
    if (!items)
        return Failure{items.error()};
    std::string name;
    for (const Part &part : items->front().parts) {
        name += part.text;
        if (!part.ranges.empty())
            appendPadded(name, part.ranges.front().first, part.ranges.front().width);
    }
    return name;
}

} // namespace slurmsd
