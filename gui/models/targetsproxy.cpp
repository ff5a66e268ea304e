// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/targetsproxy.h"

#include "gui/models/searchexpression.h"
#include "gui/models/targetsmodel.h"
#include "gui/models/text.h"
#include "gui/values/jobtargets.h"

#include <QLocale>

#include <algorithm>

namespace slurmsd {

TargetsProxy::TargetsProxy(TargetsModel &source, QObject *parent)
    : QAbstractProxyModel(parent)
    , m_source(source)
{
    setSourceModel(&source);
    followRows();
    followChanges();
    updateVocabulary();
}

// What the source announces is so here as well, as long as there is no filter.
void TargetsProxy::followRows()
{
    using Model = QAbstractItemModel;
    connect(&m_source, &Model::rowsAboutToBeInserted, this,
            [this](const QModelIndex &parent, int first, int last) {
                if (!hasFilter())
                    beginInsertRows(mapFromSource(parent), first, last);
            });
    connect(&m_source, &Model::rowsInserted, this, [this] {
        if (!hasFilter())
            endInsertRows();
    });
    connect(&m_source, &Model::rowsAboutToBeRemoved, this,
            [this](const QModelIndex &parent, int first, int last) {
                if (!hasFilter())
                    beginRemoveRows(mapFromSource(parent), first, last);
            });
    connect(&m_source, &Model::rowsRemoved, this, [this] {
        if (!hasFilter())
            endRemoveRows();
    });
    connect(&m_source, &Model::dataChanged, this,
            [this](const QModelIndex &first, const QModelIndex &last, const QList<int> &roles) {
                if (!hasFilter())
                    Q_EMIT dataChanged(mapFromSource(first), mapFromSource(last), roles);
            });
}

void TargetsProxy::followChanges()
{
    connect(&m_source, &QAbstractItemModel::layoutAboutToBeChanged, this, [this] {
        if (!hasFilter())
            beginLayout();
    });
    connect(&m_source, &QAbstractItemModel::layoutChanged, this, [this] {
        if (!hasFilter())
            endLayout();
    });
    // With a filter what shows is found anew once, not range by range. Nobody asks for rows meanwhile.
    connect(&m_source, &TargetsModel::targetsAboutToChange, this, [this] {
        m_nodesOfGroups.clear();
        if (hasFilter())
            beginLayout();
    });
    connect(&m_source, &TargetsModel::targetsChanged, this, [this] {
        if (hasFilter()) {
            findShown();
            endLayout();
        }
        updateVocabulary();
    });
}

void TargetsProxy::beginLayout()
{
    Q_EMIT layoutAboutToBeChanged();
    const QModelIndexList indexes = persistentIndexList();
    m_kept.clear();
    m_kept.reserve(static_cast<std::size_t>(indexes.size()));
    for (const QModelIndex &index : indexes)
        m_kept.emplace_back(index, mapToSource(index));
}

void TargetsProxy::endLayout()
{
    QModelIndexList before;
    QModelIndexList after;
    for (const auto &[index, source] : m_kept) {
        before += index;
        after += mapFromSource(source);
    }
    m_kept.clear();
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged();
}

void TargetsProxy::setFilter(const TargetSearch &filter)
{
    if (filter == m_filter)
        return;
    beginLayout();
    m_filter = filter;
    findShown();
    endLayout();
    // Counts of the jobs, which stay.
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, TargetsModel::TargetsColumn),
                           index(rowCount() - 1, TargetsModel::TargetsColumn), {Qt::DisplayRole});
    Q_EMIT filterChanged();
}

void TargetsProxy::setNodes(std::vector<std::shared_ptr<const NodeSnapshot>> lists)
{
    m_nodesOfGroups.clear();
    m_nodes = TargetNodes(std::move(lists));
    if (!hasFilter())
        return;
    beginLayout();
    findShown();
    endLayout();
    Q_EMIT filterChanged();
}

void TargetsProxy::updateVocabulary()
{
    std::vector<std::string> names;
    for (int row = 0; row < m_source.rowCount(); ++row) {
        for (const TargetGroup &group : *m_source.job(m_source.index(row, 0)).groups) {
            for (const Label &label : group.labels) {
                if (std::ranges::find(names, label.name) == names.end())
                    names.push_back(label.name);
            }
        }
    }
    SearchVocabulary vocabulary = SearchVocabulary::targets(std::move(names));
    if (vocabulary == m_vocabulary)
        return;
    m_vocabulary = std::move(vocabulary);
    Q_EMIT vocabularyChanged();
}

void TargetsProxy::findShown()
{
    m_shown.clear();
    m_counts.clear();
    TargetSearch::Run search(m_filter);
    for (int top = 0; hasFilter() && top < m_source.rowCount(); ++top) {
        const QModelIndex job = m_source.index(top, 0);
        const int all = m_source.rowCount(job);
        qsizetype count = 0;
        Rows groups;
        for (int row = 0; row < all; ++row) {
            const QModelIndex group = m_source.index(row, 0, job);
            if (!findShown(group, search))
                continue;
            groups.push_back(row);
            const Rows *targets = shownRows(m_source.index(0, 0, group).constInternalPointer());
            count += targets ? static_cast<qsizetype>(targets->size()) : m_source.rowCount(group);
        }
        m_counts.push_back(count);
        if (all > 0 && groups.size() < static_cast<std::size_t>(all))
            m_shown.emplace(m_source.index(0, 0, job).constInternalPointer(), std::move(groups));
    }
}

