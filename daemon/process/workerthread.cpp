// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/process/workerthread.h"

#include <utility>

namespace slurmsd {

WorkerThread::WorkerThread()
    : m_thread([this] { run(); })
{}

WorkerThread::~WorkerThread()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ends = true;
        m_tasks.clear();
    }
    m_changed.notify_one();
    m_thread.join();
}

void WorkerThread::start(std::function<void()> task)
{
    {
        const std::lock_guard lock(m_mutex);
        m_tasks.push_back(std::move(task));
    }
    m_changed.notify_one();
}

void WorkerThread::run()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [this] { return m_ends || !m_tasks.empty(); });
        if (m_ends)
            return;
        std::function<void()> task = std::move(m_tasks.front());
        m_tasks.pop_front();
        lock.unlock();
        task();
        task = nullptr;
        lock.lock();
    }
}

} // namespace slurmsd
