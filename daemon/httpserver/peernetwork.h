// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>

namespace slurmsd {

// Who a peer is to all limits: the IPv4 address, also when it is given as ::ffff:1.2.3.4, or the /64 of the
// IPv6 address, which one host can have all to itself. Pure.
QHostAddress peerNetwork(const QHostAddress &peer);

} // namespace slurmsd
