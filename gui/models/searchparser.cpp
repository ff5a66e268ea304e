// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/searchparser.h"

#include "gui/models/searchterm.h"
#include "gui/models/text.h"

namespace slurmsd {

namespace {

using Kind = SearchToken::Kind;

// Parentheses and nots within each other: more than anybody types, less than the stack can bear.
constexpr int maxDepth = 100;

SearchExpression joined(SearchExpression::Kind kind, std::vector<SearchExpression> operands)
{
    if (operands.size() == 1)
        return std::move(operands.front());
    return {kind, 0, {}, std::move(operands)};
}

} // namespace

SearchParser::SearchParser(QStringView text, const SearchVocabulary &vocabulary)
    : m_vocabulary(vocabulary)
    , m_lexer(text, vocabulary)
    , m_text(text)
{}

Result<std::optional<SearchExpression>, SearchError> SearchParser::parse()
{
    advance();
    if (!m_error && isAt(Kind::End))
        return std::optional<SearchExpression>();
    Expression expression = parseOr();
    if (expression && !m_error && isAt(Kind::Close))
        fail(m_token, tr("“)” without “(”"));
    if (m_error)
        return Failure{*m_error};
    expression->numberTerms();
    return expression;
}

SearchParser::Expression SearchParser::parseOr()
{
    std::vector<SearchExpression> operands;
    do {
        if (isAt(Kind::Or))
            advance();
        Expression operand = parseAnd();
        if (!operand)
            return std::nullopt;
        operands.push_back(std::move(*operand));
    } while (isAt(Kind::Or));
    return joined(SearchExpression::Kind::Or, std::move(operands));
}

SearchParser::Expression SearchParser::parseAnd()
{
    std::vector<SearchExpression> operands;
    do {
        if (!operands.empty() && isAt(Kind::And))
            advance();
        Expression operand = parseOperand();
        if (!operand)
            return std::nullopt;
        operands.push_back(std::move(*operand));
    } while (isAt(Kind::And) || isAtOperand());
    return joined(SearchExpression::Kind::And, std::move(operands));
}

SearchParser::Expression SearchParser::parseOperand()
{
    if (m_depth == maxDepth)
        return fail(m_token, tr("too many parentheses within each other"));
    if (isAt(Kind::Open))
        return parseParentheses();
    if (isAt(Kind::Term))
        return parseTerm();
    if (!isAt(Kind::Not))
        return failWithoutTerm();
    advance();
    ++m_depth;
    Expression operand = parseOperand();
    --m_depth;
    if (!operand)
        return std::nullopt;
    SearchExpression negation{SearchExpression::Kind::Not, 0, {}, {}};
    negation.operands.push_back(std::move(*operand)); // moved, where a braced list would copy
    return negation;
}

SearchParser::Expression SearchParser::parseParentheses()
{
    const SearchToken open = m_token;
    advance();
    ++m_depth;
    Expression inner = parseOr();
    --m_depth;
    if (inner && !isAt(Kind::Close))
        return fail(open, tr("“(” is not closed"));
    if (inner)
        advance();
    return inner;
}

SearchParser::Expression SearchParser::parseTerm()
{
    auto term = makeSearchTerm(m_token, m_vocabulary);
    if (!term) {
        m_error = m_error.value_or(term.error());
        return std::nullopt;
    }
    const SearchToken token = m_token;
    advance();
    if (isAtValueOf(token))
        return parsePair(std::move(term).value(), token.value);
    return std::move(term).value();
}

// Is the token the second word of a pair such as "state drained"?
bool SearchParser::isAtValueOf(const SearchToken &name) const
{
    return name.field.isEmpty() && !name.isQuoted && isAt(Kind::Term) && m_token.field.isEmpty() &&
           m_vocabulary.find(toStdString(name.value)).isKnown();
}

// Both words, or what `field:value` finds where it can be understood.
SearchParser::Expression SearchParser::parsePair(SearchExpression name, const QString &field)
{
    SearchToken token = m_token;
    token.field = field;
    auto value = makeSearchTerm(token, m_vocabulary);
    Expression word = parseTerm();
    if (!word)
        return std::nullopt;
    std::vector<SearchExpression> words;
    words.push_back(std::move(name));
    words.push_back(std::move(*word));
    std::vector<SearchExpression> ways;
    ways.push_back(joined(SearchExpression::Kind::And, std::move(words)));
    if (value)
        ways.push_back(std::move(value).value());
    return joined(SearchExpression::Kind::Or, std::move(ways));
}

SearchParser::Expression SearchParser::fail(const SearchToken &at, const QString &message)
{
    if (!m_error)
        m_error = SearchError{at.position, at.length, message};
    return std::nullopt;
}

SearchParser::Expression SearchParser::failWithoutTerm()
{
    return fail(m_token, m_before.isEmpty() ? tr("expected a search term")
                                            : tr("expected a search term after “%1”").arg(m_before));
}

void SearchParser::advance()
{
    m_before = m_text.sliced(m_token.position, m_token.length).toString();
    auto token = m_lexer.next();
    if (token)
        m_token = std::move(token).value();
    else
        m_error = m_error.value_or(token.error());
    if (!token) // an end, so that every loop ends
        m_token = {Kind::End, m_text.size(), 0, {}, {}, {}, 0, 0, false};
}

bool SearchParser::isAtOperand() const { return isAt(Kind::Term) || isAt(Kind::Not) || isAt(Kind::Open); }

} // namespace slurmsd
