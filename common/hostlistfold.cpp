// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/asciitext.h"
#include "common/hostlist.h"
#include "common/node.h"

#include <algorithm>
#include <charconv>
#include <iterator>

namespace slurmsd {

namespace {

// A name as what comes before the number at its end, and that number; a name without one, or with one too
// large to count with, is all prefix.
struct SplitName
{
    std::string_view prefix;
    std::string_view digits;
    std::uint64_t number = 0;
};

SplitName splitName(std::string_view name)
{
    std::size_t start = name.size();
    while (start > 0 && isDigit(name[start - 1]))
        --start;
    if (start == name.size())
        return {name, {}};
    const std::string_view digits = name.substr(start);
    std::uint64_t number = 0;
    const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    const bool isCountable = parsed.ec == std::errc() && number <= maxHostlistNumber;
    return isCountable ? SplitName{name.substr(0, start), digits, number} : SplitName{name, {}};
}

// Can `next` go on a range whose numbers have at least `width` digits and that ends with `last`?
bool continues(const SplitName &last, const SplitName &next, std::size_t width)
{
    return next.number == last.number + 1 &&
           next.digits.size() == std::max(width, std::to_string(next.number).size());
}

// "n[1-3,07]" for names of one prefix.
void appendFolded(std::string &out, std::span<const SplitName> names)
{
    out += names.front().prefix;
    if (names.size() == 1) {
        out += names.front().digits;
        return;
    }
    char separator = '[';
    for (auto first = names.begin(); first != names.end();) {
        auto last = first;
        while (last + 1 != names.end() && continues(*last, *(last + 1), first->digits.size()))
            ++last;
        (out += separator) += first->digits;
        if (last != first)
            (out += '-') += last->digits;
        separator = ',';
        first = last + 1;
    }
    out += ']';
}

} // namespace

std::string foldHostlist(std::span<const std::string_view> names)
{
    std::vector<std::string_view> sorted(names.begin(), names.end());
    const auto before = [](std::string_view left, std::string_view right) {
        return std::is_lt(compareNaturally(left, right));
    };
    if (!std::ranges::is_sorted(sorted, before))
        std::ranges::sort(sorted, before);
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());

    std::vector<SplitName> split;
    split.reserve(sorted.size());
    std::ranges::transform(sorted, std::back_inserter(split), splitName);

    std::string folded;
    for (auto first = split.begin(); first != split.end();) {
        const auto differs = [&first](const SplitName &name) {
            return name.prefix != first->prefix || name.digits.empty();
        };
        const auto last = first->digits.empty() ? first + 1 : std::find_if(first + 1, split.end(), differs);
        if (!folded.empty())
            folded += ',';
        appendFolded(folded, {first, last});
        first = last;
    }
    return folded;
}

} // namespace slurmsd
