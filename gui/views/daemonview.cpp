// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/daemonview.h"

#include "gui/models/durationtext.h"
#include "gui/views/jobspage.h"
#include "gui/views/lineicon.h"
#include "gui/views/nodedetail.h"
#include "gui/views/nodespage.h"
#include "gui/views/noticebar.h"
#include "gui/views/overviewpage.h"
#include "gui/views/runningjobspage.h"
#include "gui/views/sidebar.h"
#include "gui/views/targetspage.h"
#include "gui/views/timelinepage.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

namespace slurmsd {

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace {

// In settings.
constexpr std::array<const char *, DaemonView::PageCount> pageKeys{"overview", "nodes",        "targets",
                                                                   "jobs",     "running-jobs", "timeline"};

// A slash would make groups of it.
QString historyKey(const QUrl &url) { return u"history/"_s + QString::fromLatin1(url.toEncoded().toHex()); }

QString layoutKey(int page) { return u"layout/"_s + QLatin1String(pageKeys[std::size_t(page)]); }

// The part of a page that it names its focus proxy, else the first that takes keys.
void focusFirst(QWidget &page)
{
    const QWidget *proxy = page.focusProxy();
    if (proxy && proxy->isVisibleTo(&page) && proxy->isEnabled())
        return page.setFocus(Qt::ShortcutFocusReason);
    for (QWidget *widget = page.nextInFocusChain(); widget != &page; widget = widget->nextInFocusChain()) {
        if (page.isAncestorOf(widget) && widget->isVisibleTo(&page) && widget->isEnabled() &&
            (widget->focusPolicy() & Qt::TabFocus) != 0) {
            widget->setFocus(Qt::ShortcutFocusReason);
            return;
        }
    }
}

} // namespace

QString DaemonView::pageName(int page)
{
    switch (page) {
    case Overview:
        return tr("Overview");
    case Nodes:
        return tr("Nodes");
    case Targets:
        return tr("Targets");
    case Jobs:
        return tr("Jobs");
    case RunningJobs:
        return tr("Running jobs");
    default:
        return tr("Timeline");
    }
}

DaemonView::DaemonView(QWidget *parent)
    : QWidget(parent)
    , m_overview(new OverviewPage(m_client))
    , m_nodes(new NodesPage(m_client))
    , m_targets(new TargetsPage(m_client))
    , m_jobs(new JobsPage(m_client))
    , m_runningJobs(new RunningJobsPage(m_client))
    , m_timeline(new TimelinePage(m_client))
    , m_pages{m_overview, m_nodes, m_targets, m_jobs, m_runningJobs, m_timeline}
    , m_title(new QLabel)
    , m_age(new QLabel)
    , m_bar(new NoticeBar)
    , m_outcome(new NoticeBar)
    , m_outcomeEnd(new QTimer(this))
    , m_nextTick(new QTimer(this))
    , m_editConnection(m_bar->addButton(tr("Chan&ge the Connection…")))
    , m_sidebar(new Sidebar)
    , m_stack(new QStackedWidget)
    , m_split(new QSplitter(Qt::Vertical))
    , m_detail(new NodeDetail(m_client))
{
    m_split->addWidget(m_stack);
    m_split->addWidget(makeDetail());
    m_split->setStretchFactor(0, 2);
    m_split->setStretchFactor(1, 1);
    m_split->setCollapsible(0, false);
    auto *body = new QHBoxLayout;
    body->setSpacing(0);
    body->addWidget(m_sidebar);
    body->addWidget(m_split, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    fillBar();
    layout->addWidget(m_bar);
    layout->addWidget(m_outcome);
    layout->addLayout(body, 1);
    makePages();

    QPushButton *dismiss = m_outcome->addButton(tr("Dismiss"));
    connect(dismiss, &QPushButton::clicked, m_outcome, &QWidget::hide);
    m_outcome->hide();
    m_outcomeEnd->setSingleShot(true);
    m_outcomeEnd->setInterval(8s);
    connect(m_outcomeEnd, &QTimer::timeout, m_outcome, &QWidget::hide);
    connect(m_overview, &OverviewPage::told, this, &DaemonView::showOutcome);
    connect(m_editConnection, &QPushButton::clicked, this, &DaemonView::connectionEditRequested);
    connect(&m_client, &DaemonClient::stateChanged, this, &DaemonView::tick);
    connect(&m_client, &DaemonClient::statusChanged, this, [this] {
        if (!m_firstStatus)
            m_firstStatus = m_client.daemonNow();
        updateCounts();
        tick();
    });
    connect(&m_client, &DaemonClient::eventsArrived, this, &DaemonView::notifyOf);
    // Each status is a tick, and with no other nothing wakes the window while they come.
    m_nextTick->setSingleShot(true);
    m_nextTick->setInterval(FollowTiming().poll + 1s);
    connect(m_nextTick, &QTimer::timeout, this, [this] {
        tick();
        m_overview->tick();
    });
    tick();
}

// One line: how the daemon is, which one it is, and how old that is.
void DaemonView::fillBar()
{
    QFont bold = font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_title->setTextFormat(Qt::PlainText);
    m_age->setForegroundRole(QPalette::PlaceholderText);
    m_age->setToolTip(tr("Since the daemon’s last answer"));
    m_bar->addWidget(m_title);
    m_bar->addWidget(m_age);
}

QWidget *DaemonView::makeDetail()
{
    m_detailPanel = new QWidget;
    auto *close = new QToolButton;
    close->setAutoRaise(true);
    close->setText(u"×"_s);
    close->setToolTip(tr("Close (Esc)"));
    close->setAccessibleName(tr("Close the detail"));
    connect(close, &QToolButton::clicked, this, &DaemonView::closeDetail);
    auto *layout = new QHBoxLayout(m_detailPanel);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_detail, 1);
    layout->addWidget(close, 0, Qt::AlignTop);
    m_detailPanel->hide();
    connect(m_detail, &NodeDetail::jobRequested, this, &DaemonView::showJob);
    return m_detailPanel;
}

void DaemonView::makePages()
{
    for (int page = 0; page < PageCount; ++page) {
        m_sidebar->addPage(pageName(page), lineIcon(QLatin1String(pageKeys[std::size_t(page)])));
        m_stack->addWidget(m_pages[std::size_t(page)]);
        connectPage(m_pages[std::size_t(page)]);
    }
    connect(m_sidebar, &QListWidget::currentRowChanged, this, [this](int page) {
        m_stack->setCurrentIndex(page);
        Q_EMIT currentPageChanged(page);
    });
    connect(m_timeline, &TimelinePage::unseenChanged, this, [this](int unseen) {
        m_sidebar->setCount(Timeline, unseen > 0 ? QLocale().toString(unseen) : QString(), true);
    });
    connect(m_jobs, &JobsPage::unsavedChangesChanged, this, &DaemonView::unsavedChangesChanged);
    m_sidebar->setCurrentRow(Overview);
}

void DaemonView::connectPage(Page *page)
{
    connect(page, &Page::nodeSelected, this, &DaemonView::showNode);
    connect(page, &Page::jobRequested, this, &DaemonView::showJob);
    connect(page, &Page::timelineRequested, this, [this] { showPage(Timeline); });
    connect(page, &Page::searchRequested, this, [this](const QString &search) {
        showPage(Nodes);
        m_nodes->setSearch(search);
    });
}

QString DaemonView::title() const { return m_client.profile().title(); }

int DaemonView::currentPage() const { return m_sidebar->currentRow(); }

void DaemonView::showPage(int page)
{
    m_sidebar->setCurrentRow(page);
    // A page's shortcuts, such as those that save and undo, are there while it has the focus.
    focusFirst(*m_pages[std::size_t(page)]);
}

bool DaemonView::hasUnsavedChanges() const { return m_jobs->hasUnsavedChanges(); }

void DaemonView::pollNow() { m_overview->pollAll(); }

void DaemonView::reloadConfig() { m_overview->reloadConfig(); }

void DaemonView::showOutcome(HealthSentence::Level level, const QString &text)
{
    m_outcome->setNotice(level, text);
    m_outcome->setVisible(!text.isEmpty());
    if (level == HealthSentence::Level::Ok)
        m_outcomeEnd->start();
    else
        m_outcomeEnd->stop();
}

void DaemonView::askToAcceptList()
{
    showPage(Overview);
    m_overview->askToAcceptList();
}

QString DaemonView::whyNoChange() const { return m_overview->whyNoChange(); }

bool DaemonView::isListHeld() const
{
    return m_client.status() &&
           std::ranges::any_of(m_client.status()->clusters,
                               [](const ClusterStatus &cluster) { return !cluster.held.empty(); });
}

void DaemonView::saveHistory(QSettings &settings) const
{
    settings.setValue(historyKey(m_client.profile().url), m_overview->saveHistory());
}

void DaemonView::restoreHistory(const QSettings &settings)
{
    m_overview->restoreHistory(settings.value(historyKey(m_client.profile().url)).toByteArray());
}

void DaemonView::saveLayout(QSettings &settings) const
{
    for (int page = 0; page < PageCount; ++page)
        settings.setValue(layoutKey(page), m_pages[std::size_t(page)]->saveLayout());
    settings.setValue(u"layout/detail"_s, m_split->saveState());
    settings.setValue(u"layout/page"_s, QLatin1String(pageKeys[std::size_t(currentPage())]));
}

void DaemonView::restoreLayout(const QSettings &settings)
{
    for (int page = 0; page < PageCount; ++page)
        m_pages[std::size_t(page)]->restoreLayout(settings.value(layoutKey(page)).toByteArray());
    m_split->restoreState(settings.value(u"layout/detail"_s).toByteArray());
    const QString current = settings.value(u"layout/page"_s).toString();
    for (int page = 0; page < PageCount; ++page) {
        if (current == QLatin1String(pageKeys[std::size_t(page)]))
            showPage(page);
    }
}

void DaemonView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange && m_isShownStale) {
        m_isShownStale = false;
        updateStale();
    }
    QWidget::changeEvent(event);
}

