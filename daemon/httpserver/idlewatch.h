// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <memory>

QT_BEGIN_NAMESPACE
class QSocketNotifier;
QT_END_NAMESPACE

namespace slurmsd {

class ClientSocket;

// Watches the descriptors of sockets that rest. Why: Qt's event loop hands every socket that it knows to
// poll(2) each time around, which with 10,000 idle connections costs milliseconds for each request of any
// other. The kernel's epoll(7) keeps them at no cost, and the event loop has one descriptor for all.
class IdleWatch : public QObject
{
    Q_OBJECT

public:
    IdleWatch();
    ~IdleWatch() override;

    // Calls socket->wake() once there is something to read, unless it is removed before. False: cannot be
    // done. Both must live until remove().
    bool add(int descriptor, ClientSocket *socket);
    void remove(int descriptor);

private:
    void wakeReady();

    int m_epoll; // -1: not to be had
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace slurmsd
