// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "common/node.h"
#include "daemon/targets/filternames.h"
#include "daemon/targets/rememberedanswers.h"
#include "daemon/targets/targetbuilder.h"
#include "daemon/targets/unmatched.h"

#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace slurmsd {

// What the answers of one time are made from. The lists are sorted (sortNodes()), the jobs valid.
struct TargetInput
{
    NodeLists lists;             // of the clusters that have one
    std::vector<JobConfig> jobs; // those of role Job are left out: JobTargetSet has them
    // By job: what is served of it is made of these instead, since something of the others is held.
    std::map<std::string, NodeLists> heldLists{};
    bool isForAll = false; // is the answer for all jobs made at once, and not when first asked for?
};

// The targets of all jobs for one node list, as ready bytes. Never changes; it may be built in any thread,
// but document() belongs to one thread at a time, since it remembers answers.
class TargetSet
{
public:
    // Null when `stop` was requested before it was done. Some 10 ms a job at 65,536 nodes, but half a second
    // where each node is a group of its own with every label.
    static std::shared_ptr<const TargetSet> build(TargetInput input, const std::stop_token &stop = {});

    // The answer for one job, or for all of them, each group with the label `jobLabel` then. Nothing when
    // there is no such job. Ready at once without a filter and with a job; else made when first asked for,
    // and kept for a while.
    std::optional<TargetDocument> document(std::optional<std::string_view> job,
                                           const TargetFilter &filter = {},
                                           TargetFormat format = TargetFormat::FileSd) const;

    // Is the answer for all jobs there, asked for or made at once?
    bool isForAll() const { return m_remembered.has({}, {}, TargetFormat::FileSd); }

    // Those in force; a job of which something is held is made of others.
    const NodeLists &lists() const { return m_input.lists; }
    // Of each of lists(), in their order.
    const std::vector<FilterNames> &names() const { return m_names; }
    const std::vector<JobConfig> &jobs() const { return m_input.jobs; }
    // The conditions of the job that no node meets; none when there is no such job.
    const std::vector<UnmatchedCondition> &unmatched(std::string_view job) const;

private:
    explicit TargetSet(TargetInput input);
    const NodeLists &listsOf(const JobConfig &job) const;
    TargetDocument buildDocument(const JobConfig &job, const TargetFilter &filter,
                                 const std::stop_token &stop = {}) const;
    TargetDocument allJobs(const TargetFilter &filter) const;
    TargetDocument makeAnswer(std::optional<std::size_t> index, const TargetFilter &filter) const;

    TargetInput m_input;
    std::vector<FilterNames> m_names;
    std::unordered_map<std::string_view, std::size_t> m_indexes; // of the jobs, by name
    // Of the lists that jobs are made of, for their sources.
    std::map<std::pair<const NodeLists *, HostRule>, TargetHosts> m_hosts;
    std::vector<std::vector<UnmatchedCondition>> m_unmatched;
    std::vector<TargetDocument> m_documents; // one for each job, in their order
    mutable RememberedAnswers<TargetFilter> m_remembered;
};

} // namespace slurmsd
