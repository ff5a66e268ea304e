// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/targets/buildthread.h"

#include <malloc.h>
#include <utility>

namespace slurmsd {

BuildThread::BuildThread(QObject *parent)
    : QObject(parent)
{
    const auto finish = [this] {
        m_thread.join();
        Q_EMIT finished();
    };
    connect(this, &BuildThread::ended, this, finish, Qt::QueuedConnection);
}

BuildThread::~BuildThread()
{
    m_thread.request_stop();
    if (m_thread.joinable())
        m_thread.join(); // while there still is an object to send signals from
}

void BuildThread::start(std::function<void(const std::stop_token &)> work)
{
    m_thread = std::jthread([this, work = std::move(work)](const std::stop_token &stop) mutable {
        work(stop);
        work = {};
        // What lists and answers before these were made of is free by now, scattered: without this, how much
        // of it stays resident would grow from poll to poll.
        malloc_trim(0);
        Q_EMIT ended(QPrivateSignal());
    });
}

} // namespace slurmsd
