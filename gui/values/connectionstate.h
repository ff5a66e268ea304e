// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace slurmsd {

// How the program stands with one daemon.
enum class ConnectionState : unsigned char {
    Closed,
    Connecting, // no answer yet
    Connected,
    Lost,    // was connected or not; the next try comes by itself
    Refused, // the login is refused; another one is waited for
};

} // namespace slurmsd
