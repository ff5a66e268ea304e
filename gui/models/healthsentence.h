// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/daemonstatus.h"
#include "gui/values/apierror.h"
#include "gui/values/connectionstate.h"

#include <QString>

#include <chrono>
#include <optional>

namespace slurmsd {

// What is known of a daemon at one moment.
struct HealthFacts
{
    ConnectionState state = ConnectionState::Closed;
    QString address;                         // of the daemon, as the user knows it: "head:8080"
    std::optional<ApiError> error;           // why it is Lost or Refused
    const DaemonStatus *status = nullptr;    // the last one; null before the first
    WallTime now;                            // by the daemon's clock
    std::chrono::milliseconds sinceAnswer{}; // age of the status
};

// How a daemon is, in one sentence or two, the worst thing first.
struct HealthSentence
{
    enum class Level : unsigned char {
        Quiet, // not connected yet: nothing to be said
        Ok,
        Warning, // targets are served, but something is wrong
        Alarm,   // no targets, or no answer
    };

    Level level = Level::Quiet;
    bool isStale = false; // what is shown is old: there is no connection now
    QString text;

    friend bool operator==(const HealthSentence &, const HealthSentence &) = default;
};

// Pure.
HealthSentence healthSentence(const HealthFacts &facts);

// The sentence of one cluster alone, for the overview; of a daemon that answers.
HealthSentence clusterSentence(const ClusterStatus &cluster, WallTime now);

// Why a connection failed, by the step that failed: "The host has no address: …".
QString apiErrorText(const ApiError &error);

} // namespace slurmsd
