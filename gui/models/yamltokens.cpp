// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/yamltokens.h"

#include <QString>

#include <algorithm>
#include <array>
#include <optional>

namespace slurmsd {

namespace {

using Kind = YamlToken::Kind;

bool isFlowMark(QChar c) { return QStringView(u"[]{},").contains(c); }

bool isWord(QStringView text)
{
    constexpr std::array<QStringView, 6> words{u"true", u"false", u"null", u"True", u"False", u"~"};
    return std::ranges::find(words, text) != words.end();
}

// Walks over a line, token by token.
class LineReader
{
public:
    explicit LineReader(QStringView line)
        : m_line(line)
    {}

    std::vector<YamlToken> read()
    {
        while (m_at < m_line.size())
            step();
        return std::move(m_tokens);
    }

private:
    bool isEndAt(qsizetype at) const { return at >= m_line.size() || m_line[at].isSpace(); }
    bool isSpaceBefore() const { return m_at == 0 || m_line[m_at - 1].isSpace(); }

    void step()
    {
        const QChar c = m_line[m_at];
        if (c.isSpace()) {
            ++m_at;
        } else if (c == u'#' && isSpaceBefore()) {
            add(Kind::Comment, m_line.size());
        } else if (isFlowMark(c)) {
            m_depth += c == u'[' || c == u'{' ? 1 : c == u']' || c == u'}' ? -1 : 0;
            add(Kind::Mark, m_at + 1);
        } else if ((c == u'-' || c == u':' || c == u'?') && isEndAt(m_at + 1)) {
            add(Kind::Mark, m_at + 1);
        } else if (c == u'"' || c == u'\'') {
            addScalar(Kind::String, endOfQuoted(c));
        } else {
            addPlain();
        }
    }

    qsizetype endOfQuoted(QChar quote) const
    {
        for (qsizetype at = m_at + 1; at < m_line.size(); ++at) {
            if (quote == u'"' && m_line[at] == u'\\')
                ++at;
            else if (m_line[at] == quote)
                return at + 1;
        }
        return m_line.size();
    }

    qsizetype endOfPlain() const
    {
        qsizetype at = m_at;
        for (; at < m_line.size(); ++at) {
            const QChar c = m_line[at];
            const bool isComment = c == u'#' && at > m_at && m_line[at - 1].isSpace();
            if ((c == u':' && isEndAt(at + 1)) || isComment || (m_depth > 0 && isFlowMark(c)))
                break;
        }
        while (at > m_at + 1 && m_line[at - 1].isSpace())
            --at;
        return std::max(at, m_at + 1);
    }

    void addPlain()
    {
        const qsizetype end = endOfPlain();
        const QStringView text = m_line.mid(m_at, end - m_at);
        bool isNumber = false;
        static_cast<void>(text.toDouble(&isNumber));
        if (text == u"<secret>")
            add(Kind::Secret, end);
        else if (isNumber || isWord(text))
            addScalar(isNumber ? Kind::Number : Kind::Word, end);
        else
            addScalar(std::nullopt, end);
    }

    // A scalar before a colon is a key.
    void addScalar(std::optional<Kind> kind, qsizetype end)
    {
        qsizetype next = end;
        while (next < m_line.size() && m_line[next].isSpace())
            ++next;
        if (next < m_line.size() && m_line[next] == u':' && isEndAt(next + 1))
            kind = Kind::Key;
        if (kind)
            add(*kind, end);
        else
            m_at = end;
    }

    void add(Kind kind, qsizetype end)
    {
        m_tokens.push_back({kind, m_at, end - m_at});
        m_at = end;
    }

    QStringView m_line;
    std::vector<YamlToken> m_tokens;
    qsizetype m_at = 0;
    int m_depth = 0; // of brackets
};

} // namespace

std::vector<YamlToken> yamlTokens(QStringView line) { return LineReader(line).read(); }

} // namespace slurmsd
