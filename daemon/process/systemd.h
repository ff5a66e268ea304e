// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace slurmsd {

// What systemd and the daemon tell each other; without systemd all of it does nothing. On the event loop.
//
// A unit of Type=notify (sd_notify(3)) and, from systemd 253 on, Type=notify-reload
// (RELOADING=1 with MONOTONIC_USEC, then READY=1). With WatchdogSec= the event loop says at half of that
// time that it still turns (sd_watchdog_enabled(3)), from the construction on.
class ServiceNotifier : public QObject
{
    Q_OBJECT

public:
    explicit ServiceNotifier(QObject *parent = nullptr);

    void ready();
    // A reload begins; ready() ends it, also where the reload failed.
    void reloading();
    void stopping();
    // One line of UTF-8, "118 nodes, 5 jobs, last poll 12 s ago"; line breaks become spaces. Sent when it is
    // another one than before.
    void setStatus(std::string_view status);

private:
    QTimer m_watchdog;
    std::string m_status;
};

// What systemd passed for socket activation.
struct ListenSockets
{
    std::vector<int> sockets;         // listening TCP sockets, in the unit's order; the caller owns them
    std::vector<std::string> refused; // why each of the others was closed: "socket 2 of 3 (\"x.socket\"): …"
};

// The sockets of sd_listen_fds(3), each to be taken once per process: the environment does not name them
// afterwards. UNIX sockets are refused, for the HTTP server cannot serve them.
ListenSockets takeListenSockets();

// The path of a credential that the unit loads (LoadCredential=NAME:…, systemd.exec(5)), when there is a
// readable file of that name in $CREDENTIALS_DIRECTORY.
std::optional<std::string> credentialFile(std::string_view name);

} // namespace slurmsd
