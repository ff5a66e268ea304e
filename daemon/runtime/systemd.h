// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace slurmsd {

// What systemd and the daemon tell each other; without systemd all of it does nothing. On the event loop.
//
// A unit of Type=notify (sd_notify(3)) and, from systemd 253 on, Type=notify-reload
// (RELOADING=1 with MONOTONIC_USEC, then READY=1). With WatchdogSec= the event loop says at half of that
// time that it still turns.
class ServiceNotifier : public QObject
{
    Q_OBJECT

public:
    explicit ServiceNotifier(QObject *parent = nullptr);

    void ready();
    // A reload begins; ready() ends it.
    void reloading();
    void stopping();
    // One line, "118 nodes, 5 jobs, last poll 12 s ago". Sent when it is another one than before.
    void setStatus(const std::string &status);

private:
    QTimer m_watchdog;
    std::string m_status;
};

// The listening stream sockets that systemd passed (sd_listen_fds(3)), each to be taken once per process.
std::vector<int> takeListenSockets();

// The path of a credential that the unit loads (LoadCredential=NAME:…, systemd.exec(5)), when there is a
// readable file of that name in $CREDENTIALS_DIRECTORY.
std::optional<std::string> credentialFile(std::string_view name);

} // namespace slurmsd
