// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/configapi.h"
#include "common/daemonstatus.h"

#include <QAbstractTableModel>

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace slurmsd {

class JobsEditor;

// The jobs of an editor, a row each, in its order.
class JobsTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column : unsigned char {
        JobColumn,
        PortColumn,
        MatchesColumn,
        LabelsColumn,
        TargetsColumn,
        ProblemColumn
    };
    static constexpr int columnTotal = 6;
    enum Role : int { IsChangedRole = Qt::UserRole }; // or new

    // `editor` outlives the model.
    explicit JobsTableModel(const JobsEditor &editor, QObject *parent = nullptr);

    // What each job has now, by its name.
    void setServed(std::map<std::string, JobStatus> jobs);
    // What the daemon says that saving would do; nothing: not known.
    void setEffects(std::optional<std::vector<JobEffect>> effects);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    // As it is shown. Kept, since the editor is ahead while rows come and go.
    struct Row
    {
        QString texts[columnTotal];
        bool isChanged = false;
        bool isNew = false;

        friend bool operator==(const Row &, const Row &) = default;
    };

    Row rowOf(int row) const;
    const JobEffect *effectOf(const std::string &name) const;
    QString targetsText(const std::string &name) const;
    QString warningText(const std::string &name) const;
    void update(int row);
    void updateAll();
    void insert(int row);
    void remove(int row);
    void move(int from, int to);

    const JobsEditor &m_editor;
    std::vector<Row> m_rows;
    std::map<std::string, JobStatus> m_served;
    std::optional<std::vector<JobEffect>> m_effects;
};

} // namespace slurmsd
