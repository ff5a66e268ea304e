// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/nodesearchmenu.h"

#include <QCoreApplication>
#include <QMenu>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(slurmsd::NodesPage)
};

} // namespace

void fillSearchMenu(QMenu &menu, const QStringList &history, const std::function<void(const QString &)> &use)
{
    menu.clear();
    const auto add = [&menu, &use](const QString &search) {
        QString text = search;
        QObject::connect(menu.addAction(text.replace(u'&', u"&&"_s)), &QAction::triggered, &menu,
                         [use, search] { use(search); });
    };
    if (!history.isEmpty())
        menu.addSection(Words::tr("Used before"));
    for (const QString &search : history)
        add(search);
    menu.addSection(Words::tr("Examples"));
    for (const QString &search :
         {u"state:down,drained"_s, u"partition:gpu and not state:active"_s,
          u"reason:\"bad DIMM\" or reason:fan"_s, u"gpu[001-064,070]"_s, u"cpus:>=64 memory:>=512G"_s,
          u"gres:gpu:a100 not (feature:ib or name:gpu9*)"_s, u"slurm_state:DRAIN reservation:\"\""_s})
        add(search);
}

} // namespace slurmsd
