// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/http/restingwires.h"

#include "daemon/http/wire.h"

#include <QSocketNotifier>

#include <array>
#include <sys/epoll.h>
#include <unistd.h>

namespace slurmsd {

RestingWires::RestingWires()
    : m_epoll(::epoll_create1(EPOLL_CLOEXEC))
{}

RestingWires::~RestingWires()
{
    m_notifier.reset();
    if (m_epoll >= 0)
        ::close(m_epoll);
}

bool RestingWires::add(int descriptor, Wire *wire)
{
    epoll_event event{};
    event.events = EPOLLIN | EPOLLRDHUP;
    event.data.ptr = wire;
    if (m_epoll < 0 || ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, descriptor, &event) != 0)
        return false;
    if (!m_notifier) {
        m_notifier = std::make_unique<QSocketNotifier>(m_epoll, QSocketNotifier::Read);
        connect(m_notifier.get(), &QSocketNotifier::activated, this, &RestingWires::wakeReady);
    }
    return true;
}

void RestingWires::remove(int descriptor) { ::epoll_ctl(m_epoll, EPOLL_CTL_DEL, descriptor, nullptr); }

void RestingWires::wakeReady()
{
    // As many as Qt would see at once; for the others the descriptor stays readable.
    std::array<epoll_event, 256> events{};
    const int count = ::epoll_wait(m_epoll, events.data(), static_cast<int>(events.size()), 0);
    for (int i = 0; i < count; ++i)
        static_cast<Wire *>(events.at(static_cast<std::size_t>(i)).data.ptr)->wake();
}

} // namespace slurmsd
