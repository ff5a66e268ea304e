// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/nodefilter.h"

#include "gui/models/searchexpression.h"
#include "gui/models/searchparser.h"

namespace slurmsd {

Result<NodeFilter, SearchError> NodeFilter::parse(const QString &search)
{
    auto expression = SearchParser(search, SearchVocabulary::nodes()).parse();
    if (!expression)
        return Failure{expression.error()};
    NodeFilter filter;
    if (*expression)
        filter.m_expression = std::make_shared<const SearchExpression>(std::move(**expression));
    return filter;
}

bool NodeFilter::matches(const Node &node, std::string_view cluster) const
{
    return !m_expression || m_expression->matches(node, cluster);
}

} // namespace slurmsd
