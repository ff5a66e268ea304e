// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/jobbuilder.h"

#include "daemon/slurm/slurmvalues.h"

#include <algorithm>

namespace slurmsd {

namespace {

// A job on many nodes has a line of GRES for each; a list that does not fit is dropped as a whole.
constexpr std::size_t maxLinesBytes = std::size_t{4} << 20;

std::string normalizedStates(std::string_view text)
{
    std::string states;
    splitItems(text, ",+ ",
               [&states](std::string_view state) { states.append(states.empty() ? "" : ",").append(state); });
    std::ranges::transform(states, states.begin(), asciiUpper);
    return states;
}

bool isOfJobsWithNodes(const JobField &field)
{
    return field.text == &SlurmJob::nodes || field.text == &SlurmJob::comment ||
           field.text == &SlurmJob::adminComment || field.text == &SlurmJob::extra ||
           field.text == &SlurmJob::gresDetail;
}

} // namespace

JobBuilder::JobBuilder(JobList &list)
    : m_list(list)
    , m_texts(jobFieldCount)
{}

void JobBuilder::beginItem()
{
    m_job = SlurmJob{};
    for (const JobField *field : m_given)
        m_texts[indexOf(*field)].clear();
    m_given.clear();
}

void JobBuilder::endItem()
{
    if (m_job.id <= 0) {
        ++m_list.skipped;
        return;
    }
    normalizeNumbers();
    takeTexts();
    m_list.jobs.push_back(m_job);
}

void JobBuilder::beginField(const JobField &field)
{
    if (field.number != nullptr) {
        m_job.*field.number = SlurmJob::notGiven;
        return;
    }
    m_texts[indexOf(field)].clear();
    m_items = 0;
    m_isTooLong = false;
    if (std::ranges::find(m_given, &field) == m_given.end())
        m_given.push_back(&field);
}

void JobBuilder::setText(const JobField &field, std::string_view text)
{
    if (field.number == nullptr)
        m_texts[indexOf(field)] = text;
}

void JobBuilder::setNumber(const JobField &field, std::int64_t value)
{
    if (field.number != nullptr && isGivenNumber(value))
        m_job.*field.number = value;
}

void JobBuilder::addItem(const JobField &field, std::string_view item)
{
    std::string &text = m_texts[indexOf(field)];
    const char separator = field.kind == FieldKind::Lines ? '\n' : ',';
    m_isTooLong = m_isTooLong || text.size() + item.size() > maxLinesBytes;
    if (m_isTooLong) {
        text.clear();
        return;
    }
    if (m_items++ > 0)
        text += separator;
    text += item;
}

// 0 says "none" of everything but tasks, components and users: https://slurm.schedmd.com/job_array.html.
void JobBuilder::normalizeNumbers()
{
    for (std::int64_t *number : {&m_job.arrayJobId, &m_job.hetJobId, &m_job.startTime}) {
        if (*number == 0)
            *number = SlurmJob::notGiven;
    }
    if (m_job.arrayJobId == SlurmJob::notGiven)
        m_job.arrayTaskId = SlurmJob::notGiven;
    if (m_job.hetJobId == SlurmJob::notGiven)
        m_job.hetJobOffset = SlurmJob::notGiven;
}

void JobBuilder::takeTexts()
{
    for (const JobField *field : m_given) {
        if (field->kind == FieldKind::States) {
            m_job.states = m_list.strings.intern(normalizedStates(m_texts[indexOf(*field)]));
            m_job.phase = jobPhase(m_job.states);
        }
    }
    for (const JobField *field : m_given) {
        const std::string &text = m_texts[indexOf(*field)];
        if (field->kind == FieldKind::States || (isOfJobsWithNodes(*field) && !hasNodes(m_job.phase)))
            continue;
        if (field->kind == FieldKind::Text)
            m_job.*field->text = m_list.strings.intern(text);
        else
            m_job.*field->text = m_list.strings.store(text);
    }
}

} // namespace slurmsd
