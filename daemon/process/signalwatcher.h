// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSocketNotifier>

namespace slurmsd {

// Brings SIGTERM, SIGINT and SIGHUP to the event loop. One at a time per process, since signal handlers are
// the process's; the handlers before it are restored when it ends. SIGPIPE is ignored from then on: a client
// that goes away must not end the daemon.
class SignalWatcher : public QObject
{
    Q_OBJECT

public:
    SignalWatcher();
    ~SignalWatcher() override;

Q_SIGNALS:
    void terminationRequested(); // SIGTERM or SIGINT, once for each that was noticed
    void reloadRequested();      // SIGHUP; several in a row may come as one

private:
    void readSignals();

    int m_pipe[2] = {-1, -1};
    QSocketNotifier m_notifier;
};

} // namespace slurmsd
