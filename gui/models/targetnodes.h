// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/node.h"
#include "common/targetgroup.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace slurmsd {

// Which node a target is of: the one that its labels name, else one whose address, host name or name is the
// target's host, in this order, in the cluster of its labels where they have one. Keeps the lists; makes its
// table of them, some 20 ms for 65,536 nodes, when it is asked first.
class TargetNodes
{
public:
    struct Place
    {
        std::string_view cluster; // may be empty
        std::string_view node;

        friend bool operator==(const Place &, const Place &) = default;
    };

    struct Found
    {
        const NodeSnapshot *list = nullptr; // null: no node
        const Node *node = nullptr;
    };

    explicit TargetNodes(std::vector<std::shared_ptr<const NodeSnapshot>> lists = {});

    // Views into the lists.
    std::optional<Place> find(const TargetGroup &group, std::string_view address) const;
    // Of the lists.
    Found findNode(const TargetGroup &group, std::string_view address) const;

private:
    using Table = std::unordered_multimap<std::string_view, Found>;

    static Found findIn(const Table &table, std::string_view key, const std::string *cluster);
    void makeTables() const;

    std::vector<std::shared_ptr<const NodeSnapshot>> m_lists;
    mutable bool m_hasTables = false;
    mutable Table m_byName;
    mutable Table m_byHostname;
    mutable Table m_byAddress;
};

} // namespace slurmsd
