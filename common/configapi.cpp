// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/configapi.h"

#include "common/apifields.h"
#include "common/configjson.h"
#include "common/configyaml.h"
#include "common/enumnames.h"
#include "common/jsonreader.h"
#include "common/jsontext.h"

#include <algorithm>

namespace slurmsd {

namespace {

constexpr EnumNames<JobEffect::Change::Removed> changeNames{"none", "added", "changed", "removed"};

std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.data(), static_cast<std::size_t>(bytes.size())};
}

std::size_t skipString(std::string_view json, std::size_t quote)
{
    std::size_t i = quote + 1;
    while (i < json.size() && json[i] != '"')
        i += json[i] == '\\' ? 2 : 1;
    return std::min(i + 1, json.size());
}

// The text of a member of the outermost object, from valid JSON; empty when there is none. QJsonObject sorts
// the keys, but the order of static labels counts.
std::string_view memberText(std::string_view json, std::string_view key)
{
    const std::string start = jsonString(key);
    int depth = 0;
    std::size_t value = 0; // of the member that is wanted; 0: not found yet
    for (std::size_t i = 0; i < json.size();) {
        const char c = json[i];
        const bool isEnd = depth == 1 && (c == ',' || c == '}');
        if (isEnd && value > 0)
            return json.substr(value, i - value);
        if (c == '"') {
            const std::size_t end = skipString(json, i);
            const std::size_t next = std::min(json.find_first_not_of(" \t\r\n", end), json.size());
            const bool isKey = depth == 1 && value == 0 && next < json.size() && json[next] == ':';
            if (isKey && json.substr(i, end - i) == start)
                value = next + 1;
            i = end;
            continue;
        }
        depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
        ++i;
    }
    return {};
}

void readParsed(std::string_view text, ConfigDocument &document)
{
    if (text.empty())
        return;
    auto parsed = parseConfig(text, {});
    if (parsed) {
        document.parsed = std::move(parsed->config);
        return;
    }
    for (const ConfigProblem &problem : parsed.error())
        document.problems.push_back({{}, 0, 0, problem.path, problem.message}); // the place is one in JSON
}

} // namespace

std::string_view toString(JobEffect::Change change) { return changeNames[change]; }

// Read only: the daemon writes these documents in daemon/api/.

inline std::string_view fromString(std::string_view name, JobEffect::Change &value)
{
    const auto change = changeNames.find(name);
    value = change.value_or(value);
    return change ? "" : R"("none", "added", "changed" or "removed")";
}

static void describe(JsonReader &reader, ConfigDocument &document)
{
    std::optional<std::string> file;
    reader.field("file", file);
    document.file = file.value_or(std::string());
    reader.field("revision", document.revision);
    reader.field("writable", document.isWritable);
    reader.field("why_not_writable", document.whyNotWritable);
    reader.field("overridden", document.overridden);
    reader.field("text", document.text);
    reader.field("problems", document.problems);
}

static void describe(JsonReader &reader, JobEffect &effect)
{
    std::optional<std::size_t> groups;
    reader.field("job", effect.job);
    reader.field("change", effect.change);
    reader.field("groups", groups);
    reader.field("targets", effect.targets);
    reader.field("added", effect.added);
    reader.field("removed", effect.removed);
    reader.field("relabeled", effect.relabeled);
    reader.field("added_total", effect.addedTotal);
    reader.field("removed_total", effect.removedTotal);
    reader.field("relabeled_total", effect.relabeledTotal);
    reader.field("warnings", effect.warnings);
    effect.hasCounts = groups.has_value();
    effect.groups = groups.value_or(0);
}

static void describe(JsonReader &reader, ConfigPreview &preview)
{
    reader.field("revision", preview.revision);
    reader.field("changed", preview.isChanged);
    reader.field("diff", preview.diff);
    reader.field("text", preview.text);
    reader.field("jobs", preview.jobs);
}

static void describe(JsonReader &reader, ConfigWritten &written)
{
    reader.field("revision", written.revision);
    reader.field("changed", written.isChanged);
}

Result<ConfigDocument, std::string> configDocumentFromJson(const QByteArray &json)
{
    auto document = JsonReader::document<ConfigDocument>(json);
    if (document)
        readParsed(memberText(viewOf(json), "parsed"), *document);
    return document;
}

Result<ConfigPreview, std::string> configPreviewFromJson(const QByteArray &json)
{
    return JsonReader::document<ConfigPreview>(json);
}

Result<ConfigWritten, std::string> configWrittenFromJson(const QByteArray &json)
{
    return JsonReader::document<ConfigWritten>(json);
}

QByteArray jobsBody(const std::vector<JobConfig> &jobs)
{
    JsonObject object;
    object.add("jobs", jobsToJson(jobs));
    return QByteArray::fromStdString(object.text());
}

QByteArray textBody(std::string_view text)
{
    JsonObject object;
    object.addText("text", text);
    return QByteArray::fromStdString(object.text());
}

} // namespace slurmsd
