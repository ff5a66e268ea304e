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

Term setTerm(const SearchToken &token, const SearchField &field)
{
    auto values = valuesOf(token);
    if (!values)
        return Failure{values.error()};
    return termOf(SetTerm{&field, std::move(values).value()});
}

Term wordTerm(const SearchToken &token)
{
    const bool isHostlist = !token.isQuoted && (token.value.contains(u'[') || token.value.contains(u','));
    if (isHostlist)
        return setTerm(token, *findSearchField("name"));
    const std::string text = toStdString(token.value);
    const bool isWild = hasWildcard(token);
    return termOf(WordTerm{{text, isWild ? Mode::Wildcards : Mode::Contains},
                           {text, isWild ? Mode::Wildcards : Mode::Equals}});
}

Term textTerm(const SearchToken &token, const SearchField &field)
{
    const Mode mode = hasWildcard(token)      ? Mode::Wildcards
                      : token.value.isEmpty() ? Mode::Equals
                                              : Mode::Contains;
    return termOf(TextTerm{field.text, {toStdString(token.value), mode}});
}

Term numberTerm(const SearchToken &token, const SearchField &field)
{
    const auto test = parseNumberTest(toStdString(token.value), field.kind);
    if (!test)
        return failValue(token, field.kind == SearchField::Kind::Memory
                                    ? Words::tr("expected a size such as 512G or >=512G")
                                : field.kind == SearchField::Kind::Time
                                    ? Words::tr("expected a day such as 2026-11-20 or <2026-11-20")
                                    : Words::tr("expected a number such as 64 or >=64"));
    return termOf(NumberTerm{field.number, *test});
}

Term classTerm(const SearchToken &token)
{
    ClassTerm term;
    QStringList known;
    for (const StateClass stateClass : allStateClasses)
        known += toQString(toString(stateClass));
    for (const QString &item : token.value.split(u',')) {
        const TextPattern pattern(toStdString(item), item.contains(u'*') ? Mode::Wildcards : Mode::Equals);
        bool isKnown = false;
        for (const StateClass stateClass : allStateClasses) {
            const bool matches = pattern.matches(toString(stateClass));
            term.isWanted[static_cast<std::size_t>(stateClass)] |= matches;
            isKnown |= matches;
        }
        if (!isKnown)
            return failValue(
                token, Words::tr("no state class is “%1”; there are %2").arg(item, known.join(u", "_s)));
    }
    return termOf(std::move(term));
}

Failure<SearchError> failField(const SearchToken &token)
{
    QStringList all;
    QStringList similar;
    for (const SearchField &field : searchFields()) {
        all += toQString(field.name);
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

} // namespace

Result<SearchExpression, SearchError> makeSearchTerm(const SearchToken &token)
{
    if (token.field.isEmpty())
        return wordTerm(token);
    const SearchField *field = findSearchField(toStdString(token.field));
    if (!field)
        return failField(token);
    if (token.value.isEmpty() && !token.isQuoted)
        return failValue(token, Words::tr("expected a value after “%1:”").arg(token.field));
    switch (field->kind) {
    case SearchField::Kind::Text:
        return textTerm(token, *field);
    case SearchField::Kind::Number:
    case SearchField::Kind::Memory:
    case SearchField::Kind::Time:
        return numberTerm(token, *field);
    case SearchField::Kind::Class:
        return classTerm(token);
    case SearchField::Kind::Word:
    case SearchField::Kind::List:
    case SearchField::Kind::Gres:
    case SearchField::Kind::Cluster:
        break;
    }
    return setTerm(token, *field);
}

} // namespace slurmsd
