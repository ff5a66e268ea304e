// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/api/eventsfollower.h"

#include "common/apijson.h"
#include "gui/api/apidocument.h"

#include <QPointer>

namespace slurmsd {

namespace {

constexpr std::size_t eventsOfPage = 1000;

}

void EventsFollower::clear()
{
    stop();
    m_log.clear();
    m_after = 0;
    m_startsOver = true;
}

bool EventsFollower::ask(ApiConnection &connection, const DaemonStatus &, const FollowTiming &timing)
{
    askPage(connection, timing.statusDeadline, beginRun());
    return true;
}

void EventsFollower::askPage(ApiConnection &connection, std::chrono::milliseconds deadline, QObject *run)
{
    ApiRequest request;
    request.path = QStringLiteral("/api/v1/events");
    request.query =
        queryItem("after", std::to_string(m_after)) + '&' + queryItem("limit", std::to_string(eventsOfPage));
    request.deadline = deadline;
    connection.send(request, run, [this, &connection, deadline, run = QPointer(run)](const auto &answer) {
        const auto page = readDocument<EventPage>(answer, eventPageFromJson);
        if (!page)
            return finish(page.error());
        const bool isMore = take(*page);
        if (isMore && run) // a slot of arrived() may have stopped it
            askPage(connection, deadline, run);
        else
            finish(std::nullopt);
    });
}

bool EventsFollower::take(const EventPage &page)
{
    if (page.log != m_log) {
        // The ids of this answer are of another log than those that were asked for.
        const bool isFromStart = m_after == 0;
        m_log = page.log;
        m_after = 0;
        m_startsOver = true;
        if (!isFromStart)
            return true;
    }
    if (m_startsOver || !page.events.empty()) {
        const bool startsOver = std::exchange(m_startsOver, false);
        // Ids that do not grow would be asked for without end.
        const bool isLonger = page.next > m_after;
        m_after = std::max(m_after, page.next);
        Q_EMIT arrived(page.events, startsOver);
        return isLonger && page.events.size() >= eventsOfPage;
    }
    return false;
}

} // namespace slurmsd
