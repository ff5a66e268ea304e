// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/relabelconfig.h"

#include <QAbstractTableModel>
#include <QPersistentModelIndex>

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

class QTimer;

namespace slurmsd {

class TargetsModel;
class TargetsProxy;

// The targets of one job that a TargetsProxy shows, a row each: address, node, a column for each label with
// its full name, and behind them what a relabelling makes of the target. Rows and columns come and go without
// a reset. Which columns a relabelling needs is found step by step, so that no event waits for all targets.
class TargetsTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { AddressColumn, NodeColumn, FirstLabelColumn };
    // bool: a relabelling drops or refuses the target.
    enum Role { LeftOutRole = Qt::UserRole };
    struct RelabelCounts
    {
        int seen = 0; // of the rows; all of them in the end
        int dropped = 0;
        int refused = 0;
    };

    TargetsTableModel(const TargetsModel &model, const TargetsProxy &proxy, QObject *parent = nullptr);

    void setJob(const QModelIndex &job); // of the proxy; not valid: no rows
    void setRelabelling(std::optional<RelabelConfig> config);
    bool hasRelabelling() const { return m_config.has_value(); }
    const RelabelCounts &relabelCounts() const { return m_counts; }

    QModelIndex proxyIndex(int row) const;                     // of the row's target
    QModelIndex indexOf(const QModelIndex &proxyTarget) const; // not valid where it does not show

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void relabelCountsChanged();

private:
    // Rows of the job's answer.
    struct Row
    {
        int group = 0;
        int target = 0;

        friend auto operator<=>(const Row &, const Row &) = default;
    };
    using Groups = std::shared_ptr<const std::vector<TargetGroup>>;

    void update();
    void setRows(Groups groups, std::vector<Row> rows);
    int rowAfter(const TargetGroup &group, const std::string &address) const;
    void setLabels(std::vector<std::string> &names, const std::vector<std::string> &next, int first);
    int fateColumn() const { return FirstLabelColumn + static_cast<int>(m_labels.size()); }
    void restartRelabelling();
    void relabelSome();
    const TargetGroup &groupOf(const Row &row) const
    {
        return (*m_groups)[static_cast<std::size_t>(row.group)];
    }
    const std::string &addressOf(const Row &row) const
    {
        return groupOf(row).targets[static_cast<std::size_t>(row.target)];
    }
    const RelabelledTarget &relabelled(int row) const;
    QString text(int row, int column) const;
    QString fateText(const RelabelledTarget &target) const;

    const TargetsModel &m_model;
    const TargetsProxy &m_proxy;
    QPersistentModelIndex m_job;
    Groups m_groups; // what the rows are of; keeps it
    std::vector<Row> m_rows;
    std::vector<std::string> m_labels;     // discovered
    std::vector<std::string> m_relabelled; // of what will be scraped
    std::set<std::string> m_found;         // of these, by the steps so far
    std::optional<RelabelConfig> m_config;
    RelabelCounts m_counts;
    QTimer *m_steps;
    // Of the row that was asked for last: views ask for a row's columns one after the other.
    mutable std::optional<std::pair<int, RelabelledTarget>> m_last;
};

} // namespace slurmsd
