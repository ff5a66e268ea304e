// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/status/lossreport.h"

#include "common/wording.h"

#include <string>

namespace slurmsd {

namespace {

LossReport reportOf(const JobJudgement &judgement, std::string_view cluster, Event::Kind kind,
                    const std::string &what)
{
    LossReport report;
    report.fields = {{"cluster", std::string(cluster)}, {"job", judgement.job}};
    report.event.kind = kind;
    report.event.cluster = cluster;
    report.event.subject = judgement.job;
    report.event.text = printable(judgement.job) + ": " + what;
    return report;
}

LossReport heldReport(const JobJudgement &judgement, std::string_view cluster)
{
    const HeldStatus &held = *judgement.held;
    LossReport report =
        reportOf(judgement, cluster, Event::Kind::ListHeld, "its targets are held, " + held.message);
    report.level = LogLevel::Warn;
    report.fields.push_back({"id", held.id});
    report.fields.push_back({"before", std::to_string(held.before)});
    report.fields.push_back({"after", std::to_string(held.after)});
    report.fields.push_back({"lost", held.what});
    return report;
}

// Nothing when none went for that reason.
std::optional<LossReport> decidedReport(const JobJudgement &judgement, std::string_view cluster,
                                        LossReason reason, const char *what)
{
    const std::size_t lost = judgement.lost[static_cast<std::size_t>(reason)];
    if (lost == 0)
        return {};
    LossReport report =
        reportOf(judgement, cluster, Event::Kind::ListAccepted, std::to_string(lost) + ' ' + what);
    report.level = LogLevel::Warn;
    report.fields.push_back({"reason", std::string(toString(reason))});
    report.fields.push_back({"after", std::to_string(judgement.targets)});
    return report;
}

} // namespace

std::optional<LossReport> lossReport(const JobJudgement &judgement, std::string_view cluster)
{
    if (judgement.isNews)
        return heldReport(judgement, cluster);
    if (auto accepted = decidedReport(judgement, cluster, LossReason::Accepted, "targets end, as accepted"))
        return accepted;
    if (auto gaveIn = decidedReport(judgement, cluster, LossReason::GaveIn,
                                    "targets end: Slurm has said the same for slurm.hold_polls intervals"))
        return gaveIn;
    if (auto config = decidedReport(judgement, cluster, LossReason::Config, "targets end with the config"))
        return config;
    if (judgement.ended)
        return reportOf(judgement, cluster, Event::Kind::ListAccepted,
                        "nothing of its targets is held any more");
    return {};
}

} // namespace slurmsd
