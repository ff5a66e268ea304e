// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/searchterm.h"

#include "common/hostlist.h"
#include "gui/models/text.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

using Term = Result<SearchExpression, SearchError>;
using Mode = TextPattern::Mode;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(slurmsd::NodeFilter)
};

Term termOf(auto &&test)
{
    SearchExpression expression;
    expression.term = std::move(test);
    return expression;
}

Failure<SearchError> failValue(const SearchToken &token, const QString &message)
{
    return Failure{SearchError{token.valuePosition, token.valueLength, message}};
}

bool hasWildcard(const SearchToken &token) { return !token.isQuoted && token.value.contains(u'*'); }

// expandHostlist() tells the place within its message, counted in code points: "hostlist "…", character 4:
// …". What follows the colon has no such words in it.
Failure<SearchError> failHostlist(const SearchToken &token, const std::string &message)
{
    constexpr std::string_view before = ", character ";
    const std::size_t at = message.rfind(before);
    const std::size_t colon = message.find(": ", at);
    if (at == std::string::npos || colon == std::string::npos)
        return failValue(token, toQString(message));
    const int character = std::atoi(message.c_str() + at + before.size());
    const std::u32string start =
        token.value.toStdU32String().substr(0, static_cast<std::size_t>(std::max(character - 1, 0)));
    const qsizetype units = QString::fromStdU32String(start).size();
    const auto offset = std::min(units, token.valueLength);
    return Failure{SearchError{token.valuePosition + offset, token.valueLength - offset,
                               toQString(message.substr(colon + 2))}};
}

// The value as texts of which one has to match: "down", "gpu*,debug", "gpu[001-064,070]".
Result<TextSet, SearchError> valuesOf(const SearchToken &token)
{
    TextSet values;
    const std::string text = toStdString(token.value);
    if (token.isQuoted || token.value.isEmpty()) {
        values.insert(text);
        return values;
    }
    if (hasWildcard(token)) {
        if (token.value.contains(u'['))
            return failValue(token, Words::tr("a hostlist cannot have wildcards in it"));
        forEachItem(text, [&values](std::string_view item) { values.insertWildcards(item); });
        return values;
    }
    const auto names = expandHostlist(text);
    if (!names)
        return failHostlist(token, names.error());
    std::ranges::for_each(*names, [&values](const std::string &name) { values.insert(name); });
    return values;
}

Term setTerm(const SearchToken &token, SearchKey key)
{
    auto values = valuesOf(token);
    if (!values)
        return Failure{values.error()};
    return termOf(ValueTerm{std::move(key), std::move(values).value()});
}

Term wordTerm(const SearchToken &token, const SearchVocabulary &vocabulary)
{
    const bool isHostlist = !token.isQuoted && (token.value.contains(u'[') || token.value.contains(u','));
    if (isHostlist)
        return setTerm(token, vocabulary.find("name"));
    const std::string text = toStdString(token.value);
    const bool isWild = hasWildcard(token);
    WordTerm term{{text, isWild ? Mode::Wildcards : Mode::Contains},
                  {text, isWild ? Mode::Wildcards : Mode::Equals},
                  {}};
    for (const std::string &label : vocabulary.labels()) {
        if (term.text.matches(label))
            term.labels.push_back(label);
    }
    return termOf(std::move(term));
}

// As in PromQL: the whole text, or an item of a list.
Term matcherTerm(const SearchToken &token, SearchKey key)
{
    ValueTerm term{std::move(key), TextPattern(toStdString(token.value), Mode::Equals)};
    if (token.sign.endsWith(u'~')) {
        const QRegularExpression pattern(QRegularExpression::anchoredPattern(token.value),
                                         QRegularExpression::CaseInsensitiveOption);
        if (!pattern.isValid())
            return failValue(token, Words::tr("no regular expression: %1").arg(pattern.errorString()));
        term.test = pattern;
    }
    if (!token.sign.startsWith(u'!'))
        return termOf(std::move(term));
    SearchExpression negation{SearchExpression::Kind::Not, 0, {}, {}};
    negation.operands.push_back(termOf(std::move(term)).value());
    return negation;
}

