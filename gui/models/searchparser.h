// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/searchexpression.h"
#include "gui/models/searchlexer.h"

#include <QCoreApplication>

#include <optional>

namespace slurmsd {

// Reads a search, as NodeFilter describes it, into an expression, whose terms are numbered.
class SearchParser
{
    Q_DECLARE_TR_FUNCTIONS(slurmsd::NodeFilter)

public:
    // Both have to outlive the parser.
    SearchParser(QStringView text, const SearchVocabulary &vocabulary);

    // Nothing for an empty search.
    Result<std::optional<SearchExpression>, SearchError> parse();

private:
    using Expression = std::optional<SearchExpression>; // nothing: m_error tells why

    Expression parseOr();
    Expression parseAnd();
    Expression parseOperand();
    Expression parseParentheses();
    Expression parseTerm();
    Expression parsePair(SearchExpression name, const QString &field);
    bool isAtValueOf(const SearchToken &name) const;
    Expression fail(const SearchToken &at, const QString &message);
    Expression failWithoutTerm();
    void advance();
    bool isAt(SearchToken::Kind kind) const { return m_token.kind == kind; }
    bool isAtOperand() const;

    const SearchVocabulary &m_vocabulary;
    SearchLexer m_lexer;
    SearchToken m_token;
    QString m_before; // the token before, as written
    QStringView m_text;
    int m_depth = 0;
    std::optional<SearchError> m_error; // the first
};

} // namespace slurmsd
