// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace slurmsd {

// One thread that does what it is given, one thing after the other. Made of the standard library's parts and
// not of QThreadPool's, since ThreadSanitizer cannot see how those of a Qt that was built without it work.
class WorkerThread
{
public:
    WorkerThread();
    // Waits for what is being done; what has not begun is dropped.
    ~WorkerThread();
    Q_DISABLE_COPY_MOVE(WorkerThread)

    // Called in the thread, and destroyed at once afterwards. Any thread.
    void start(std::function<void()> task);

private:
    void run();

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<std::function<void()>> m_tasks;
    bool m_ends = false;
    std::thread m_thread; // the last: it uses the others
};

} // namespace slurmsd
