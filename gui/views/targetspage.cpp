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
#include "gui/views/targetdelegate.h"
#include "gui/views/targetstable.h"

#include <QAction>
#include <QDateTime>
#include <QLabel>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

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
