// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/runningjobspage.h"

#include "gui/api/daemonclient.h"
#include "gui/models/joblisttext.h"
#include "gui/models/runningjobsmodel.h"
#include "gui/models/runningjobsproxy.h"
#include "gui/models/text.h"
#include "gui/views/exampletext.h"
#include "gui/views/noticebar.h"
#include "gui/views/runningjobdetail.h"
#include "gui/views/searchedit.h"

#include <QAction>
#include <QDataStream>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QIODevice>
#include <QLabel>
#include <QLocale>
#include <QSplitter>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slurmsd {

RunningJobsPage::RunningJobsPage(DaemonClient &client, QWidget *parent)
    : Page(parent)
    , m_client(client)
    , m_model(new RunningJobsModel(this))
    , m_proxy(new RunningJobsProxy(*m_model, this))
    , m_notice(new NoticeBar)
    , m_view(new QTreeView)
    , m_empty(new QLabel)
    , m_note(new QLabel)
    , m_detail(new RunningJobDetail(client))
    , m_split(new QSplitter(Qt::Vertical))
{
    makeView();
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_split->addWidget(m_view);
    m_split->addWidget(m_detail);
    m_split->setStretchFactor(0, 2);
    m_split->setStretchFactor(1, 1);
    m_split->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(makeSearchLine());
    layout->addWidget(m_notice);
    layout->addWidget(m_split, 1);
    layout->addWidget(m_note);
    setFocusProxy(m_search);
    connect(m_detail, &RunningJobDetail::jobRequested, this, &Page::jobRequested);
    connect(&client, &DaemonClient::runningJobsChanged, this, &RunningJobsPage::takeJobs);
    connect(&client, &DaemonClient::statusChanged, this, &RunningJobsPage::takeStatus);
    connect(&client, &DaemonClient::stateChanged, this, &RunningJobsPage::updateTexts);
    takeJobs();
}

QWidget *RunningJobsPage::makeSearchLine()
{
    m_search = new SearchEdit([this](const QString &search) -> std::optional<SearchError> {
        const auto filter = RunningJobFilter::parse(search);
        if (!filter)
            return filter.error();
        m_proxy->setFilter(*filter);
        return std::nullopt;
    });
    m_search->setVocabulary(RunningJobFilter::vocabulary());
    m_search->setValuesOf(
        [this](const QString &field) { return runningJobValues(m_model->jobs(), toStdString(field)); });
    setExample(*m_search, u"user:alice and not state:SUSPENDED"_s);
    auto *label = new QLabel(tr("&Search:"));
    label->setBuddy(m_search);
    auto *line = new QWidget;
    auto *layout = new QHBoxLayout(line);
    layout->setContentsMargins({});
    layout->addWidget(label);
    layout->addWidget(m_search, 1);
    connect(m_search, &SearchEdit::searchChanged, this, &RunningJobsPage::updateTexts);
    connect(m_search, &SearchEdit::errorChanged, this, &RunningJobsPage::updateTexts);
    connect(m_search, &SearchEdit::listRequested, this, [this] { focusFirstRow(*m_view); });
    auto *find = new QAction(this);
    find->setShortcut(QKeySequence::Find); // from anywhere in the window, while the page is shown
    connect(find, &QAction::triggered, m_search, [this] { m_search->setFocus(Qt::ShortcutFocusReason); });
    addAction(find);
    return line;
}

void RunningJobsPage::makeView()
{
    using Model = RunningJobsModel;
    m_view->setModel(m_proxy);
    m_view->setAccessibleName(tr("Running jobs"));
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    m_view->setAllColumnsShowFocus(true);
    m_view->setSortingEnabled(true);
    m_view->sortByColumn(Model::IdColumn, Qt::AscendingOrder);
    m_view->setColumnHidden(Model::ClusterColumn, true);
    const int unit = fontMetrics().averageCharWidth();
    const std::pair<int, int> widths[] = {
        {Model::ClusterColumn, 12}, {Model::IdColumn, 11},      {Model::NameColumn, 20},
        {Model::UserColumn, 12},    {Model::AccountColumn, 12}, {Model::PartitionColumn, 12},
        {Model::StateColumn, 14},   {Model::NodesColumn, 18},   {Model::TargetsColumn, 10}};
    for (const auto &[column, width] : widths)
        m_view->setColumnWidth(column, std::max(width * unit, m_view->header()->sectionSizeHint(column)));
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &RunningJobsPage::explain);
    connect(m_view, &QTreeView::activated, this, &RunningJobsPage::showNodes);
    auto *nodes = new QAction(tr("Show its &nodes"), m_view);
    connect(nodes, &QAction::triggered, this, [this] { showNodes(m_view->currentIndex()); });
    m_view->addAction(nodes);
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    auto *above = new QHBoxLayout(m_view->viewport());
    above->addWidget(m_empty);
}

void RunningJobsPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_client.followRunningJobs(true);
    takeStatus();
}

void RunningJobsPage::hideEvent(QHideEvent *event)
{
    Page::hideEvent(event);
    m_client.followRunningJobs(false);
}

void RunningJobsPage::takeJobs()
{
    m_model->setJobs(m_client.runningJobs());
    explain(m_view->currentIndex());
    updateTexts();
}

void RunningJobsPage::takeStatus()
{
    if (!isVisible() || !m_client.status())
        return;
    m_view->setColumnHidden(RunningJobsModel::ClusterColumn, m_client.status()->clusters.size() < 2);
    if (m_client.status()->config.sha256 != m_config)
        fetchAnnotation();
    updateTexts();
}

// The status does not tell where the config looks for annotations.
void RunningJobsPage::fetchAnnotation()
{
    m_config = m_client.status()->config.sha256;
    m_client.fetchConfig(this, [this](const Result<ConfigDocument, ApiError> &document) {
        if (!document || !document->parsed) {
            m_config.clear();
            return;
        }
        const auto &jobs = document->parsed->jobs;
        const auto job = std::ranges::find(jobs, JobRole::Job, &JobConfig::role);
        if (job == jobs.end())
            return;
        constexpr Port usual = 8000;
        const PortRange allowed = job->slurmJobs.allowedPorts;
        m_detail->setAnnotation(job->slurmJobs.annotation,
                                job->port != 0 ? job->port : std::clamp(usual, allowed.first, allowed.last));
    });
}

void RunningJobsPage::explain(const QModelIndex &current)
{
    if (current.isValid())
        m_detail->showJob(m_proxy->jobAt(current.row()));
}

void RunningJobsPage::showNodes(const QModelIndex &index)
{
    if (index.isValid())
        Q_EMIT searchRequested(u"name:"_s + toQString(m_proxy->jobAt(index.row()).nodes));
}

void RunningJobsPage::updateTexts()
{
    const auto &status = m_client.status();
    if (!status)
        return;
    QStringList costs;
    QStringList problems;
    for (const ClusterStatus &cluster : status->clusters) {
        if (!cluster.jobs)
            continue;
        const QString name = status->clusters.size() < 2 ? QString() : toQString(cluster.name) + u": "_s;
        costs += name + jobListText(*cluster.jobs, m_client.daemonNow());
        const QString problem = jobListProblem(*cluster.jobs, m_client.daemonNow());
        if (!problem.isEmpty())
            problems += name + problem;
    }
    const int shown = m_proxy->rowCount();
    const int all = m_model->rowCount();
    if (!hasJobRole(*status))
        m_notice->setNotice(
            NoticeBar::Level::Warning,
            tr("No job of the config has role: job, so no running job can be a target. Add one "
               "on the page Jobs."));
    else
        m_notice->setNotice(NoticeBar::Level::Warning, problems.join(u'\n'));
    m_notice->setVisible(!hasJobRole(*status) || !problems.isEmpty());
    const QString found = shown == all
                              ? tr("%Ln running job(s)", nullptr, all)
                              : tr("%1 of %Ln running job(s)", nullptr, all).arg(QLocale().toString(shown));
    m_note->setText((QStringList(searchStatus(m_search->error(), found)) + costs).join(u" · "_s));
    m_empty->setText(costs.isEmpty() ? tr("Slurm is not asked for its jobs.")
                     : all == 0      ? tr("No job runs.")
                                     : tr("No running job is like that."));
    m_empty->setVisible(shown == 0);
}

QByteArray RunningJobsPage::saveLayout() const
{
    QByteArray layout;
    QDataStream stream(&layout, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_4);
    stream << quint8(1) << m_view->header()->saveState() << m_split->saveState();
    return layout;
}

void RunningJobsPage::restoreLayout(const QByteArray &layout)
{
    QDataStream stream(layout);
    stream.setVersion(QDataStream::Qt_6_4);
    quint8 version = 0;
    QByteArray header;
    QByteArray split;
    stream >> version >> header >> split;
    if (stream.status() != QDataStream::Ok || version != 1)
        return;
    m_view->header()->restoreState(header);
    m_split->restoreState(split);
}

} // namespace slurmsd
