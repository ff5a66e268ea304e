// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/api/daemonclient.h"
#include "gui/models/healthsentence.h"
#include "gui/models/notification.h"

#include <QWidget>

#include <array>

class QLabel;
class QPushButton;
class QSettings;
class QSplitter;
class QStackedWidget;
class QTimer;

namespace slurmsd {

class JobsPage;
class NodeDetail;
class NodesPage;
class NoticeBar;
class OverviewPage;
class Page;
class RunningJobsPage;
class Sidebar;
class TargetsPage;
class TimelinePage;

// One daemon: how it is, in words, the sidebar, its pages, and the detail of the node that is chosen.
class DaemonView : public QWidget
{
    Q_OBJECT

public:
    // In the order of the sidebar.
    enum PageIndex { Overview, Nodes, Targets, Jobs, RunningJobs, Timeline, PageCount };
    static QString pageName(int page);

    explicit DaemonView(QWidget *parent = nullptr);

    DaemonClient &client() { return m_client; }
    const DaemonClient &client() const { return m_client; }

    // What the user calls the daemon.
    QString title() const;
    const HealthSentence &health() const { return m_health; }

    int currentPage() const;
    void showPage(int page);
    bool hasUnsavedChanges() const;

    // What the menus offer. What comes of it is said above whichever page is shown.
    void pollNow();
    void reloadConfig();
    void askToAcceptList();
    QString whyNoChange() const; // see OverviewPage
    bool isListHeld() const;

    // What was seen of this daemon, by its URL, from one run to the next.
    void saveHistory(QSettings &settings) const;
    void restoreHistory(const QSettings &settings);
    // The layout of the pages, alike for all daemons.
    void saveLayout(QSettings &settings) const;
    void restoreLayout(const QSettings &settings);

Q_SIGNALS:
    void healthChanged(); // health(), with its age each second, or title()
    void currentPageChanged(int page);
    void unsavedChangesChanged(bool hasUnsavedChanges);
    void noticeArrived(const slurmsd::EventNotice &notice);
    // Another login or address is needed.
    void connectionEditRequested();

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void makePages();
    void fillBar();
    QWidget *makeDetail();
    void connectPage(Page *page);
    void showNode(const QString &cluster, const QString &node);
    void showJob(const QString &job);
    void closeDetail();
    void showOutcome(HealthSentence::Level level, const QString &text);
    void tick();
    void updateCounts();
    void updateStale();
    void notifyOf(const std::vector<Event> &events);

    DaemonClient m_client;
    HealthSentence m_health;
    std::optional<WallTime> m_firstStatus; // older events are no news
    bool m_isShownStale = false;
    OverviewPage *m_overview;
    NodesPage *m_nodes;
    TargetsPage *m_targets;
    JobsPage *m_jobs;
    RunningJobsPage *m_runningJobs;
    TimelinePage *m_timeline;
    std::array<Page *, PageCount> m_pages{};
    QLabel *m_title;
    QLabel *m_age;
    NoticeBar *m_bar;
    NoticeBar *m_outcome; // of what was asked for last
    QTimer *m_outcomeEnd; // what is good is not said for long
    QTimer *m_nextTick;   // if no status comes before
    QPushButton *m_editConnection;
    Sidebar *m_sidebar;
    QStackedWidget *m_stack;
    QSplitter *m_split;
    NodeDetail *m_detail;
    QWidget *m_detailPanel = nullptr;
};

} // namespace slurmsd
