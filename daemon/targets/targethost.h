// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "common/node.h"

#include <string>
#include <string_view>

namespace slurmsd {

// The node's host for a target: what `source` says, or else the next of address, hostname and name that can
// be one. A host has 1 to 255 bytes and holds no '/', which would make Prometheus drop the target, no white
// space and no control characters. Empty when the node has none. The view is the node's.
std::string_view targetHost(const Node &node, AddressSource source);

// "host:port"; an IPv6 address gets brackets, and keeps its scope, which Prometheus understands.
std::string hostAndPort(std::string_view host, Port port);

} // namespace slurmsd
