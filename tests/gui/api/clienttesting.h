// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/api/daemonclient.h"
#include "tests/support/daemonprocess.h"
#include "tests/support/fakecluster.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <optional>

namespace slurmsd::test {

// A test is in more of a hurry than people.
inline FollowTiming hurry()
{
    using namespace std::chrono_literals;
    FollowTiming timing;
    timing.poll = 20ms;
    timing.firstRetry = 20ms;
    timing.lastRetry = 40ms;
    return timing;
}

inline ConnectionProfile profileOf(const QUrl &url, const QString &user = {})
{
    ConnectionProfile profile;
    profile.url = url;
    profile.userName = user;
    return profile;
}

// What a request of a DaemonClient came to, once that is known.
template <typename T>
class Outcome
{
public:
    DaemonClient::Callback<T> callback()
    {
        return [calls = m_calls, result = m_result](Result<T, ApiError> given) {
            ++*calls;
            result->emplace(std::move(given));
        };
    }

    int calls() const { return *m_calls; }
    bool wait() const
    {
        return QTest::qWaitFor([this] { return m_result->has_value(); }, 20'000);
    }
    bool isGood() const { return wait() && (*m_result)->hasValue(); }
    const T &value() const { return (*m_result)->value(); }
    // With Step::Request and no message when there was none.
    ApiError error() const { return wait() && !(*m_result)->hasValue() ? (*m_result)->error() : ApiError(); }

private:
    std::shared_ptr<int> m_calls = std::make_shared<int>(0);
    std::shared_ptr<std::optional<Result<T, ApiError>>> m_result =
        std::make_shared<std::optional<Result<T, ApiError>>>();
};

// The files of a daemon, and daemons that read them.
class DaemonFiles
{
public:
    QString path(const QString &name) const { return m_directory.filePath(name); }

    // Whole or not at all: the daemon may be reading.
    void write(const QString &name, const QByteArray &text) const
    {
        QFile file(path(name) + u".new");
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), text.size());
        file.close();
        QFile::remove(path(name));
        QVERIFY(file.rename(path(name)));
    }

    void writeCluster(std::size_t nodes) const
    {
        FakeClusterOptions options;
        options.nodes = nodes;
        write(QStringLiteral("nodes.json"), QByteArray::fromStdString(FakeCluster::text(options)));
    }

    std::unique_ptr<DaemonProcess> makeDaemon(const QString &endpoint, const QStringList &more = {}) const
    {
        const QStringList arguments{QStringLiteral("--slurm.endpoint"), endpoint,
                                    QStringLiteral("--config.file"), path(QStringLiteral("config.yaml"))};
        return std::make_unique<DaemonProcess>(arguments + more);
    }
    // Of the nodes of writeCluster().
    std::unique_ptr<DaemonProcess> makeFileDaemon() const
    {
        return makeDaemon(u"file:" + path(QStringLiteral("nodes.json")));
    }

private:
    QTemporaryDir m_directory;
};

} // namespace slurmsd::test
