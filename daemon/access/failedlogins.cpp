// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/access/failedlogins.h"

#include "daemon/httpserver/peernetwork.h"

#include <utility>

namespace slurmsd {

std::optional<FailedLoginReport> FailedLogins::add(const QHostAddress &peer, TimePoint now)
{
    QHostAddress network = peerNetwork(peer);
    std::string address = peer.toString().toStdString();
    if (!m_entries.contains(network) && static_cast<std::size_t>(m_entries.size()) >= maxAddresses) {
        network.clear();
        address.clear();
    }
    const auto known = m_entries.find(network);
    if (known == m_entries.end()) {
        m_entries.insert(network, {now, address, 0});
        return FailedLoginReport{std::move(address), 1};
    }
    known->address = std::move(address);
    ++known->untold;
    return std::nullopt;
}

std::vector<FailedLoginReport> FailedLogins::due(TimePoint now)
{
    std::vector<FailedLoginReport> reports;
    for (auto entry = m_entries.begin(); entry != m_entries.end();) {
        if (now - entry->toldAt < interval) {
            ++entry;
        } else if (entry->untold == 0) {
            entry = m_entries.erase(entry);
        } else {
            reports.push_back({entry->address, std::exchange(entry->untold, 0)});
            entry->toldAt = now;
            ++entry;
        }
    }
    return reports;
}

} // namespace slurmsd
