// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>
#include <optional>

namespace slurmsd {

// When to poll for notices that something has changed, as those of strigger: soon after the first of them, so
// that one poll is for all that come with it, and never more than once in an interval, however many come. A
// poll that begins for another reason knows what they told of. On the event loop.
class PollNotices : public QObject
{
    Q_OBJECT

public:
    // So long the first one waits for others.
    static constexpr std::chrono::milliseconds usualJoinTime = std::chrono::seconds(2);

    // `minInterval`: from the begin of a poll for notices to that of the next.
    explicit PollNotices(std::chrono::milliseconds minInterval,
                         std::chrono::milliseconds joinTime = usualJoinTime, QObject *parent = nullptr);

    void setMinInterval(std::chrono::milliseconds minInterval) { m_minInterval = minInterval; }
    // A notice: what it tells of is not yet in the answer to a poll under way.
    void take();
    // Every poll, for whatever reason.
    void beginPoll();
    void endPoll();

Q_SIGNALS:
    // Poll now.
    void due();

private:
    void schedule();
    void poll();

    const std::chrono::milliseconds m_joinTime;
    std::chrono::milliseconds m_minInterval;
    QTimer m_timer;
    bool m_isPolling = false;
    bool m_isWaiting = false;                                        // a notice that no poll has begun for
    std::optional<std::chrono::steady_clock::time_point> m_lastPoll; // for notices
};

} // namespace slurmsd
