// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFutureWatcher>
#include <QObject>
#include <QPromise>
#include <QThreadPool>

#include <functional>
#include <malloc.h>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace slurmsd {

// Runs `work` in a thread of the global pool and gives what it returned to `done`, from the event loop of the
// thread that this is called in, which is `context`'s. When `context` goes first, `done` is not called.
template <typename Work, typename Done>
void runInWorker(QObject *context, Work work, Done done)
{
    using Value = std::invoke_result_t<Work>;
    const auto value = std::make_shared<std::optional<Value>>();
    const auto promise = std::make_shared<QPromise<void>>();
    auto *watcher = new QFutureWatcher<void>(context);
    QObject::connect(watcher, &QFutureWatcher<void>::finished, context,
                     [watcher, value, done = std::move(done)] {
                         watcher->deleteLater();
                         if (*value)
                             done(std::move(**value));
                     });
    promise->start();
    watcher->setFuture(promise->future());
    QThreadPool::globalInstance()->start([promise, value, work = std::move(work)] {
        value->emplace(work());
        promise->finish();
    });
}

// Lets go of what may take long to free, and gives back to the system what reading its successor took:
// without this, half of what the program has of a large cluster would be memory that it does not use.
template <typename T>
void freeInWorker(T value)
{
    const auto last = std::make_shared<T>(std::move(value));
    QThreadPool::globalInstance()->start([last] {
        *last = T();
        malloc_trim(0);
    });
}

} // namespace slurmsd
