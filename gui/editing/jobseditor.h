// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/editing/jobdraft.h"

#include <QObject>

#include <optional>
#include <string>
#include <vector>

namespace slurmsd {

// The jobs while they are edited, and the saved ones that they are compared with. Each operation gives back,
// or is told, all that it takes to undo it. Rows are ints, as those of Qt's models, and valid ones.
class JobsEditor : public QObject
{
    Q_OBJECT

public:
    // A job and where it comes from: what undoing its removal takes.
    struct Row
    {
        JobDraft draft;
        std::string origin; // the name it had among the saved jobs; empty: it is new

        friend bool operator==(const Row &, const Row &) = default;
    };

    using QObject::QObject;

    // The jobs that are saved, and what a new one of either role starts with. The rows stay as they are: see
    // setJobs().
    void setBase(std::vector<JobConfig> jobs, const JobConfig &defaults);
    const std::vector<JobConfig> &base() const { return m_base; }

    int count() const { return int(m_rows.size()); }
    const JobDraft &draft(int row) const { return at(row).row.draft; }
    const JobReading &reading(int row) const { return at(row).reading; }
    // Empty when there is none: what the draft's reading, the other jobs or the daemon say against it.
    QString problem(int row, JobKey key) const;
    // The first of a row with the name of its key: "port: expected …".
    QString firstProblem(int row) const;
    int problemCount() const;
    bool isNew(int row) const { return !baseOf(row); }
    bool isChanged(int row) const; // or new
    bool isChanged(int row, JobKey key) const;
    // Is anything else than the saved jobs, in their order?
    bool hasChanges() const;
    // As far as can be told here, without the daemon.
    bool isValid() const;
    // What the drafts mean; good for saving when isValid().
    std::vector<JobConfig> jobs() const;
    std::vector<Row> rows() const;
    int rowOf(const QString &name) const; // -1: there is none

    // A job with a name that no other has, on the port behind the highest of theirs; a copy of one, which is
    // on the same port.
    Row newRow() const;
    Row copyOf(int row) const;

    void insert(int row, const Row &job);
    Row remove(int row);
    void move(int from, int to); // `to`: where it is afterwards
    // Gives the text that was there.
    QString setText(int row, JobKey key, const QString &text);
    // These rows instead, with as few insertions, removals and moves as their names make possible. Of as many
    // rows, those at one place whose names are new to the other side are one that is renamed.
    void setRows(const std::vector<Row> &rows);
    void setJobs(const std::vector<JobConfig> &jobs);

    // What the daemon has against the jobs as they are; each is shown until its field changes. Gives those
    // that belong to no field.
    std::vector<ConfigProblem> setDaemonProblems(const std::vector<ConfigProblem> &problems);

Q_SIGNALS:
    // Each after it was done.
    void rowInserted(int row);
    void rowRemoved(int row);
    void rowMoved(int from, int to);
    void rowChanged(int row); // its texts, problems or how it compares with what is saved
    void edited();            // any job is another; not for problems alone

private:
    struct Entry
    {
        Row row;
        JobReading reading;
        QString nameProblem; // with regard to the other jobs
        std::array<QString, jobKeyCount> daemonProblems;
    };

    const Entry &at(int row) const { return m_rows[std::size_t(row)]; }
    Entry &at(int row) { return m_rows[std::size_t(row)]; }
    const JobConfig *baseOf(int row) const;
    QString freeName(const QString &start) const;
    void placeRow(int row, const Row &wanted);
    void checkNames();

    std::vector<Entry> m_rows;
    std::vector<JobConfig> m_base;
    JobConfig m_defaults;
};

} // namespace slurmsd
