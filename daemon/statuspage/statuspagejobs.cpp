// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/shorttext.h"
#include "common/wording.h"
#include "daemon/statuspage/statuspageparts.h"

#include <algorithm>

namespace slurmsd {

namespace {

std::string orNone(const std::string &text) { return text.empty() ? "none" : text; }

void writeExplanation(HtmlWriter &html, const SlurmJobExplanation &explanation)
{
    const RunningJob &job = explanation.job;
    html.nest("div", {{"class", "found"}}, [&] {
        html.element("h2", {},
                     "Slurm job " + (job.task.empty() ? std::to_string(job.id) : job.task) +
                         (job.cluster.empty() ? "" : " in " + job.cluster));
        html.nest("dl", {}, [&] {
            writeTextFact(html, "State", orNone(job.state));
            writeTextFact(html, "Name", job.name);
            writeTextFact(html, "User", orNone(job.user));
            writeTextFact(html, "Account", orNone(job.account));
            writeTextFact(html, "Partition", orNone(job.partition));
            writeTextFact(html, "Nodes", orNone(job.nodes));
            if (!job.comment.empty())
                writeFact(html, "Comment", [&] { html.element("code", {}, job.comment); });
        });
        writeExplanations(html, explanation.jobs);
    });
}

void writeForm(HtmlWriter &html, std::string_view id)
{
    html.nest("form", {{"action", "/"}, {"method", "get"}, {"role", "search"}}, [&] {
        html.element("label", {{"for", "job"}}, "Why does a Slurm job have its targets, or none?");
        html.voidElement("input", {{"type", "search"},
                                   {"id", "job"},
                                   {"name", "job"},
                                   {"value", id},
                                   {"placeholder", "53, 17_2 or 19+1"},
                                   {"required", "required"},
                                   {"maxlength", "40"},
                                   {"autocomplete", "off"}});
        html.element("button", {{"type", "submit"}}, "Explain");
    });
}

} // namespace

void writeJobSearch(HtmlWriter &html, const std::optional<JobSearch> &search)
{
    html.nest("section", {}, [&] {
        writeForm(html, search ? search->id : std::string());
        if (!search)
            return;
        for (const SlurmJobExplanation &job : search->found)
            writeExplanation(html, job);
        if (search->others > 0)
            html.element("p", {{"class", "quiet"}}, "and " + groupedDigits(search->others) + " more jobs");
        if (search->found.empty()) {
            html.nest("p", {{"class", "found"}}, [&] {
                html.text("No list of jobs has one with the id ");
                html.element("code", {}, search->id);
                html.text(
                    ". One that has just started is in the next; Slurm forgets jobs some minutes after their "
                    "end (MinJobAge).");
            });
        }
    });
}

void writeJobListFacts(HtmlWriter &html, const JobListStatus &jobs, WallTime now)
{
    writeFact(html, "Job list", [&] {
        if (!jobs.listTakenAt)
            return html.text("none yet");
        html.text(groupedDigits(jobs.running) + " running of " + groupedDigits(jobs.jobs) +
                  (jobs.jobs == 1 ? " job" : " jobs"));
        if (jobs.skipped > 0)
            html.text(", " + groupedDigits(jobs.skipped) + " skipped");
        writeTime(html, *jobs.listTakenAt, now);
    });
    writeFact(html, "Last good poll of jobs", [&] {
        if (!jobs.lastSuccess)
            return html.text("none since the start");
        if (!jobs.failingSince)
            html.text(pollInWords(jobs.lastPollDuration, jobs.lastPollBytes));
        writeTime(html, *jobs.lastSuccess, now);
    });
}

void writeJobListProblems(HtmlWriter &html, const JobListStatus &jobs, WallTime now)
{
    if (jobs.failingSince && jobs.lastFailure) {
        writeNotice(html, "bad", "Polls of jobs fail", [&] {
            writeSince(html, *jobs.failingSince, *jobs.lastFailure, now);
            html.text(jobs.lastFailure->message);
        });
    }
    if (jobs.isTooOld)
        writeNotice(html, "bad", "The list of jobs is too old.",
                    [&] { html.text("Jobs of the role job answer 503 (slurm.jobs.max_age)."); });
    if (jobs.hidden > 0)
        writeNotice(html, "warn", "Slurm hides jobs from this user:", [&] {
            html.text(groupedDigits(jobs.hidden) + " running ones (PrivateData=jobs); they have no targets.");
        });
}

void writeRefusedJobs(HtmlWriter &html, const DaemonStatus &status)
{
    constexpr std::size_t maxRefusals = 50;
    std::vector<std::string> lines;
    for (const JobStatus &job : status.jobs) {
        if (!job.slurmJobs)
            continue;
        for (const JobRefusalStatus &refused : job.slurmJobs->refused)
            lines.push_back(shortened(job.name, maxNameBytes) + ": " + groupedDigits(refused.jobs) + ", " +
                            refused.reason);
    }
    if (lines.empty())
        return;
    writeNotice(html, "warn", "Slurm jobs that ask for targets in vain:", [&] {
        html.nest("ul", {}, [&] {
            for (std::size_t i = 0; i < std::min(lines.size(), maxRefusals); ++i)
                html.element("li", {}, lines[i]);
        });
    });
}

} // namespace slurmsd
