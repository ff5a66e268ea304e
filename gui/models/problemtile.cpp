// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/problemtile.h"

#include "gui/models/durationtext.h"
#include "gui/models/statebarlayout.h"
#include "gui/models/text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>

namespace slurmsd {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

class TileWords
{
    Q_DECLARE_TR_FUNCTIONS(ProblemTile)

public:
    static QString emptyJobs() { return tr("jobs without targets"); }
    static QString held() { return tr("held by the guard"); }
    static QString since(const QString &time) { return tr("since %1").arg(time); }

    // `time`: since when, where that is less than a day ago.
    static QString change(qlonglong change, const QString &time)
    {
        const QString number = (change > 0 ? u"+"_s : QString()) + QLocale().toString(change);
        if (time.isEmpty())
            return change == 0 ? tr("as yesterday") : tr("%1 since yesterday").arg(number);
        return change == 0 ? QString() : tr("%1 since %2", "change, time").arg(number, time);
    }
};

// What the numbers of now are compared with: those of a day ago, as far as they were known within half a day
// before; else the first that are known since. Null: there are none.
const StateHistory::Span *comparedSpan(const StateHistory &history, WallTime now)
{
    const StateHistory::Span *then = history.at(now - 24h);
    if (!then || then->to >= now - 36h)
        return then;
    return then == &history.spans().back() ? nullptr : then + 1;
}

ProblemTile nodesTile(StateClass stateClass, const StateCounts &states, const StateHistory &history,
                      WallTime now)
{
    ProblemTile tile;
    tile.stateClass = stateClass;
    tile.count = countOf(states, stateClass);
    tile.title = toQString(toString(stateClass));
    if (const StateHistory::Span *then = comparedSpan(history, now)) {
        const auto change = qlonglong(tile.count) - qlonglong(countOf(then->states, stateClass));
        const bool isYesterday = then->from <= now - 24h;
        tile.detail = TileWords::change(change, isYesterday ? QString() : clockText(then->from, now));
    }
    return tile;
}

ProblemTile emptyJobsTile(const DaemonStatus &status)
{
    ProblemTile tile;
    tile.kind = ProblemTile::Kind::EmptyJobs;
    tile.title = TileWords::emptyJobs();
    QStringList names;
    for (const std::string &name : emptyJobs(status))
        names += toQString(name);
    tile.count = std::size_t(names.size());
    tile.detail = names.join(u", "_s);
    return tile;
}

ProblemTile heldTile(const DaemonStatus &status, WallTime now)
{
    ProblemTile tile;
    tile.kind = ProblemTile::Kind::Held;
    tile.title = TileWords::held();
    tile.count = heldCount(status);
    std::optional<WallTime> since;
    for (const ClusterStatus &cluster : status.clusters) {
        for (const HeldStatus &held : cluster.held)
            since = std::min(since.value_or(held.since), held.since);
    }
    if (since)
        tile.detail = TileWords::since(clockText(*since, now));
    return tile;
}

} // namespace

std::vector<ProblemTile> problemTiles(const DaemonStatus &status, const StateHistory &history, WallTime now)
{
    const StateCounts states = allStates(status);
    std::vector<ProblemTile> tiles;
    for (const StateClass stateClass :
         {StateClass::Down, StateClass::Drained, StateClass::Draining, StateClass::Maintenance})
        tiles.push_back(nodesTile(stateClass, states, history, now));
    tiles.push_back(emptyJobsTile(status));
    tiles.push_back(heldTile(status, now));
    return tiles;
}

StateCounts allStates(const DaemonStatus &status)
{
    StateCounts all{};
    for (const ClusterStatus &cluster : status.clusters) {
        for (std::size_t i = 0; i < all.size(); ++i)
            all[i] += cluster.states[i];
    }
    return all;
}

std::vector<std::string> emptyJobs(const DaemonStatus &status)
{
    std::vector<std::string> names;
    for (const JobStatus &job : status.jobs) {
        if (isWithoutTargets(job))
            names.push_back(job.name);
    }
    return names;
}

bool isWithoutTargets(const JobStatus &job)
{
    return !job.etag.empty() && job.targets == 0 && !job.isEmptyAllowed && !job.slurmJobs;
}

std::size_t heldCount(const DaemonStatus &status)
{
    std::size_t count = 0;
    for (const ClusterStatus &cluster : status.clusters)
        count += cluster.held.size();
    return count;
}

} // namespace slurmsd
