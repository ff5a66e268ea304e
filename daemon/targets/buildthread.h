// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>
#include <stop_token>
#include <thread>

namespace slurmsd {

// Makes one thing at a time in a thread of its own, and says on the event loop of its owner's thread when
// that is made. A queued signal and a join hand the result over: no lock, and the thread is gone when it is
// read.
class BuildThread : public QObject
{
    Q_OBJECT

public:
    explicit BuildThread(QObject *parent = nullptr);
    // Gives up what is being made, and waits for that. What the work writes to must be there until then.
    ~BuildThread() override;

    bool isBusy() const { return m_thread.joinable(); }
    // Not while it is busy. `work` is called in the thread, and destroyed there at once afterwards.
    void start(std::function<void(const std::stop_token &)> work);

Q_SIGNALS:
    // What the work has written can be read; it is not busy any more.
    void finished();
    // For this object itself, from the thread.
    void ended(QPrivateSignal);

private:
    std::jthread m_thread;
};

} // namespace slurmsd
