// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/status/jobmetrics.h"

#include "common/hostlist.h"
#include "daemon/jobs/jobgpus.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace slurmsd {

namespace {

using Labels = std::vector<std::pair<std::string, std::string>>;

MetricFamily info(std::string name, std::string help)
{
    return {std::move(name), std::move(help), MetricFamily::Type::Gauge, {}};
}

void addInfo(MetricFamily &family, const Labels &labels)
{
    const std::vector<MetricLabel> views(labels.begin(), labels.end());
    family.add(views, 1);
}

bool isHidden(const JobMetricsList &list, JobMetricsLabel label)
{
    return std::ranges::find(list.hiddenLabels, label) != list.hiddenLabels.end();
}

class Writer
{
public:
    void add(const JobMetricsList &list)
    {
        m_cluster = list.source.nodes->cluster;
        for (const SlurmJob &job : list.source.jobs->jobs) {
            if (job.phase != JobPhase::Running)
                continue;
            addJob(list, job);
            addNodes(job);
        }
    }

    std::vector<MetricFamily> take()
    {
        for (auto &[place, owner] : m_owners) {
            if (owner.jobs == 1)
                addInfo(m_gpus, owner.labels);
        }
        return {std::move(m_jobs), std::move(m_nodes), std::move(m_gpus), std::move(m_shared)};
    }

private:
    // Of a GPU that jobs have for themselves.
    struct Owner
    {
        std::size_t jobs = 0;
        Labels labels;
    };

    void addJob(const JobMetricsList &list, const SlurmJob &job)
    {
        Labels labels{{"cluster", m_cluster}, {"job_id", std::to_string(job.id)}};
        if (!isHidden(list, JobMetricsLabel::Name))
            labels.emplace_back("name", job.name);
        if (!isHidden(list, JobMetricsLabel::User))
            labels.emplace_back("user", jobOwner(job));
        if (!isHidden(list, JobMetricsLabel::Account))
            labels.emplace_back("account", job.account);
        labels.emplace_back("partition", job.partition);
        labels.emplace_back("qos", job.qos);
        addInfo(m_jobs, labels);
    }

    void addNodes(const SlurmJob &job)
    {
        const auto nodes = expandHostlist(job.nodes);
        if (!nodes)
            return;
        // One line a node, in their order; where they are not as many, nobody knows which is whose.
        const bool hasGpus =
            !job.gresDetail.empty() &&
            static_cast<std::size_t>(std::ranges::count(job.gresDetail, '\n')) + 1 == nodes->size();
        std::string_view gres = hasGpus ? job.gresDetail : std::string_view();
        for (const std::string &node : *nodes) {
            const Labels labels{{"cluster", m_cluster}, {"job_id", std::to_string(job.id)}, {"node", node}};
            addInfo(m_nodes, labels);
            const std::string_view line = gres.substr(0, gres.find('\n'));
            gres.remove_prefix(std::min(line.size() + 1, gres.size()));
            for (const JobGpu &gpu : jobGpus(line))
                addGpu(labels, node, gpu);
        }
    }

    void addGpu(Labels labels, const std::string &node, const JobGpu &gpu)
    {
        const std::string index = std::to_string(gpu.index);
        labels.emplace_back("gpu", index);
        labels.emplace_back("type", gpu.type);
        if (gpu.isShared) {
            addInfo(m_shared, labels);
            return;
        }
        Owner &owner = m_owners[{m_cluster, node, gpu.index}];
        ++owner.jobs;
        owner.labels = std::move(labels);
    }

    std::string m_cluster;
    MetricFamily m_jobs = info("slurm_sd_job_info", "A running job.");
    MetricFamily m_nodes = info("slurm_sd_job_node_info", "A node that a running job has.");
    MetricFamily m_gpus = info("slurm_sd_job_gpu_info", "A GPU that a running job has for itself.");
    MetricFamily m_shared =
        info("slurm_sd_job_shared_gpu_info", "A GPU that a running job shares, by shards or MPS.");
    std::map<std::tuple<std::string, std::string, std::uint32_t>, Owner> m_owners;
};

} // namespace

std::vector<MetricFamily> jobMetrics(const std::vector<JobMetricsList> &lists)
{
    Writer writer;
    for (const JobMetricsList &list : lists)
        writer.add(list);
    return writer.take();
}

const QByteArray &JobMetricsText::of(std::vector<JobMetricsList> lists)
{
    if (m_lists != lists) {
        m_text = metricsText(jobMetrics(lists));
        m_lists = std::move(lists);
    }
    return m_text;
}

} // namespace slurmsd
