// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "daemon/discovery/clustermonitor.h"
#include "daemon/jobs/jobtargetstore.h"
#include "daemon/status/clusterreadiness.h"
#include "daemon/status/jobmetrics.h"
#include "daemon/status/nodemetricsstore.h"
#include "daemon/targets/explain.h"
#include "daemon/targets/targetstore.h"

#include <QObject>

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace slurmsd {

// What Slurm answered itself, for its other clients.
struct SlurmAnswer
{
    std::string cluster;                      // as labels have it
    std::shared_ptr<const KeptAnswer> answer; // of the last good poll; null: it was not kept
};

// The clusters of the config, and what is made of their lists: targets, as far as the guard lets them, and
// the metrics of nodes. What happens goes to the log as well. On the event loop.
class Discovery : public QObject
{
    Q_OBJECT

public:
    // `storageDirectory`: where lists are kept; empty: nowhere.
    explicit Discovery(std::string storageDirectory);

    const std::string &storageDirectory() const { return m_storageDirectory; }

    // Goes by this config from now on. Clusters that stay go on with their lists; new ones begin without, and
    // those that are gone take theirs with them.
    void configure(const Config &config);
    // Begins to poll.
    void start();
    // The clusters of that name, or all without one, are polled now. False: there is none.
    bool pollNow(std::optional<std::string_view> cluster);
    // The same, soon: something is said to have changed (ClusterMonitor::takeNotice()).
    bool takeNotice(std::optional<std::string_view> cluster);
    // Puts in force what is held by that id; false when nothing is.
    bool accept(const std::string &id);

    // Of the config in force: the names of all, and those of each role.
    const std::vector<std::string> &jobNames() const { return m_jobNames; }
    const std::vector<JobConfig> &nodeJobs() const { return m_nodeJobs; }
    const std::vector<JobConfig> &slurmJobs() const { return m_slurmJobs; }

    // Those in force, in the config's order; clusters without are left out.
    NodeLists lists() const;
    // Null before the first list.
    std::shared_ptr<const TargetSet> targets() const { return m_targets.current(); }
    // Of jobs of role Job; null likewise.
    std::shared_ptr<const JobTargetSet> jobTargets() const { return m_jobTargets.current(); }
    // Of each cluster, in the config's order: can its targets be served, and those of its jobs?
    std::span<const ClusterReadiness> readiness() const { return m_readiness; }
    std::vector<ClusterReadiness> jobReadiness() const;
    HeldAnswers heldAnswers() const;
    // Of each cluster, in the config's order.
    std::vector<SlurmAnswer> slurmAnswers() const;
    NodeMetricsStore &nodeMetrics() { return m_nodeMetrics; }
    // What the metrics of jobs are made of; nothing where no cluster has them on.
    std::optional<std::vector<JobMetricsList>> jobMetrics() const;

    // Sets what is about clusters and jobs.
    void describe(DaemonStatus &status) const;
    void count(Counters &counters) const;

Q_SIGNALS:
    // Without an id.
    void happened(const slurmsd::Event &event);
    // What describe() says is another.
    void changed();

private:
    bool tell(std::optional<std::string_view> cluster, void (ClusterMonitor::*what)());
    void setClusters(const std::vector<SlurmConfig> &clusters);
    void setTargets();
    void setJobTargets();
    void setNodeMetrics();
    void takeTargets();
    void takeJobTargets();
    void reportUnmatched();
    void reportJudgement(const JobJudgement &judgement, const ClusterMonitor &cluster);
    void settleClusters();
    void updateReadiness();
    bool areTargetsMade() const;
    bool areJobTargetsMade(const ClusterMonitor &cluster) const;
    // That of a judgement; null when the config has it no more.
    const ClusterMonitor *clusterOf(const JobJudgement &judgement) const;
    void updateJobStatuses();
    JobStatus jobStatus(const JobConfig &job, const TargetSet *set) const;
    void describeJobTargets(JobStatus &job) const;
    void describeHeld(DaemonStatus &status) const;

    const std::string m_storageDirectory;
    std::vector<JobConfig> m_jobs; // of both roles, in the config's order
    std::vector<std::string> m_jobNames;
    std::vector<JobStatus> m_jobStatuses; // of m_jobs, but for what role Job has, which moves with time
    std::vector<JobConfig> m_nodeJobs;
    std::vector<JobConfig> m_slurmJobs;
    NodeMetricsConfig m_nodeMetricsConfig;
    std::vector<ClusterReadiness> m_readiness;
    std::vector<std::unique_ptr<ClusterMonitor>> m_clusters; // in the config's order
    TargetStore m_targets;
    JobTargetStore m_jobTargets;
    NodeMetricsStore m_nodeMetrics;
    std::set<std::string> m_unmatched; // conditions that the log has: job, key and value
    std::map<std::pair<std::string, std::string>, LossCounts> m_lostTargets; // as Counters has them
    bool m_isStarted = false;
};

} // namespace slurmsd