void DaemonView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_detailPanel->isVisible())
        closeDetail();
    else
        QWidget::keyPressEvent(event);
}

void DaemonView::showNode(const QString &cluster, const QString &node)
{
    if (node.isEmpty())
        return closeDetail();
    m_detail->showNode(cluster, node);
    m_detailPanel->show();
}

void DaemonView::showJob(const QString &job)
{
    showPage(Jobs);
    m_jobs->showJob(job);
}

void DaemonView::closeDetail()
{
    const bool hadFocus = m_detailPanel->isAncestorOf(focusWidget());
    m_detailPanel->hide();
    if (hadFocus)
        m_stack->currentWidget()->setFocus();
}

void DaemonView::tick()
{
    HealthFacts facts;
    facts.state = m_client.state();
    facts.address = m_client.profile().url.authority();
    facts.error = m_client.error();
    facts.status = m_client.status() ? &*m_client.status() : nullptr;
    facts.now = m_client.daemonNow();
    if (m_client.lastAnswer())
        facts.sinceAnswer = duration_cast<milliseconds>(system_clock::now() - *m_client.lastAnswer());
    m_nextTick->start();
    m_health = healthSentence(facts);
    m_title->setText(title());
    m_age->setText(m_client.lastAnswer() ? u"⟳ "_s + durationText(facts.sinceAnswer) : QString());
    m_bar->setNotice(m_health.level, m_health.text);
    m_editConnection->setVisible(facts.state == DaemonClient::State::Refused ||
                                 (facts.state == DaemonClient::State::Lost && !facts.status));
    updateStale();
    Q_EMIT healthChanged();
}

