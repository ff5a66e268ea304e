// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/timelinepage.h"

#include "gui/api/daemonclient.h"
#include "gui/models/counttext.h"
#include "gui/models/text.h"
#include "gui/models/timelinemodel.h"
#include "gui/models/timelineproxy.h"
#include "gui/models/times.h"
#include "gui/views/searchedit.h"

#include <QComboBox>
#include <QDateTimeEdit>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace slurmsd {

TimelinePage::TimelinePage(DaemonClient &client, QWidget *parent)
    : Page(parent)
    , m_client(client)
    , m_model(new TimelineModel(this))
    , m_proxy(new TimelineProxy(*m_model, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(makeFilters());
    makeView();
    layout->addWidget(m_view, 1);
    layout->addWidget(makeFoot());

    connect(&client, &DaemonClient::eventsArrived, this, &TimelinePage::takeEvents);
    connect(&client, &DaemonClient::stateChanged, this, &TimelinePage::updateTexts);
    // What is of today, or of the last hour, changes with time.
    auto *minute = new QTimer(this);
    minute->start(std::chrono::minutes(1));
    connect(minute, &QTimer::timeout, this, [this] {
        m_model->setToday(QDate::currentDate());
        filterRange();
    });
    connect(m_proxy, &QAbstractItemModel::rowsRemoved, this, &TimelinePage::updateTexts);
    connect(m_proxy, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) {
                if (first == 0)
                    keepInView(last - first + 1);
                updateTexts();
            });
    updateTexts();
}

void TimelinePage::takeEvents(const std::vector<Event> &events, bool startsOver)
{
    if (!m_opened)
        m_opened = m_client.daemonNow();
    m_model->setToday(QDate::currentDate());
    const bool isRestart = startsOver && m_model->rowCount() > 0;
    if (isRestart)
        m_model->append({restartEvent()});
    m_model->append(events);
    if (isVisible())
        return;
    const auto isNew = [this](const Event &event) { return event.when > *m_opened; };
    setUnseen(m_unseen + (isRestart ? 1 : 0) + static_cast<int>(std::ranges::count_if(events, isNew)));
}

// Between what the daemon told before and what it tells now.
Event TimelinePage::restartEvent() const
{
    Event event;
    event.when = m_client.status() ? m_client.status()->startedAt : m_client.daemonNow();
    event.kind = Event::Kind::DaemonRestarted;
    event.text = toStdString(tr("The daemon was started anew."));
    return event;
}

void TimelinePage::setUnseen(int unseen)
{
    if (unseen == m_unseen)
        return;
    m_unseen = unseen;
    Q_EMIT unseenChanged(unseen);
}

void TimelinePage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    setUnseen(0);
}

void TimelinePage::filterTopics()
{
    QSet<EventTopic> topics;
    for (qsizetype i = 0; i < m_topics.size(); ++i) {
        if (m_topics.at(i)->isChecked())
            topics.insert(allEventTopics[static_cast<std::size_t>(i)]);
    }
    m_proxy->setTopics(topics);
    updateTexts();
}

void TimelinePage::filterRange()
{
    const bool isBetween = m_range->currentData().isNull();
    m_from->setVisible(isBetween);
    m_until->setVisible(isBetween);
    const int minutes = m_range->currentData().toInt();
    const QDateTime now = toLocalTime(m_client.daemonNow());
    if (isBetween)
        m_proxy->setRange(m_from->dateTime(), m_until->dateTime());
    else if (minutes > 0) // to the minute, so that the list is not filtered anew for nothing
        m_proxy->setRange(now.addSecs(-60 * minutes - now.time().second()), {});
    else
        m_proxy->setRange(minutes < 0 ? now.date().startOfDay() : QDateTime(), {});
    updateTexts();
}

// The newest is followed where it shows; who has scrolled down keeps what is looked at in view.
void TimelinePage::keepInView(int rows)
{
    QScrollBar *bar = m_view->verticalScrollBar();
    if (bar->value() == bar->minimum())
        return;
    m_newer += rows;
    const int value = bar->value() + rows;
    bar->setMaximum(std::max(bar->maximum(), value)); // until the view lays out its rows, later
    bar->setValue(value);
}

void TimelinePage::open(const QModelIndex &index) { requestSubject(m_proxy->eventAt(index.row())); }

void TimelinePage::updateTexts()
{
    const int shown = m_proxy->rowCount();
    const int all = m_model->rowCount();
    const QString count = shown == all
                              ? tr("%Ln event(s)", nullptr, all)
                              : tr("%1 of %Ln event(s)", nullptr, all).arg(countText(std::size_t(shown)));
    m_note->setText(searchStatus(m_search->error(), count));
    if (all == 0)
        m_empty->setText(m_client.error() ? toQString(m_client.error()->message)
                                          : tr("No events yet. What changes from now on shows here."));
    else
        m_empty->setText(tr("No event is like that."));
    m_empty->setVisible(shown == 0);
    m_export->setEnabled(shown > 0);
    m_newest->setVisible(m_newer > 0);
    m_newest->setText(tr("↑ %Ln newer", nullptr, m_newer));
}

} // namespace slurmsd
