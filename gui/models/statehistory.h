// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/daemonstatus.h"

#include <QByteArray>

#include <cstddef>
#include <vector>

namespace slurmsd {

// How many nodes of a cluster were in which state, over time: what the chart draws. Spans of equal numbers
// are kept as one; when there are too many, the older half is made coarser, so that memory stays bounded
// however long the program runs.
class StateHistory
{
public:
    // From `from` to `to` the numbers were these; until the next span's `from` they are taken to go on,
    // unless that one is after a gap.
    struct Span
    {
        WallTime from;
        WallTime to;
        StateCounts states{};
        bool isAfterGap = false; // nothing is known of the time before it: no connection, or no list

        friend bool operator==(const Span &, const Span &) = default;
    };

    explicit StateHistory(std::size_t maxSpans = 2'000);

    // Of the daemon's clock; what is older than the last one is passed over. True: the spans but for the last
    // one's `to` are others than before.
    bool add(WallTime when, const StateCounts &states);
    // What comes next is after a gap.
    void interrupt();
    void clear();

    // What is of the two days before `now`, made coarser, to be kept from one run of the program to the next.
    QByteArray save(WallTime now) const;
    // What save() made becomes the past of an empty history; then there is a gap. Other bytes change nothing.
    void restore(const QByteArray &saved);

    // The span that was in force then, or the first one when that is before it; null: there is none.
    const Span *at(WallTime when) const;
    const std::vector<Span> &spans() const { return m_spans; }
    bool isInterrupted() const { return m_isInterrupted; }

private:
    void thin();

    std::size_t m_maxSpans;
    std::vector<Span> m_spans;
    bool m_isInterrupted = false;
};

} // namespace slurmsd