void DaemonView::updateCounts()
{
    const DaemonStatus &status = *m_client.status();
    std::size_t nodes = 0;
    std::optional<std::size_t> running;
    for (const ClusterStatus &cluster : status.clusters) {
        nodes += cluster.nodes;
        if (cluster.jobs && cluster.jobs->listTakenAt)
            running = running.value_or(0) + cluster.jobs->running;
    }
    m_sidebar->setCount(Nodes, QLocale().toString(qulonglong(nodes)));
    m_sidebar->setCount(Jobs, QLocale().toString(qulonglong(status.jobs.size())));
    m_sidebar->setCount(RunningJobs, running ? QLocale().toString(qulonglong(*running)) : QString());
}

// Old data is pale, but still to be read.
void DaemonView::updateStale()
{
    if (m_health.isStale == m_isShownStale)
        return;
    m_isShownStale = m_health.isStale;
    QPalette pale;
    if (m_isShownStale) {
        const QColor quiet = palette().color(QPalette::PlaceholderText);
        pale.setColor(QPalette::WindowText, quiet);
        pale.setColor(QPalette::Text, quiet);
    }
    m_split->setPalette(pale);
}

void DaemonView::notifyOf(const std::vector<Event> &events)
{
    if (!m_firstStatus)
        return;
    if (const auto notice = eventNotice(title(), events, *m_firstStatus))
        Q_EMIT noticeArrived(*notice);
}

} // namespace slurmsd
