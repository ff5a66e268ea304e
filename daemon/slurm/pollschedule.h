// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/slurm/backoff.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <chrono>

namespace slurmsd {

// When to poll: at start, then every interval; sooner after a failure, and while something of what was got is
// held (Backoff). One poll is under way at most. On the event loop.
class PollSchedule : public QObject
{
    Q_OBJECT

public:
    explicit PollSchedule(std::chrono::milliseconds interval, QObject *parent = nullptr);

    // A poll is due at once, then they go on until stop().
    void start();
    // True when a poll was under way: it is over.
    bool stop();
    // At once instead of when the next poll is due. A poll under way is the one asked for. Not when stopped.
    void pollNow();
    // Goes on with another interval, and nothing under way: pollNow() is to follow.
    void setInterval(std::chrono::milliseconds interval);
    // The next poll comes sooner while something is held.
    void setHolding(bool isHolding);
    // The poll that was due has ended. What it took, and when the next one is due.
    struct Ended
    {
        std::chrono::milliseconds duration{};
        std::chrono::milliseconds nextPollIn{};
    };
    Ended end(bool isGood);
    // Until the next poll; zero while one is under way, and when stopped.
    std::chrono::milliseconds nextPollIn() const;

Q_SIGNALS:
    // Poll now, and end() it.
    void due();

private:
    void begin();

    Backoff m_backoff;
    QTimer m_timer;
    QElapsedTimer m_duration;
    bool m_running = false;
    bool m_polling = false;
    bool m_isHolding = false;
};

} // namespace slurmsd
