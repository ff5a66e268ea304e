// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editing/jobstablemodel.h"

#include "gui/editing/jobseditor.h"
#include "gui/editing/jobwords.h"
#include "gui/models/counttext.h"
#include "gui/models/text.h"

#include <algorithm>

namespace slurmsd {

using namespace Qt::StringLiterals;

JobsTableModel::JobsTableModel(const JobsEditor &editor, QObject *parent)
    : QAbstractTableModel(parent)
    , m_editor(editor)
{
    for (int row = 0; row < editor.count(); ++row)
        m_rows.push_back(rowOf(row));
    connect(&editor, &JobsEditor::rowInserted, this, &JobsTableModel::insert);
    connect(&editor, &JobsEditor::rowRemoved, this, &JobsTableModel::remove);
    connect(&editor, &JobsEditor::rowMoved, this, &JobsTableModel::move);
    connect(&editor, &JobsEditor::rowChanged, this, &JobsTableModel::update);
}

void JobsTableModel::setServed(std::map<std::string, JobStatus> jobs)
{
    m_served = std::move(jobs);
    updateAll();
}

void JobsTableModel::setEffects(std::optional<std::vector<JobEffect>> effects)
{
    m_effects = std::move(effects);
    updateAll();
}

int JobsTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int JobsTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columnTotal;
}

QVariant JobsTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows[std::size_t(index.row())];
    const QString &problem = row.texts[ProblemColumn];
    switch (role) {
    case Qt::DisplayRole:
        // In words beside the colours that a view may have.
        if (index.column() == JobColumn && row.isNew)
            return tr("%1 (new)").arg(row.texts[JobColumn]);
        if (index.column() == JobColumn && row.isChanged)
            return tr("%1 (changed)").arg(row.texts[JobColumn]);
        return row.texts[index.column()];
    case Qt::ToolTipRole:
        return plainToolTip(problem);
    case Qt::TextAlignmentRole:
        return index.column() == PortColumn || index.column() == TargetsColumn
                   ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                   : QVariant();
    case IsChangedRole:
        return row.isChanged;
    default:
        return {};
    }
}

QVariant JobsTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && (section == PortColumn || section == TargetsColumn))
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole || section < 0 || section >= columnTotal)
        return {};
    const QString names[columnTotal]{tr("Job"),    tr("Port"),    tr("Matches"),
                                     tr("Labels"), tr("Targets"), tr("Problem")};
    return names[section];
}

// Null: not known.
const JobEffect *JobsTableModel::effectOf(const std::string &name) const
{
    if (!m_effects)
        return nullptr;
    const auto effect = std::ranges::find(*m_effects, name, &JobEffect::job);
    return effect == m_effects->end() || !effect->hasCounts ? nullptr : &*effect;
}

QString JobsTableModel::targetsText(const std::string &name) const
{
    const auto served = m_served.find(name);
    const QString now = served == m_served.end() ? QString() : countText(served->second.targets);
    const JobEffect *effect = effectOf(name);
    if (!effect)
        return now;
    const QString change = effectWords(*effect);
    if (change.isEmpty())
        return countText(effect->targets);
    if (now.isEmpty())
        return u"%1 (%2)"_s.arg(countText(effect->targets), change);
    return u"%1 → %2 (%3)"_s.arg(now, countText(effect->targets), change);
}

// The conditions that match nothing: as edited, else of what is served.
QString JobsTableModel::warningText(const std::string &name) const
{
    const JobEffect *effect = effectOf(name);
    const auto served = m_served.find(name);
    const std::vector<std::string> *warnings = effect                     ? &effect->warnings
                                               : served != m_served.end() ? &served->second.warnings
                                                                          : nullptr;
    return warnings && !warnings->empty() ? u"⚠ "_s + toQString(warnings->front()) : QString();
}

JobsTableModel::Row JobsTableModel::rowOf(int row) const
{
    const JobDraft &draft = m_editor.draft(row);
    const JobConfig &job = m_editor.reading(row).job;
    Row shown;
    shown.texts[JobColumn] = draft.text(JobKey::Name);
    shown.texts[PortColumn] = draft.text(JobKey::TargetPort);
    shown.texts[MatchesColumn] = matchWords(job);
    shown.texts[LabelsColumn] = draft.text(job.role == JobRole::Node ? JobKey::Labels : JobKey::JobLabels);
    shown.texts[TargetsColumn] = targetsText(job.name);
    shown.texts[ProblemColumn] = m_editor.firstProblem(row);
    if (shown.texts[ProblemColumn].isEmpty())
        shown.texts[ProblemColumn] = warningText(job.name);
    shown.isNew = m_editor.isNew(row);
    shown.isChanged = m_editor.isChanged(row);
    return shown;
}

void JobsTableModel::update(int row)
{
    Row shown = rowOf(row);
    if (shown == m_rows[std::size_t(row)])
        return;
    m_rows[std::size_t(row)] = std::move(shown);
    Q_EMIT dataChanged(index(row, 0), index(row, columnTotal - 1));
}

void JobsTableModel::updateAll()
{
    for (int row = 0; row < rowCount(); ++row)
        update(row);
}

void JobsTableModel::insert(int row)
{
    beginInsertRows({}, row, row);
    m_rows.insert(m_rows.begin() + row, rowOf(row));
    endInsertRows();
}

void JobsTableModel::remove(int row)
{
    beginRemoveRows({}, row, row);
    m_rows.erase(m_rows.begin() + row);
    endRemoveRows();
}

void JobsTableModel::move(int from, int to)
{
    beginMoveRows({}, from, from, {}, from < to ? to + 1 : to);
    const auto begin = m_rows.begin();
    if (from < to)
        std::rotate(begin + from, begin + from + 1, begin + to + 1);
    else
        std::rotate(begin + to, begin + from, begin + from + 1);
    endMoveRows();
}

} // namespace slurmsd
