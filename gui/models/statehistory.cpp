// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/statehistory.h"

#include <QDataStream>
#include <QIODevice>

#include <algorithm>

namespace slurmsd {

using namespace std::chrono_literals;

namespace {

constexpr quint32 savedVersion = 1;
constexpr std::size_t savedSpans = 100;
constexpr auto savedTime = 48h;

qint64 toMs(WallTime when)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(when.time_since_epoch()).count();
}

} // namespace

StateHistory::StateHistory(std::size_t maxSpans)
    : m_maxSpans(std::max<std::size_t>(maxSpans, 4))
{}

bool StateHistory::add(WallTime when, const StateCounts &states)
{
    if (!m_spans.empty() && when < m_spans.back().to)
        return false;
    const bool goesOn = !m_spans.empty() && !m_isInterrupted && m_spans.back().states == states;
    if (goesOn) {
        m_spans.back().to = when;
        return false;
    }
    if (!m_spans.empty() && !m_isInterrupted)
        m_spans.back().to = when;
    m_spans.push_back({when, when, states, m_isInterrupted});
    m_isInterrupted = false;
    if (m_spans.size() > m_maxSpans)
        thin();
    return true;
}

void StateHistory::interrupt() { m_isInterrupted = !m_spans.empty(); }

const StateHistory::Span *StateHistory::at(WallTime when) const
{
    if (m_spans.empty())
        return nullptr;
    const auto next = std::ranges::upper_bound(m_spans, when, {}, &Span::from);
    return &*(next == m_spans.begin() ? next : next - 1);
}

void StateHistory::clear()
{
    m_spans.clear();
    m_isInterrupted = false;
}

QByteArray StateHistory::save(WallTime now) const
{
    StateHistory coarse(savedSpans);
    for (const Span &span : m_spans) {
        if (span.to < now - savedTime)
            continue;
        if (span.isAfterGap)
            coarse.interrupt();
        coarse.add(span.from, span.states);
        coarse.add(span.to, span.states);
    }
    QByteArray saved;
    QDataStream out(&saved, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_4);
    out << savedVersion << quint32(coarse.m_spans.size());
    for (const Span &span : coarse.m_spans) {
        out << toMs(span.from) << toMs(span.to) << span.isAfterGap;
        for (const std::size_t count : span.states)
            out << quint32(count);
    }
    return saved;
}

void StateHistory::restore(const QByteArray &saved)
{
    QDataStream in(saved);
    in.setVersion(QDataStream::Qt_6_4);
    quint32 version = 0;
    quint32 count = 0;
    in >> version >> count;
    if (version != savedVersion || count > savedSpans || !m_spans.empty())
        return;
    std::vector<Span> spans(count);
    for (Span &span : spans) {
        qint64 from = 0;
        qint64 to = 0;
        in >> from >> to >> span.isAfterGap;
        span.from = WallTime(std::chrono::milliseconds(from));
        span.to = WallTime(std::chrono::milliseconds(to));
        for (std::size_t &nodes : span.states) {
            quint32 number = 0;
            in >> number;
            nodes = number;
        }
    }
    if (in.status() != QDataStream::Ok || !std::ranges::is_sorted(spans, {}, &Span::from))
        return;
    m_spans = std::move(spans);
    interrupt();
}

// Each second span of the older half goes into the one before it, gaps apart.
void StateHistory::thin()
{
    const std::size_t half = m_spans.size() / 2;
    std::vector<Span> kept;
    kept.reserve(m_spans.size());
    bool isLastMerged = true;
    for (std::size_t i = 0; i < m_spans.size(); ++i) {
        if (i < half && !isLastMerged && !m_spans[i].isAfterGap) {
            kept.back().to = m_spans[i].to;
            isLastMerged = true;
        } else {
            kept.push_back(m_spans[i]);
            isLastMerged = false;
        }
    }
    // Nothing but gaps: forget the oldest.
    if (kept.size() > m_maxSpans)
        kept.erase(kept.begin(), kept.begin() + std::ptrdiff_t(half));
    m_spans = std::move(kept);
}

} // namespace slurmsd
