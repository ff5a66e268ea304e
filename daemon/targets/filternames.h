// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/node.h"

#include <functional>
#include <set>
#include <string>

namespace slurmsd {

// What the filters of a URL can name in one node list. A partition whose name is empty is that of the nodes
// in none, if there are any.
struct FilterNames
{
    std::set<std::string, std::less<>> partitions;
    std::set<std::string, std::less<>> features;

    friend bool operator==(const FilterNames &, const FilterNames &) = default;
};

// Pure. About a millisecond at 65,536 nodes.
FilterNames filterNames(const NodeSnapshot &list);

} // namespace slurmsd
