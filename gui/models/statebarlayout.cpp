// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/statebarlayout.h"

#include "gui/models/searchtext.h"
#include "gui/models/text.h"

#include <algorithm>
#include <numeric>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

// Those that their share would make too small get the minimum; the others divide what is left by their
// counts. A part that this makes too small in turn joins the small ones.
void shareOut(std::vector<StateSegment> &segments, int length, int minimum)
{
    const auto isSmall = [](const StateSegment &segment) { return segment.length > 0; };
    for (bool isChanged = true; isChanged;) {
        isChanged = false;
        qint64 room = length;
        std::size_t nodes = 0;
        for (const StateSegment &segment : segments) {
            room -= isSmall(segment) ? segment.length : 0;
            nodes += isSmall(segment) ? 0 : segment.count;
        }
        for (StateSegment &segment : segments) {
            if (!isSmall(segment) && qint64(segment.count) * room < qint64(minimum) * qint64(nodes)) {
                segment.length = minimum;
                isChanged = true;
            }
        }
    }
}

} // namespace

std::size_t countOf(const StateCounts &states, StateClass stateClass)
{
    const auto place = std::ranges::find(allStateClasses, stateClass) - allStateClasses.begin();
    return states[static_cast<std::size_t>(place)];
}

std::vector<StateSegment> stateSegments(const StateCounts &states, int length, int minimum)
{
    std::vector<StateSegment> segments;
    for (const StateClass stateClass : stateOrder) {
        if (const std::size_t count = countOf(states, stateClass))
            segments.push_back({stateClass, count, 0, 0});
    }
    shareOut(segments, length, minimum);

    qint64 room = length;
    std::size_t nodes = 0;
    for (const StateSegment &segment : segments) {
        room -= segment.length;
        nodes += segment.length > 0 ? 0 : segment.count;
    }
    int begin = 0;
    std::size_t passed = 0; // of the nodes that share the room, so that roundings do not add up
    for (StateSegment &segment : segments) {
        if (segment.length == 0) {
            const qint64 before = qint64(passed) * room / qint64(nodes);
            passed += segment.count;
            segment.length = int(qint64(passed) * room / qint64(nodes) - before);
        }
        segment.begin = begin;
        begin += segment.length;
    }
    return segments;
}

QString partitionSearch(const std::string &partition)
{
    return u"partition:"_s + quotedForSearch(toQString(partition));
}

QString partitionSearch(const std::string &partition, StateClass stateClass)
{
    return partitionSearch(partition) + u" and state:"_s + toQString(toString(stateClass));
}

} // namespace slurmsd
