// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/process/systemd.h"

#include "common/wording.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <system_error>
#include <systemd/sd-daemon.h>
#include <unistd.h>

namespace slurmsd {

namespace {

// Whoever does not listen does not get it: there is nothing to be done about that.
void notify(const std::string &state) { ::sd_notify(0, state.c_str()); }

// The clock that systemd compares RELOADING= with.
std::string monotonicMicroseconds()
{
    timespec now = {};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    return std::to_string(std::chrono::microseconds(std::chrono::seconds(now.tv_sec)).count() +
                          now.tv_nsec / 1000);
}

} // namespace

ServiceNotifier::ServiceNotifier(QObject *parent)
    : QObject(parent)
{
    using namespace std::chrono_literals;
    std::uint64_t microseconds = 0;
    if (::sd_watchdog_enabled(0, &microseconds) <= 0)
        return;
    // A timer takes neither zero nor what its milliseconds cannot hold; more often than needed does no harm.
    const std::uint64_t half = std::clamp<std::uint64_t>(microseconds / 2'000, 1, 3'600'000);
    m_watchdog.setInterval(std::chrono::milliseconds(half));
    connect(&m_watchdog, &QTimer::timeout, this, [] { notify("WATCHDOG=1"); });
    m_watchdog.start();
}

void ServiceNotifier::ready() { notify("READY=1"); }

void ServiceNotifier::reloading() { notify("RELOADING=1\nMONOTONIC_USEC=" + monotonicMicroseconds()); }

void ServiceNotifier::stopping() { notify("STOPPING=1"); }

void ServiceNotifier::setStatus(std::string_view status)
{
    // A line break would begin another assignment.
    std::string line(status);
    std::ranges::replace(line, '\n', ' ');
    if (line == m_status)
        return;
    notify("STATUS=" + line);
    m_status = std::move(line);
}

ListenSockets takeListenSockets()
{
    ListenSockets taken;
    char **names = nullptr;
    constexpr int unsetEnvironment = 1;
    const int count = ::sd_listen_fds_with_names(unsetEnvironment, &names);
    if (count < 0)
        taken.refused.push_back("LISTEN_FDS and LISTEN_FDNAMES: " + std::generic_category().message(-count));
    for (int i = 0; i < count; ++i) {
        const int socket = SD_LISTEN_FDS_START + i;
        if (::sd_is_socket_inet(socket, AF_UNSPEC, SOCK_STREAM, 1, 0) > 0) {
            taken.sockets.push_back(socket);
        } else {
            taken.refused.push_back("socket " + std::to_string(i + 1) + " of " + std::to_string(count) +
                                    " (" + inQuotes(names[i]) + "): expected a listening TCP socket");
            ::close(socket);
        }
        std::free(names[i]);
    }
    std::free(names);
    return taken;
}

std::optional<std::string> credentialFile(std::string_view name)
{
    const char *directory = std::getenv("CREDENTIALS_DIRECTORY");
    if (!directory || name.empty() || name.find('/') != std::string_view::npos)
        return std::nullopt;
    std::string path = std::string(directory) + '/' + std::string(name);
    const QFileInfo file(QFile::decodeName(path.c_str()));
    return file.isFile() && file.isReadable() ? std::optional(std::move(path)) : std::nullopt;
}

} // namespace slurmsd
