// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/searchlexer.h"

#include "gui/models/searchfields.h"

#include <QCoreApplication>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

using Kind = SearchToken::Kind;

bool isFieldCharacter(QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'_'; }

Kind kindOfWord(QStringView word)
{
    const auto is = [word](QLatin1String keyword) { return word.compare(keyword, Qt::CaseInsensitive) == 0; };
    return is("and"_L1) ? Kind::And : is("or"_L1) ? Kind::Or : is("not"_L1) ? Kind::Not : Kind::Term;
}

} // namespace

Result<SearchToken, SearchError> SearchLexer::next()
{
    while (m_at < m_text.size() && m_text[m_at].isSpace())
        ++m_at;
    SearchToken token;
    token.position = m_at;
    if (m_at == m_text.size())
        return token;
    if (m_text[m_at] != u'(' && m_text[m_at] != u')')
        return term();
    token.kind = m_text[m_at++] == u'(' ? Kind::Open : Kind::Close;
    token.length = 1;
    return token;
}

Result<SearchToken, SearchError> SearchLexer::term()
{
    SearchToken token;
    token.position = m_at;
    const qsizetype end = wordEnd(m_at);
    token.kind = kindOfWord(m_text.sliced(m_at, end - m_at));
    if (token.kind != Kind::Term) {
        m_at = end;
        token.length = end - token.position;
        return token;
    }
    takeField(token);
    token.valuePosition = m_at;
    token.isQuoted = m_at < m_text.size() && m_text[m_at] == u'"';
    if (token.isQuoted) {
        if (!takeQuoted(token))
            return Failure{
                SearchError{token.valuePosition, m_text.size() - token.valuePosition,
                            QCoreApplication::translate("slurmsd::NodeFilter", "the quote is not closed")}};
    } else {
        m_at = wordEnd(m_at);
        token.value = m_text.sliced(token.valuePosition, m_at - token.valuePosition).toString();
    }
    token.valueLength = m_at - token.valuePosition;
    token.length = m_at - token.position;
    return token;
}

// "field:", or "cpus" before ">=64". Such a word without a known name before a sign is a word like others.
void SearchLexer::takeField(SearchToken &token)
{
    qsizetype end = m_at;
    while (end < m_text.size() && isFieldCharacter(m_text[end]))
        ++end;
    if (end == m_at || end == m_text.size())
        return;
    const QString name = m_text.sliced(m_at, end - m_at).toString();
    if (m_text[end] == u':') {
        token.field = name;
        m_at = end + 1;
    } else if (QStringView(u"<>=!").contains(m_text[end])) {
        const SearchField *field = findSearchField(name.toStdString());
        if (!field || !field->isNumber())
            return;
        token.field = name;
        m_at = end;
    }
}

bool SearchLexer::takeQuoted(SearchToken &token)
{
    for (++m_at; m_at < m_text.size(); ++m_at) {
        if (m_text[m_at] == u'"') {
            ++m_at;
            return true;
        }
        const bool isEscape = m_text[m_at] == u'\\' && m_at + 1 < m_text.size() &&
                              (m_text[m_at + 1] == u'"' || m_text[m_at + 1] == u'\\');
        token.value += m_text[isEscape ? ++m_at : m_at];
    }
    return false;
}

qsizetype SearchLexer::wordEnd(qsizetype from) const
{
    while (from < m_text.size() && !m_text[from].isSpace() && !QStringView(u"()\"").contains(m_text[from]))
        ++from;
    return from;
}

} // namespace slurmsd
