// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a job's comment: what an annotation asks for is within bounds, whatever it says, and what is
// wrong with it is told in one line; the job, on its own node, makes targets there alone.
#include "daemon/jobs/annotation.h"
#include "daemon/jobs/jobexplain.h"
#include "daemon/jobs/jobtargetset.h"
#include "tests/fuzz/fuzzing.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace slurmsd;

namespace {

void checkAnnotation(const Annotation &annotation)
{
    require(annotation.ports.size() <= maxAnnotationPorts && std::ranges::is_sorted(annotation.ports));
    require(std::ranges::none_of(annotation.ports, [](Port port) { return port == 0; }));
    require(annotation.path.empty() || annotation.path.starts_with('/'));
    require(annotation.path.size() <= maxAnnotationPath);
    require(annotation.path.find_first_of("?#%\\ \"<>") == std::string::npos);
    require(annotation.path.find("/../") == std::string::npos && !annotation.path.ends_with("/.."));
    require(annotation.scheme.empty() || annotation.scheme == "http" || annotation.scheme == "https");
}

JobSource sourceWith(std::string_view comment)
{
    auto nodes = std::make_shared<NodeSnapshot>();
    Node node;
    node.name = "c01";
    node.address = "10.0.0.1";
    nodes->nodes.push_back(node);
    auto jobs = std::make_shared<JobList>();
    SlurmJob job;
    job.id = 1;
    job.states = "RUNNING";
    job.phase = JobPhase::Running;
    job.nodes = "c01";
    job.comment = jobs->strings.store(comment);
    jobs->jobs.push_back(job);
    return {nodes, jobs};
}

void checkTargets(const JobSource &source)
{
    JobConfig config;
    config.name = "job";
    config.role = JobRole::Job;
    config.slurmJobs.labels.push_back(SlurmJobLabel::Comment);
    config.slurmJobs.labels.push_back(SlurmJobLabel::Annotations);
    const auto set = JobTargetSet::build({{source}, {config}});
    const QJsonDocument document = QJsonDocument::fromJson(set->document("job")->json);
    require(document.isArray());
    for (const QJsonValue &group : document.array()) {
        for (const QJsonValue &target : group[u"targets"].toArray())
            require(target.toString().startsWith(u"10.0.0.1:"));
    }
    const SlurmJobExplanation explanation = explainJob(source, set->jobs(), source.jobs->jobs.front());
    const JobExplanation &outcome = explanation.jobs.front();
    require(outcome.groups.empty() == !outcome.reason.empty()); // one or the other
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto annotation = parseAnnotation(textOf(data, size));
    if (!annotation)
        require(!annotation.error().empty() && annotation.error().find('\n') == std::string::npos);
    else if (*annotation)
        checkAnnotation(**annotation);
    checkTargets(sourceWith(textOf(data, size)));
    return 0;
}
