// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/targetspage.h"

#include "gui/api/daemonclient.h"
#include "gui/models/nodevalues.h"
#include "gui/models/targetaddress.h"
#include "gui/models/targetsmodel.h"
#include "gui/models/targetsproxy.h"
#include "gui/models/targetstablemodel.h"
#include "gui/models/text.h"
#include "gui/views/relabelpanel.h"
#include "gui/views/searchedit.h"
#include "gui/views/searchmenu.h"
#include "gui/views/targetdelegate.h"
#include "gui/views/targetstable.h"

#include <QAction>
#include <QDateTime>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;

namespace slurmsd {

TargetsPage::TargetsPage(DaemonClient &client, QWidget *parent)
    : Page(parent)
    , m_client(client)
    , m_model(new TargetsModel(this))
    , m_proxy(new TargetsProxy(*m_model, this))
    , m_rows(new TargetsTableModel(*m_model, *m_proxy, this))
    , m_copyMenu(new QMenu(tr("&Copy"), this))
    , m_splitter(new QSplitter)
    , m_tableSplit(new QSplitter(Qt::Vertical))
    , m_views(new QStackedWidget)
    , m_stack(new QStackedWidget)
    , m_empty(new QLabel)
    , m_note(new QLabel)
    , m_fading(new QTimer(this))
    , m_noteTime(new QTimer(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(makeBar());
    makeJobs();
    makeTargets();
    makeTable();
    m_tableSplit->setFocusProxy(m_table);
    m_splitter->addWidget(m_jobs);
    m_splitter->addWidget(m_stack);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setChildrenCollapsible(false);
    const int unit = fontMetrics().averageCharWidth();
    m_splitter->setSizes({48 * unit, 120 * unit});
    layout->addWidget(m_splitter, 1);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(m_note);
    makeActions();

    m_noteTime->setSingleShot(true);
    m_noteTime->setInterval(6000);
    connect(m_noteTime, &QTimer::timeout, this, &TargetsPage::updateTexts);
    m_fading->setInterval(200);
    connect(m_fading, &QTimer::timeout, this, &TargetsPage::fade);
    connect(&client, &DaemonClient::targetsChanged, this, &TargetsPage::takeTargets);
    connect(&client, &DaemonClient::stateChanged, this, &TargetsPage::updateTexts);
    connect(&client, &DaemonClient::statusChanged, this, &TargetsPage::updateTexts);
    connect(&client, &DaemonClient::nodesChanged, this, [this] { m_proxy->setNodes(m_client.nodes()); });
    // The model is asked for what follows, whoever fills it.
    connect(m_model, &TargetsModel::targetsAboutToChange, this, [this] {
        m_isUpdating = true;
        m_wasEmpty = m_proxy->rowCount(m_targets->rootIndex()) == 0;
        const QModelIndex current = m_proxy->mapToSource(m_targets->currentIndex());
        m_current.reset();
        if (const std::string *address = current.isValid() ? m_model->address(current) : nullptr)
            m_current.emplace(m_model->job(current).job, *address);
    });
    connect(m_model, &TargetsModel::targetsChanged, this, &TargetsPage::keepPlace);
    m_proxy->setNodes(client.nodes());
    takeTargets();
}

QWidget *TargetsPage::makeBar()
{
    auto *bar = new QWidget;
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins({});
    m_search = new SearchEdit([this](const QString &search) { return setFilter(search); });
    m_search->setVocabulary(m_proxy->vocabulary());
    m_search->setValuesOf([this](const QString &field) { return valuesOf(field); });
    m_search->setPlaceholderText(tr("state:drained or gpu[001-064]"));
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

bool TargetsPage::isTable() const { return m_views->currentWidget() == m_tableSplit; }

// Each view knows what is current in the other.
void TargetsPage::showTable(bool isWanted)
{
    m_isUpdating = true;
    if (isWanted && !isTable()) {
        m_table->chooseTarget(m_targets->currentIndex());
    } else if (!isWanted && isTable() && m_table->currentIndex().isValid()) {
        const QModelIndex target = m_rows->proxyIndex(m_table->currentIndex().row());
        m_targets->selectionModel()->setCurrentIndex(target, QItemSelectionModel::ClearAndSelect |
                                                                 QItemSelectionModel::Rows);
        m_targets->scrollTo(target);
    }
    m_isUpdating = false;
    m_views->setCurrentWidget(isWanted ? static_cast<QWidget *>(m_tableSplit) : m_targets);
    m_tableButton->setChecked(isWanted);
    m_groupsButton->setChecked(!isWanted);
    if (!isWanted)
        m_relabelButton->setChecked(false);
}

// Of the view that shows, in the proxy.
QModelIndexList TargetsPage::selectedRows() const
{
    return isTable() ? m_table->selectedTargets() : m_targets->selectionModel()->selectedRows();
}

void TargetsPage::takeTargets() { m_model->setTargets(m_client.targets(), std::chrono::system_clock::now()); }

// After an update: what was current is so again, if it only moved to another group.
void TargetsPage::keepPlace()
{
    if (m_current) {
        const QModelIndex place =
            m_proxy->mapFromSource(m_model->indexOfTarget(m_current->first, m_current->second));
        const QString current = m_targets->currentIndex().data(TargetsModel::AddressRole).toString();
        if (place.isValid() && current != toQString(m_current->second))
            m_targets->selectionModel()->setCurrentIndex(place, QItemSelectionModel::ClearAndSelect |
                                                                    QItemSelectionModel::Rows);
    }
    m_isUpdating = false;
    m_noteTime->stop(); // what changed is worth more than what was copied
    if (!m_jobs->currentIndex().isValid() && m_proxy->rowCount() > 0)
        m_jobs->setCurrentIndex(m_proxy->index(0, 0));
    else
        setCurrentJob(m_jobs->currentIndex());
    if (m_wasEmpty)
        expandFew();
    m_fading->start();
}

void TargetsPage::setCurrentJob(const QModelIndex &job)
{
    const QModelIndex first = job.siblingAtColumn(0);
    if (first.isValid() && m_targets->rootIndex() != first) {
        m_targets->setRootIndex(first);
        m_targets->clearSelection();
        expandFew();
        m_rows->setJob(first);
        m_relabel->setJob(m_model->job(m_proxy->mapToSource(first)).job);
    }
    updateTexts();
}

std::optional<SearchError> TargetsPage::setFilter(const QString &search)
{
    const auto filter = TargetSearch::parse(search, m_proxy->vocabulary());
    if (!filter)
        return filter.error();
    m_isUpdating = true;
    m_proxy->setFilter(*filter);
    m_isUpdating = false;
    expandFew();
    updateTexts();
    return std::nullopt;
}

// Of the label that the field is, else of the nodes behind.
QStringList TargetsPage::valuesOf(const QString &field) const
{
    const SearchKey key = m_proxy->vocabulary().find(toStdString(field));
    if (key.label.empty())
        return nodeFieldValues(m_client.nodes(), toStdString(field));
    std::set<std::string_view> values;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        for (const TargetGroup &group : *m_model->job(m_model->index(row, 0)).groups) {
            if (const std::string *value = findLabel(group, key.label))
                values.insert(*value);
        }
    }
    QStringList texts;
    for (const std::string_view value : values)
        texts += toQString(value);
    return texts;
}

// What fits on a page or so is opened.
void TargetsPage::expandFew()
{
    const QModelIndex job = m_targets->rootIndex();
    const int groups = job.isValid() ? m_proxy->rowCount(job) : 0;
    qsizetype targets = 0;
    for (int row = 0; row < groups && row < 50; ++row)
        targets += m_proxy->shownTargets(m_proxy->index(row, 0, job));
    const bool isFew = groups == 1 || (m_proxy->hasFilter() && groups < 50 && targets < 100);
    for (int row = 0; isFew && row < groups; ++row)
        m_targets->expand(m_proxy->index(row, 0, job));
}

void TargetsPage::chooseNode(const QModelIndex &index)
{
    const QModelIndex source = m_proxy->mapToSource(index);
    const std::string *address = source.isValid() ? m_model->address(source) : nullptr;
    if (!address)
        return;
    if (const auto place = m_proxy->nodes().find(*m_model->group(source), *address))
        Q_EMIT nodeSelected(toQString(place->cluster), toQString(place->node));
    else
        tell(tr("No node of the list has the address %1.")
                 .arg(index.data(TargetsModel::AddressRole).toString()));
}

void TargetsPage::showJob(const QString &job)
{
    const QModelIndex index = m_proxy->mapFromSource(m_model->indexOfJob(toStdString(job)));
    if (!index.isValid())
        return;
    m_jobs->setCurrentIndex(index);
    m_jobs->scrollTo(index);
    m_views->currentWidget()->setFocus();
}

// Repaints while something fades.
void TargetsPage::fade()
{
    bool isFading = false;
    const QDateTime now = QDateTime::currentDateTime();
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QDateTime when = m_model->index(row, 0).data(TargetsModel::ChangeTimeRole).toDateTime();
        isFading = isFading || (when.isValid() && when.msecsTo(now) < TargetDelegate::fadeTime);
    }
    if (!isFading)
        m_fading->stop();
    m_jobs->viewport()->update();
    m_targets->viewport()->update();
}

} // namespace slurmsd