// Does the group of the source show?
bool TargetsProxy::findShown(const QModelIndex &index, TargetSearch::Run &search)
{
    const TargetGroup &group = *m_source.group(index);
    search.enter(group);
    if (search.all())
        return *search.all();
    const std::vector<TargetNodes::Found> &nodes = nodesOf(group);
    Rows rows;
    for (std::size_t row = 0; row < group.targets.size(); ++row) {
        const auto &[list, node] = nodes[row];
        if (search.matches({group.targets[row], node, list ? std::string_view(list->cluster) : ""}))
            rows.push_back(static_cast<int>(row));
    }
    if (rows.empty())
        return false;
    if (rows.size() < group.targets.size())
        m_shown.emplace(m_source.index(0, 0, index).constInternalPointer(), std::move(rows));
    return true;
}

const std::vector<TargetNodes::Found> &TargetsProxy::nodesOf(const TargetGroup &group)
{
    const auto [place, isNew] = m_nodesOfGroups.try_emplace(&group);
    if (isNew) {
        place->second.reserve(group.targets.size());
        for (const std::string &address : group.targets)
            place->second.push_back(m_nodes.findNode(group, address));
    }
    return place->second;
}

const TargetsProxy::Rows *TargetsProxy::shownRows(const void *siblings) const
{
    if (m_shown.empty())
        return nullptr;
    const auto found = m_shown.find(siblings);
    return found == m_shown.end() ? nullptr : &found->second;
}

qsizetype TargetsProxy::shownTargets(const QModelIndex &index) const
{
    if (index.parent().isValid())
        return rowCount(index.siblingAtColumn(0));
    if (hasFilter())
        return m_counts[static_cast<std::size_t>(index.row())];
    qsizetype count = 0;
    for (const TargetGroup &group : *m_source.job(mapToSource(index)).groups)
        count += static_cast<qsizetype>(group.targets.size());
    return count;
}

void TargetsProxy::forEachShown(const QModelIndex &job, const std::function<void(int, int)> &visit) const
{
    const int all = m_source.rowCount(job);
    const Rows *groups = all > 0 ? shownRows(m_source.index(0, 0, job).constInternalPointer()) : nullptr;
    const int count = groups ? static_cast<int>(groups->size()) : all;
    for (int i = 0; i < count; ++i) {
        const int row = groups ? (*groups)[static_cast<std::size_t>(i)] : i;
        const QModelIndex group = m_source.index(row, 0, job);
        const int targets = m_source.rowCount(group);
        const Rows *rows =
            targets > 0 ? shownRows(m_source.index(0, 0, group).constInternalPointer()) : nullptr;
        if (rows)
            std::ranges::for_each(*rows, [&](int target) { visit(row, target); });
        for (int target = 0; !rows && target < targets; ++target)
            visit(row, target);
    }
}

QModelIndex TargetsProxy::mapToSource(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const Rows *rows = shownRows(index.constInternalPointer());
    const int row = rows ? (*rows)[static_cast<std::size_t>(index.row())] : index.row();
    return createSourceIndex(row, index.column(), index.internalPointer());
}

QModelIndex TargetsProxy::mapFromSource(const QModelIndex &source) const
{
    if (!source.isValid())
        return {};
    int row = source.row();
    if (hasFilter()) {
        const QModelIndex parent = source.parent();
        if (parent.isValid() && !mapFromSource(parent).isValid())
            return {};
        if (const Rows *rows = shownRows(source.constInternalPointer())) {
            const auto found = std::ranges::lower_bound(*rows, row);
            if (found == rows->end() || *found != row)
                return {};
            row = static_cast<int>(found - rows->begin());
        }
    }
    return createIndex(row, source.column(), source.internalPointer());
}

QModelIndex TargetsProxy::index(int row, int column, const QModelIndex &parent) const
{
    if (hasFilter() && row >= rowCount(parent))
        return {};
    // Without a filter the row is the source's; with one only as many of its siblings show.
    const QModelIndex source = m_source.index(row, column, mapToSource(parent));
    return source.isValid() ? createIndex(row, column, source.internalPointer()) : QModelIndex();
}

QModelIndex TargetsProxy::parent(const QModelIndex &index) const
{
    return mapFromSource(mapToSource(index).parent());
}

int TargetsProxy::rowCount(const QModelIndex &parent) const
{
    const QModelIndex source = mapToSource(parent);
    const Rows *rows = nullptr;
    if (hasFilter())
        rows = shownRows(m_source.index(0, 0, source).constInternalPointer());
    // Jobs share the null pointer, and all of them show.
    return rows ? static_cast<int>(rows->size()) : m_source.rowCount(source);
}

int TargetsProxy::columnCount(const QModelIndex &) const { return m_source.columnCount(); }

QVariant TargetsProxy::data(const QModelIndex &index, int role) const
{
    const QVariant value = QAbstractProxyModel::data(index, role);
    if (role != Qt::DisplayRole || index.column() != TargetsModel::TargetsColumn || !hasFilter() ||
        value.toString().isEmpty())
        return value;
    //: So many of all targets are found.
    return tr("%1 of %2").arg(QLocale().toString(shownTargets(index)), value.toString());
}

// Not by way of an index, which there is none of in an empty model.
QVariant TargetsProxy::headerData(int section, Qt::Orientation orientation, int role) const
{
    return m_source.headerData(section, orientation, role);
}

} // namespace slurmsd
