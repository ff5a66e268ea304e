// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/httpserver/idlewatch.h"

#include "daemon/httpserver/clientsocket.h"

#include <QSocketNotifier>

#include <array>
#include <sys/epoll.h>
#include <unistd.h>

namespace slurmsd {

IdleWatch::IdleWatch()
    : m_epoll(::epoll_create1(EPOLL_CLOEXEC))
{}

IdleWatch::~IdleWatch()
{
    m_notifier.reset();
    if (m_epoll >= 0)
        ::close(m_epoll);
}

bool IdleWatch::add(int descriptor, ClientSocket *socket)
{
    epoll_event event{};
    event.events = EPOLLIN | EPOLLRDHUP;
    event.data.ptr = socket;
    if (m_epoll < 0 || ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, descriptor, &event) != 0)
        return false;
    if (!m_notifier) {
        m_notifier = std::make_unique<QSocketNotifier>(m_epoll, QSocketNotifier::Read);
        connect(m_notifier.get(), &QSocketNotifier::activated, this, &IdleWatch::wakeReady);
    }
    return true;
}

void IdleWatch::remove(int descriptor) { ::epoll_ctl(m_epoll, EPOLL_CTL_DEL, descriptor, nullptr); }

void IdleWatch::wakeReady()
{
    // As many as Qt would see at once; for the others the descriptor stays readable.
    std::array<epoll_event, 256> events{};
    const int count = ::epoll_wait(m_epoll, events.data(), static_cast<int>(events.size()), 0);
    for (int i = 0; i < count; ++i)
        static_cast<ClientSocket *>(events.at(static_cast<std::size_t>(i)).data.ptr)->wake();
}

} // namespace slurmsd
