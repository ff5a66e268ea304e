// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/notification.h"

#include "gui/models/text.h"

#include <QCoreApplication>
#include <QStringList>

namespace slurmsd {

namespace {

class NoticeWords
{
    Q_DECLARE_TR_FUNCTIONS(EventNotice)

public:
    // Empty for what is no failure and no recovery.
    static QString title(Event::Kind kind, const QString &daemon)
    {
        switch (kind) {
        case Event::Kind::PollFailed:
            return tr("%1: Slurm cannot be polled").arg(daemon);
        case Event::Kind::PollRecovered:
            return tr("%1: Slurm can be polled again").arg(daemon);
        case Event::Kind::ListHeld:
            return tr("%1: a node list is held back").arg(daemon);
        case Event::Kind::ConfigReloadFailed:
            return tr("%1: the config could not be reloaded").arg(daemon);
        case Event::Kind::StorageFailed:
            return tr("%1: the node list cannot be stored").arg(daemon);
        case Event::Kind::StorageRecovered:
            return tr("%1: the node list can be stored again").arg(daemon);
        default:
            return {};
        }
    }

    static QString more(int others) { return tr("And %Ln more event(s).", nullptr, others); }
};

constexpr int maxLines = 3;

} // namespace

std::optional<EventNotice> eventNotice(const QString &daemon, const std::vector<Event> &events,
                                       WallTime since)
{
    EventNotice notice;
    QStringList lines;
    int found = 0;
    for (auto event = events.rbegin(); event != events.rend(); ++event) {
        const QString title = NoticeWords::title(event->kind, daemon);
        if (title.isEmpty() || event->when < since)
            continue;
        if (++found == 1) {
            notice.title = title;
            notice.isAlarm =
                event->kind != Event::Kind::PollRecovered && event->kind != Event::Kind::StorageRecovered;
        }
        if (found <= maxLines)
            lines.append(toQString(event->text));
    }
    if (found == 0)
        return std::nullopt;
    if (found > maxLines)
        lines.append(NoticeWords::more(found - maxLines));
    notice.text = lines.join(QChar(u'\n'));
    return notice;
}

} // namespace slurmsd
