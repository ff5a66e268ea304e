// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/targetsproxy.h"

#include "gui/api/daemonclient.h"
#include "gui/models/targetaddress.h"
#include "gui/models/targetsmodel.h"
#include "gui/models/text.h"

#include <QLocale>

#include <algorithm>

namespace slurmsd {

namespace {

char toLower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

} // namespace

TargetsProxy::TargetsProxy(TargetsModel &source, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_source(source)
{
    setSourceModel(&source);
    // A group that did not show may have such a target now, or the reverse.
    connect(&source, &TargetsModel::targetsChanged, this, [this] {
        if (hasText())
            invalidate();
    });
}

void TargetsProxy::setText(const QString &text)
{
    std::string lower = toStdString(text.trimmed());
    std::ranges::transform(lower, lower.begin(), toLower);
    if (lower == m_text)
        return;
    m_text = std::move(lower);
    // Not invalidateFilter(), which removes range by range, and takes seconds for as many as there can be.
    invalidate();
    // Counts of the jobs, which stay.
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, TargetsModel::TargetsColumn),
                           index(rowCount() - 1, TargetsModel::TargetsColumn), {Qt::DisplayRole});
}

bool TargetsProxy::hasText(const std::string &text) const
{
    const auto found = std::ranges::search(text, m_text, {}, toLower);
    return !found.empty() || m_text.empty();
}

bool TargetsProxy::hasLabel(const TargetGroup &group) const
{
    return std::ranges::any_of(
        group.labels, [this](const Label &label) { return hasText(label.value) || hasText(label.name); });
}

qsizetype TargetsProxy::countIn(const TargetGroup &group) const
{
    if (!hasText() || hasLabel(group))
        return static_cast<qsizetype>(group.targets.size());
    return std::ranges::count_if(group.targets,
                                 [this](const std::string &target) { return hasText(target); });
}

qsizetype TargetsProxy::shownTargets(const QModelIndex &index) const
{
    const QModelIndex source = mapToSource(index);
    if (const TargetGroup *group = m_source.group(source))
        return countIn(*group);
    qsizetype count = 0;
    for (const TargetGroup &group : *m_source.job(source).groups)
        count += countIn(group);
    return count;
}

QVariant TargetsProxy::data(const QModelIndex &index, int role) const
{
    const QVariant value = QSortFilterProxyModel::data(index, role);
    if (role != Qt::DisplayRole || index.column() != TargetsModel::TargetsColumn || !hasText() ||
        value.toString().isEmpty())
        return value;
    //: So many of all targets are found.
    return tr("%1 of %2").arg(QLocale().toString(shownTargets(index)), value.toString());
}

bool TargetsProxy::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    if (!hasText() || !parent.isValid())
        return true;
    const QModelIndex index = m_source.index(row, 0, parent);
    const TargetGroup &group = *m_source.group(index);
    if (hasLabel(group))
        return true;
    if (const std::string *address = m_source.address(index))
        return hasText(*address);
    return std::ranges::any_of(group.targets, [this](const std::string &target) { return hasText(target); });
}

} // namespace slurmsd
