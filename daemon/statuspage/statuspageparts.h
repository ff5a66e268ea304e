// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/statuspage/htmlwriter.h"
#include "daemon/statuspage/statuspage.h"

#include <chrono>
#include <cstdint>
#include <string>

namespace slurmsd {

// The parts of the status page, for statuspage.cpp.

// Longer names are cut where a table has a row for each.
inline constexpr std::size_t maxNameBytes = 80;

// Style sheet: HtmlWriter::style().
extern const char *const statusPageStyle;

// A section for each cluster: facts, problems, nodes by partition and state.
void writeClusters(HtmlWriter &html, const DaemonStatus &status);

// The names of a cluster's nodes that are not in service, folded, each a link to what is said of it.
void writeOutOfService(HtmlWriter &html, const ClusterStatus &cluster);

// The form to look for a node, and what was found.
void writeSearch(HtmlWriter &html, const std::optional<NodeSearch> &search, WallTime now);

// What was found for one node or Slurm job: the targets of each job of the config.
void writeExplanations(HtmlWriter &html, const std::vector<JobExplanation> &jobs);

// The same for a Slurm job.
void writeJobSearch(HtmlWriter &html, const std::optional<JobSearch> &search);

// The list of jobs of a cluster, what is wrong with it, and which Slurm jobs ask for targets in vain.
void writeJobListFacts(HtmlWriter &html, const JobListStatus &jobs, WallTime now);
void writeJobListProblems(HtmlWriter &html, const JobListStatus &jobs, WallTime now);
void writeRefusedJobs(HtmlWriter &html, const DaemonStatus &status);

void writeJobs(HtmlWriter &html, const DaemonStatus &status);

// The file, its last reload, and what is to be done about it.
void writeConfig(HtmlWriter &html, const DaemonStatus &status);

// "14 s ago, 10:02 UTC", or "in 14 s, …".
void writeTime(HtmlWriter &html, WallTime when, WallTime now);

// "since 10:02 UTC (12 min, auth): ", behind "Polls fail".
void writeSince(HtmlWriter &html, WallTime since, const FailureStatus &failure, WallTime now);

// "took 1.2 s, 50.9 MB"
std::string pollInWords(std::chrono::milliseconds duration, std::uint64_t bytes);

// One line of a list of facts.
template <typename Content>
void writeFact(HtmlWriter &html, std::string_view name, Content &&writeContent)
{
    html.nest("div", {}, [&] {
        html.element("dt", {}, name);
        html.nest("dd", {}, writeContent);
    });
}
inline void writeTextFact(HtmlWriter &html, std::string_view name, const std::string &value)
{
    writeFact(html, name, [&] { html.text(value); });
}

// Something wrong, or to be known: a paragraph that stands out. `kind`: "bad", "warn" or "note".
template <typename Content>
void writeNotice(HtmlWriter &html, std::string_view kind, std::string_view title, Content &&writeContent)
{
    html.nest("div", {{"class", std::string("notice ").append(kind)}}, [&] {
        html.element("strong", {}, title);
        html.text(" ");
        writeContent();
    });
}

} // namespace slurmsd
