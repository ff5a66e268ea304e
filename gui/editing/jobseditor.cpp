// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editing/jobseditor.h"

#include "common/wording.h"
#include "gui/models/text.h"

#include <algorithm>
#include <limits>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

const JobConfig *find(const std::vector<JobConfig> &jobs, const std::string &name)
{
    const auto found = std::ranges::find(jobs, name, &JobConfig::name);
    return found == jobs.end() ? nullptr : &*found;
}

} // namespace

void JobsEditor::setBase(std::vector<JobConfig> jobs, const JobConfig &defaults)
{
    m_base = std::move(jobs);
    m_defaults = defaults;
    for (int row = 0; row < count(); ++row)
        Q_EMIT rowChanged(row);
}

QString JobsEditor::problem(int row, JobKey key) const
{
    const Entry &entry = at(row);
    if (const QString &own = entry.reading.problem(key); !own.isEmpty())
        return own;
    if (key == JobKey::Name && !entry.nameProblem.isEmpty())
        return entry.nameProblem;
    return entry.daemonProblems[static_cast<std::size_t>(key)];
}

QString JobsEditor::firstProblem(int row) const
{
    for (const JobKey key : allJobKeys()) {
        if (const QString text = problem(row, key); !text.isEmpty())
            return u"%1: %2"_s.arg(toQString(toString(key)), text);
    }
    return {};
}

int JobsEditor::problemCount() const
{
    int problems = 0;
    for (int row = 0; row < count(); ++row) {
        for (const JobKey key : allJobKeys())
            problems += problem(row, key).isEmpty() ? 0 : 1;
    }
    return problems;
}

// A job that was renamed is compared with what it was.
const JobConfig *JobsEditor::baseOf(int row) const
{
    const Entry &entry = at(row);
    if (const JobConfig *job = find(m_base, entry.reading.job.name))
        return job;
    return entry.row.origin.empty() ? nullptr : find(m_base, entry.row.origin);
}

bool JobsEditor::isChanged(int row) const
{
    const JobConfig *base = baseOf(row);
    return !base || !at(row).reading.isValid() || at(row).reading.job != *base;
}

bool JobsEditor::isChanged(int row, JobKey key) const
{
    const JobConfig *base = baseOf(row);
    return base && JobDraft::of(*base, m_defaults).text(key) != draft(row).text(key);
}

bool JobsEditor::hasChanges() const { return !isValid() || jobs() != m_base; }

bool JobsEditor::isValid() const
{
    return std::ranges::all_of(
        m_rows, [](const Entry &entry) { return entry.reading.isValid() && entry.nameProblem.isEmpty(); });
}

std::vector<JobConfig> JobsEditor::jobs() const
{
    std::vector<JobConfig> jobs;
    for (const Entry &entry : m_rows)
        jobs.push_back(entry.reading.job);
    return jobs;
}

std::vector<JobsEditor::Row> JobsEditor::rows() const
{
    std::vector<Row> rows;
    for (const Entry &entry : m_rows)
        rows.push_back(entry.row);
    return rows;
}

int JobsEditor::rowOf(const QString &name) const
{
    for (int row = 0; row < count(); ++row) {
        if (draft(row).text(JobKey::Name).trimmed() == name)
            return row;
    }
    return -1;
}

QString JobsEditor::freeName(const QString &start) const
{
    QString name = start;
    for (int number = 2; rowOf(name) >= 0; ++number)
        name = start + QString::number(number);
    return name;
}

JobsEditor::Row JobsEditor::newRow() const
{
    JobConfig job = m_defaults;
    job.name = toStdString(freeName(u"job"_s));
    // 9100, the node exporter's, where exporters' ports begin.
    job.port = 9100;
    for (const JobConfig &other : jobs())
        job.port = std::max(job.port, other.port == std::numeric_limits<Port>::max() ? other.port
                                                                                     : Port(other.port + 1));
    return {JobDraft::of(job, m_defaults), {}};
}

JobsEditor::Row JobsEditor::copyOf(int row) const
{
    Row copy{draft(row), {}};
    copy.draft.setText(JobKey::Name, freeName(draft(row).text(JobKey::Name) + u"-copy"_s));
    return copy;
}

void JobsEditor::insert(int row, const Row &job)
{
    m_rows.insert(m_rows.begin() + row, Entry{job, readDraft(job.draft), {}, {}});
    Q_EMIT rowInserted(row);
    checkNames();
    Q_EMIT edited();
}

