// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/status/nodemetricsstore.h"

#include "daemon/gzip/gziptext.h"

#include <algorithm>
#include <utility>

namespace slurmsd {

namespace {

QByteArray makeText(const std::vector<NodeMetricsList> &lists, const NodeMetricsConfig &config,
                    const NodeMetricsKey &key, const std::stop_token &stop)
{
    if (key.isGzip) {
        GzipText gzip;
        writeNodeMetrics(
            lists, config, key.filter, [&gzip](std::string_view piece) { gzip.add(piece); }, stop);
        return gzip.finish();
    }
    QByteArray text;
    writeNodeMetrics(
        lists, config, key.filter,
        [&text](std::string_view piece) { text.append(piece.data(), static_cast<qsizetype>(piece.size())); },
        stop);
    text.squeeze();
    return text;
}

} // namespace

NodeMetricsStore::NodeMetricsStore(QObject *parent)
    : QObject(parent)
{
    connect(&m_thread, &BuildThread::finished, this, &NodeMetricsStore::takeMade);
}

void NodeMetricsStore::setInput(std::vector<NodeMetricsList> lists, NodeMetricsConfig config)
{
    m_input = {std::move(lists), std::move(config)};
    if (m_thread.isBusy()) {
        m_isOutdated = true;
        return;
    }
    forgetUnused();
    std::vector<NodeMetricsKey> keys;
    for (const auto &[key, text] : m_texts)
        keys.push_back(key);
    if (!keys.empty())
        start(std::move(keys));
}

bool NodeMetricsStore::prepare(const NodeMetricsKey &key, QObject *context, std::function<void()> ready)
{
    if (m_texts.contains(key))
        return false;
    m_waiting.push_back({key, context, std::move(ready)});
    if (!m_thread.isBusy())
        start({key});
    return true;
}

std::optional<QByteArray> NodeMetricsStore::text(const NodeMetricsKey &key)
{
    const auto found = m_texts.find(key);
    if (found == m_texts.end())
        return {};
    found->second.asked = Clock::now();
    return found->second.bytes;
}

void NodeMetricsStore::forgetUnused()
{
    const auto now = Clock::now();
    std::erase_if(m_texts, [now](const auto &item) { return now - item.second.asked > keepTime; });
    while (m_texts.size() > maxTexts)
        m_texts.erase(
            std::ranges::min_element(m_texts, {}, [](const auto &item) { return item.second.asked; }));
}

void NodeMetricsStore::start(std::vector<NodeMetricsKey> keys)
{
    m_thread.start([this, input = m_input, keys = std::move(keys)](const std::stop_token &stop) {
        for (const NodeMetricsKey &key : keys)
            m_made.emplace(key, makeText(input.lists, input.config, key, stop));
    });
}

void NodeMetricsStore::takeMade()
{
    const auto now = Clock::now();
    for (auto &[key, bytes] : std::exchange(m_made, {})) {
        const auto before = m_texts.find(key);
        const auto asked = before == m_texts.end() ? now : before->second.asked;
        m_texts[key] = {std::move(bytes), asked};
    }
    forgetUnused();
    std::vector<Waiting> waiting = std::exchange(m_waiting, {});
    std::vector<NodeMetricsKey> next;
    for (Waiting &each : waiting) {
        if (m_texts.contains(each.key)) {
            if (each.context)
                each.ready();
        } else {
            if (std::ranges::find(next, each.key) == next.end())
                next.push_back(each.key);
            m_waiting.push_back(std::move(each));
        }
    }
    if (m_thread.isBusy())
        return; // somebody who was waiting asked for more
    if (std::exchange(m_isOutdated, false)) {
        for (const auto &[key, text] : m_texts) {
            if (std::ranges::find(next, key) == next.end())
                next.push_back(key);
        }
    }
    if (!next.empty())
        start(std::move(next));
}

} // namespace slurmsd
