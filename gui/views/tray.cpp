// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/tray.h"

#include "gui/views/programicon.h"

#include <QIcon>
#include <QSystemTrayIcon>

namespace slurmsd {

Tray::Tray(QObject *parent)
    : QObject(parent)
{}

bool Tray::isAvailable()
{
    return QSystemTrayIcon::isSystemTrayAvailable() && QSystemTrayIcon::supportsMessages();
}

void Tray::setEnabled(bool isEnabled)
{
    if (isEnabled == (m_icon != nullptr) || (isEnabled && !isAvailable()))
        return;
    if (!isEnabled) {
        delete m_icon;
        m_icon = nullptr;
        return;
    }
    m_icon = new QSystemTrayIcon(programIcon(), this);
    connect(m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason != QSystemTrayIcon::Context)
            Q_EMIT activated();
    });
    connect(m_icon, &QSystemTrayIcon::messageClicked, this, &Tray::activated);
    m_icon->show();
}

void Tray::notify(const EventNotice &notice)
{
    if (m_icon)
        m_icon->showMessage(notice.title, notice.text,
                            notice.isAlarm ? QSystemTrayIcon::Warning : QSystemTrayIcon::Information);
}

void Tray::setToolTip(const QString &text)
{
    if (m_icon)
        m_icon->setToolTip(text);
}

} // namespace slurmsd
