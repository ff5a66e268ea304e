// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/slurm/jobfields.h"

#include <optional>
#include <string>
#include <vector>

namespace slurmsd {

// Makes jobs from their values and adds them to a list: a Builder, as ListHandler wants it. What only a job
// with nodes is asked for is not kept of others, so that a long queue takes little memory.
class JobBuilder
{
public:
    using Item = SlurmJob;
    using List = JobList;
    static constexpr std::string_view listKey = "jobs";
    // A hundred times the default of Slurm's MaxJobCount.
    static constexpr std::size_t maxItems = 1'000'000;
    // Of one string: the hostlist of 65,536 nodes without two in a row is the longest.
    static constexpr std::size_t maxTextBytes = std::size_t{1} << 20;
    static const JobField *findField(std::string_view key) { return findJobField(key); }

    explicit JobBuilder(JobList &list);

    std::size_t size() const { return m_list.jobs.size(); }
    void beginItem();
    // A job without an id is skipped.
    void endItem();

    void beginField(const JobField &field);
    void setText(const JobField &field, std::string_view text);
    void setNumber(const JobField &field, std::int64_t value);
    void addItem(const JobField &field, std::string_view item);
    void endList(const JobField &) {}

    struct Value
    {
        std::int64_t number = SlurmJob::notGiven;
    };
    // Texts differ from job to job.
    std::optional<Value> value(const JobField &field) const
    {
        return field.number == nullptr ? std::nullopt : std::optional(Value{m_job.*field.number});
    }
    void setValue(const JobField &field, Value value) { m_job.*field.number = value.number; }

private:
    void normalizeNumbers();
    void takeTexts();

    JobList &m_list;
    SlurmJob m_job;
    std::vector<std::string> m_texts;      // of the job under way, by the index of their field
    std::vector<const JobField *> m_given; // those of m_texts that are not empty
    std::size_t m_items = 0;               // of the array under way
    bool m_isTooLong = false;              // it is, and counts as not given
};

} // namespace slurmsd
