// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/shorttext.h"
#include "common/wording.h"
#include "daemon/statuspage/statuspageparts.h"

#include <algorithm>

namespace slurmsd {

namespace {

constexpr std::size_t maxGroups = 20;
constexpr std::size_t maxLabels = 50;

std::string joined(const std::vector<std::string> &items)
{
    std::string text;
    for (const std::string &item : items)
        text.append(text.empty() ? "" : ", ").append(item);
    return text.empty() ? "none" : text;
}

void writeGroup(HtmlWriter &html, const TargetGroup &group)
{
    html.nest("div", {{"class", "target"}}, [&] {
        for (const std::string &target : group.targets) // of one node: hardly more than one
            html.element("code", {}, target);
        html.nest("div", {{"class", "labels"}}, [&] {
            for (std::size_t i = 0; i < std::min(group.labels.size(), maxLabels); ++i) {
                html.element("span", {}, group.labels[i].name + "=\"" + group.labels[i].value + '"');
                html.text(" ");
            }
        });
    });
}

void writeJob(HtmlWriter &html, const JobExplanation &job)
{
    html.nest("tr", {}, [&] {
        html.element("th", {{"scope", "row"}}, shortened(job.job, maxNameBytes));
        html.nest("td", {}, [&] {
            if (job.groups.empty()) {
                html.element("strong", {}, "No target:");
                html.text(" " + job.reason + " ");
                html.element("code", {}, job.key);
            }
            for (std::size_t i = 0; i < std::min(job.groups.size(), maxGroups); ++i)
                writeGroup(html, job.groups[i]);
            if (!job.held.empty())
                html.element("p", {}, "What is served is of an older list: " + job.held);
            if (job.groups.size() > maxGroups)
                html.element("p", {{"class", "quiet"}},
                             "and " + groupedDigits(job.groups.size() - maxGroups) + " more targets");
        });
    });
}

std::string addressOf(const NodeExplanation &node)
{
    if (node.address.empty())
        return "none";
    if (node.sameAddress == 0)
        return node.address;
    return node.address + " (" + groupedDigits(node.sameAddress) +
           (node.sameAddress == 1 ? " more node has this address)" : " more nodes have this address)");
}

void writeExplanation(HtmlWriter &html, const NodeExplanation &node, WallTime now)
{
    html.nest("div", {{"class", "found"}}, [&] {
        html.element("h2", {}, node.cluster.empty() ? node.node : node.node + " in " + node.cluster);
        html.nest("dl", {}, [&] {
            writeTextFact(html, "State", node.stateClass + " (" + joined(node.states) + ')');
            writeTextFact(html, "Partitions", joined(node.partitions));
            writeTextFact(html, "Address", addressOf(node));
            writeTextFact(html, "Host name", node.hostname.empty() ? "none" : node.hostname);
            if (!node.reason.empty())
                writeTextFact(html, "Reason given to Slurm", node.reason);
            if (node.bootTime)
                writeFact(html, "Booted", [&] { writeTime(html, *node.bootTime, now); });
            if (node.lastBusy)
                writeFact(html, "Last busy", [&] { writeTime(html, *node.lastBusy, now); });
        });
        writeExplanations(html, node.jobs);
    });
}

void writeForm(HtmlWriter &html, std::string_view name)
{
    html.nest("form", {{"action", "/"}, {"method", "get"}, {"role", "search"}}, [&] {
        html.element("label", {{"for", "node"}}, "Why does a node have its targets?");
        html.voidElement("input", {{"type", "search"},
                                   {"id", "node"},
                                   {"name", "node"},
                                   {"value", name},
                                   {"placeholder", "name, address or hostlist"},
                                   {"required", "required"},
                                   {"maxlength", "255"},
                                   {"autocomplete", "off"},
                                   {"autocapitalize", "off"},
                                   {"spellcheck", "false"}});
        html.element("button", {{"type", "submit"}}, "Explain");
    });
}

} // namespace

void writeExplanations(HtmlWriter &html, const std::vector<JobExplanation> &jobs)
{
    html.nest("div", {{"class", "scroll"}}, [&] {
        html.nest("table", {{"class", "why"}}, [&] {
            html.nest("thead", {}, [&] {
                html.nest("tr", {}, [&] {
                    html.element("th", {{"scope", "col"}}, "Job");
                    html.element("th", {{"scope", "col"}}, "Targets and their labels");
                });
            });
            html.nest("tbody", {}, [&] {
                for (std::size_t i = 0; i < std::min(jobs.size(), maxSearchedJobs); ++i)
                    writeJob(html, jobs[i]);
            });
        });
    });
}

void writeSearch(HtmlWriter &html, const std::optional<NodeSearch> &search, WallTime now)
{
    html.nest("section", {}, [&] {
        writeForm(html, search ? search->name : std::string());
        if (!search)
            return;
        for (const NodeExplanation &node : search->found)
            writeExplanation(html, node, now);
        if (search->others > 0)
            html.element("p", {{"class", "quiet"}}, "and " + groupedDigits(search->others) + " more nodes");
        if (search->found.empty()) {
            html.nest("p", {{"class", "found"}}, [&] {
                html.text("No node list has a node with the name, hostname or address ");
                html.element("code", {}, search->name);
                html.text(". Names are those of Slurm (NodeName), in full, or a hostlist of them; " +
                          search->hint + (search->hint.ends_with('?') ? "" : "."));
            });
        }
    });
}

} // namespace slurmsd
