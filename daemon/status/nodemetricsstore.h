// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/status/nodemetrics.h"
#include "daemon/targets/buildthread.h"

#include <QByteArray>
#include <QObject>
#include <QPointer>

#include <chrono>
#include <compare>
#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace slurmsd {

// One of the texts of GET /metrics/nodes.
struct NodeMetricsKey
{
    NodeMetricsFilter filter;
    bool isGzip = false;

    // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 takes it for a comparison with 0
    friend auto operator<=>(const NodeMetricsKey &, const NodeMetricsKey &) = default;
};

// The texts of GET /metrics/nodes as ready bytes, made in another thread: with each new list those that were
// asked for of late, and any other when it is first asked for. Belongs to one thread with an event loop.
class NodeMetricsStore : public QObject
{
    Q_OBJECT

public:
    // So long after it was asked for last a text is no longer kept: a scraper that comes back finds it ready.
    static constexpr std::chrono::minutes keepTime{10};
    // As many are kept; beyond that, those asked for last.
    static constexpr std::size_t maxTexts = 64;

    explicit NodeMetricsStore(QObject *parent = nullptr);

    // Texts of what was before are given until those of this are made.
    void setInput(std::vector<NodeMetricsList> lists, NodeMetricsConfig config);

    // Makes the text, unless it is there: then false. Else calls `ready` later, from the event loop, once it
    // is, unless `context` is deleted before.
    bool prepare(const NodeMetricsKey &key, QObject *context, std::function<void()> ready);
    // Shared with whoever sends it. Nothing where it is not there; see prepare().
    std::optional<QByteArray> text(const NodeMetricsKey &key);

private:
    using Clock = std::chrono::steady_clock;

    struct Text
    {
        QByteArray bytes;
        Clock::time_point asked;
    };
    struct Waiting
    {
        NodeMetricsKey key;
        QPointer<QObject> context;
        std::function<void()> ready;
    };
    struct Input
    {
        std::vector<NodeMetricsList> lists;
        NodeMetricsConfig config;
    };

    void forgetUnused();
    void start(std::vector<NodeMetricsKey> keys);
    void takeMade();

    Input m_input;
    std::map<NodeMetricsKey, Text> m_texts;
    std::vector<Waiting> m_waiting;
    bool m_isOutdated = false;                   // m_input changed after the thread began
    std::map<NodeMetricsKey, QByteArray> m_made; // the thread's while it is busy
    BuildThread m_thread;                        // the last: it writes to the others
};

} // namespace slurmsd