JobsEditor::Row JobsEditor::remove(int row)
{
    Row removed = std::move(at(row).row);
    m_rows.erase(m_rows.begin() + row);
    Q_EMIT rowRemoved(row);
    checkNames();
    Q_EMIT edited();
    return removed;
}

void JobsEditor::move(int from, int to)
{
    if (from == to)
        return;
    const auto begin = m_rows.begin();
    if (from < to)
        std::rotate(begin + from, begin + from + 1, begin + to + 1);
    else
        std::rotate(begin + to, begin + from, begin + from + 1);
    Q_EMIT rowMoved(from, to);
    checkNames();
    Q_EMIT edited();
}

QString JobsEditor::setText(int row, JobKey key, const QString &text)
{
    Entry &entry = at(row);
    QString before = entry.row.draft.text(key);
    if (before == text)
        return before;
    entry.row.draft.setText(key, text);
    entry.reading = readDraft(entry.row.draft);
    entry.daemonProblems[static_cast<std::size_t>(key)].clear();
    Q_EMIT rowChanged(row);
    if (key == JobKey::Name)
        checkNames();
    Q_EMIT edited();
    return before;
}

void JobsEditor::placeRow(int row, const Row &wanted)
{
    const QString &name = wanted.draft.text(JobKey::Name);
    int found = row;
    while (found < count() && draft(found).text(JobKey::Name) != name)
        ++found;
    if (found == count())
        return insert(row, wanted);
    move(found, row);
    at(row).row.origin = wanted.origin;
    for (const JobKey key : allJobKeys())
        setText(row, key, wanted.draft.text(key));
}

void JobsEditor::setRows(const std::vector<Row> &rows)
{
    const auto isWanted = [&rows](const QString &name) {
        return std::ranges::any_of(rows,
                                   [&](const Row &row) { return row.draft.text(JobKey::Name) == name; });
    };
    for (int row = 0; count() == int(rows.size()) && row < count(); ++row) {
        const QString &name = rows[std::size_t(row)].draft.text(JobKey::Name);
        if (!isWanted(draft(row).text(JobKey::Name)) && rowOf(name) < 0)
            setText(row, JobKey::Name, name);
    }
    for (int row = count() - 1; row >= 0; --row) {
        if (!isWanted(draft(row).text(JobKey::Name)))
            remove(row);
    }
    for (std::size_t i = 0; i < rows.size(); ++i)
        placeRow(int(i), rows[i]);
    while (count() > int(rows.size()))
        remove(count() - 1);
}

void JobsEditor::setJobs(const std::vector<JobConfig> &jobs)
{
    std::vector<Row> rows;
    for (const JobConfig &job : jobs)
        rows.push_back({JobDraft::of(job, m_defaults), job.name});
    setRows(rows);
}

std::vector<ConfigProblem> JobsEditor::setDaemonProblems(const std::vector<ConfigProblem> &problems)
{
    std::vector<ConfigProblem> others;
    std::vector<std::array<QString, jobKeyCount>> byRow(m_rows.size());
    for (const ConfigProblem &problem : problems) {
        const auto place = placeOfProblem(problem.path);
        if (!place || place->job >= byRow.size()) {
            others.push_back(problem);
            continue;
        }
        const bool isOfJobs = draft(int(place->job)).role() == JobRole::Job;
        const JobKey key = place->key == JobKey::Labels && isOfJobs ? JobKey::JobLabels : place->key;
        QString &text = byRow[place->job][static_cast<std::size_t>(key)];
        if (text.isEmpty())
            text = toQString(problem.message);
    }
    for (int row = 0; row < count(); ++row) {
        if (at(row).daemonProblems == byRow[std::size_t(row)])
            continue;
        at(row).daemonProblems = byRow[std::size_t(row)];
        Q_EMIT rowChanged(row);
    }
    return others;
}

// As the daemon says it: of two jobs with one name, the second one is wrong.
void JobsEditor::checkNames()
{
    for (int row = 0; row < count(); ++row) {
        const QString name = draft(row).text(JobKey::Name).trimmed();
        const int first = rowOf(name);
        QString problem;
        if (first < row && !name.isEmpty())
            problem = u"jobs[%1] has the name %2 already"_s.arg(QString::number(first),
                                                                toQString(inQuotes(toStdString(name))));
        if (problem == at(row).nameProblem)
            continue;
        at(row).nameProblem = problem;
        Q_EMIT rowChanged(row);
    }
}

} // namespace slurmsd
