// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/partitiontreeitem.h"

#include "common/hostlist.h"
#include "gui/models/text.h"

#include <algorithm>
#include <set>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

// A list of scattered nodes can be hundreds of kilobytes long; no row is that wide.
constexpr qsizetype maxShown = 400;
constexpr std::size_t maxReasons = 8;

QString shortened(QString text)
{
    if (text.size() > maxShown) {
        text.truncate(maxShown);
        text += u'…';
    }
    return text;
}

QString foldedNames(const std::vector<NodeRow> &nodes)
{
    std::vector<std::string_view> names;
    names.reserve(nodes.size());
    for (const NodeRow &row : nodes)
        names.push_back(row.node->name);
    return shortened(toQString(foldHostlist(names)));
}

QString joinedReasons(const std::vector<NodeRow> &nodes)
{
    std::set<std::string_view> seen;
    QStringList reasons;
    for (const NodeRow &row : nodes) {
        if (row.node->reason.empty() || !seen.insert(row.node->reason).second)
            continue;
        if (seen.size() > maxReasons) {
            reasons += u"…"_s;
            break;
        }
        reasons += u'"' + toQString(row.node->reason) + u'"';
    }
    return shortened(reasons.join(u", "_s));
}

} // namespace

int PartitionTreeItem::row() const
{
    if (!parent)
        return 0;
    const auto &siblings = parent->children;
    return static_cast<int>(std::ranges::find(siblings, this, &std::unique_ptr<PartitionTreeItem>::get) -
                            siblings.begin());
}

std::string_view PartitionTreeItem::cluster() const
{
    return nodes.empty() ? std::string_view(key.name) : nodes.front().cluster();
}

std::string_view PartitionTreeItem::partition() const
{
    if (key.kind == Kind::State)
        return parent->partition();
    return key.kind == Kind::Partition ? std::string_view(key.name) : std::string_view();
}

QList<int> PartitionTreeItem::counts() const
{
    QList<int> counts(static_cast<qsizetype>(allStateClasses.size()), 0);
    if (key.kind == Kind::State) {
        counts[static_cast<qsizetype>(key.stateClass)] = static_cast<int>(nodes.size());
        return counts;
    }
    if (key.kind == Kind::Cluster) { // a node may be in several of its partitions
        for (const NodeRow &row : nodes)
            ++counts[static_cast<qsizetype>(row.node->stateClass)];
        return counts;
    }
    for (const auto &state : children)
        counts[static_cast<qsizetype>(state->key.stateClass)] = static_cast<int>(state->nodes.size());
    return counts;
}

QString PartitionTreeItem::hostlist() const
{
    if (!m_hostlist)
        m_hostlist = foldedNames(nodes);
    return *m_hostlist;
}

QString PartitionTreeItem::reasons() const
{
    if (!m_reasons)
        m_reasons = joinedReasons(nodes);
    return *m_reasons;
}

void PartitionTreeItem::forgetTexts()
{
    m_hostlist.reset();
    m_reasons.reset();
}

} // namespace slurmsd
