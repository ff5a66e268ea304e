// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/node.h"

#include "common/asciitext.h"

#include <algorithm>

namespace slurmsd {

namespace {

// The digits at the start of `text`, without leading zeros; `text` is left behind them.
std::string_view takeNumber(std::string_view &text)
{
    const std::string_view all = text;
    text.remove_prefix(static_cast<std::size_t>(std::ranges::find_if_not(text, isDigit) - text.begin()));
    std::string_view digits = all.substr(0, all.size() - text.size());
    digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
    return digits;
}

// The natural order of names from here on; equal where they differ in leading zeros only.
std::strong_ordering compareRests(std::string_view left, std::string_view right)
{
    while (!left.empty() && !right.empty()) {
        if (isDigit(left.front()) && isDigit(right.front())) {
            const std::string_view leftNumber = takeNumber(left);
            const std::string_view rightNumber = takeNumber(right);
            if (const auto order = leftNumber.size() <=> rightNumber.size(); std::is_neq(order))
                return order;
            if (const auto order = leftNumber <=> rightNumber; std::is_neq(order))
                return order;
        } else {
            if (const auto order =
                    static_cast<unsigned char>(left.front()) <=> static_cast<unsigned char>(right.front());
                std::is_neq(order))
                return order;
            left.remove_prefix(1);
            right.remove_prefix(1);
        }
    }
    return left.size() <=> right.size();
}

} // namespace

std::strong_ordering compareNaturally(std::string_view left, std::string_view right)
{
    // Most names have a long start in common, which tells nothing; but the number at its end may go on.
    auto [l, r] = std::ranges::mismatch(left, right);
    while (l != left.begin() && isDigit(l[-1])) {
        --l;
        --r;
    }
    const auto order = compareRests({l, left.end()}, {r, right.end()});
    return std::is_neq(order) ? order : left <=> right;
}

void setStateClasses(NodeSnapshot &snapshot, StateClasses classes)
{
    std::vector<std::string_view> states;
    for (Node &node : snapshot.nodes) {
        if (node.stateClass != StateClass::Drained && node.stateClass != StateClass::Draining)
            continue; // the others are the same in both
        states.clear();
        forEachItem(node.states, [&states](std::string_view state) { states.push_back(state); });
        node.stateClass = classifyState(states, classes);
    }
}

void sortNodes(NodeSnapshot &snapshot)
{
    const auto before = [](const Node &left, const Node &right) {
        return std::is_lt(compareNaturally(left.name, right.name));
    };
    if (!std::ranges::is_sorted(snapshot.nodes, before))
        std::ranges::stable_sort(snapshot.nodes, before);
    const auto end = std::unique(snapshot.nodes.begin(), snapshot.nodes.end(),
                                 [](const Node &left, const Node &right) { return left.name == right.name; });
    snapshot.skipped += static_cast<std::size_t>(snapshot.nodes.end() - end);
    snapshot.nodes.erase(end, snapshot.nodes.end());
}

} // namespace slurmsd
