// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/clusterpanel.h"

#include "gui/models/durationtext.h"
#include "gui/models/healthsentence.h"
#include "gui/models/joblisttext.h"
#include "gui/models/text.h"
#include "gui/views/factgrid.h"
#include "gui/views/heldlistbar.h"
#include "gui/views/statebars.h"
#include "gui/views/statechart.h"
#include "gui/views/statelegend.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace slurmsd {

using namespace std::chrono;

ClusterPanel::ClusterPanel(QWidget *parent)
    : QWidget(parent)
    , m_name(new QLabel)
    , m_health(new NoticeBar)
    , m_held(new HeldListBar)
    , m_poll(new QPushButton(tr("&Poll Now")))
    , m_facts(new FactGrid(2))
    , m_legend(new StateLegend)
    , m_chart(new StateChart)
    , m_bars(new StateBars)
    , m_split(new QSplitter(Qt::Horizontal))
{
    m_name->setTextFormat(Qt::PlainText);
    QFont bold = font();
    bold.setBold(true);
    m_name->setFont(bold);
    makeFacts();
    m_split->addWidget(m_chart);
    m_split->addWidget(m_bars);
    m_split->setChildrenCollapsible(false);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(fontMetrics().height() / 2);
    auto *title = new QHBoxLayout;
    title->addWidget(m_name, 1);
    title->addWidget(m_poll);
    layout->addLayout(title);
    layout->addWidget(m_health);
    layout->addWidget(m_held);
    layout->addWidget(m_facts);
    layout->addWidget(m_legend);
    layout->addWidget(m_split, 1);

    connect(m_poll, &QPushButton::clicked, this, &ClusterPanel::pollRequested);
    connect(m_held, &HeldListBar::accepted, this, &ClusterPanel::acceptRequested);
    connect(m_legend, &StateLegend::searchRequested, this, &ClusterPanel::searchRequested);
    connect(m_bars, &StateBars::searchRequested, this, &ClusterPanel::searchRequested);
}

void ClusterPanel::makeFacts()
{
    m_list = m_facts->addFact(tr("Node list"));
    m_endpoint = m_facts->addFact(tr("Endpoint"));
    m_next = m_facts->addFact(tr("Next poll"));
    m_slurm = m_facts->addFact(tr("Slurm"));
    m_lastPoll = m_facts->addFact(tr("Last poll"));
    m_token = m_facts->addFact(tr("Token"));
    m_jobs = m_facts->addFact(tr("Running jobs"), true);
    m_failure = m_facts->addFact(tr("Last failure"), true);
    m_storage = m_facts->addFact(tr("Storage"), true);
    m_skipped = m_facts->addFact(tr("Left out"), true);
}

void ClusterPanel::setCluster(const ClusterStatus &cluster, WallTime now, bool isAlone)
{
    m_cluster = cluster;
    m_name->setText(cluster.name.empty() ? tr("Cluster") : toQString(cluster.name));
    m_health->setVisible(!isAlone);
    m_held->setHeld(cluster.held);
    m_bars->setPartitions(cluster.partitions);
    m_legend->setStates(cluster.states);
    if (addToHistory(now))
        m_drawn = {};
    tick(now);
}

void ClusterPanel::setWhyNoChange(const QString &whyNot)
{
    m_poll->setEnabled(whyNot.isEmpty());
    m_poll->setToolTip(whyNot);
    m_held->setWhyNot(whyNot);
}

// The numbers are those of the list in force: so they were since it was polled.
bool ClusterPanel::addToHistory(WallTime now)
{
    if (!m_cluster.listTakenAt) {
        m_history.interrupt();
        return true;
    }
    const bool isOther = m_history.add(std::min(*m_cluster.listTakenAt, now), m_cluster.states);
    return m_history.add(now, m_cluster.states) || isOther;
}

void ClusterPanel::tick(WallTime now)
{
    const HealthSentence sentence = clusterSentence(m_cluster, now);
    m_health->setNotice(sentence.level, sentence.text);
    updateFacts(now);
    // No more often than the picture changes.
    const auto &spans = m_history.spans();
    const auto range = spans.empty() ? WallTime::duration(0) : now - spans.front().from;
    if (isVisible() && now - m_drawn >= std::max<WallTime::duration>(range / 400, seconds(5))) {
        m_drawn = now;
        m_chart->setHistory(m_history, now);
    }
}

void ClusterPanel::interrupt()
{
    m_history.interrupt();
    m_drawn = {};
}

bool ClusterPanel::askToAccept()
{
    m_held->ask();
    return !m_cluster.held.empty();
}

void ClusterPanel::updateFacts(WallTime now)
{
    const auto ago = [now](WallTime when) {
        return tr("%1, %2 ago", "time, age").arg(clockText(when, now), durationText(when, now));
    };
    const ClusterStatus &cluster = m_cluster;
    FactGrid::setFact(m_list, !cluster.listTakenAt ? tr("none yet")
                              : cluster.isListStored
                                  ? tr("stored before the start: %1").arg(ago(*cluster.listTakenAt))
                                  : ago(*cluster.listTakenAt));
    FactGrid::setFact(m_next, !cluster.nextPoll ? tr("under way")
                              : *cluster.nextPoll <= now
                                  ? tr("due now")
                                  : tr("in %1").arg(durationText(now, *cluster.nextPoll)));
    const QString duration =
        tr("%1 s").arg(QLocale().toString(double(cluster.lastPollDuration.count()) / 1000, 'f', 3));
    const QString size = QLocale().formattedDataSize(qint64(cluster.lastPollBytes));
    FactGrid::setFact(m_lastPoll, cluster.lastPollDuration.count() == 0 && cluster.lastPollBytes == 0
                                      ? tr("none yet")
                                      : tr("%1, %2", "duration, size").arg(duration, size));
    FactGrid::setFact(m_endpoint, toQString(cluster.endpoint));
    const QString release =
        cluster.slurmRelease.empty() ? tr("release unknown") : toQString(cluster.slurmRelease);
    FactGrid::setFact(m_slurm, cluster.apiVersion.empty()
                                   ? release
                                   : tr("%1, REST API %2").arg(release, toQString(cluster.apiVersion)));
    FactGrid::setFact(m_token, !cluster.tokenExpires ? tr("none, or does not tell when it expires")
                               : *cluster.tokenExpires <= now
                                   ? tr("expired %1 ago").arg(durationText(*cluster.tokenExpires, now))
                                   : tr("expires in %1").arg(durationText(now, *cluster.tokenExpires)));
    FactGrid::setFact(m_jobs, cluster.jobs ? jobListText(*cluster.jobs, now) : QString());
    const auto &failure = cluster.lastFailure;
    FactGrid::setFact(m_failure, !failure ? QString()
                                          : tr("%1: %2 (%3)", "class: message (when)")
                                                .arg(toQString(toString(failure->errorClass)),
                                                     toQString(failure->message), ago(failure->when)));
    FactGrid::setFact(m_storage, toQString(cluster.storageError));
    FactGrid::setFact(m_skipped, cluster.skipped == 0
                                     ? QString()
                                     : tr("%Ln entry(ies) of Slurm’s answer without a usable name", nullptr,
                                          int(cluster.skipped)));
}

} // namespace slurmsd
