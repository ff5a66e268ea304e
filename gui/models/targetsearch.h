// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/result.h"
#include "common/targetgroup.h"
#include "gui/models/searcherror.h"
#include "gui/models/searchvocabulary.h"

#include <QString>

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace slurmsd {

struct SearchedTarget;
struct SearchExpression;

// Which targets a search finds, in NodeFilter's language. A word is found in the address, in a label's value
// or name, and in the names of the node behind; a field is that label where targets have it, else the node's.
// Cheap to copy.
class TargetSearch
{
public:
    // Finds every target.
    TargetSearch() = default;
    static Result<TargetSearch, SearchError> parse(const QString &search, const SearchVocabulary &vocabulary);

    bool isEmpty() const { return !m_expression; } // finds every target

    // Looks at targets group by group, at the labels of each once. The filter has to outlive it.
    class Run
    {
    public:
        explicit Run(const TargetSearch &filter)
            : m_expression(filter.m_expression.get())
        {}

        void enter(const TargetGroup &group);
        // Where the group's labels alone tell: are all of its targets found, or none?
        std::optional<bool> all() const { return m_all; }
        bool matches(const SearchedTarget &target) const;

    private:
        enum class Answer : unsigned char { No, Yes, Open };

        const SearchExpression *m_expression;
        std::vector<Answer> m_answers; // by the term's number
        std::optional<bool> m_all = true;
    };

    friend bool operator==(const TargetSearch &, const TargetSearch &) = default;

private:
    std::shared_ptr<const SearchExpression> m_expression;
};

} // namespace slurmsd
