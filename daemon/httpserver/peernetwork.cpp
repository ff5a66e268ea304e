// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/httpserver/peernetwork.h"

#include <algorithm>

namespace slurmsd {

QHostAddress peerNetwork(const QHostAddress &peer)
{
    bool isIpv4 = false;
    const quint32 ipv4 = peer.toIPv4Address(&isIpv4);
    if (isIpv4)
        return QHostAddress(ipv4);
    Q_IPV6ADDR ipv6 = peer.toIPv6Address();
    std::fill(ipv6.c + 8, ipv6.c + 16, quint8(0));
    return QHostAddress(ipv6);
}

} // namespace slurmsd
