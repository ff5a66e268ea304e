// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/listtext.h"

#include "gui/models/text.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

struct ListText
{
    Q_DECLARE_TR_FUNCTIONS(ListText)
};

// Behind the bracket that closes the one at `at`; `at` itself where nothing does, or a quote comes first.
qsizetype bracketEnd(QStringView text, qsizetype at)
{
    QString closing;
    for (qsizetype i = at; i < text.size() && text[i] != u'"'; ++i) {
        const qsizetype opened = u"([{"_s.indexOf(text[i]);
        const bool isInClass = closing.endsWith(u']'); // where the others are characters
        if (text[i] == u'\\')
            ++i;
        else if (!closing.isEmpty() && text[i] == closing.back())
            closing.chop(1);
        else if (opened >= 0 && !isInClass)
            closing += u")]}"_s[opened];
        if (closing.isEmpty())
            return i + 1;
    }
    return at;
}

bool isBracket(QChar c) { return c == u'(' || c == u'[' || c == u'{'; }

// Could what follows the item in the list close a bracket of it?
bool hasOpenBracket(QStringView item)
{
    for (qsizetype i = 0; i < item.size(); ++i) {
        if (item[i] == u'\\')
            ++i;
        else if (isBracket(item[i]) && bracketEnd(item, i) == i)
            return true;
    }
    return false;
}

bool needsQuotes(const QString &item)
{
    return item.isEmpty() || item.contains(u',') || item.contains(u'"') || item != item.trimmed() ||
           hasOpenBracket(item);
}

QString quoted(QString item)
{
    return needsQuotes(item) ? u'"' + item.replace(u'"', u"\"\""_s) + u'"' : item;
}

struct Item
{
    QString text;
    bool hasQuotes = false;

    bool isNothing() const { return text.isEmpty() && !hasQuotes; }
};

// Reads items from left to right; within quotes everything but a quote is as it is.
class ItemReader
{
public:
    explicit ItemReader(const QString &text)
        : m_text(text)
    {}

    bool read()
    {
        for (m_at = 0; m_at < m_text.size(); ++m_at) {
            const bool isEscape = !m_isInQuotes && m_text[m_at] == u'\\' && m_at + 1 < m_text.size() &&
                                  isBracket(m_text[m_at + 1]);
            if (isEscape)
                add(m_text[m_at++]);
            if (!m_isInQuotes && !isEscape && isBracket(m_text[m_at]))
                takeBracket();
            else
                take(m_text[m_at]);
        }
        finishItem();
        return !m_isInQuotes;
    }

    std::vector<Item> items;

private:
    void take(QChar c)
    {
        if (c == u'"')
            takeQuote();
        else if (c == u',' && !m_isInQuotes)
            finishItem();
        else
            add(c);
    }

    void takeBracket()
    {
        const qsizetype end = std::max(bracketEnd(m_text, m_at), m_at + 1);
        while (m_at + 1 < end)
            add(m_text[m_at++]);
        add(m_text[m_at]);
    }

    void takeQuote()
    {
        if (m_isInQuotes && m_at + 1 < m_text.size() && m_text[m_at + 1] == u'"') {
            ++m_at;
            add(u'"');
            return;
        }
        m_isInQuotes = !m_isInQuotes;
        m_item.hasQuotes = true;
        m_kept = m_item.text.size();
    }

    // Spaces count only in quotes and between other characters.
    void add(QChar c)
    {
        if (!m_isInQuotes && c.isSpace() && m_item.isNothing())
            return;
        m_item.text += c;
        if (m_isInQuotes || !c.isSpace())
            m_kept = m_item.text.size();
    }

    void finishItem()
    {
        m_item.text.truncate(m_kept);
        if (!m_item.isNothing())
            items.push_back(std::move(m_item));
        m_item = Item();
        m_kept = 0;
    }

    const QString &m_text;
    Item m_item;
    qsizetype m_at = 0;
    qsizetype m_kept = 0; // characters that are no spaces at the end
    bool m_isInQuotes = false;
};

Result<std::vector<Item>, QString> itemsOf(const QString &text)
{
    ItemReader reader(text);
    if (!reader.read())
        return Failure{ListText::tr("a quote is not closed: expected another \"")};
    return std::move(reader.items);
}

} // namespace

QString listText(const std::vector<std::string> &items)
{
    QStringList texts;
    for (const std::string &item : items)
        texts += quoted(toQString(item));
    return texts.join(u", "_s);
}

Result<std::vector<std::string>, QString> parseListText(const QString &text)
{
    const auto items = itemsOf(text);
    if (!items)
        return Failure{items.error()};
    std::vector<std::string> list;
    std::ranges::transform(*items, std::back_inserter(list),
                           [](const Item &item) { return toStdString(item.text); });
    return list;
}

QString pairsText(const TextPairs &pairs)
{
    QStringList texts;
    for (const auto &[name, value] : pairs) {
        const QString item = toQString(name) + u'=' + toQString(value);
        const bool isPlain = toQString(value).trimmed() == toQString(value);
        texts += isPlain ? quoted(item) : u'"' + QString(item).replace(u'"', u"\"\""_s) + u'"';
    }
    return texts.join(u", "_s);
}

Result<TextPairs, QString> parsePairsText(const QString &text)
{
    const auto items = itemsOf(text);
    if (!items)
        return Failure{items.error()};
    TextPairs pairs;
    for (const Item &item : *items) {
        const qsizetype sign = item.text.indexOf(u'=');
        if (sign < 0)
            return Failure{ListText::tr("expected name=value, got \"%1\"").arg(item.text)};
        const QString name = item.text.left(sign).trimmed();
        const QString value = item.text.mid(sign + 1);
        pairs.emplace_back(toStdString(name), toStdString(item.hasQuotes ? value : value.trimmed()));
    }
    return pairs;
}

} // namespace slurmsd
