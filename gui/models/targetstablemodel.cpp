// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/targetstablemodel.h"

#include "gui/models/targetaddress.h"
#include "gui/models/targetsmodel.h"
#include "gui/models/targetsproxy.h"
#include "gui/models/text.h"
#include "gui/values/jobtargets.h"

#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slurmsd {

namespace {

// Of all groups, in the order of their names.
std::vector<std::string> labelNames(const std::vector<TargetGroup> &groups)
{
    std::vector<std::string> names;
    for (const TargetGroup &group : groups) {
        for (const Label &label : group.labels) {
            if (std::ranges::find(names, label.name) == names.end())
                names.push_back(label.name);
        }
    }
    std::ranges::sort(names);
    return names;
}

// What the target is scraped by has a column of its own.
bool hasColumn(const std::string &label) { return !label.starts_with("__"); }

} // namespace

TargetsTableModel::TargetsTableModel(const TargetsModel &model, const TargetsProxy &proxy, QObject *parent)
    : QAbstractTableModel(parent)
    , m_model(model)
    , m_proxy(proxy)
    , m_groups(std::make_shared<std::vector<TargetGroup>>())
    , m_steps(new QTimer(this))
{
    connect(m_steps, &QTimer::timeout, this, &TargetsTableModel::relabelSome);
    // The proxy has followed by then: it was connected first.
    connect(&model, &TargetsModel::targetsChanged, this, &TargetsTableModel::update);
    connect(&proxy, &TargetsProxy::filterChanged, this, &TargetsTableModel::update);
}

void TargetsTableModel::setJob(const QModelIndex &job)
{
    m_job = job;
    update();
}

void TargetsTableModel::update()
{
    const QModelIndex source = m_proxy.mapToSource(m_job);
    const Groups groups =
        source.isValid() ? m_model.job(source).groups : std::make_shared<std::vector<TargetGroup>>();
    std::vector<Row> rows;
    if (source.isValid())
        m_proxy.forEachShown(source, [&rows](int group, int target) { rows.push_back({group, target}); });
    if (groups == m_groups && rows == m_rows)
        return;
    if (groups != m_groups)
        setLabels(m_labels, labelNames(*groups), FirstLabelColumn);
    setRows(groups, std::move(rows));
    restartRelabelling();
}

void TargetsTableModel::setRows(Groups groups, std::vector<Row> rows)
{
    Q_EMIT layoutAboutToBeChanged();
    const Groups before = std::exchange(m_groups, std::move(groups));
    const std::vector<Row> rowsBefore = std::exchange(m_rows, std::move(rows));
    m_last.reset();
    QModelIndexList from = persistentIndexList();
    QModelIndexList to;
    for (const QModelIndex &index : from) {
        const Row &old = rowsBefore[static_cast<std::size_t>(index.row())];
        int row = -1;
        if (before == m_groups) {
            const auto place = std::ranges::lower_bound(m_rows, old);
            row = place != m_rows.end() && *place == old ? static_cast<int>(place - m_rows.begin()) : -1;
        } else {
            const TargetGroup &group = (*before)[static_cast<std::size_t>(old.group)];
            row = rowAfter(group, group.targets[static_cast<std::size_t>(old.target)]);
        }
        to += row < 0 ? QModelIndex() : this->index(row, index.column());
    }
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged();
}

// Where the target is now: with the same labels, else with others.
int TargetsTableModel::rowAfter(const TargetGroup &group, const std::string &address) const
{
    int other = -1;
    for (std::size_t row = 0; row < m_rows.size(); ++row) {
        if (addressOf(m_rows[row]) != address)
            continue;
        if (groupOf(m_rows[row]).labels == group.labels)
            return static_cast<int>(row);
        other = other < 0 ? static_cast<int>(row) : other;
    }
    return other;
}

// Both are in order. Those that stay keep their columns.
void TargetsTableModel::setLabels(std::vector<std::string> &names, const std::vector<std::string> &next,
                                  int first)
{
    for (std::size_t i = names.size(); i-- > 0;) {
        if (std::ranges::binary_search(next, names[i]))
            continue;
        const int column = first + static_cast<int>(i);
        beginRemoveColumns({}, column, column);
        names.erase(names.begin() + static_cast<std::ptrdiff_t>(i));
        endRemoveColumns();
    }
    for (std::size_t i = 0; i < next.size(); ++i) {
        if (i < names.size() && names[i] == next[i])
            continue;
        const int column = first + static_cast<int>(i);
        beginInsertColumns({}, column, column);
        names.insert(names.begin() + static_cast<std::ptrdiff_t>(i), next[i]);
        endInsertColumns();
    }
}

