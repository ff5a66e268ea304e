// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/status/counters.h"

#include <QtGlobal>

#include <algorithm>
#include <numeric>

namespace slurmsd {

void DurationHistogram::observe(std::chrono::duration<double> duration)
{
    const double seconds = std::max(duration.count(), 0.0);
    const auto bucket = std::ranges::lower_bound(bounds, seconds);
    if (bucket != bounds.end())
        ++m_buckets[static_cast<std::size_t>(bucket - bounds.begin())];
    ++m_count;
    m_sum += seconds;
}

std::uint64_t DurationHistogram::upTo(std::size_t i) const
{
    Q_ASSERT(i < bounds.size());
    return std::accumulate(m_buckets.begin(), m_buckets.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                           std::uint64_t{0});
}

} // namespace slurmsd
