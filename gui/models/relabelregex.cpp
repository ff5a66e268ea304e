// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/relabelregex.h"

#include <QCoreApplication>

#include <optional>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(slurmsd::RelabelConfig)
};

bool isDigit(QChar c) { return c >= u'0' && c <= u'9'; }
bool isOctal(QChar c) { return c >= u'0' && c <= u'7'; }
bool isAlphanumeric(QChar c) { return isDigit(c) || (c.toLower() >= u'a' && c.toLower() <= u'z'); }

// Writes RE2's expression as PCRE's, from left to right.
class Translator
{
public:
    explicit Translator(const QString &pattern)
        : m_pattern(pattern)
    {}

    Result<QString, QString> translate()
    {
        while (!m_error && m_at < m_pattern.size())
            takeNext();
        if (m_error)
            return Failure{*m_error};
        return m_result;
    }

private:
    void takeNext()
    {
        const QChar c = m_pattern[m_at];
        const bool wasCount = std::exchange(m_isBehindCount, false);
        if (c == u'\\')
            takeEscape(false);
        else if (c == u'[')
            takeClass();
        else if (c == u'(')
            takeGroup();
        else if (c == u'*' || c == u'+' || c == u'?')
            takeCount(1, wasCount);
        else if (c == u'{')
            takeBraces(wasCount);
        else
            takeCharacter(c);
    }

    void takeCharacter(QChar c)
    {
        // To PCRE "$" is also before a line break at the end.
        m_result += c == u'$' && !m_isMultiLine ? u"\\z"_s : QString(c);
        ++m_at;
    }

    void takeCount(qsizetype length, bool wasCount)
    {
        if (wasCount)
            return fail(Words::tr("invalid nested repetition operator"));
        if (m_at + length < m_pattern.size() && m_pattern[m_at + length] == u'?')
            ++length;
        m_result += m_pattern.sliced(m_at, length);
        m_at += length;
        m_isBehindCount = true;
    }

    // "{2}", "{2,}", "{2,4}"; anything else is as it stands.
    void takeBraces(bool wasCount)
    {
        static const QRegularExpression count(uR"(\G\{([0-9]+)(?:(,)([0-9]*))?\})"_s);
        const auto match = count.match(m_pattern, m_at);
        if (!match.hasMatch()) {
            m_result += u"\\{"_s;
            ++m_at;
            return;
        }
        const int least = number(match.captured(1));
        const int most = match.captured(3).isEmpty() ? least : number(match.captured(3));
        if (least > 1000 || most > 1000 || most < least)
            return fail(Words::tr("invalid repeat count: %1").arg(match.captured()));
        takeCount(match.capturedLength(), wasCount);
    }

    static int number(const QString &digits) { return digits.size() > 4 ? 9999 : digits.toInt(); }

    void takeGroup()
    {
        static const QRegularExpression start(
            uR"(\G\((?:\?(?:P?<([A-Za-z0-9_]+)>|([imsU]*(?:-[imsU]+)?)[:)]))?)"_s);
        const auto match = start.match(m_pattern, m_at);
        const bool isPlain = match.capturedLength() == 1;
        const QStringView behind = QStringView(m_pattern).sliced(m_at + 1);
        if ((isPlain && behind.startsWith(u'?')) || behind.startsWith(u'*'))
            return fail(Words::tr("invalid or unsupported Perl syntax: %1").arg(m_pattern.mid(m_at, 4)));
        m_isMultiLine = m_isMultiLine || match.captured(2).section(u'-', 0, 0).contains(u'm');
        m_result += match.captured();
        m_at += match.capturedLength();
    }

    void takeClass()
    {
        m_result += m_pattern[m_at++];
        if (m_at < m_pattern.size() && m_pattern[m_at] == u'^')
            m_result += m_pattern[m_at++];
        for (bool isFirst = true; !m_error; isFirst = false) {
            if (m_at == m_pattern.size())
                return fail(Words::tr("missing closing ]"));
            const QChar c = m_pattern[m_at];
            if (c == u']' && !isFirst)
                break;
            if (c == u'\\')
                takeEscape(true);
            else
                takeClassCharacter(c);
        }
        if (!m_error)
            m_result += m_pattern[m_at++];
    }

    void takeClassCharacter(QChar c)
    {
        static const QRegularExpression named(uR"(\G\[:\^?[a-z]+:\])"_s);
        const auto match = named.match(m_pattern, m_at);
        if (match.hasMatch()) {
            m_result += match.captured();
            m_at += match.capturedLength();
            return;
        }
        m_result += c == u'[' ? u"\\["_s : QString(c);
        ++m_at;
    }

