// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/durationtext.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>

namespace slurmsd {

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace {

class DurationWords
{
    Q_DECLARE_TR_FUNCTIONS(DurationWords)

public:
    static QString ofSeconds(qint64 seconds)
    {
        if (seconds < 60)
            return tr("%1 s").arg(seconds);
        if (seconds < 600 && seconds % 60 != 0)
            return tr("%1 min %2 s").arg(seconds / 60).arg(seconds % 60);
        const qint64 minutes = seconds / 60;
        if (minutes < 60)
            return tr("%1 min").arg(minutes);
        if (minutes < 600 && minutes % 60 != 0)
            return tr("%1 h %2 min").arg(minutes / 60).arg(minutes % 60);
        const qint64 hours = minutes / 60;
        if (hours < 24)
            return tr("%1 h").arg(hours);
        if (hours < 240 && hours % 24 != 0)
            return tr("%1 d %2 h").arg(hours / 24).arg(hours % 24);
        return tr("%1 d").arg(hours / 24);
    }
};

QDateTime toLocalTime(WallTime when)
{
    return QDateTime::fromMSecsSinceEpoch(duration_cast<milliseconds>(when.time_since_epoch()).count());
}

} // namespace

QString durationText(milliseconds duration)
{
    return DurationWords::ofSeconds(std::max<qint64>(0, duration_cast<seconds>(duration).count()));
}

QString durationText(WallTime from, WallTime to)
{
    return durationText(duration_cast<milliseconds>(to - from));
}

QString clockText(WallTime when, WallTime now)
{
    const QDateTime local = toLocalTime(when);
    const bool isToday = local.date() == toLocalTime(now).date();
    return local.toString(isToday ? u"HH:mm"_s : u"yyyy-MM-dd HH:mm"_s);
}

} // namespace slurmsd
