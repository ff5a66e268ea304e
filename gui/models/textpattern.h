// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace slurmsd {

// A text to look for in others, whatever the case of ASCII letters. Other characters are as they are, so that
// bytes of any encoding can be searched.
class TextPattern
{
public:
    enum class Mode : unsigned char {
        Contains,
        Equals,
        Wildcards, // the whole text, where '*' stands for any characters; "*" alone for one at least
    };

    TextPattern() = default;
    TextPattern(std::string_view text, Mode mode);

    bool matches(std::string_view text) const;
    const std::string &folded() const { return m_folded; } // in lower case
    bool hasWildcards() const { return m_mode == Mode::Wildcards; }

    friend bool operator==(const TextPattern &, const TextPattern &) = default;

private:
    std::string m_folded; // in lower case
    Mode m_mode = Mode::Contains;
};

// Texts of which one has to be equal to another, or match it with wildcards; any number of them in equal
// time.
class TextSet
{
public:
    void insert(std::string_view text);
    void insertWildcards(std::string_view pattern);
    bool contains(std::string_view text) const;
    const std::vector<TextPattern> &patterns() const { return m_patterns; }
    // Does `test` hold for one of those without wildcards?
    template <typename Test>
    bool anyText(const Test &test) const
    {
        return std::ranges::any_of(m_texts, test);
    }

private:
    struct FoldedHash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const;
    };
    struct FoldedEqual
    {
        using is_transparent = void;
        bool operator()(std::string_view left, std::string_view right) const;
    };

    std::unordered_set<std::string, FoldedHash, FoldedEqual> m_texts;
    std::vector<TextPattern> m_patterns;
};

// Are they equal but for the case of ASCII letters?
bool equalsFolded(std::string_view left, std::string_view right);

} // namespace slurmsd
