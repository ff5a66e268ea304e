// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/event.h"
#include "daemon/process/log.h"
#include "daemon/targets/answerguard.h"

#include <optional>
#include <string_view>
#include <vector>

namespace slurmsd {

// What the log and the events say of a judgement.
struct LossReport
{
    LogLevel level = LogLevel::Info;
    std::vector<LogField> fields;
    Event event; // without a time; its text is the line's message
};

// Nothing when there is nothing new to say: targets that are held, that were and went all the same, or are
// back. `cluster`: as labels have it. Pure.
std::optional<LossReport> lossReport(const JobJudgement &judgement, std::string_view cluster);

} // namespace slurmsd
