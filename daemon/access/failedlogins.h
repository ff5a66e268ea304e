// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QHostAddress>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace slurmsd {

// What is to be told of logins that failed.
struct FailedLoginReport
{
    std::string address;     // that failed last, of those that count as one (peerNetwork()); empty: of many
    std::uint64_t count = 0; // since the last report

    friend bool operator==(const FailedLoginReport &, const FailedLoginReport &) = default;
};

// Counts failed logins, so that each address is told at once when it first fails, and at most once a minute
// then. Beyond `maxAddresses` at a time, all others are told as one: whoever has many addresses cannot fill
// the log. Pure: the time is given.
class FailedLogins
{
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    static constexpr std::chrono::minutes interval{1};
    static constexpr std::size_t maxAddresses = 32;

    // One more; what is to be told of its address now.
    std::optional<FailedLoginReport> add(const QHostAddress &peer, TimePoint now);
    // What is to be told of those whose minute is over; to be asked every few seconds.
    std::vector<FailedLoginReport> due(TimePoint now);

private:
    struct Entry
    {
        TimePoint toldAt;
        std::string address;
        std::uint64_t untold = 0;
    };

    QHash<QHostAddress, Entry> m_entries; // by peerNetwork(); all others have the null address
};

} // namespace slurmsd
