// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/targets/filternames.h"

#include "daemon/targets/pooledstringcache.h"

#include <variant>

namespace slurmsd {

namespace {

// The items of many joined lists, few of which differ.
class ItemCollector
{
public:
    explicit ItemCollector(std::set<std::string, std::less<>> &items)
        : m_items(items)
    {}

    void add(std::string_view list)
    {
        m_seen.get(list, [this](std::string_view newList) {
            forEachItem(newList, [this](std::string_view item) { m_items.emplace(item); });
            return std::monostate();
        });
    }

private:
    std::set<std::string, std::less<>> &m_items;
    PooledStringCache<std::monostate> m_seen;
};

} // namespace

FilterNames filterNames(const NodeSnapshot &list)
{
    FilterNames names;
    ItemCollector partitions(names.partitions);
    ItemCollector features(names.features);
    for (const Node &node : list.nodes) {
        partitions.add(node.partitions);
        features.add(node.features);
        if (node.partitions.empty())
            names.partitions.emplace();
    }
    return names;
}

} // namespace slurmsd
