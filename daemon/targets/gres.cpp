// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/targets/gres.h"

#include "common/node.h"

#include <algorithm>
#include <unordered_set>

namespace slurmsd {

namespace {

std::string withoutParentheses(std::string_view text)
{
    std::string outside;
    int depth = 0;
    for (const char c : text) {
        if (c == '(')
            ++depth;
        else if (c == ')')
            depth = std::max(depth - 1, 0);
        else if (depth == 0)
            outside += c;
    }
    return outside;
}

// "gpu:0", "gpu:a100:0", "lustre:0G": configured, but there is none of it.
bool hasNone(std::string_view item)
{
    const std::size_t colon = item.rfind(':');
    if (colon == std::string_view::npos)
        return false;
    std::string_view count = item.substr(colon + 1);
    constexpr std::string_view units = "KMGTPkmgtp";
    if (!count.empty() && units.find(count.back()) != std::string_view::npos)
        count.remove_suffix(1);
    return !count.empty() && count.find_first_not_of('0') == std::string_view::npos;
}

void appendItem(std::string &list, std::string_view item)
{
    if (!list.empty())
        list += ',';
    list += item;
}

} // namespace

std::string gresItems(std::string_view gres)
{
    std::string items;
    forEachItem(withoutParentheses(gres), [&items](std::string_view item) {
        if (!item.empty() && !hasNone(item))
            appendItem(items, item);
    });
    return items;
}

std::string gresTypes(std::string_view gres)
{
    std::string types;
    std::unordered_set<std::string_view> seen;
    const std::string items = gresItems(gres);
    forEachItem(items, [&](std::string_view item) {
        const std::string_view type = item.substr(0, item.find(':'));
        if (seen.insert(type).second)
            appendItem(types, type);
    });
    return types;
}

bool isGres(std::string_view item, std::string_view wanted)
{
    return item.starts_with(wanted) && (item.size() == wanted.size() || item[wanted.size()] == ':');
}

} // namespace slurmsd
