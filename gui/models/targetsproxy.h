// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/targetnodes.h"
#include "gui/models/targetsearch.h"

#include <QAbstractProxyModel>

#include <functional>
#include <memory>
#include <unordered_map>
#include <utility>
#include <vector>

namespace slurmsd {

class TargetsModel;
struct TargetGroup;

// The targets of a TargetsModel that a filter finds. Jobs stay, groups without such a target go. While there
// is a filter the column of targets says how many there are: "3 of 118".
//
// Without a filter it is the source row by row, at no cost for the rows; with one each change of the source
// is a change of the layout. A QSortFilterProxyModel takes seconds for what comes and goes in many ranges.
class TargetsProxy : public QAbstractProxyModel
{
    Q_OBJECT

public:
    explicit TargetsProxy(TargetsModel &source, QObject *parent = nullptr);

    void setFilter(const TargetSearch &filter);
    bool hasFilter() const { return !m_filter.isEmpty(); }
    // The nodes behind the targets, for filters that ask for what they have.
    void setNodes(std::vector<std::shared_ptr<const NodeSnapshot>> lists);
    const TargetNodes &nodes() const { return m_nodes; }
    // What filters can ask for; of the labels that the source's targets have.
    const SearchVocabulary &vocabulary() const { return m_vocabulary; }
    // The targets of a job or group that show; of this proxy's indexes.
    qsizetype shownTargets(const QModelIndex &index) const;

    // Calls `visit` with the rows, in the source, of the group and the target of all that show of a job of
    // the source.
    void forEachShown(const QModelIndex &job, const std::function<void(int, int)> &visit) const;

    QModelIndex mapToSource(const QModelIndex &index) const override;
    QModelIndex mapFromSource(const QModelIndex &source) const override;
    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override { return rowCount(parent) > 0; }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void filterChanged(); // after the layout, which may have changed
    void vocabularyChanged();

private:
    using Rows = std::vector<int>; // of the source, increasing

    void followRows();
    void followChanges();
    void beginLayout();
    void endLayout();
    void findShown();
    bool findShown(const QModelIndex &group, TargetSearch::Run &search);
    const std::vector<TargetNodes::Found> &nodesOf(const TargetGroup &group);
    void updateVocabulary();
    const Rows *shownRows(const void *siblings) const; // null: all

    TargetsModel &m_source;
    TargetSearch m_filter;
    TargetNodes m_nodes;
    SearchVocabulary m_vocabulary = SearchVocabulary::targets({});
    // Of each group's targets, once a filter asked for them.
    std::unordered_map<const TargetGroup *, std::vector<TargetNodes::Found>> m_nodesOfGroups;
    // By the internal pointer of the rows' indexes, which siblings share here and in the source.
    std::unordered_map<const void *, Rows> m_shown;
    std::vector<qsizetype> m_counts; // by the job's row, of targets that show; only while there is a filter
    std::vector<std::pair<QModelIndex, QPersistentModelIndex>> m_kept; // while the layout changes
};

} // namespace slurmsd
