// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/process/signalwatcher.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace slurmsd {

namespace {

constexpr std::array watchedSignals{SIGTERM, SIGINT, SIGHUP};

// The write end of the pipe; a signal handler can reach nothing but globals.
volatile std::sig_atomic_t handlerPipe = -1;
std::array<struct sigaction, watchedSignals.size()> previousActions;

void passOn(int signal)
{
    const int savedErrno = errno;
    const auto byte = static_cast<unsigned char>(signal);
    // A full pipe already holds enough bytes to wake the loop.
    [[maybe_unused]] const auto written = ::write(handlerPipe, &byte, 1);
    errno = savedErrno;
}

} // namespace

SignalWatcher::SignalWatcher()
    : m_notifier(QSocketNotifier::Read)
{
    if (::pipe2(m_pipe, O_CLOEXEC | O_NONBLOCK) != 0)
        qFatal("cannot create a pipe for signals: errno %d", errno);
    handlerPipe = m_pipe[1];
    connect(&m_notifier, &QSocketNotifier::activated, this, &SignalWatcher::readSignals);
    m_notifier.setSocket(m_pipe[0]);
    m_notifier.setEnabled(true);

    struct sigaction action = {};
    action.sa_handler = passOn;
    action.sa_flags = SA_RESTART;
    for (std::size_t i = 0; i < watchedSignals.size(); ++i)
        ::sigaction(watchedSignals[i], &action, &previousActions[i]);
    std::signal(SIGPIPE, SIG_IGN);
}

SignalWatcher::~SignalWatcher()
{
    for (std::size_t i = 0; i < watchedSignals.size(); ++i)
        ::sigaction(watchedSignals[i], &previousActions[i], nullptr);
    m_notifier.setEnabled(false);
    handlerPipe = -1;
    ::close(m_pipe[0]);
    ::close(m_pipe[1]);
}

void SignalWatcher::readSignals()
{
    std::array<unsigned char, 64> bytes;
    bool reload = false;
    for (;;) {
        const ssize_t count = ::read(m_pipe[0], bytes.data(), bytes.size());
        if (count <= 0)
            break;
        for (ssize_t i = 0; i < count; ++i) {
            if (bytes[static_cast<std::size_t>(i)] == SIGHUP)
                reload = true;
            else
                Q_EMIT terminationRequested();
        }
    }
    if (reload)
        Q_EMIT reloadRequested();
}

} // namespace slurmsd
