// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/targets/filesd.h"

#include <QString>

#include <algorithm>
#include <array>

namespace slurmsd {

namespace {

// Between the targets and the labels of each group. No string holds it, since a quote within one is escaped.
constexpr std::string_view beforeLabels = R"(],"labels":{)";
constexpr std::string_view beforeGroups = "[\n";
constexpr std::string_view betweenGroups = ",\n";
constexpr std::string_view afterGroups = "\n]\n";
constexpr std::string_view noGroups = "[]\n";

void append(QByteArray &json, std::string_view text)
{
    json.append(text.data(), static_cast<qsizetype>(text.size()));
}

bool isPlain(char c) { return c >= ' ' && c < '\x7f' && c != '"' && c != '\\'; }

void appendEscaped(QByteArray &json, char c)
{
    constexpr std::string_view hexDigits = "0123456789abcdef";
    if (c == '"' || c == '\\') {
        json.append('\\').append(c);
    } else if (static_cast<unsigned char>(c) < ' ') {
        append(json, "\\u00");
        json.append(hexDigits[static_cast<unsigned char>(c) >> 4U]).append(hexDigits[c & 0xf]);
    } else {
        json.append(c);
    }
}

void appendString(QByteArray &json, std::string_view text)
{
    json.append('"');
    if (std::ranges::all_of(text, isPlain)) {
        append(json, text);
    } else {
        // The way through UTF-16 replaces what is not UTF-8.
        const QByteArray valid = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).toUtf8();
        for (const char c : valid)
            appendEscaped(json, c);
    }
    json.append('"');
}

void appendGroup(QByteArray &json, const TargetGroup &group)
{
    append(json, R"({"targets":[)");
    for (const std::string &target : group.targets) {
        if (&target != &group.targets.front())
            json.append(',');
        appendString(json, target);
    }
    append(json, beforeLabels);
    for (const Label &label : group.labels) {
        if (&label != &group.labels.front())
            json.append(',');
        appendString(json, label.name);
        json.append(':');
        appendString(json, label.value);
    }
    append(json, "}}");
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

// `lines` with `label`, "name":"value", as the first label of each.
void appendLabelled(QByteArray &json, std::string_view lines, const QByteArray &label)
{
    for (std::size_t at = 0; !label.isEmpty() && (at = lines.find(beforeLabels)) != std::string_view::npos;) {
        append(json, lines.substr(0, at + beforeLabels.size()));
        lines.remove_prefix(at + beforeLabels.size());
        json.append(label);
        if (!lines.starts_with('}'))
            json.append(',');
    }
    append(json, lines);
}

} // namespace

QByteArray fileSdJson(std::span<const TargetGroup> groups)
{
    QByteArray json;
    if (groups.empty()) {
        append(json, noGroups);
        return json;
    }
    json.reserve(static_cast<qsizetype>(expectedSize(groups)));
    append(json, beforeGroups);
    for (const TargetGroup &group : groups) {
        if (&group != &groups.front())
            append(json, betweenGroups);
        appendGroup(json, group);
    }
    append(json, afterGroups);
    return json;
}

QByteArray joinFileSdJson(std::span<const JobJson> jobs)
{
    QByteArray json;
    for (const JobJson &job : jobs) {
        const std::string_view lines = groupLines(job.json);
        if (lines.empty())
            continue;
        QByteArray label;
        if (!job.job.empty()) {
            appendString(label, jobLabel);
            label.append(':');
            appendString(label, job.job);
        }
        append(json, json.isEmpty() ? beforeGroups : betweenGroups);
        appendLabelled(json, lines, label);
    }
    append(json, json.isEmpty() ? noGroups : afterGroups);
    return json;
}

} // namespace slurmsd
