// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/hostlist.h"
#include "gui/models/counttext.h"
#include "gui/models/targetaddress.h"
#include "gui/models/targetsmodelitems.h"
#include "gui/models/text.h"
#include "gui/models/times.h"

#include <QDateTime>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace slurmsd {

namespace {

QString timeText(WallTime time) { return toLocalTime(time).toString(u"HH:mm:ss"_s); }

// "+3 −1 ~2"; the same in every language.
QString countsText(std::size_t added, std::size_t removed, std::size_t relabelled)
{
    QStringList parts;
    if (added > 0)
        parts += u'+' + countText(added);
    if (removed > 0)
        parts += u'−' + countText(removed);
    if (relabelled > 0)
        parts += u'~' + countText(relabelled);
    return parts.join(u' ');
}

} // namespace

// Made when it is asked for, which views do for the rows that show.
const QString &TargetsModel::hosts(const Group &group)
{
    if (group.hosts.isNull()) {
        std::vector<std::string_view> names;
        names.reserve(group.source->targets.size());
        for (const std::string &target : group.source->targets)
            names.push_back(hostOf(target));
        // Of thousands of hosts that make no ranges a view would lay out all, to show the first few.
        constexpr qsizetype most = 500;
        group.hosts = toQString(foldHostlist(names)) + u""_s;
        if (group.hosts.size() > most)
            group.hosts = group.hosts.first(most) + u'…';
    }
    return group.hosts;
}

QString TargetsModel::changeText(const QModelIndex &index) const
{
    const Mark mark = markOf(index);
    switch (mark.change) {
    case Change::None:
        break;
    case Change::Added:
        return tr("+ new at %1").arg(timeText(mark.when));
    case Change::Relabelled:
        return tr("~ relabelled at %1").arg(timeText(mark.when));
    case Change::Changed: {
        QString counts;
        if (level(index) == Level::Job) {
            const TargetChanges &changes = lastChange(index)->targets;
            counts = countsText(changes.added.size(), changes.removed.size(), changes.relabelled.size());
        } else {
            const TargetsPlan::Marks &marks = groupOf(index)->marks;
            counts = countsText(marks.added, 0, marks.relabelled);
        }
        //: What changed, such as "+3 −1", and the time.
        return tr("%1 at %2").arg(counts, timeText(mark.when));
    }
    }
    return {};
}

QString TargetsModel::text(const QModelIndex &index) const
{
    const Level at = level(index);
    const QModelIndex first = index.siblingAtColumn(0);
    switch (index.column()) {
    case NameColumn:
        if (at == Level::Job)
            return toQString(job(index).job);
        if (at == Level::Target)
            return toQString(*address(index));
        return group(index)->labels.empty() ? tr("no labels") : labelsInWords(group(index)->labels);
    case GroupsColumn:
        return at == Level::Job ? QLocale().toString(rowCount(first)) : QString();
    case TargetsColumn:
        if (at == Level::Target)
            return {};
        return QLocale().toString(
            at == Level::Group
                ? static_cast<qlonglong>(rowCount(first))
                : static_cast<qlonglong>(m_jobs[static_cast<std::size_t>(index.row())]->targetCount()));
    case HostsColumn:
        return at == Level::Group ? hosts(*groupOf(first)) : QString();
    case ChangeColumn:
        return changeText(index);
    default:
        return {};
    }
}

// Views take what looks like markup as such, so what comes from Slurm is escaped.
QString TargetsModel::toolTip(const QModelIndex &index) const
{
    const TargetGroup *labelled = group(index);
    if (!labelled)
        return {};
    QString lines;
    if (const std::string *target = address(index))
        lines += u"<b>"_s + toQString(*target).toHtmlEscaped() + u"</b><br>"_s;
    for (const Label &label : labelled->labels) {
        const QString line = toQString(label.name) + u"=\""_s + toQString(label.value) + u'"';
        lines += line.toHtmlEscaped() + u"<br>"_s;
    }
    return u"<p style='white-space:pre-wrap'>"_s + lines + u"</p>"_s;
}

} // namespace slurmsd
