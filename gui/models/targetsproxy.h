// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractProxyModel>

#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace slurmsd {

class TargetsModel;
struct TargetGroup;

// The targets of a TargetsModel that hold a text: in their address, or in a label's name (long or short) or
// value; ASCII letters in either case. Jobs stay, groups without such a target go. While there is a text the
// column of targets says how many there are: "3 of 118".
//
// Without a text it is the source row by row, at no cost for the rows; with one each change of the source is
// a change of the layout. A QSortFilterProxyModel takes seconds for what comes and goes in many ranges.
class TargetsProxy : public QAbstractProxyModel
{
    Q_OBJECT

public:
    explicit TargetsProxy(TargetsModel &source, QObject *parent = nullptr);

    void setText(const QString &text);
    bool hasText() const { return !m_text.empty(); }
    // The targets of a job or group that show; of this proxy's indexes.
    qsizetype shownTargets(const QModelIndex &index) const;

    QModelIndex mapToSource(const QModelIndex &index) const override;
    QModelIndex mapFromSource(const QModelIndex &source) const override;
    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override { return rowCount(parent) > 0; }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    using Rows = std::vector<int>; // of the source, increasing

    void followRows();
    void followChanges();
    void beginLayout();
    void endLayout();
    void findShown();
    bool findShown(const QModelIndex &group);
    const Rows *shownRows(const void *siblings) const; // null: all
    bool hasText(const std::string &text) const;
    bool hasLabel(const TargetGroup &group) const;

    TargetsModel &m_source;
    std::string m_text; // UTF-8, ASCII letters in lower case
    // By the internal pointer of the rows' indexes, which siblings share here and in the source.
    std::unordered_map<const void *, Rows> m_shown;
    std::vector<qsizetype> m_counts; // by the job's row, of targets that show; only while there is a text
    std::vector<std::pair<QModelIndex, QPersistentModelIndex>> m_kept; // while the layout changes
};

} // namespace slurmsd
