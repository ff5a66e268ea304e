// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/notification.h"

#include <QObject>

class QSystemTrayIcon;

namespace slurmsd {

// The icon in the desktop's tray, where there is one, and the notifications that come from it.
class Tray : public QObject
{
    Q_OBJECT

public:
    explicit Tray(QObject *parent = nullptr);

    // Whether there is a tray that can show notifications.
    static bool isAvailable();

    // Off: no icon and no notifications.
    void setEnabled(bool isEnabled);
    void notify(const EventNotice &notice);
    void setToolTip(const QString &text);

Q_SIGNALS:
    // The icon, or a notification, was clicked: the window is wanted.
    void activated();

private:
    QSystemTrayIcon *m_icon = nullptr;
};

} // namespace slurmsd
