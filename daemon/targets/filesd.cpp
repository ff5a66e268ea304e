// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/targets/filesd.h"

#include "common/jsontext.h"

#include <algorithm>
#include <vector>

namespace slurmsd {

namespace {

// Between the targets and the labels of each group. No string holds it, since a quote within one is escaped.
constexpr std::string_view beforeLabels = R"(],"labels":{)";
constexpr std::string_view beforeGroups = "[\n";
constexpr std::string_view betweenGroups = ",\n";
constexpr std::string_view afterGroups = "\n]\n";
constexpr std::string_view noGroups = "[]\n";

QByteArray toByteArray(std::string_view text) { return {text.data(), static_cast<qsizetype>(text.size())}; }

void appendGroup(std::string &json, const TargetGroup &group)
{
    json += R"({"targets":[)";
    for (const std::string &target : group.targets) {
        if (&target != &group.targets.front())
            json += ',';
        appendJsonString(json, target);
    }
    json += beforeLabels;
    for (const Label &label : group.labels) {
        if (&label != &group.labels.front())
            json += ',';
        appendJsonString(json, label.name);
        json += ':';
        appendJsonString(json, label.value);
    }
    json += "}}";
}

// The length of the JSON as long as nothing has to be escaped.
std::size_t expectedSize(std::span<const TargetGroup> groups)
{
    std::size_t size = beforeGroups.size() + afterGroups.size();
    for (const TargetGroup &group : groups) {
        size += 32; // keys and brackets
        for (const std::string &target : group.targets)
            size += target.size() + 3;
        for (const Label &label : group.labels)
            size += label.name.size() + label.value.size() + 6;
    }
    return size;
}

// The lines of the groups, without the brackets around them.
std::string_view groupLines(const QByteArray &json)
{
    const std::string_view text(json.data(), static_cast<std::size_t>(json.size()));
    if (text == noGroups)
        return {};
    return text.substr(beforeGroups.size(), text.size() - beforeGroups.size() - afterGroups.size());
}

// Each group has one of its own.
std::size_t countLines(std::string_view lines)
{
    std::size_t count = 1;
    for (std::size_t at = 0; (at = lines.find('\n', at)) != std::string_view::npos; ++at)
        ++count;
    return count;
}

// `lines` with `label`, "name":"value", as the first label of each; where they end.
char *writeLabelled(char *to, std::string_view lines, std::string_view label)
{
    const auto write = [&to](std::string_view text) { to = std::ranges::copy(text, to).out; };
    for (std::size_t at = 0; (at = lines.find(beforeLabels)) != std::string_view::npos;) {
        write(lines.substr(0, at + beforeLabels.size()));
        lines.remove_prefix(at + beforeLabels.size());
        write(label);
        if (!lines.starts_with('}'))
            write(",");
    }
    write(lines);
    return to;
}

} // namespace

QByteArray fileSdJson(std::span<const TargetGroup> groups)
{
    std::string json;
    if (groups.empty())
        return toByteArray(noGroups);
    json.reserve(expectedSize(groups));
    json += beforeGroups;
    for (const TargetGroup &group : groups) {
        if (&group != &groups.front())
            json += betweenGroups;
        appendGroup(json, group);
    }
    json += afterGroups;
    return toByteArray(json);
}

QByteArray joinFileSdJson(std::span<const JobJson> jobs)
{
    struct Part
    {
        std::string_view lines;
        std::string label;
    };
    std::vector<Part> parts;
    std::size_t atMost = afterGroups.size();
    for (const JobJson &job : jobs) {
        const std::string_view lines = groupLines(job.json);
        if (lines.empty())
            continue;
        std::string label;
        appendJsonString(label, jobLabel);
        label += ':';
        appendJsonString(label, job.job);
        atMost += betweenGroups.size() + lines.size() + countLines(lines) * (label.size() + 1);
        parts.push_back({lines, std::move(label)});
    }
    if (parts.empty())
        return toByteArray(noGroups);
    // Written in place, since it can be tens of megabytes.
    QByteArray json(static_cast<qsizetype>(atMost), Qt::Uninitialized);
    char *const begin = json.data();
    char *end = begin;
    for (const Part &part : parts) {
        end = std::ranges::copy(end == begin ? beforeGroups : betweenGroups, end).out;
        end = writeLabelled(end, part.lines, part.label);
    }
    end = std::ranges::copy(afterGroups, end).out;
    json.truncate(end - begin);
    return json;
}

QByteArray flatJson(const QByteArray &fileSd)
{
    constexpr std::string_view beforeTargets = R"({"targets":[)";
    std::string json;
    std::string_view lines = groupLines(fileSd);
    while (!lines.empty()) {
        // No string has a line break or an end of a string within.
        const std::string_view line = lines.substr(0, lines.find('\n'));
        lines.remove_prefix(std::min(line.size() + 1, lines.size()));
        const std::size_t end = line.find(beforeLabels);
        std::string_view targets = line.substr(beforeTargets.size(), end - beforeTargets.size());
        std::string_view labels = line.substr(end + beforeLabels.size());
        labels = labels.substr(0, labels.rfind("}}"));
        while (!targets.empty()) {
            // A target is an address: nothing in it is escaped, and no quote.
            const std::string_view target = targets.substr(0, targets.find('"', 1) + 1);
            json.append(json.empty() ? beforeGroups : betweenGroups)
                .append(R"({"__address__":)")
                .append(target);
            json.append(labels.empty() ? "" : ",").append(labels).append("}");
            targets.remove_prefix(std::min(target.size() + 1, targets.size()));
        }
    }
    json += json.empty() ? noGroups : afterGroups;
    return toByteArray(json);
}

} // namespace slurmsd
