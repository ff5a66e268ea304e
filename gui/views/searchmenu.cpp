// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/searchmenu.h"

#include "gui/views/helpdialogs.h"
#include "gui/views/searchedit.h"

#include <QCoreApplication>
#include <QMenu>
#include <QToolButton>

#include <algorithm>
#include <functional>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(slurmsd::NodesPage)
};

// Fills the menu anew with searches that were used and with examples; `use` is called with the one that is
// chosen.
void fillSearchMenu(QMenu &menu, const QStringList &history, const QStringList &examples,
                    const std::function<void(const QString &)> &use)
{
    menu.clear();
    const auto add = [&menu, &use](const QString &search) {
        QString text = search;
        QObject::connect(menu.addAction(text.replace(u'&', u"&&"_s)), &QAction::triggered, &menu,
                         [use, search] { use(search); });
    };
    if (!history.isEmpty())
        menu.addSection(Words::tr("Used before"));
    std::ranges::for_each(history, add);
    menu.addSection(Words::tr("Examples"));
    std::ranges::for_each(examples, add);
    menu.addSeparator();
    QObject::connect(menu.addAction(Words::tr("&How to search…")), &QAction::triggered, &menu,
                     [&menu] { showSearchHelp(menu.parentWidget()->window()); });
}

} // namespace

QToolButton *makeExamplesButton(SearchEdit &search, const QStringList &examples)
{
    auto *button = new QToolButton;
    button->setText(Words::tr("E&xamples"));
    button->setToolTip(Words::tr("Searches that were used, and what can be searched for"));
    button->setFocusPolicy(Qt::StrongFocus);
    button->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(button);
    button->setMenu(menu);
    QObject::connect(menu, &QMenu::aboutToShow, &search, [menu, &search, examples] {
        fillSearchMenu(*menu, search.history(), examples, [&search](const QString &chosen) {
            search.setText(chosen);
            search.setFocus();
        });
    });
    return button;
}

} // namespace slurmsd