    void takeEscape(bool isInClass)
    {
        if (m_at + 1 == m_pattern.size())
            return fail(Words::tr("trailing backslash at end of expression"));
        const QChar c = m_pattern[m_at + 1];
        if (c == u'Q' && !isInClass)
            return takeQuoted();
        if (c == u'x' || c == u'p' || c == u'P')
            return takeLong(c);
        if (isOctal(c))
            return takeOctal(c);
        const QString known = isInClass ? u"dDsSwWafnrtv"_s : u"AbBdDsSwWzafnrtv"_s;
        if (isAlphanumeric(c) && !known.contains(c))
            return fail(Words::tr("invalid escape sequence: \\%1").arg(c));
        const QString space = u"\\t\\n\\f\\r "_s;
        if (c == u'v')
            m_result += u"\\x0b"_s;
        else if (c == u's')
            m_result += isInClass ? space : u'[' + space + u']';
        else if (c == u'S' && !isInClass)
            m_result += u"[^"_s + space + u']';
        else
            m_result += m_pattern.sliced(m_at, 2);
        m_at += 2;
    }

    void takeQuoted()
    {
        const qsizetype from = m_at + 2;
        const qsizetype end = m_pattern.indexOf(u"\\E"_s, from);
        const qsizetype size = (end < 0 ? m_pattern.size() : end) - from;
        m_result += QRegularExpression::escape(m_pattern.sliced(from, size));
        m_at = end < 0 ? m_pattern.size() : end + 2;
    }

    void takeLong(QChar c)
    {
        static const QRegularExpression form(
            uR"(\G\\(?:x(?:[0-9A-Fa-f]{2}|\{[0-9A-Fa-f]+\})|[pP](?:[A-Z]|\{\^?[A-Za-z_]+\})))"_s);
        const auto match = form.match(m_pattern, m_at);
        if (!match.hasMatch())
            return fail(Words::tr("invalid escape sequence: \\%1").arg(c));
        m_result += match.captured();
        m_at += match.capturedLength();
    }

    // A digit alone is a back-reference.
    void takeOctal(QChar c)
    {
        qsizetype end = m_at + 2;
        while (end < m_pattern.size() && end < m_at + 4 && isOctal(m_pattern[end]))
            ++end;
        if (c != u'0' && end == m_at + 2)
            return fail(Words::tr("invalid escape sequence: \\%1").arg(c));
        const int code = m_pattern.sliced(m_at + 1, end - m_at - 1).toInt(nullptr, 8);
        m_result += u"\\x{%1}"_s.arg(code, 0, 16);
        m_at = end;
    }

    void fail(const QString &message) { m_error = m_error.value_or(message); }

    const QString &m_pattern;
    QString m_result;
    qsizetype m_at = 0;
    bool m_isBehindCount = false;
    bool m_isMultiLine = false;
    std::optional<QString> m_error;
};

struct Reference
{
    QString name;
    qsizetype end = 0; // behind it
};

// What stands behind a "$"; nothing when it is no name, and the sign is meant.
std::optional<Reference> referenceAt(const QString &pattern, qsizetype at)
{
    const bool hasBrace = at < pattern.size() && pattern[at] == u'{';
    qsizetype end = hasBrace ? at + 1 : at;
    const qsizetype from = end;
    while (end < pattern.size() && (pattern[end].isLetterOrNumber() || pattern[end] == u'_'))
        ++end;
    if (end == from || (hasBrace && (end == pattern.size() || pattern[end] != u'}')))
        return std::nullopt;
    return Reference{pattern.sliced(from, end - from), hasBrace ? end + 1 : end};
}

QString capturedBy(const QString &name, const QRegularExpressionMatch &match)
{
    const bool isNumber = std::all_of(name.begin(), name.end(), isDigit);
    if (!isNumber)
        return match.captured(name);
    const bool isPlain = name.size() < 9 && (name.size() == 1 || !name.startsWith(u'0'));
    return isPlain ? match.captured(name.toInt()) : QString();
}

} // namespace

Result<QRegularExpression, QString> relabelRegex(const QString &pattern)
{
    const auto translated = Translator(pattern).translate();
    if (!translated)
        return Failure{translated.error()};
    // Alone first, so that a parenthesis too many does not close ours.
    if (const QRegularExpression alone(*translated); !alone.isValid())
        return Failure{alone.errorString()};
    return QRegularExpression(u"\\A(?:"_s + *translated + u")\\z"_s);
}

QString expandTemplate(const QString &pattern, const QRegularExpressionMatch &match)
{
    QString result;
    for (qsizetype at = 0; at < pattern.size();) {
        const QChar c = pattern[at++];
        if (c != u'$') {
            result += c;
        } else if (at < pattern.size() && pattern[at] == u'$') {
            result += pattern[at++];
        } else if (const auto reference = referenceAt(pattern, at)) {
            result += capturedBy(reference->name, match);
            at = reference->end;
        } else {
            result += c;
        }
    }
    return result;
}

} // namespace slurmsd
