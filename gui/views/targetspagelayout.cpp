// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/targetsmodel.h"
#include "gui/models/targetsproxy.h"
#include "gui/models/targetstablemodel.h"
#include "gui/views/exampletext.h"
#include "gui/views/relabelpanel.h"
#include "gui/views/searchedit.h"
#include "gui/views/searchmenu.h"
#include "gui/views/targetdelegate.h"
#include "gui/views/targetspage.h"
#include "gui/views/targetstable.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slurmsd {

QWidget *TargetsPage::makeBar()
{
    auto *bar = new QWidget;
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins({});
    m_search = new SearchEdit([this](const QString &search) { return setFilter(search); });
    m_search->setVocabulary(m_proxy->vocabulary());
    m_search->setValuesOf([this](const QString &field) { return valuesOf(field); });
    setExample(*m_search, u"state:drained or gpu[001-064]"_s);
    auto *label = new QLabel(tr("&Search:"));
    label->setBuddy(m_search);
    m_tableButton = makeButton(tr("Ta&ble"), tr("One row for each target, with a column for each label"));
    m_groupsButton = makeButton(tr("&Groups"), tr("Targets in the groups that Prometheus gets"));
    m_relabelButton = makeButton(tr("&Relabel"), tr("Show what relabel_configs make of the targets"));
    m_copy = makeButton(tr("Co&py"), {});
    m_copy->setPopupMode(QToolButton::InstantPopup);
    m_copy->setMenu(m_copyMenu);
    m_edit = makeButton(tr("&Edit job"), {});
    for (QToolButton *button : {m_tableButton, m_groupsButton, m_relabelButton})
        button->setCheckable(true);
    layout->addWidget(label);
    layout->addWidget(m_search, 1);
    layout->addWidget(makeExamplesButton(*m_search, {u"state:down,drained"_s, u"gpu[001-064,070]"_s,
                                                     u"partition:gpu and not state:active"_s,
                                                     u"__meta_state=\"drained\""_s, u"reason:dimm"_s}));
    layout->addWidget(m_tableButton);
    layout->addWidget(m_groupsButton);
    layout->addWidget(m_relabelButton);
    layout->addWidget(m_copy);
    layout->addWidget(m_edit);
    connect(m_search, &SearchEdit::errorChanged, this, &TargetsPage::updateTexts);
    connect(m_search, &SearchEdit::listRequested, this,
            [this] { focusFirstRow(isTable() ? static_cast<QAbstractItemView &>(*m_table) : *m_targets); });
    connect(m_tableButton, &QToolButton::clicked, this, [this] { showTable(true); });
    connect(m_groupsButton, &QToolButton::clicked, this, [this] { showTable(false); });
    connect(m_relabelButton, &QToolButton::toggled, this, [this](bool isWanted) {
        if (isWanted)
            showTable(true);
        m_relabel->setVisible(isWanted);
        if (isWanted)
            m_relabel->setFocus();
    });
    connect(m_proxy, &TargetsProxy::vocabularyChanged, this,
            [this] { m_search->setVocabulary(m_proxy->vocabulary()); });
    connect(m_edit, &QToolButton::clicked, this,
            [this] { Q_EMIT jobRequested(m_jobs->currentIndex().data(TargetsModel::JobRole).toString()); });
    return bar;
}

QToolButton *TargetsPage::makeButton(const QString &text, const QString &toolTip)
{
    auto *button = new QToolButton;
    button->setText(text);
    button->setToolTip(toolTip);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

QTreeView *TargetsPage::makeView(const QString &name)
{
    auto *view = new QTreeView;
    view->setModel(m_proxy);
    view->setAccessibleName(name);
    view->setItemDelegate(new TargetDelegate(view));
    view->setUniformRowHeights(true);
    view->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(view, &QTreeView::customContextMenuRequested, this,
            [this, view](const QPoint &at) { showMenu(view, at); });
    return view;
}

void TargetsPage::makeJobs()
{
    m_jobs = makeView(tr("Jobs"));
    m_jobs->setRootIsDecorated(false);
    m_jobs->setItemsExpandable(false);
    m_jobs->setColumnHidden(TargetsModel::GroupsColumn, true);
    m_jobs->setColumnHidden(TargetsModel::HostsColumn, true);
    const int unit = fontMetrics().averageCharWidth();
    m_jobs->setColumnWidth(TargetsModel::NameColumn, 16 * unit);
    m_jobs->setColumnWidth(
        TargetsModel::TargetsColumn,
        std::max(10 * unit, m_jobs->header()->sectionSizeHint(TargetsModel::TargetsColumn)));
    connect(m_jobs->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &TargetsPage::setCurrentJob);
    connect(m_jobs, &QTreeView::activated, this, [this](const QModelIndex &index) {
        Q_EMIT jobRequested(index.data(TargetsModel::JobRole).toString());
    });
}

void TargetsPage::makeTargets()
{
    m_targets = makeView(tr("Groups and targets"));
    m_targets->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_targets->setColumnHidden(TargetsModel::GroupsColumn, true);
    const int unit = fontMetrics().averageCharWidth();
    m_targets->setColumnWidth(TargetsModel::NameColumn, 64 * unit);
    m_targets->setColumnWidth(
        TargetsModel::TargetsColumn,
        std::max(10 * unit, m_targets->header()->sectionSizeHint(TargetsModel::TargetsColumn)));
    m_targets->setColumnWidth(TargetsModel::HostsColumn, 20 * unit);
    connect(m_targets->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &index) {
                if (!m_isUpdating)
                    chooseNode(index);
            });
    // Also of the row that is current already, whose detail may have been closed.
    connect(m_targets, &QTreeView::clicked, this, &TargetsPage::chooseNode);
    connect(m_targets, &QTreeView::activated, this, &TargetsPage::chooseNode);
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_views->addWidget(m_targets);
    m_stack->addWidget(m_views);
    m_stack->addWidget(m_empty);
}

void TargetsPage::makeTable()
{
    m_table = new TargetsTable(*m_rows);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QTreeView::customContextMenuRequested, this,
            [this](const QPoint &at) { showMenu(m_table, at); });
    connect(m_table, &TargetsTable::targetChosen, this, &TargetsPage::chooseNode);
    m_relabel = new RelabelPanel(*m_rows);
    m_relabel->hide();
    m_tableSplit->addWidget(m_table);
    m_tableSplit->addWidget(m_relabel);
    m_tableSplit->setStretchFactor(0, 2);
    m_tableSplit->setStretchFactor(1, 1);
    m_tableSplit->setChildrenCollapsible(false);
    m_views->addWidget(m_tableSplit);
    showTable(true);
}

} // namespace slurmsd
