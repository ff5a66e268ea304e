// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/targets/targetset.h"

#include "daemon/targets/filesd.h"

#include <QCryptographicHash>

#include <algorithm>

namespace slurmsd {

namespace {

// What the remembered answers of one set may hold. All jobs at 65,536 nodes are some 7 MB; the latest answer
// stays in any case.
constexpr qsizetype maxRememberedBytes = qsizetype{8} << 20;
constexpr std::size_t maxRememberedAnswers = 64;

std::string toEtag(const QByteArray &hash) { return '"' + hash.left(16).toHex().toStdString() + '"'; }

} // namespace

TargetSet::TargetSet(TargetInput input)
    : m_input(std::move(input))
{
    for (const auto &list : lists())
        m_names.push_back(filterNames(*list));
    for (const JobConfig &job : m_input.jobs) {
        m_hosts.try_emplace({&listsOf(job), HostRule(job)}, listsOf(job), HostRule(job));
        m_indexes.emplace(job.name, m_indexes.size());
    }
}

const NodeLists &TargetSet::listsOf(const JobConfig &job) const
{
    const auto held = m_input.heldLists.find(job.name);
    return held == m_input.heldLists.end() ? m_input.lists : held->second;
}

std::shared_ptr<const TargetSet> TargetSet::build(TargetInput input, const std::stop_token &stop)
{
    const std::shared_ptr<TargetSet> set(new TargetSet(std::move(input)));
    for (const JobConfig &job : set->jobs()) {
        set->m_documents.push_back(set->buildDocument(job, {}, stop));
        if (stop.stop_requested())
            return {};
    }
    set->m_unmatched = unmatchedConditions(set->lists(), set->jobs());
    return set;
}

std::optional<TargetDocument> TargetSet::document(std::optional<std::string_view> job,
                                                  const TargetFilter &filter, TargetFormat format) const
{
    std::optional<std::size_t> index;
    if (job) {
        const auto found = m_indexes.find(*job);
        if (found == m_indexes.end())
            return {};
        index = found->second;
        if (filter == TargetFilter() && format == TargetFormat::FileSd)
            return m_documents[*index];
    }

    for (const Remembered &answer : m_remembered) {
        if (answer.job == job.value_or("") && answer.filter == filter && answer.format == format)
            return answer.document;
    }
    TargetDocument document = makeDocument(index, filter);
    // The ETag stays: it is of another URL.
    if (format == TargetFormat::Flat)
        document.json = flatJson(document.json);
    return remember({std::string(job.value_or("")), filter, format, std::move(document)});
}

// Of one job, or all.
TargetDocument TargetSet::makeDocument(std::optional<std::size_t> index, const TargetFilter &filter) const
{
    if (!index)
        return joinDocuments(filter);
    return filter == TargetFilter() ? m_documents[*index] : buildDocument(jobs()[*index], filter);
}

const std::vector<UnmatchedCondition> &TargetSet::unmatched(std::string_view job) const
{
    static const std::vector<UnmatchedCondition> none;
    const auto found = m_indexes.find(job);
    return found == m_indexes.end() ? none : m_unmatched[found->second];
}

TargetDocument TargetSet::buildDocument(const JobConfig &job, const TargetFilter &filter,
                                        const std::stop_token &stop) const
{
    const NodeLists &lists = listsOf(job);
    std::vector<TargetGroup> groups =
        buildTargets(lists, m_hosts.at({&lists, HostRule(job)}), job, filter, stop);
    // They have none of what a filter asks for.
    if (filter == TargetFilter())
        addExtraHosts(groups, job);
    TargetDocument document{fileSdJson(groups), {}, groups.size(), 0};
    for (const TargetGroup &group : groups)
        document.targets += group.targets.size();
    // Blake2b is the fastest of Qt's hashes that nobody can forge.
    document.etag = toEtag(QCryptographicHash::hash(document.json, QCryptographicHash::Blake2b_256));
    return document;
}

TargetDocument TargetSet::joinDocuments(const TargetFilter &filter) const
{
    TargetDocument all;
    std::vector<JobJson> parts;
    QCryptographicHash hash(QCryptographicHash::Blake2b_256);
    for (const JobConfig &job : jobs()) {
        const TargetDocument document = *this->document(job.name, filter);
        parts.push_back({job.name, document.json});
        all.groups += document.groups;
        all.targets += document.targets;
        // The parts' own hashes stand for their bytes, which are many.
        hash.addData(QByteArray::fromStdString(job.name + '\0' + document.etag));
    }
    all.json = joinFileSdJson(parts);
    all.etag = toEtag(hash.result());
    return all;
}

const TargetDocument &TargetSet::remember(Remembered answer) const
{
    qsizetype bytes = answer.document.json.size();
    for (const Remembered &earlier : m_remembered)
        bytes += earlier.document.json.size();
    while (!m_remembered.empty() &&
           (bytes > maxRememberedBytes || m_remembered.size() >= maxRememberedAnswers)) {
        bytes -= m_remembered.front().document.json.size();
        m_remembered.pop_front();
    }
    return m_remembered.emplace_back(std::move(answer)).document;
}

} // namespace slurmsd
