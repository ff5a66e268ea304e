// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/targetsearch.h"

#include "gui/models/searchparser.h"

namespace slurmsd {

namespace {

void forEachTerm(const SearchExpression &expression, const auto &visit)
{
    if (expression.kind == SearchExpression::Kind::Term)
        visit(expression);
    for (const SearchExpression &operand : expression.operands)
        forEachTerm(operand, visit);
}

} // namespace

Result<TargetSearch, SearchError> TargetSearch::parse(const QString &search,
                                                      const SearchVocabulary &vocabulary)
{
    auto expression = SearchParser(search, vocabulary).parse();
    if (!expression)
        return Failure{expression.error()};
    TargetSearch filter;
    if (*expression)
        filter.m_expression = std::make_shared<const SearchExpression>(std::move(**expression));
    return filter;
}

void TargetSearch::Run::enter(const TargetGroup &group)
{
    if (!m_expression)
        return;
    m_answers.clear();
    bool isOpen = false;
    forEachTerm(*m_expression, [&](const SearchExpression &leaf) {
        const auto *value = std::get_if<ValueTerm>(&leaf.term);
        Answer answer = Answer::Open;
        if (value && value->isOfGroup())
            answer = value->matchesGroup(group) ? Answer::Yes : Answer::No;
        else if (!value && std::get<WordTerm>(leaf.term).matchesGroup(group))
            answer = Answer::Yes;
        isOpen = isOpen || answer == Answer::Open;
        m_answers.push_back(answer);
    });
    m_all.reset();
    if (!isOpen)
        m_all = matches({});
}

bool TargetSearch::Run::matches(const SearchedTarget &target) const
{
    if (m_all)
        return *m_all;
    return m_expression->holds([&](const SearchExpression &leaf) {
        if (m_answers[leaf.number] != Answer::Open)
            return m_answers[leaf.number] == Answer::Yes;
        return std::visit([&target](const auto &test) { return test.matchesTarget(target); }, leaf.term);
    });
}

} // namespace slurmsd
