// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "common/slurmjob.h"
#include "common/targetgroup.h"
#include "daemon/jobs/jobplaces.h"

#include <string>
#include <string_view>
#include <vector>

namespace slurmsd {

// What a target's labels can come from.
struct JobLabelInput
{
    const SlurmJob &job;
    const JobRequest &request;
    const JobPlace &place;
    std::string_view cluster;
};

// The labels of one job of role Job: which there are, and what they say of a target. As with node targets,
// one that would be empty is not there.
class JobLabels
{
public:
    // The job must outlive this.
    explicit JobLabels(const JobConfig &config);

    // What decides a target's group: its labels' values in the order of `labels:`, then its scheme and path.
    std::vector<std::string> values(const JobLabelInput &input) const;
    // The labels of a target with these values, those that all targets of the job have included.
    std::vector<Label> labels(std::vector<std::string> values) const;

private:
    void addSlots(SlurmJobLabel label);
    void addSlot(SlurmJobLabel label, std::string name, std::string_view annotationKey = {});

    struct Slot
    {
        SlurmJobLabel label;
        std::string name;               // "__meta_slurm_job_id"
        std::string_view annotationKey; // of SlurmJobLabel::Annotations
    };

    const JobConfig &m_config;
    std::vector<Slot> m_slots;
    std::vector<Label> m_constantLabels;
};

} // namespace slurmsd
