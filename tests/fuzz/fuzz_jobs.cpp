// SPDX-License-Identifier: GPL-3.0-or-later
// Any text as Slurm's list of jobs, whole and in pieces, which its own bytes cut: the outcome must be the
// same. Jobs that come of it are taken all the way to targets, metrics and the JSON of the list.
#include "common/apijson.h"
#include "common/utf8.h"
#include "daemon/jobs/jobexplain.h"
#include "daemon/jobs/jobtargetset.h"
#include "daemon/slurm/jobsparser.h"
#include "daemon/slurm/jobstates.h"
#include "daemon/status/jobmetrics.h"
#include "tests/fuzz/fuzzing.h"

#include <QJsonDocument>

using namespace slurmsd;

namespace {

using Outcome = Result<std::shared_ptr<JobList>, PollError>;

Outcome parseWhole(std::string_view text)
{
    JobsParser parser;
    parser.feed(text);
    return parser.finish();
}

Outcome parsePieces(std::string_view text)
{
    JobsParser parser;
    while (!text.empty()) {
        const auto wanted = static_cast<unsigned char>(text[text.size() / 2]) % 61U + 1U;
        const std::string_view piece = text.substr(0, wanted);
        // A copy that ends with the piece, so that reading beyond it is seen.
        parser.feed(std::string(piece));
        text.remove_prefix(piece.size());
    }
    return parser.finish();
}

void checkSame(const Outcome &whole, const Outcome &pieces)
{
    require(whole.hasValue() == pieces.hasValue());
    if (!whole) {
        require(whole.error().errorClass == pieces.error().errorClass);
        require(!whole.error().message.empty() && whole.error().message.find('\n') == std::string::npos);
        return;
    }
    require((*whole)->jobs == (*pieces)->jobs && (*whole)->skipped == (*pieces)->skipped);
    require((*whole)->cluster == (*pieces)->cluster && (*whole)->slurmRelease == (*pieces)->slurmRelease);
}

void checkJobs(const JobList &list)
{
    std::int64_t last = 0;
    for (const SlurmJob &job : list.jobs) {
        require(job.id > last);
        last = job.id;
        require(hasNodes(job.phase) || (job.nodes.empty() && job.comment.empty() && job.gresDetail.empty()));
        for (const std::string_view text : {job.name, job.user, job.comment, job.nodes, job.states})
            require(validUtf8(text) == text);
    }
}

// The nodes of the recorded jobs.
std::shared_ptr<const NodeSnapshot> nodes()
{
    auto snapshot = std::make_shared<NodeSnapshot>();
    for (const char *name : {"c01", "c02", "c03", "g01", "g02"}) {
        Node node;
        node.name = node.address = name;
        snapshot->nodes.push_back(node);
    }
    return snapshot;
}

void checkDocuments(const JobSource &source)
{
    JobConfig config;
    config.name = "job";
    config.role = JobRole::Job;
    config.port = 8000;
    config.slurmJobs.isAnnotatedOnly = false;
    config.slurmJobs.onAllNodes = true;
    config.slurmJobs.labels.clear();
    for (const std::string_view name : slurmJobLabelNames())
        config.slurmJobs.labels.push_back(*slurmJobLabelFromString(name));
    const auto set = JobTargetSet::build({{source}, {config}});
    require(QJsonDocument::fromJson(set->document("job")->json).isArray());
    require(runningJobsFromJson(toJson(runningJobs(set->sources(), set->jobs()))).hasValue());
    require(!metricsText(jobMetrics({{source, {}}})).contains("\n\n"));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text = textOf(data, size);
    JobStatesParser states;
    states.feed(text);
    if (const auto counts = states.finish(); counts)
        require(counts->running <= counts->all);
    const Outcome whole = parseWhole(text);
    checkSame(whole, parsePieces(text));
    if (!whole)
        return 0;
    sortJobs(**whole);
    checkJobs(**whole);
    checkDocuments({nodes(), *whole});
    return 0;
}