void TargetsTableModel::setRelabelling(std::optional<RelabelConfig> config)
{
    const bool hadIt = hasRelabelling();
    if (hadIt && !config) {
        setLabels(m_relabelled, {}, fateColumn() + 1);
        beginRemoveColumns({}, fateColumn(), fateColumn());
        m_config.reset();
        endRemoveColumns();
    } else if (!hadIt && config) {
        beginInsertColumns({}, fateColumn(), fateColumn());
        m_config = std::move(config);
        endInsertColumns();
    } else {
        m_config = std::move(config);
    }
    restartRelabelling();
    if (!m_rows.empty() && m_config)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

// Columns stay until those of the new rows are known.
void TargetsTableModel::restartRelabelling()
{
    m_last.reset();
    m_counts = {};
    m_found.clear();
    if (m_config)
        m_steps->start(0);
    else
        m_steps->stop();
    Q_EMIT relabelCountsChanged();
}

void TargetsTableModel::relabelSome()
{
    constexpr qint64 most = 6; // ms: less than a frame
    QElapsedTimer elapsed;
    elapsed.start();
    while (m_counts.seen < rowCount() && elapsed.elapsed() < most) {
        const Row &row = m_rows[static_cast<std::size_t>(m_counts.seen++)];
        const RelabelledTarget target = relabelTarget(*m_config, groupOf(row), addressOf(row));
        m_counts.dropped += target.fate == RelabelledTarget::Fate::Dropped ? 1 : 0;
        m_counts.refused += target.fate == RelabelledTarget::Fate::Refused ? 1 : 0;
        for (const Label &label : target.labels) {
            if (hasColumn(label.name))
                m_found.insert(label.name);
        }
    }
    const bool isDone = m_counts.seen == rowCount();
    std::set<std::string> names = m_found;
    if (isDone)
        m_steps->stop();
    else
        names.insert(m_relabelled.begin(), m_relabelled.end());
    setLabels(m_relabelled, {names.begin(), names.end()}, fateColumn() + 1);
    Q_EMIT relabelCountsChanged();
}

const RelabelledTarget &TargetsTableModel::relabelled(int row) const
{
    const Row &of = m_rows[static_cast<std::size_t>(row)];
    if (!m_last || m_last->first != row)
        m_last.emplace(row, relabelTarget(*m_config, groupOf(of), addressOf(of)));
    return m_last->second;
}

QModelIndex TargetsTableModel::proxyIndex(int row) const
{
    const Row &of = m_rows[static_cast<std::size_t>(row)];
    const QModelIndex job = m_proxy.mapToSource(m_job);
    return m_proxy.mapFromSource(m_model.index(of.target, 0, m_model.index(of.group, 0, job)));
}

QModelIndex TargetsTableModel::indexOf(const QModelIndex &proxyTarget) const
{
    const QModelIndex source = m_proxy.mapToSource(proxyTarget);
    if (!source.isValid() || TargetsModel::level(source) != TargetsModel::Level::Target)
        return {};
    const Row row{source.parent().row(), source.row()};
    const auto place = std::ranges::lower_bound(m_rows, row);
    return place != m_rows.end() && *place == row ? index(static_cast<int>(place - m_rows.begin()), 0)
                                                  : QModelIndex();
}

int TargetsTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int TargetsTableModel::columnCount(const QModelIndex &parent) const
{
    const int relabelling = hasRelabelling() ? 1 + static_cast<int>(m_relabelled.size()) : 0;
    return parent.isValid() ? 0 : fateColumn() + relabelling;
}

QString TargetsTableModel::fateText(const RelabelledTarget &target) const
{
    switch (target.fate) {
    case RelabelledTarget::Fate::Dropped:
        return tr("✕ dropped by rule %1").arg(target.rule + 1);
    case RelabelledTarget::Fate::Refused:
        return tr("✕ refused: %1").arg(target.problem);
    case RelabelledTarget::Fate::Scraped:
        break;
    }
    const LabelSet labels(target.labels);
    return toQString(labels.value("__scheme__") + "://" + labels.value("__address__") +
                     labels.value("__metrics_path__"));
}

QString TargetsTableModel::text(int row, int column) const
{
    const Row &of = m_rows[static_cast<std::size_t>(row)];
    const TargetGroup &group = groupOf(of);
    if (column == AddressColumn)
        return toQString(addressOf(of));
    if (column == NodeColumn) {
        const auto node = m_proxy.nodes().find(group, addressOf(of));
        return node ? toQString(node->node) : QString();
    }
    if (column < fateColumn()) {
        const std::string *value =
            findLabel(group, m_labels[static_cast<std::size_t>(column - FirstLabelColumn)]);
        return value ? toQString(*value) : QString();
    }
    const RelabelledTarget &target = relabelled(row);
    if (column == fateColumn())
        return fateText(target);
    const std::string &name = m_relabelled[static_cast<std::size_t>(column - fateColumn() - 1)];
    const auto found = std::ranges::find(target.labels, name, &Label::name);
    return found == target.labels.end() ? QString() : toQString(found->value);
}

QVariant TargetsTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == LeftOutRole)
        return hasRelabelling() && relabelled(index.row()).fate != RelabelledTarget::Fate::Scraped;
    if (role == Qt::ToolTipRole)
        return plainToolTip(text(index.row(), index.column()));
    return role == Qt::DisplayRole ? text(index.row(), index.column()) : QVariant();
}

QVariant TargetsTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    const bool isTip = role == Qt::ToolTipRole;
    if (orientation != Qt::Horizontal || (role != Qt::DisplayRole && !isTip) || section < 0 ||
        section >= columnCount())
        return {};
    if (section == AddressColumn)
        return tr("Target");
    if (section == NodeColumn)
        return tr("Node");
    if (section < fateColumn())
        return toQString(m_labels[static_cast<std::size_t>(section - FirstLabelColumn)]);
    if (section == fateColumn())
        return isTip ? tr("What Prometheus scrapes after relabelling") : tr("Scraped");
    const std::string &name = m_relabelled[static_cast<std::size_t>(section - fateColumn() - 1)];
    return QString(u"→ "_s + toQString(name)); // after relabelling
}

} // namespace slurmsd
