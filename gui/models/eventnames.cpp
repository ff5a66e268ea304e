// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/eventnames.h"

#include "common/asciitext.h"
#include "common/hostlist.h"
#include "gui/models/eventkind.h"
#include "gui/models/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace slurmsd {

namespace {

bool startsWithFolded(std::string_view text, std::string_view start)
{
    return text.size() >= start.size() && equalsFolded(text.substr(0, start.size()), start);
}

std::optional<std::uint64_t> numberOf(std::string_view digits)
{
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (digits.empty() || error != std::errc() || end != digits.data() + digits.size())
        return std::nullopt;
    return number;
}

// Is it a number of "001-064,070"? A range keeps the zero padding of its lower end.
bool isInRanges(std::string_view ranges, std::string_view digits)
{
    const auto number = numberOf(digits);
    bool found = false;
    forEachItem(ranges, [&](std::string_view range) {
        const std::size_t dash = range.find('-');
        const std::string_view low = range.substr(0, dash);
        const auto from = numberOf(low);
        const auto until = dash == std::string_view::npos ? from : numberOf(range.substr(dash + 1));
        const bool isPadded =
            digits.size() == low.size() || (digits.size() > low.size() && !digits.starts_with('0'));
        found = found || (number && from && until && isPadded && *from <= *number && *number <= *until);
    });
    return found;
}

// One of the list's parts, such as "gpu[001-064,070]".
bool isInPart(std::string_view part, std::string_view name)
{
    const std::size_t open = part.find('[');
    if (open == std::string_view::npos)
        return equalsFolded(part, name);
    const std::size_t close = std::min(part.find(']', open), part.size()); // the end: it is cut
    if (close + 1 < part.size()) {
        const auto names = expandHostlist(part);
        return names &&
               std::ranges::any_of(*names, [name](const auto &is) { return equalsFolded(is, name); });
    }
    return startsWithFolded(name, part.substr(0, open)) &&
           isInRanges(part.substr(open + 1, close - open - 1), name.substr(open));
}

// The parts of a hostlist, between commas that are in no bracket.
template <typename Test>
bool anyPart(std::string_view hostlist, const Test &test)
{
    std::size_t from = 0;
    bool isInBracket = false;
    for (std::size_t at = 0; at <= hostlist.size(); ++at) {
        const char c = at < hostlist.size() ? hostlist[at] : ',';
        if (c == '[' || c == ']')
            isInBracket = c == '[';
        if (at < hostlist.size() && (c != ',' || isInBracket))
            continue;
        if (test(hostlist.substr(from, at - from)))
            return true;
        from = at + 1;
    }
    return false;
}

// The words of a line, without what stands around them.
template <typename Test>
bool anyWord(std::string_view line, const Test &test)
{
    while (!line.empty()) {
        const std::size_t end = std::min(line.find(' '), line.size());
        std::string_view word = line.substr(0, end);
        while (!word.empty() && std::string_view(":,;()").find(word.back()) != std::string_view::npos)
            word.remove_suffix(1);
        while (!word.empty() && word.front() == '(')
            word.remove_prefix(1);
        if (!word.empty() && test(word))
            return true;
        line.remove_prefix(std::min(end + 1, line.size()));
    }
    return false;
}

bool isOfNodes(const Event &event) { return EventWords::topicOf(event.kind) == EventTopic::Nodes; }

// The nodes of an event that is about several; empty for others.
std::string_view foldedNodes(const Event &event)
{
    const std::string_view text = event.text;
    const std::size_t colon = text.rfind(": ");
    const bool isFolded = isOfNodes(event) && event.subject.empty() && colon != std::string_view::npos;
    return isFolded ? text.substr(colon + 2) : std::string_view();
}

// A part without what was begun of it before it was cut: "n[1-9,100-…" is "n[1-9]".
std::string withoutCut(std::string_view part)
{
    const bool isCut = part.find('[') != std::string_view::npos && part.find(']') == std::string_view::npos;
    return isCut ? std::string(part.substr(0, part.rfind(','))) + ']' : std::string(part);
}

// A test that takes the names themselves.
template <typename Test>
bool anyNameOf(std::string_view hostlist, const Test &test)
{
    return anyPart(hostlist, [&test](std::string_view part) {
        const auto names = expandHostlist(withoutCut(part));
        return names && std::ranges::any_of(*names, test);
    });
}

} // namespace

bool isInHostlist(std::string_view hostlist, std::string_view name)
{
    return anyPart(hostlist, [name](std::string_view part) { return isInPart(part, name); });
}

bool anyNodeOf(const Event &event, const TextPattern &name)
{
    const auto matches = [&name](std::string_view is) { return name.matches(is); };
    return (isOfNodes(event) && matches(event.subject)) ||
           (name.hasWildcards() ? anyNameOf(foldedNodes(event), matches)
                                : isInHostlist(foldedNodes(event), name.folded()));
}

bool anyNodeOf(const Event &event, const TextSet &names)
{
    const std::string_view folded = foldedNodes(event);
    return (isOfNodes(event) && names.contains(event.subject)) ||
           names.anyText([folded](const std::string &name) { return isInHostlist(folded, name); }) ||
           (!names.patterns().empty() &&
            anyNameOf(folded, [&names](const std::string &is) { return names.contains(is); }));
}

bool anyNodeOf(const Event &event, const QRegularExpression &name)
{
    const auto matches = [&name](std::string_view is) { return name.match(toQString(is)).hasMatch(); };
    return (isOfNodes(event) && matches(event.subject)) || anyNameOf(foldedNodes(event), matches);
}

bool anyStateOf(const Event &event, const std::function<bool(std::string_view)> &test)
{
    return isOfNodes(event) && anyWord(event.text, [&test](std::string_view word) {
               return stateClassFromString(word).has_value() && test(word);
           });
}

const std::string &eventKindWords(Event::Kind kind)
{
    // Languages change only with the program's start.
    static const auto words = [] {
        std::array<std::string, static_cast<std::size_t>(Event::Kind::Other) + 1> all;
        for (std::size_t i = 0; i < all.size(); ++i)
            all[i] = toStdString(EventWords::kind(static_cast<Event::Kind>(i)));
        return all;
    }();
    return words[static_cast<std::size_t>(kind)];
}

} // namespace slurmsd
