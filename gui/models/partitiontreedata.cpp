// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/nodesmodel.h"
#include "gui/models/partitiontree.h"
#include "gui/models/partitiontreeitem.h"
#include "gui/models/searchtext.h"
#include "gui/models/text.h"

#include <QLocale>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

QString searchOf(const PartitionTreeItem &item, bool hasClusters)
{
    QStringList terms;
    if (hasClusters)
        terms += u"cluster:"_s + quotedForSearch(toQString(item.cluster()));
    if (item.key.kind != PartitionTree::Kind::Cluster)
        terms += u"partition:"_s + quotedForSearch(toQString(item.partition()));
    if (item.key.kind == PartitionTree::Kind::State)
        terms += u"state:"_s + toQString(toString(item.key.stateClass));
    return terms.join(u" and "_s);
}

int alignment(int column)
{
    return int(Qt::AlignVCenter | (column == PartitionTree::CountColumn ? Qt::AlignRight : Qt::AlignLeft));
}

QString nodeText(const Node &node, int column)
{
    switch (column) {
    case PartitionTree::NameColumn:
        return toQString(node.name);
    case PartitionTree::StatesColumn:
        return toQString(node.states);
    case PartitionTree::HostlistColumn:
        return toQString(node.address);
    case PartitionTree::ReasonColumn:
        return toQString(node.reason);
    default:
        return {};
    }
}

} // namespace

QVariant PartitionTree::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignment(index.column());
    if (role == Qt::ToolTipRole)
        return plainToolTip(data(index, Qt::DisplayRole).toString());
    if (const NodeRow *node = nodeAt(index))
        return nodeData(*node, index.column(), role);
    return dataOf(*itemAt(index), index.column(), role);
}

QVariant PartitionTree::dataOf(const PartitionTreeItem &item, int column, int role) const
{
    switch (role) {
    case KindRole:
        return int(item.key.kind);
    case ClusterRole:
        return toQString(item.cluster());
    case StateClassRole:
        return item.key.kind == Kind::State ? QVariant(int(item.key.stateClass)) : QVariant();
    case CountsRole:
        return QVariant::fromValue(item.counts());
    case SearchRole:
        return searchOf(item, m_all.lists().size() > 1);
    case Qt::DisplayRole:
        break;
    default:
        return {};
    }
    switch (column) {
    case NameColumn:
        if (item.key.kind == Kind::State)
            return toQString(toString(item.key.stateClass));
        if (item.key.name.empty())
            return item.key.kind == Kind::Partition ? tr("(in no partition)")
                                                    : tr("(cluster without a name)");
        return toQString(item.key.name);
    case CountColumn:
        return QLocale().toString(item.nodes.size());
    case HostlistColumn:
        return item.hostlist();
    case ReasonColumn: // of a partition they are below, at its states
        return item.key.kind == Kind::State ? item.reasons() : QString();
    default:
        return {};
    }
}

QVariant PartitionTree::nodeData(const NodeRow &row, int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return nodeText(*row.node, column);
    case KindRole:
        return int(Kind::Node);
    case ClusterRole:
        return toQString(row.cluster());
    case NodeRole:
        return toQString(row.node->name);
    case StateClassRole:
        return int(row.node->stateClass);
    case SearchRole:
        return QString(u"name:"_s + quotedForSearch(toQString(row.node->name)));
    default:
        return {};
    }
}

} // namespace slurmsd
