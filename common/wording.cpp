// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/wording.h"

#include "common/asciitext.h"
#include "common/utf8.h"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <utility>
#include <vector>

namespace slurmsd {

namespace {

constexpr std::size_t maxQuotedBytes = 60;

// Takes one character, or a byte of one, from the front of `text`.
void appendVisibly(std::string &out, std::string_view &text)
{
    constexpr std::string_view hex = "0123456789abcdef";
    const char c = text.front();
    const ControlCharacter control = controlCharacterAt(text);
    if (c == '\n')
        out += "\\n";
    else if (c == '\t')
        out += "\\t";
    else if (c == '\r')
        out += "\\r";
    else if (control.bytes == 1)
        ((out += "\\x") += hex[control.code >> 4]) += hex[control.code & 0xf];
    else if (control.bytes > 1)
        out += unicodeEscape(control.code);
    else
        out += c;
    text.remove_prefix(std::max<std::size_t>(1, control.bytes));
}

// How many characters must be inserted, left out, replaced or swapped with the next to get from one name to
// the other.
std::size_t editDistance(std::string_view from, std::string_view to)
{
    std::vector<std::size_t> beforeLast;
    std::vector<std::size_t> last;
    std::vector<std::size_t> row(to.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= from.size(); ++i) {
        beforeLast = std::exchange(last, row);
        row[0] = i;
        for (std::size_t j = 1; j <= to.size(); ++j) {
            const std::size_t replaced = last[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
            row[j] = std::min({replaced, last[j] + 1, row[j - 1] + 1});
            if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                row[j] = std::min(row[j], beforeLast[j - 2] + 1);
        }
    }
    return row.back();
}

// The closest of `known`; empty when none differs in at most a third of its characters.
std::string_view nearest(std::string_view name, std::span<const std::string_view> known)
{
    std::string_view best;
    std::size_t bestDistance = std::numeric_limits<std::size_t>::max();
    for (const std::string_view candidate : known) {
        const std::size_t limit = std::max<std::size_t>(1, candidate.size() / 3);
        // Saves the work for names that cannot be close: they may be as long as the file.
        if (name.size() > candidate.size() + limit)
            continue;
        const std::size_t distance = editDistance(name, candidate);
        if (distance <= limit && distance < bestDistance) {
            best = candidate;
            bestDistance = distance;
        }
    }
    return best;
}

} // namespace

std::string printable(std::string_view text)
{
    std::string_view shown = text.substr(0, maxQuotedBytes);
    // Never half a character: bytes that continue one go with it.
    if (text.size() > shown.size()) {
        while (!shown.empty() && (static_cast<unsigned char>(text[shown.size()]) & 0xc0) == 0x80)
            shown.remove_suffix(1);
    }
    std::string out;
    const bool isCut = text.size() > shown.size();
    while (!shown.empty())
        appendVisibly(out, shown);
    if (isCut)
        out += "…";
    return out;
}

std::string inQuotes(std::string_view text) { return '"' + printable(text) + '"'; }

std::string groupedDigits(std::size_t number)
{
    std::string digits = std::to_string(number);
    for (std::size_t left = digits.size(); left > 3; left -= 3)
        digits.insert(left - 3, ",");
    return digits;
}

bool isAlike(std::string_view name, std::string_view other)
{
    const std::string lower = asciiLower(name);
    const std::string otherLower = asciiLower(other);
    const std::array<std::string_view, 1> known{otherLower};
    return !nearest(lower, known).empty();
}

std::string suggestion(std::string_view name, std::span<const std::string_view> known)
{
    if (const std::string_view close = nearest(name, known); !close.empty())
        return "did you mean " + inQuotes(close) + "?";
    std::string all = "known are: ";
    for (const std::string_view candidate : known) {
        if (candidate != known.front())
            all += ", ";
        all += candidate;
    }
    return all;
}

} // namespace slurmsd
