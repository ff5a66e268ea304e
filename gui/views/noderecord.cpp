// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/noderecord.h"

#include "gui/models/durationtext.h"
#include "gui/models/nodecolumn.h"
#include "gui/models/text.h"

#include <QCoreApplication>

#include <algorithm>
#include <functional>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(slurmsd::NodeDetail)
};

using Visit = std::function<void(const QString &, const QString &)>;

// Calls `visit` with the name and the value of each field that is given.
void forEachField(const NodeRow &row, const NodeExplanation &explained, WallTime now, const Visit &visit)
{
    for (int column = 0; column < nodeColumnCount; ++column) {
        const QString text = nodeColumnText(row, static_cast<NodeColumn>(column));
        if (!text.isEmpty())
            visit(nodeColumnTitle(static_cast<NodeColumn>(column)), text);
    }
    const auto visitTime = [&](const QString &name, const std::optional<WallTime> &when) {
        if (when)
            visit(name,
                  Words::tr("%1, %2 ago", "time, age").arg(clockText(*when, now), durationText(*when, now)));
    };
    visitTime(Words::tr("Boot time"), explained.bootTime);
    visitTime(Words::tr("Last busy"), explained.lastBusy);
}

} // namespace

std::optional<NodeRow> findNode(const NodeRows::Lists &lists, std::string_view cluster, std::string_view node)
{
    for (const auto &list : lists) {
        if (!cluster.empty() && list->cluster != cluster)
            continue;
        const auto found = std::ranges::find(list->nodes, node, &Node::name);
        if (found != list->nodes.end())
            return NodeRow{&*found, list.get(), 0};
    }
    return std::nullopt;
}

QString reasonOrigin(const Node &node, WallTime now)
{
    const bool hasTime = node.reasonTime > 0;
    if (node.reasonUser.empty() && !hasTime)
        return {};
    const QString user = node.reasonUser.empty() ? Words::tr("somebody") : toQString(node.reasonUser);
    if (!hasTime)
        return Words::tr("%1 set the reason").arg(user);
    const WallTime when{std::chrono::seconds(node.reasonTime)};
    return Words::tr("%1 set the reason %2, %3 ago", "user, time, age")
        .arg(user, clockText(when, now), durationText(when, now));
}

QString nodeRecordHtml(const NodeRow &row, const NodeExplanation &explained, WallTime now,
                       const QPalette &palette)
{
    const QString quiet = palette.color(QPalette::PlaceholderText).name();
    QString html = u"<table cellspacing=\"0\" cellpadding=\"1\">"_s;
    forEachField(row, explained, now, [&](const QString &name, const QString &value) {
        html += u"<tr><td><span style=\"color:"_s + quiet + u"\">"_s + name.toHtmlEscaped() +
                u"</span>&nbsp;&nbsp;&nbsp;</td><td>"_s + value.toHtmlEscaped() + u"</td></tr>"_s;
    });
    return html + u"</table>"_s;
}

QString nodeRecordText(const NodeRow &row, const NodeExplanation &explained, WallTime now)
{
    QString text;
    forEachField(row, explained, now, [&text](const QString &name, const QString &value) {
        text += name + u": "_s + value + u'\n';
    });
    return text;
}

} // namespace slurmsd