Term textTerm(const SearchToken &token, SearchKey key)
{
    const Mode mode = hasWildcard(token)      ? Mode::Wildcards
                      : token.value.isEmpty() ? Mode::Equals
                                              : Mode::Contains;
    return termOf(ValueTerm{std::move(key), TextPattern(toStdString(token.value), mode)});
}

Term numberTerm(const SearchToken &token, SearchKey key)
{
    const auto test = parseNumberTest(toStdString(token.value), key.field->kind);
    if (!test)
        return failValue(token, key.field->kind == SearchField::Kind::Memory
                                    ? Words::tr("expected a size such as 512G or >=512G")
                                : key.field->kind == SearchField::Kind::Time
                                    ? Words::tr("expected a day such as 2026-11-20 or <2026-11-20")
                                    : Words::tr("expected a number such as 64 or >=64"));
    return termOf(ValueTerm{std::move(key), *test});
}

Term classTerm(const SearchToken &token, SearchKey key)
{
    TextSet values;
    QStringList known;
    for (const StateClass stateClass : allStateClasses)
        known += toQString(toString(stateClass));
    for (const QString &item : token.value.split(u',')) {
        const TextPattern pattern(toStdString(item), item.contains(u'*') ? Mode::Wildcards : Mode::Equals);
        bool isKnown = false;
        for (const StateClass stateClass : allStateClasses) {
            if (!pattern.matches(toString(stateClass)))
                continue;
            values.insert(toString(stateClass));
            isKnown = true;
        }
        if (!isKnown)
            return failValue(
                token, Words::tr("no state class is “%1”; there are %2").arg(item, known.join(u", "_s)));
    }
    return termOf(ValueTerm{std::move(key), std::move(values)});
}

Failure<SearchError> failField(const SearchToken &token, const SearchVocabulary &vocabulary)
{
    QStringList all;
    QStringList similar;
    for (const std::string_view name : vocabulary.names()) {
        all += toQString(name);
        if (all.back().contains(token.field, Qt::CaseInsensitive) ||
            token.field.contains(all.back(), Qt::CaseInsensitive) ||
            all.back().startsWith(token.field.left(2), Qt::CaseInsensitive))
            similar += all.back();
    }
    const QString message = similar.isEmpty() ? Words::tr("there is no field “%1”; the fields are %2")
                                              : Words::tr("there is no field “%1”; did you mean %2?");
    return Failure{SearchError{token.position, token.field.size(),
                               message.arg(token.field, (similar.isEmpty() ? all : similar).join(u", "_s))}};
}

Term fieldTerm(const SearchToken &token, SearchKey key)
{
    // Of a label alone.
    const SearchField::Kind kind = key.field ? key.field->kind : SearchField::Kind::Word;
    switch (kind) {
    case SearchField::Kind::Text:
    case SearchField::Kind::EventKind:
    case SearchField::Kind::EventText:
        return textTerm(token, std::move(key));
    case SearchField::Kind::Number:
    case SearchField::Kind::Memory:
    case SearchField::Kind::Time:
        return numberTerm(token, std::move(key));
    case SearchField::Kind::Class:
    case SearchField::Kind::EventStates:
        return classTerm(token, std::move(key));
    default:
        return setTerm(token, std::move(key));
    }
}

} // namespace

Result<SearchExpression, SearchError> makeSearchTerm(const SearchToken &token,
                                                     const SearchVocabulary &vocabulary)
{
    if (token.field.isEmpty())
        return wordTerm(token, vocabulary);
    SearchKey key = vocabulary.find(toStdString(token.field));
    if (!key.isKnown())
        return failField(token, vocabulary);
    if (token.value.isEmpty() && !token.isQuoted)
        return failValue(token, Words::tr("expected a value after “%1”")
                                    .arg(token.field + (token.sign.isEmpty() ? u":"_s : token.sign)));
    return token.sign.isEmpty() ? fieldTerm(token, std::move(key)) : matcherTerm(token, std::move(key));
}

} // namespace slurmsd
