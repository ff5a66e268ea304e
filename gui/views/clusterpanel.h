// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/daemonstatus.h"
#include "gui/models/statehistory.h"

#include <QWidget>

#include <string>

class QLabel;
class QPushButton;
class QSplitter;

namespace slurmsd {

class FactGrid;
class HeldListBar;
class NoticeBar;
class StateBars;
class StateChart;
class StateLegend;

// One cluster in the overview.
class ClusterPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ClusterPanel(QWidget *parent = nullptr);

    // `isAlone`: how the daemon is says how the cluster is.
    void setCluster(const ClusterStatus &cluster, WallTime now, bool isAlone);
    // Why nothing can be changed from here, in words; empty: it can be.
    void setWhyNoChange(const QString &whyNot);
    // Ages and countdowns, once a second.
    void tick(WallTime now);
    // No connection: the history has a gap from now on.
    void interrupt();
    // Asks whether what is held is to be accepted; false: nothing is held.
    bool askToAccept();
    // How the width is divided between the chart and the bars.
    QSplitter *splitter() { return m_split; }
    const std::string &clusterName() const { return m_cluster.name; }

Q_SIGNALS:
    void pollRequested();
    // Of what is held by that id.
    void acceptRequested(const std::string &id);
    void searchRequested(const QString &search);

private:
    void makeFacts();
    void updateFacts(WallTime now);
    bool addToHistory(WallTime now);

    ClusterStatus m_cluster;
    StateHistory m_history;
    WallTime m_drawn;
    QLabel *m_name;
    NoticeBar *m_health;
    HeldListBar *m_held;
    QPushButton *m_poll;
    FactGrid *m_facts;
    QLabel *m_list, *m_next, *m_slurm, *m_token, *m_lastPoll, *m_endpoint, *m_skipped, *m_jobs, *m_failure,
        *m_storage;
    StateLegend *m_legend;
    StateChart *m_chart;
    StateBars *m_bars;
    QSplitter *m_split;
};

} // namespace slurmsd
