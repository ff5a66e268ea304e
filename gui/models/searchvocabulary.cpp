// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/searchvocabulary.h"

#include "gui/models/textpattern.h"

#include <algorithm>

namespace slurmsd {

namespace {

constexpr std::string_view addressLabel = "__address__";

// Which of the labels a name stands for: itself, else one that it is the short name of, the plainer first.
std::string labelOf(const std::vector<std::string> &labels, std::string_view name)
{
    for (const std::string_view prefix : {"", "__meta_", "__meta_slurm_"}) {
        const auto found = std::ranges::find_if(labels, [&](std::string_view label) {
            return label.starts_with(prefix) && equalsFolded(label.substr(prefix.size()), name);
        });
        if (found != labels.end())
            return *found;
    }
    return {};
}

} // namespace

const SearchVocabulary &SearchVocabulary::nodes()
{
    static const SearchVocabulary vocabulary(searchFields());
    return vocabulary;
}

const SearchVocabulary &SearchVocabulary::events()
{
    static const SearchVocabulary vocabulary(eventFields());
    return vocabulary;
}

SearchVocabulary SearchVocabulary::labels(std::vector<std::string> labels)
{
    SearchVocabulary vocabulary({});
    vocabulary.m_labels = std::move(labels);
    return vocabulary;
}

SearchVocabulary SearchVocabulary::targets(std::vector<std::string> labels)
{
    SearchVocabulary vocabulary(searchFields());
    std::ranges::sort(labels);
    vocabulary.m_labels = std::move(labels);
    vocabulary.m_labels.emplace_back(addressLabel);
    vocabulary.m_hasAddresses = true;
    return vocabulary;
}

SearchKey SearchVocabulary::find(std::string_view name) const
{
    const SearchField *field = findSearchField(m_fields, name);
    std::string label = labelOf(m_labels, name);
    if (label.empty() && field && m_hasAddresses && !field->label.empty())
        label = labelOf(m_labels, field->label);
    return {field, std::move(label)};
}

std::vector<std::string_view> SearchVocabulary::names() const
{
    std::vector<std::string_view> names;
    for (const SearchField &field : m_fields)
        names.push_back(field.name);
    for (const std::string &label : m_labels) {
        if (std::ranges::find(names, label) == names.end())
            names.push_back(label);
    }
    return names;
}

} // namespace slurmsd
