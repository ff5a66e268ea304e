// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/targets/guardlimits.h"

#include "common/enumnames.h"
#include "common/hostlist.h"
#include "common/shorttext.h"

#include <QCryptographicHash>

#include <cmath>

namespace slurmsd {

static constexpr EnumNames<LossReason::Config> reasonNames{"explained", "within_limit", "accepted", "gave_in",
                                                           "config"};

GuardLimits guardLimits(const SlurmConfig &config)
{
    return {config.maxNodeLoss, config.maxTargetLoss, config.lossWindow, config.holdPolls,
            config.updateInterval};
}

bool isTooMuch(std::size_t lost, std::size_t before, double maxLoss)
{
    // 29 % of 100 are not 28.999999999999996.
    constexpr double rounding = 1e-9;
    return lost >= 2 && static_cast<double>(lost) > maxLoss * static_cast<double>(before) + rounding;
}

std::string_view toString(LossReason reason) { return reasonNames[reason]; }

void HoldCount::begin(GuardTime at)
{
    m_since = at;
    m_counted = at;
    m_intervals = 0;
}

bool HoldCount::goesOn(GuardTime at, const GuardLimits &limits)
{
    // Polls come a little earlier or later than the interval says, each on its own.
    const auto nearlyAnInterval = limits.interval * 9 / 10;
    if (at < m_counted) {
        m_counted = at; // the clock was set back
    } else if (at - m_counted >= nearlyAnInterval) {
        m_counted = at;
        ++m_intervals;
    }
    return m_intervals >= limits.holdPolls;
}

std::string heldId(std::string_view cluster, std::string_view job, std::span<const std::string> lost)
{
    QCryptographicHash hash(QCryptographicHash::Blake2b_256);
    const auto add = [&hash](std::string_view text) {
        hash.addData(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())));
        hash.addData(QByteArrayView("\0", 1)); // no text has one
    };
    add(cluster);
    add(job);
    for (const std::string &item : lost)
        add(item);
    return hash.result().left(8).toHex().toStdString();
}

std::string foldedNames(const std::vector<std::string> &names)
{
    constexpr std::size_t maxBytes = 400;
    return shortened(foldHostlist(std::vector<std::string_view>(names.begin(), names.end())), maxBytes);
}

std::string percent(double share)
{
    const long rounded = std::lround(share * 100);
    return std::to_string(share < 1 ? std::min(rounded, 99L) : rounded) + " %";
}

} // namespace slurmsd
