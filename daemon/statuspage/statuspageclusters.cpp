// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/shorttext.h"
#include "common/wording.h"
#include "daemon/status/timewords.h"
#include "daemon/statuspage/statuspageparts.h"

#include <algorithm>
#include <array>

namespace slurmsd {

namespace {

constexpr std::size_t maxClusters = 50;
constexpr std::size_t maxHeld = 20;
constexpr std::size_t maxPartitions = 200;

// What is wrong first: a narrow screen shows no more than the beginning.
constexpr std::array stateColumns{
    StateClass::Down,       StateClass::Unknown,     StateClass::Drained,
    StateClass::Draining,   StateClass::Maintenance, StateClass::Active,
    StateClass::PoweringUp, StateClass::PoweredDown, StateClass::Future,
};
static_assert(stateColumns.size() == allStateClasses.size());

std::size_t numberOf(const StateCounts &states, StateClass stateClass)
{
    return states[static_cast<std::size_t>(std::ranges::find(allStateClasses, stateClass) -
                                           allStateClasses.begin())];
}

std::string_view cellClass(StateClass stateClass, std::size_t number)
{
    if (number == 0)
        return "n zero";
    if (stateClass == StateClass::Down || stateClass == StateClass::Unknown)
        return "n alarm";
    return stateClass == StateClass::Drained || stateClass == StateClass::Draining ||
                   stateClass == StateClass::Maintenance
               ? "n mind"
               : "n";
}

// A name in two lines where it has two words.
std::string columnTitle(StateClass stateClass)
{
    std::string title(toString(stateClass));
    std::ranges::replace(title, '_', ' ');
    return title;
}

// Those that few clusters have only where there are some: with slurm.state_classes: basic nothing is ever
// draining.
std::vector<StateClass> columnsOf(const ClusterStatus &cluster)
{
    std::vector<StateClass> columns(stateColumns.begin(), stateColumns.end());
    for (const StateClass rare : {StateClass::Unknown, StateClass::Draining}) {
        if (numberOf(cluster.states, rare) == 0)
            std::erase(columns, rare);
    }
    return columns;
}

void writeNumbers(HtmlWriter &html, std::size_t nodes, const StateCounts &states,
                  const std::vector<StateClass> &columns)
{
    html.element("td", {{"class", nodes == 0 ? "n zero" : "n"}}, groupedDigits(nodes));
    for (const StateClass stateClass : columns) {
        const std::size_t number = numberOf(states, stateClass);
        html.element("td", {{"class", cellClass(stateClass, number)}}, groupedDigits(number));
    }
}

void writeTableHead(HtmlWriter &html, const std::vector<StateClass> &columns)
{
    html.nest("thead", {}, [&] {
        html.nest("tr", {}, [&] {
            html.element("th", {{"scope", "col"}}, "Partition");
            html.element("th", {{"scope", "col"}, {"class", "n"}}, "nodes");
            for (const StateClass stateClass : columns)
                html.element("th", {{"scope", "col"}, {"class", "n"}}, columnTitle(stateClass));
        });
    });
}

void writePartition(HtmlWriter &html, const PartitionStatus &partition,
                    const std::vector<StateClass> &columns)
{
    html.nest("tr", {}, [&] {
        if (partition.name.empty())
            html.element("th", {{"scope", "row"}, {"class", "quiet"}}, "in no partition");
        else
            html.element("th", {{"scope", "row"}}, shortened(partition.name, maxNameBytes));
        writeNumbers(html, partition.nodes, partition.states, columns);
    });
}

void writePartitions(HtmlWriter &html, const ClusterStatus &cluster)
{
    const std::size_t shown = std::min(cluster.partitions.size(), maxPartitions);
    const std::vector<StateClass> columns = columnsOf(cluster);
    html.nest("div",
              {{"class", "scroll"},
               {"tabindex", "0"},
               {"role", "region"},
               {"aria-label", "Nodes by partition and state"}},
              [&] {
                  html.nest("table", {{"class", "states"}}, [&] {
                      writeTableHead(html, columns);
                      html.nest("tbody", {}, [&] {
                          for (std::size_t i = 0; i < shown; ++i)
                              writePartition(html, cluster.partitions[i], columns);
                      });
                      html.nest("tfoot", {}, [&] {
                          html.nest("tr", {}, [&] {
                              html.element("th", {{"scope", "row"}}, "all nodes");
                              writeNumbers(html, cluster.nodes, cluster.states, columns);
                          });
                      });
                  });
              });
    if (cluster.partitions.size() > shown) {
        html.nest("p", {{"class", "quiet"}}, [&] {
            html.text(groupedDigits(cluster.partitions.size() - shown) + " more partitions are in ");
            html.element("a", {{"href", "/api/v1/status"}}, "/api/v1/status");
            html.text(".");
        });
    }
}

void writeHeld(HtmlWriter &html, const HeldStatus &held, WallTime now)
{
    const bool isList = held.job.empty();
    const std::string title =
        isList ? "A new node list is held." : "What job " + held.job + " would get is held.";
    writeNotice(html, "warn", title, [&] {
        html.text("It has " + groupedDigits(held.after) + " of " + groupedDigits(held.before) +
                  (isList ? " nodes: " : " targets: ") + held.message + ". ");
        if (!held.what.empty()) {
            html.text("Would be lost: ");
            html.element("code", {}, held.what);
            html.text(". ");
        }
        html.text("What is served stays until an operator accepts this with ");
        html.element("code", {}, "POST /api/v1/guard/accept?held=" + held.id);
        html.text(", enough intervals say the same, or the nodes come back. Held since ");
        writeTime(html, held.since, now);
        html.text(".");
    });
}

void writeFailure(HtmlWriter &html, const ClusterStatus &cluster, WallTime now)
{
    const FailureStatus &failure = *cluster.lastFailure;
    const bool isOver = !cluster.failingSince;
    writeNotice(html, isOver ? "note" : "bad", isOver ? "Last error, over now" : "Polls fail", [&] {
        if (isOver)
            html.text("(" + std::string(toString(failure.errorClass)) + "): ");
        else
            writeSince(html, *cluster.failingSince, failure, now);
        html.text(failure.message + ' ');
        html.nest("span", {{"class", "quiet"}}, [&] {
            html.text("(last ");
            writeTime(html, failure.when, now);
            html.text(")");
        });
    });
}

void writeProblems(HtmlWriter &html, const ClusterStatus &cluster, WallTime now)
{
    const bool isGuard = cluster.lastFailure && cluster.lastFailure->errorClass == PollErrorClass::Guard;
    const bool isListHeld = !cluster.held.empty() && cluster.held.front().job.empty();
    if (cluster.lastFailure && !(isGuard && isListHeld))
        writeFailure(html, cluster, now);
    const std::size_t shown = std::min(cluster.held.size(), maxHeld);
    for (std::size_t i = 0; i < shown; ++i)
        writeHeld(html, cluster.held[i], now);
    if (cluster.held.size() > shown)
        writeNotice(html, "warn", "More is held:", [&] {
            html.text(groupedDigits(cluster.held.size() - shown) + " jobs more, in /api/v1/status.");
        });
    if (cluster.isListStored) {
        writeNotice(html, "warn", "This list is from before the start.",
                    [&] { html.text("It was stored, and no poll has confirmed it yet."); });
    }
    if (isTokenToBeRenewed(cluster, now)) {
        const bool isOver = *cluster.tokenExpires <= now;
        writeNotice(html, isOver ? "bad" : "warn", isOver ? "The token has expired," : "The token expires",
                    [&] { writeTime(html, *cluster.tokenExpires, now); });
    }
    if (!cluster.storageError.empty())
        writeNotice(html, "warn", "The list cannot be stored:", [&] { html.text(cluster.storageError); });
}

void writeListFacts(HtmlWriter &html, const ClusterStatus &cluster, WallTime now)
{
    writeFact(html, "Node list", [&] {
        if (!cluster.listTakenAt)
            return html.text("none yet");
        html.text(groupedDigits(cluster.nodes) + (cluster.nodes == 1 ? " node" : " nodes"));
        if (cluster.skipped > 0)
            html.text(", " + groupedDigits(cluster.skipped) + " skipped");
        writeTime(html, *cluster.listTakenAt, now);
    });
    writeFact(html, "Next poll", [&] {
        if (cluster.nextPoll)
            writeTime(html, *cluster.nextPoll, now);
        else
            html.text("under way");
    });
    if (cluster.lastNotice)
        writeFact(html, "Last notice", [&] { writeTime(html, *cluster.lastNotice, now); });
    writeFact(html, "Last good poll", [&] {
        if (!cluster.lastSuccess)
            return html.text("none since the start");
        // These are of the last poll, good or not.
        if (!cluster.failingSince)
            html.text(pollInWords(cluster.lastPollDuration, cluster.lastPollBytes));
        writeTime(html, *cluster.lastSuccess, now);
    });
}

void writeServerFacts(HtmlWriter &html, const ClusterStatus &cluster, WallTime now)
{
    const auto orUnknown = [](const std::string &text) { return text.empty() ? "not known" : text; };
    writeFact(html, "Endpoint", [&] { html.element("code", {}, orUnknown(cluster.endpoint)); });
    writeTextFact(html, "Slurm", orUnknown(cluster.slurmRelease));
    writeTextFact(html, "API version", orUnknown(cluster.apiVersion));
    if (cluster.tokenExpires)
        writeFact(html, "Token expires", [&] { writeTime(html, *cluster.tokenExpires, now); });
}

void writeCluster(HtmlWriter &html, const ClusterStatus &cluster, WallTime now)
{
    html.nest("section", {}, [&] {
        html.element("h2", {}, cluster.name.empty() ? "Cluster" : "Cluster " + cluster.name);
        html.nest("dl", {}, [&] {
            writeListFacts(html, cluster, now);
            if (cluster.jobs)
                writeJobListFacts(html, *cluster.jobs, now);
            writeServerFacts(html, cluster, now);
        });
        writeProblems(html, cluster, now);
        if (cluster.jobs)
            writeJobListProblems(html, *cluster.jobs, now);
        if (cluster.listTakenAt) {
            writePartitions(html, cluster);
            writeOutOfService(html, cluster);
        }
    });
}

} // namespace

void writeClusters(HtmlWriter &html, const DaemonStatus &status)
{
    const std::size_t shown = std::min(status.clusters.size(), maxClusters);
    for (std::size_t i = 0; i < shown; ++i)
        writeCluster(html, status.clusters[i], status.now);
    if (status.clusters.size() > shown)
        html.element("p", {{"class", "quiet"}},
                     groupedDigits(status.clusters.size() - shown) + " more clusters are in /api/v1/status.");
}

} // namespace slurmsd
