// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/targetspage.h"

#include "gui/api/daemonclient.h"
#include "gui/models/targetsmodel.h"
#include "gui/models/targetsproxy.h"
#include "gui/models/text.h"
#include "gui/views/targetdelegate.h"

#include <QAction>
#include <QDateTime>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slurmsd {

TargetsPage::TargetsPage(DaemonClient &client, QWidget *parent)
    : Page(parent)
    , m_client(client)
    , m_model(new TargetsModel(this))
    , m_proxy(new TargetsProxy(*m_model, this))
    , m_nodes(client.nodes())
    , m_copyMenu(new QMenu(tr("&Copy"), this))
    , m_splitter(new QSplitter)
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
    connect(&client, &DaemonClient::nodesChanged, this, [this] { m_nodes = TargetNodes(m_client.nodes()); });
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
    takeTargets();
}

QWidget *TargetsPage::makeBar()
{
    auto *bar = new QWidget;
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins({});
    m_filter = new QLineEdit;
    m_filter->setPlaceholderText(tr("Filter by target or label"));
    m_filter->setClearButtonEnabled(true);
    auto *label = new QLabel(tr("Fil&ter:"));
    label->setBuddy(m_filter);
    m_copy = new QToolButton;
    m_copy->setText(tr("Co&py"));
    m_copy->setPopupMode(QToolButton::InstantPopup);
    m_copy->setFocusPolicy(Qt::StrongFocus);
    m_copy->setMenu(m_copyMenu);
    m_edit = new QToolButton;
    m_edit->setText(tr("&Edit job"));
    m_edit->setFocusPolicy(Qt::StrongFocus);
    layout->addWidget(label);
    layout->addWidget(m_filter, 1);
    layout->addWidget(m_copy);
    layout->addWidget(m_edit);
    connect(m_filter, &QLineEdit::textChanged, this, &TargetsPage::setFilter);
    connect(m_edit, &QToolButton::clicked, this,
            [this] { Q_EMIT jobRequested(m_jobs->currentIndex().data(TargetsModel::JobRole).toString()); });
    return bar;
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
    connect(m_targets, &QTreeView::activated, this, &TargetsPage::chooseNode);
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_stack->addWidget(m_targets);
    m_stack->addWidget(m_empty);
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
    }
    updateTexts();
}

void TargetsPage::setFilter(const QString &text)
{
    m_isUpdating = true;
    m_proxy->setText(text);
    m_isUpdating = false;
    expandFew();
    updateTexts();
}

// What fits on a page or so is opened.
void TargetsPage::expandFew()
{
    const QModelIndex job = m_targets->rootIndex();
    const int groups = job.isValid() ? m_proxy->rowCount(job) : 0;
    qsizetype targets = 0;
    for (int row = 0; row < groups && row < 50; ++row)
        targets += m_proxy->shownTargets(m_proxy->index(row, 0, job));
    const bool isFew = groups == 1 || (m_proxy->hasText() && groups < 50 && targets < 100);
    for (int row = 0; isFew && row < groups; ++row)
        m_targets->expand(m_proxy->index(row, 0, job));
}

void TargetsPage::chooseNode(const QModelIndex &index)
{
    const QModelIndex source = m_proxy->mapToSource(index);
    const std::string *address = source.isValid() ? m_model->address(source) : nullptr;
    if (!address)
        return;
    if (const auto place = m_nodes.find(*m_model->group(source), *address))
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
    m_targets->setFocus();
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
