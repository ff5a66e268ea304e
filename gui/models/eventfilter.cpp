// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/eventfilter.h"

#include "gui/models/searchparser.h"

namespace slurmsd {

Result<EventFilter, SearchError> EventFilter::parse(const QString &search)
{
    auto expression = SearchParser(search, SearchVocabulary::events()).parse();
    if (!expression)
        return Failure{expression.error()};
    EventFilter filter;
    if (*expression)
        filter.m_expression = std::make_shared<const SearchExpression>(std::move(**expression));
    return filter;
}

bool EventFilter::matches(const Event &event) const { return !m_expression || m_expression->matches(event); }

} // namespace slurmsd
