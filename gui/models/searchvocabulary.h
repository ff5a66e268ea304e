// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/searchfields.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace slurmsd {

// What a term of a search asks: a field, and of targets the label that takes its place where they have one.
struct SearchKey
{
    const SearchField *field = nullptr; // null: of a label alone
    std::string label;                  // in full, "__meta_state"; empty: of a field alone

    bool isKnown() const { return field || !label.empty(); }
};

// The names that searches of one kind of thing can ask for; the language is the same for all.
class SearchVocabulary
{
public:
    static const SearchVocabulary &nodes();
    static const SearchVocabulary &events();
    // Of what has nothing but these.
    static SearchVocabulary labels(std::vector<std::string> labels);
    // Of targets with these labels: those, by their full or short names, and what the nodes behind have.
    static SearchVocabulary targets(std::vector<std::string> labels);

    // A name as it is written in a search, a label's long or short name too; in any case of its letters.
    SearchKey find(std::string_view name) const;
    std::span<const SearchField> fields() const { return m_fields; }
    const std::vector<std::string> &labels() const { return m_labels; }
    // What there is to choose from, as it is written: fields, then labels that no field has the name of.
    std::vector<std::string_view> names() const;
    // Can "login:9100" be an address?
    bool hasAddresses() const { return m_hasAddresses; }

    friend bool operator==(const SearchVocabulary &left, const SearchVocabulary &right)
    {
        return left.m_fields.data() == right.m_fields.data() && left.m_labels == right.m_labels &&
               left.m_hasAddresses == right.m_hasAddresses;
    }

private:
    explicit SearchVocabulary(std::span<const SearchField> fields)
        : m_fields(fields)
    {}

    std::span<const SearchField> m_fields;
    std::vector<std::string> m_labels;
    bool m_hasAddresses = false;
};

} // namespace slurmsd
