// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/result.h"
#include "gui/models/searcherror.h"
#include "gui/models/searchvocabulary.h"

#include <QString>
#include <QStringView>

namespace slurmsd {

// A piece of a search, with its place in it.
struct SearchToken
{
    enum class Kind : unsigned char { Term, And, Or, Not, Open, Close, End };

    Kind kind = Kind::End;
    qsizetype position = 0;
    qsizetype length = 0; // End: 0
    // Of a Term:
    QString field; // as written, without the sign behind; empty: a bare word
    QString sign;  // of a matcher as in PromQL: "=", "!=", "=~" or "!~"; empty: a colon, or none
    QString value; // without quotes and escapes
    qsizetype valuePosition = 0;
    qsizetype valueLength = 0;
    bool isQuoted = false;
};

// Takes a search apart.
class SearchLexer
{
public:
    // Both have to outlive the lexer.
    SearchLexer(QStringView text, const SearchVocabulary &vocabulary)
        : m_text(text)
        , m_vocabulary(vocabulary)
    {}

    // The next token; again End after the end. The error is a quote that is not closed.
    Result<SearchToken, SearchError> next();

private:
    Result<SearchToken, SearchError> term();
    bool takeQuoted(SearchToken &token);
    void takeField(SearchToken &token);
    bool isAddress(const SearchKey &key, QStringView name, QStringView behind) const;
    qsizetype wordEnd(qsizetype from) const;

    QStringView m_text;
    const SearchVocabulary &m_vocabulary;
    qsizetype m_at = 0;
};

} // namespace slurmsd
