// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/statehistory.h"

#include <algorithm>

namespace slurmsd {

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
