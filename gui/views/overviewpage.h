// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/healthsentence.h"
#include "gui/models/statehistory.h"
#include "gui/views/page.h"

#include <string>
#include <vector>

class QVBoxLayout;

namespace slurmsd {

class ClusterPanel;
class ConfigPanel;
class DaemonClient;
class JobsLine;
class ProblemTiles;
class RecentEvents;
struct ApiError;

// How the daemon is, what is wrong first: how much of it, since yesterday; each cluster's list, polls and
// token; nodes out of service over time and by partition; the last events.
class OverviewPage : public Page
{
    Q_OBJECT

public:
    explicit OverviewPage(DaemonClient &client, QWidget *parent = nullptr);

    QByteArray saveLayout() const override;
    void restoreLayout(const QByteArray &layout) override;

    // Numbers of nodes over time, to be kept from one run to the next: of this daemon alone.
    QByteArray saveHistory() const;
    void restoreHistory(const QByteArray &history) { m_history.restore(history); }

    // Asks in its place whether the list that the guard holds is to be accepted; of the first cluster that
    // has one. False: none is held.
    bool askToAcceptList();
    // All clusters, now. What comes of it is told().
    void pollAll();
    // Reads the daemon's config again. The same.
    void reloadConfig();
    // Brings the ages that it shows up to date, which each status does, too.
    void tick();
    // Why none of these can be done now, in words; empty: they can.
    QString whyNoChange() const;

Q_SIGNALS:
    // What came of what was asked for last, for whichever page is shown. No text: nothing is to be said any
    // more.
    void told(slurmsd::HealthSentence::Level level, const QString &text);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void updateState();
    void updateStatus();
    void requestEmptyJob();
    void setPanelCount(std::size_t count);
    void addPanel();
    void poll(const std::string &cluster);
    void accept(const std::string &id);
    void showError(const QString &what, const ApiError &error);

    DaemonClient &m_client;
    ProblemTiles *m_tiles;
    JobsLine *m_jobs;
    RecentEvents *m_events;
    StateHistory m_history; // of all clusters
    QVBoxLayout *m_panelsLayout;
    std::vector<ClusterPanel *> m_panels;
    ConfigPanel *m_config;
    QByteArray m_layout;
};

} // namespace slurmsd
