// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/textpattern.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace slurmsd {

namespace {

constexpr std::array<char, 256> foldTable = [] {
    std::array<char, 256> table{};
    for (std::size_t i = 0; i < table.size(); ++i)
        table[i] = static_cast<char>(i >= 'A' && i <= 'Z' ? i + ('a' - 'A') : i);
    return table;
}();

char fold(char c) { return foldTable[static_cast<unsigned char>(c)]; }

bool isAt(std::string_view text, std::size_t at, std::string_view folded)
{
    for (std::size_t i = 0; i < folded.size(); ++i) {
        if (fold(text[at + i]) != folded[i])
            return false;
    }
    return true;
}

bool containsFolded(std::string_view text, std::string_view folded)
{
    for (std::size_t at = 0; at + folded.size() <= text.size(); ++at) {
        if (isAt(text, at, folded))
            return true;
    }
    return false;
}

// With '*' in `folded`. Goes back to the last star only, which is enough and never takes exponential time.
bool matchesWildcards(std::string_view text, std::string_view folded)
{
    std::size_t at = 0;
    std::size_t part = 0;
    std::size_t star = std::string_view::npos;
    std::size_t starAt = 0;
    while (at < text.size()) {
        if (part < folded.size() && folded[part] == '*') {
            star = part++;
            starAt = at;
        } else if (part < folded.size() && folded[part] == fold(text[at])) {
            ++part;
            ++at;
        } else if (star != std::string_view::npos) {
            part = star + 1;
            at = ++starAt;
        } else {
            return false;
        }
    }
    return folded.find_first_not_of('*', part) == std::string_view::npos;
}

} // namespace

TextPattern::TextPattern(std::string_view text, Mode mode)
    : m_folded(text)
    , m_mode(mode)
{
    std::ranges::transform(m_folded, m_folded.begin(), fold);
}

bool TextPattern::matches(std::string_view text) const
{
    switch (m_mode) {
    case Mode::Contains:
        return containsFolded(text, m_folded);
    case Mode::Equals:
        return text.size() == m_folded.size() && isAt(text, 0, m_folded);
    case Mode::Wildcards:
        break;
    }
    return m_folded == "*" ? !text.empty() : matchesWildcards(text, m_folded);
}

void TextSet::insert(std::string_view text) { m_texts.emplace(text); }

void TextSet::insertWildcards(std::string_view pattern)
{
    m_patterns.emplace_back(pattern, TextPattern::Mode::Wildcards);
}

bool TextSet::contains(std::string_view text) const
{
    return (!m_texts.empty() && m_texts.find(text) != m_texts.end()) ||
           std::ranges::any_of(m_patterns, [text](const auto &pattern) { return pattern.matches(text); });
}

// FNV-1a
std::size_t TextSet::FoldedHash::operator()(std::string_view text) const
{
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(fold(c))) * 0x100000001b3U;
    return hash;
}

bool TextSet::FoldedEqual::operator()(std::string_view left, std::string_view right) const
{
    return equalsFolded(left, right);
}

bool equalsFolded(std::string_view left, std::string_view right)
{
    return std::ranges::equal(left, right, {}, fold, fold);
}

} // namespace slurmsd
