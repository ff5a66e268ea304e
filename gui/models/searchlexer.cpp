// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/searchlexer.h"

#include <QCoreApplication>

#include <algorithm>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

using Kind = SearchToken::Kind;

bool isDigit(QChar c) { return c >= u'0' && c <= u'9'; }
bool isFieldCharacter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'_' || isDigit(c);
}
// Labels are shown in words with such points between: "partition gpu · state down".
bool isBlank(QChar c) { return c.isSpace() || c == u'·'; }

QString matcherSign(QStringView text)
{
    for (const QString &sign : {u"=~"_s, u"!~"_s, u"!="_s, u"="_s}) {
        if (text.startsWith(sign))
            return sign;
    }
    return {};
}

Kind kindOfWord(QStringView word)
{
    const auto is = [word](QLatin1String keyword) { return word.compare(keyword, Qt::CaseInsensitive) == 0; };
    return is("and"_L1) ? Kind::And : is("or"_L1) ? Kind::Or : is("not"_L1) ? Kind::Not : Kind::Term;
}

} // namespace

Result<SearchToken, SearchError> SearchLexer::next()
{
    while (m_at < m_text.size() && isBlank(m_text[m_at]))
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

// "field:", "cpus" before ">=64", or "label" before "=~". Such a word without a known name before a sign is a
// word like others, unless a quote follows.
void SearchLexer::takeField(SearchToken &token)
{
    qsizetype end = m_at;
    while (end < m_text.size() && isFieldCharacter(m_text[end]))
        ++end;
    if (end == m_at || end == m_text.size() || isDigit(m_text[m_at]))
        return;
    const QStringView name = m_text.sliced(m_at, end - m_at);
    const QStringView behind = m_text.sliced(end);
    const SearchKey key = m_vocabulary.find(name.toUtf8().toStdString());
    if (behind.front() == u':') {
        if (isAddress(key, name, behind.sliced(1)))
            return;
        token.field = name.toString();
        m_at = end + 1;
        return;
    }
    const QString sign = matcherSign(behind);
    const bool isQuoted = behind.sliced(sign.size()).startsWith(u'"');
    const bool isComparison = key.field && key.field->isNumber() && !sign.endsWith(u'~') && !isQuoted &&
                              u"<>=!"_s.contains(behind.front());
    if (!isComparison && (sign.isEmpty() || !(key.isKnown() || isQuoted)))
        return;
    token.field = name.toString();
    token.sign = isComparison ? QString() : sign;
    m_at = end + token.sign.size();
}

// "login:9100" and "fe80::1" begin as "field:" does.
bool SearchLexer::isAddress(const SearchKey &key, QStringView name, QStringView behind) const
{
    const bool isPort = m_vocabulary.hasAddresses() && !behind.isEmpty() && isDigit(behind.front());
    return !key.isKnown() && (isPort || std::any_of(name.begin(), name.end(), isDigit));
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
    while (from < m_text.size() && !isBlank(m_text[from]) && !QStringView(u"()\"").contains(m_text[from]))
        ++from;
    return from;
}

} // namespace slurmsd
