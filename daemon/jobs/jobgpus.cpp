// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/jobs/jobgpus.h"

#include "common/node.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace slurmsd {

namespace {

// More than any node has: no text makes a list without end.
constexpr std::uint32_t maxIndex = 1023;

std::optional<std::uint32_t> parseIndex(std::string_view text)
{
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number > maxIndex)
        return {};
    return number;
}

// "0-1,3"; nothing where it is something else.
std::optional<std::vector<std::uint32_t>> parseIndexes(std::string_view text)
{
    std::vector<std::uint32_t> indexes;
    bool isGood = true;
    forEachItem(text, [&](std::string_view item) {
        const std::size_t dash = item.find('-');
        const auto first = parseIndex(item.substr(0, dash));
        const auto last = dash == std::string_view::npos ? first : parseIndex(item.substr(dash + 1));
        isGood = isGood && first && last && *first <= *last;
        for (std::uint32_t index = first.value_or(0); isGood && index <= *last; ++index)
            indexes.push_back(index);
    });
    return isGood ? std::optional(indexes) : std::nullopt;
}

// "0/4,3/4": what is taken of each GPU of the node, by their places.
std::optional<std::vector<std::uint32_t>> parseShares(std::string_view text)
{
    std::vector<std::uint32_t> indexes;
    std::uint32_t place = 0;
    bool isGood = true;
    forEachItem(text, [&](std::string_view item) {
        const std::size_t slash = item.find('/');
        const auto taken = parseIndex(item.substr(0, slash));
        isGood = isGood && slash != std::string_view::npos && taken && place <= maxIndex;
        if (taken.value_or(0) > 0)
            indexes.push_back(place);
        ++place;
    });
    return isGood ? std::optional(indexes) : std::nullopt;
}

// "gpu:a100:2(IDX:0-1)", taken apart.
struct GresItem
{
    std::string_view name;
    std::string_view type;
    std::optional<std::uint32_t> count;
    std::string_view detail; // between the parentheses
};

GresItem parseItem(std::string_view text)
{
    GresItem item;
    const std::size_t open = text.find('(');
    if (open != std::string_view::npos) {
        item.detail = text.substr(open + 1);
        item.detail = item.detail.substr(0, item.detail.find(')'));
    }
    text = text.substr(0, open);
    item.name = text.substr(0, text.find(':'));
    const std::size_t last = text.rfind(':');
    if (last == std::string_view::npos)
        return item;
    item.count = parseIndex(text.substr(last + 1));
    if (last > item.name.size())
        item.type = text.substr(item.name.size() + 1, last - item.name.size() - 1);
    return item;
}

// "1g.5gb", "7g.80gb.me", "1c.3g.40gb"
bool isMigType(std::string_view type)
{
    const std::size_t g = type.find("g.");
    return g != std::string_view::npos && g > 0 && type[g - 1] >= '0' && type[g - 1] <= '9' &&
           type.find("gb", g) != std::string_view::npos;
}

void addGpus(std::vector<JobGpu> &gpus, const GresItem &item)
{
    constexpr std::string_view indexPrefix = "IDX:";
    const bool isShared = item.name == "shard" || item.name == "mps";
    if ((item.name != "gpu" && !isShared) || isMigType(item.type))
        return;
    const bool hasIndexes = item.detail.starts_with(indexPrefix);
    if (!hasIndexes && !isShared)
        return;
    const auto indexes =
        hasIndexes ? parseIndexes(item.detail.substr(indexPrefix.size())) : parseShares(item.detail);
    if (!indexes || (!isShared && item.count != indexes->size()))
        return;
    for (const std::uint32_t index : *indexes)
        gpus.push_back({index, item.type, isShared});
}

} // namespace

std::vector<JobGpu> jobGpus(std::string_view gres)
{
    std::vector<JobGpu> gpus;
    while (!gres.empty()) {
        // The commas within parentheses do not end an item.
        std::size_t end = 0;
        for (int depth = 0; end < gres.size() && (depth > 0 || gres[end] != ','); ++end)
            depth += gres[end] == '(' ? 1 : gres[end] == ')' ? -1 : 0;
        addGpus(gpus, parseItem(gres.substr(0, end)));
        gres.remove_prefix(std::min(end + 1, gres.size()));
    }
    return gpus;
}

} // namespace slurmsd
