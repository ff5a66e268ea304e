// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/jobsedit.h"

#include "common/yamlspan.h"

#include <algorithm>

namespace slurmsd {

namespace {

std::optional<std::string> editList(const JobsEdit &edit, Changes changes)
{
    if (!edit.jobs)
        return std::nullopt;
    return isFlow(edit.text, edit.jobs->value) ? editFlowList(edit, changes) : editBlockList(edit, changes);
}

// The value of `jobs:` in brackets, in one line.
std::string flowJobs(const JobsEdit &edit, Quoting quoting)
{
    std::string list;
    for (const JobConfig &job : edit.wanted)
        (list += list.empty() ? "" : ", ") +=
            jobItem(job, &edit.defaults, {true, JobForm::Naming::Name, quoting}, {}, {});
    return '[' + list + ']';
}

// The lines below `jobs:`, without the last line break.
std::string blockJobs(const JobsEdit &edit, std::size_t column)
{
    const std::string indent(column, ' ');
    const std::string_view lineBreak = lineBreakOf(edit.text);
    std::string list;
    for (const JobConfig &job : edit.wanted) {
        ((list += list.empty() ? "" : lineBreak) += indent) += "  - ";
        list += jobItem(job, &edit.defaults, {}, indent + "    ", lineBreak);
    }
    return list;
}

// Behind the last line of the document: before an end mark (...), if there is one.
std::size_t documentEnd(std::string_view text)
{
    const std::size_t mark = text.starts_with("...") ? 0 : text.find("\n...");
    return mark == std::string_view::npos ? text.size() : mark == 0 ? 0 : mark + 1;
}

std::string addJobs(const JobsEdit &edit)
{
    const std::string_view text = edit.text;
    if (isFlow(text, edit.root)) {
        const bool isEmpty = edit.root.entries.empty();
        const bool isJson = !isEmpty && text[edit.root.entries.front().keyMark.offset] == '"';
        const Quoting quoting = isJson ? Quoting::Json : Quoting::WhereNeeded;
        const std::size_t place = isEmpty ? edit.root.mark.offset + 1 : endOf(text, edit.root.entries.back());
        return changed(
            text, {{place, place,
                    (isEmpty ? "" : ", ") + yamlString("jobs", quoting) + ": " + flowJobs(edit, quoting)}});
    }
    const std::size_t column =
        edit.root.kind == YamlNode::Kind::Map ? columnOf(text, edit.root.mark.offset) : 0;
    const std::string_view lineBreak = lineBreakOf(text);
    const std::size_t place = documentEnd(text);
    const bool isAtLineStart = place == 0 || text[place - 1] == '\n';
    const std::string list = (isAtLineStart ? "" : std::string(lineBreak)) + std::string(column, ' ') +
                             "jobs:" + std::string(lineBreak) + blockJobs(edit, column) +
                             (isAtLineStart ? std::string(lineBreak) : "");
    return changed(text, {{place, place, list}});
}

} // namespace

std::optional<std::string> editValues(const JobsEdit &edit) { return editList(edit, Changes::Values); }

std::optional<std::string> editItems(const JobsEdit &edit) { return editList(edit, Changes::Items); }

std::optional<std::string> replaceJobs(const JobsEdit &edit)
{
    if (!edit.jobs)
        return addJobs(edit);
    const std::string_view text = edit.text;
    const std::size_t end = endOf(text, *edit.jobs);
    if (isFlow(text, edit.jobs->value)) {
        const bool isJson = text[edit.jobs->keyMark.offset] == '"';
        return changed(text, {{edit.jobs->value.mark.offset, end,
                               flowJobs(edit, isJson ? Quoting::Json : Quoting::WhereNeeded)}});
    }
    const std::size_t colon = skipSpaceAndComments(text, endOfKey(text, *edit.jobs));
    const std::string list = blockJobs(edit, columnOf(text, edit.jobs->keyMark.offset));
    return changed(text, {{colon + 1, end, std::string(lineBreakOf(text)) + list}});
}

} // namespace slurmsd
