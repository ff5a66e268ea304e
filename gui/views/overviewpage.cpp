// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/overviewpage.h"

#include "gui/api/daemonclient.h"
#include "gui/models/problemtile.h"
#include "gui/models/text.h"
#include "gui/views/clusterpanel.h"
#include "gui/views/configpanel.h"
#include "gui/views/jobsline.h"
#include "gui/views/problemtiles.h"
#include "gui/views/recentevents.h"

#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

namespace slurmsd {

OverviewPage::OverviewPage(DaemonClient &client, QWidget *parent)
    : Page(parent)
    , m_client(client)
    , m_tiles(new ProblemTiles)
    , m_jobs(new JobsLine)
    , m_events(new RecentEvents)
    , m_panelsLayout(new QVBoxLayout)
    , m_config(new ConfigPanel)
{
    const int space = fontMetrics().height() / 2;
    auto *content = new QWidget;
    auto *contentLayout = new QVBoxLayout(content);
    contentLayout->setContentsMargins(space, space, space, space);
    contentLayout->setSpacing(space);
    contentLayout->addWidget(m_tiles);
    contentLayout->addWidget(m_jobs);
    contentLayout->addLayout(m_panelsLayout, 1);
    contentLayout->addWidget(m_events);
    contentLayout->addWidget(m_config);
    m_panelsLayout->setSpacing(2 * space);
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(scroll, 1);

    for (QWidget *part : std::initializer_list<QWidget *>{m_tiles, m_jobs, m_config})
        part->hide();
    connect(m_tiles, &ProblemTiles::searchRequested, this, &Page::searchRequested);
    connect(m_tiles, &ProblemTiles::emptyJobsRequested, this, &OverviewPage::requestEmptyJob);
    connect(m_tiles, &ProblemTiles::heldRequested, this, &OverviewPage::askToAcceptList);
    connect(m_jobs, &JobsLine::jobRequested, this, &Page::jobRequested);
    connect(m_events, &RecentEvents::opened, this, [this](const Event &event) {
        if (!requestSubject(event))
            Q_EMIT timelineRequested();
    });
    connect(&m_client, &DaemonClient::eventsArrived, m_events, &RecentEvents::append);
    connect(&m_client, &DaemonClient::statusChanged, this, &OverviewPage::updateStatus);
    connect(&m_client, &DaemonClient::stateChanged, this, &OverviewPage::updateState);
    updateStatus();
}

QByteArray OverviewPage::saveLayout() const
{
    return m_panels.empty() ? m_layout : m_panels.front()->splitter()->saveState();
}

void OverviewPage::restoreLayout(const QByteArray &layout)
{
    m_layout = layout;
    for (ClusterPanel *panel : m_panels)
        panel->splitter()->restoreState(layout);
}

QByteArray OverviewPage::saveHistory() const { return m_history.save(m_client.daemonNow()); }

bool OverviewPage::askToAcceptList()
{
    for (ClusterPanel *panel : m_panels) {
        if (panel->askToAccept())
            return true;
    }
    return false;
}

void OverviewPage::pollAll() { poll({}); }

void OverviewPage::reloadConfig()
{
    m_client.reload(this, [this](const Result<Done, ApiError> &result) {
        if (!result)
            return showError(tr("The config was not reloaded."), result.error());
        Q_EMIT told(HealthSentence::Level::Ok, tr("The config was reloaded."));
    });
}

void OverviewPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    tick();
}

QString OverviewPage::whyNoChange() const
{
    if (m_client.state() != DaemonClient::State::Connected || !m_client.status())
        return tr("There is no connection now.");
    if (!m_client.status()->isLifecycleEnabled)
        return tr("The daemon runs without the flag %1.").arg(QStringLiteral("--web.enable-lifecycle"));
    return {};
}

void OverviewPage::updateState()
{
    const QString whyNot = whyNoChange();
    if (m_client.state() != DaemonClient::State::Connected)
        m_history.interrupt();
    for (ClusterPanel *panel : m_panels) {
        panel->setWhyNoChange(whyNot);
        if (m_client.state() != DaemonClient::State::Connected)
            panel->interrupt();
    }
}

void OverviewPage::updateStatus()
{
    if (!m_client.status())
        return setPanelCount(0);
    const DaemonStatus &status = *m_client.status();
    const QString whyNot = whyNoChange();
    setPanelCount(status.clusters.size());
    for (std::size_t i = 0; i < m_panels.size(); ++i) {
        m_panels[i]->setCluster(status.clusters[i], m_client.daemonNow(), m_panels.size() == 1);
        m_panels[i]->setWhyNoChange(whyNot);
    }
    m_config->setStatus(status);
    m_jobs->setJobs(status.jobs);
    const bool isKnown = std::ranges::all_of(
        status.clusters, [](const ClusterStatus &cluster) { return cluster.listTakenAt.has_value(); });
    if (isKnown)
        m_history.add(m_client.daemonNow(), allStates(status));
    m_tiles->setTiles(problemTiles(status, m_history, m_client.daemonNow()));
    for (QWidget *part : std::initializer_list<QWidget *>{m_tiles, m_jobs, m_config})
        part->show();
}

void OverviewPage::requestEmptyJob()
{
    const DaemonStatus &status = *m_client.status();
    const std::vector<std::string> empty = emptyJobs(status);
    if (!status.jobs.empty())
        Q_EMIT jobRequested(toQString(empty.empty() ? status.jobs.front().name : empty.front()));
}

void OverviewPage::tick()
{
    if (!isVisible() || !m_client.status())
        return;
    for (ClusterPanel *panel : m_panels)
        panel->tick(m_client.daemonNow());
    m_config->tick(m_client.daemonNow());
}

void OverviewPage::setPanelCount(std::size_t count)
{
    for (; m_panels.size() > count; m_panels.pop_back())
        m_panels.back()->deleteLater();
    while (m_panels.size() < count)
        addPanel();
}

void OverviewPage::addPanel()
{
    auto *panel = new ClusterPanel;
    m_panels.push_back(panel);
    m_panelsLayout->addWidget(panel, 1);
    panel->splitter()->restoreState(m_layout);
    connect(panel, &ClusterPanel::searchRequested, this, &Page::searchRequested);
    connect(panel, &ClusterPanel::pollRequested, this, [this, panel] { poll(panel->clusterName()); });
    connect(panel, &ClusterPanel::acceptRequested, this, &OverviewPage::accept);
}

void OverviewPage::poll(const std::string &cluster)
{
    Q_EMIT told(HealthSentence::Level::Quiet, {});
    m_client.refresh(cluster, this, [this](const Result<Done, ApiError> &result) {
        if (!result)
            return showError(tr("No poll was begun."), result.error());
        Q_EMIT told(HealthSentence::Level::Ok, tr("A poll has begun."));
    });
}

void OverviewPage::accept(const std::string &id)
{
    Q_EMIT told(HealthSentence::Level::Quiet, {});
    m_client.acceptHeld(id, this, [this](const Result<Done, ApiError> &result) {
        if (!result)
            showError(tr("The list was not accepted."), result.error());
    });
}

void OverviewPage::showError(const QString &what, const ApiError &error)
{
    Q_EMIT told(HealthSentence::Level::Alarm, what + QChar(u' ') + apiErrorText(error));
}

} // namespace slurmsd
