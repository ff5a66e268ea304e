// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/result.h"
#include "gui/models/nodefilter.h"

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
    QString field; // as written, without the colon; empty: a bare word
    QString value; // without quotes and escapes
    qsizetype valuePosition = 0;
    qsizetype valueLength = 0;
    bool isQuoted = false;
};

// Takes a search apart.
class SearchLexer
{
public:
    // The text has to outlive the lexer.
    explicit SearchLexer(QStringView text)
        : m_text(text)
    {}

    // The next token; again End after the end. The error is a quote that is not closed.
    Result<SearchToken, SearchError> next();

private:
    Result<SearchToken, SearchError> term();
    bool takeQuoted(SearchToken &token);
    void takeField(SearchToken &token);
    qsizetype wordEnd(qsizetype from) const;

    QStringView m_text;
    qsizetype m_at = 0;
};

} // namespace slurmsd
