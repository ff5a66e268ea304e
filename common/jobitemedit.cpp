// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/configslurmjobs.h"
#include "common/jobsedit.h"
#include "common/yamlspan.h"

#include <algorithm>

namespace slurmsd {

namespace {

// The entry that names the job in the short forms; null when `name:` does.
const YamlEntry *shortName(const YamlNode &item)
{
    const JobRole role = roleOf(item);
    const auto found = std::ranges::find_if(
        item.entries, [role](const YamlEntry &entry) { return !isJobKey(entry.key, role); });
    return found == item.entries.end() ? nullptr : &*found;
}

// The map with the job's keys.
const YamlNode &fieldsOf(const YamlNode &item)
{
    const YamlEntry *name = shortName(item);
    return name && !name->value.entries.empty() ? name->value : item;
}

// Makes the changes of one item.
class ItemEditor
{
public:
    ItemEditor(const JobsEdit &edit, const YamlNode &item)
        : m_text(edit.text)
        , m_item(item)
        , m_fields(fieldsOf(item))
    {}

    bool rename(std::string_view name, Quoting quoting)
    {
        const YamlEntry *entry = shortName(m_item);
        if (entry && !isJobKey(name, roleOf(m_item))) {
            replace(entry->keyMark.offset, endOfKey(m_text, *entry), yamlString(name, quoting));
            return true;
        }
        entry = entry ? nullptr : find("name");
        return entry && setValue(*entry, yamlString(name, quoting));
    }

    bool set(std::string_view key, const std::string &value, Quoting quoting)
    {
        const YamlEntry *entry = find(key);
        if (entry)
            return setValue(*entry, value);
        m_changes.push_back(addedField(m_text, m_fields, yamlString(key, quoting) + ": " + value));
        return true;
    }

    bool remove(std::string_view key)
    {
        const YamlEntry *entry = find(key);
        if (!entry)
            return true;
        if (entry == shortName(m_item))
            return false; // {node: 9100}: it is the name as well
        const std::size_t begin = lineStart(m_text, entry->keyMark.offset);
        const std::string_view indent = m_text.substr(begin, entry->keyMark.offset - begin);
        if (isInFlow(*entry) || indent.find_first_not_of(' ') != std::string_view::npos)
            return false;
        replace(begin, lineEnd(m_text, endOf(m_text, *entry)), {});
        return true;
    }

    // Nothing when the changes are in each other's way: the last line goes, and another comes behind it.
    std::optional<std::vector<TextChange>> take()
    {
        std::ranges::stable_sort(m_changes, {}, &TextChange::begin);
        const auto overlap = std::ranges::adjacent_find(
            m_changes, [](const auto &first, const auto &second) { return second.begin < first.end; });
        if (overlap != m_changes.end())
            return std::nullopt;
        return std::move(m_changes);
    }

private:
    const YamlEntry *find(std::string_view key) const
    {
        const YamlEntry *name = shortName(m_item);
        if (key == "port" && name && name->value.kind == YamlNode::Kind::Scalar)
            return name; // {node: 9100}
        for (const YamlNode *map : {&m_fields, &m_item}) {
            const auto found = std::ranges::find(map->entries, key, &YamlEntry::key);
            if (found != map->entries.end())
                return &*found;
        }
        return nullptr;
    }

    bool isInFlow(const YamlEntry &entry) const
    {
        const bool isField = !m_fields.entries.empty() && &entry >= &m_fields.entries.front() &&
                             &entry <= &m_fields.entries.back();
        return isFlow(m_text, isField ? m_fields : m_item);
    }

    bool setValue(const YamlEntry &entry, const std::string &value)
    {
        const std::size_t colon = skipSpaceAndComments(m_text, endOfKey(m_text, entry));
        if (colon >= m_text.size() || m_text[colon] != ':')
            return false;
        // A list or map over several lines begins in one of its own.
        const bool isOneLine =
            m_text.substr(colon, entry.value.mark.offset - colon).find('\n') == std::string_view::npos;
        const bool hasPlace = entry.value.kind != YamlNode::Kind::Null && isOneLine;
        const std::size_t end = endOf(m_text, entry);
        replace(hasPlace ? entry.value.mark.offset : colon + 1, end, (hasPlace ? "" : " ") + value);
        return true;
    }

    void replace(std::size_t begin, std::size_t end, std::string text)
    {
        m_changes.push_back({begin, end, std::move(text)});
    }

    std::string_view m_text;
    const YamlNode &m_item;
    const YamlNode &m_fields;
    std::vector<TextChange> m_changes;
};

const JobField *findField(const std::vector<JobField> &fields, std::string_view key)
{
    const auto found = std::ranges::find(fields, key, &JobField::key);
    return found == fields.end() ? nullptr : &*found;
}

} // namespace

std::string changed(std::string_view text, std::vector<TextChange> changes)
{
    std::ranges::stable_sort(changes, {}, &TextChange::begin);
    std::string out;
    std::size_t done = 0;
    for (const TextChange &change : changes) {
        (out += text.substr(done, change.begin - done)) += change.text;
        done = change.end;
    }
    return out += text.substr(done);
}

TextChange addedField(std::string_view text, const YamlNode &map, const std::string &field)
{
    const std::size_t end = endOf(text, map.entries.back());
    if (isFlow(text, map))
        return {end, end, ", " + field};
    const std::size_t column = columnOf(text, map.mark.offset);
    const std::size_t place = lineTextEnd(text, end);
    return {place, place, std::string(lineBreakOf(text)) + std::string(column, ' ') + field};
}

JobForm formOf(std::string_view text, const YamlNode &item)
{
    const YamlEntry *name = shortName(item);
    JobForm form;
    form.isFlow = isFlow(text, item);
    form.naming = !name                         ? JobForm::Naming::Name
                  : name->value.entries.empty() ? JobForm::Naming::Sibling
                                                : JobForm::Naming::Nested;
    const bool isQuoted = std::ranges::all_of(
        item.entries, [text](const YamlEntry &entry) { return text[entry.keyMark.offset] == '"'; });
    form.quoting = form.isFlow && isQuoted ? Quoting::Json : Quoting::WhereNeeded;
    return form;
}

std::optional<std::vector<TextChange>> changesOfItem(const JobsEdit &edit, const YamlNode &item,
                                                     const JobConfig &before, const JobConfig &wanted)
{
    const Quoting quoting = formOf(edit.text, item).quoting;
    ItemEditor editor(edit, item);
    bool isDone = before.name == wanted.name || editor.rename(wanted.name, quoting);
    const std::vector<JobField> old = jobFields(before, nullptr, quoting);
    const std::vector<JobField> all = jobFields(wanted, nullptr, quoting);
    const std::vector<JobField> needed = jobFields(wanted, &edit.defaults, quoting);
    for (const JobField &field : all) {
        const JobField *was = findField(old, field.key);
        if (was && *was == field)
            continue;
        const JobField *value = findField(needed, field.key);
        isDone = isDone && (value ? editor.set(value->key, value->value, quoting) : editor.remove(field.key));
    }
    for (const JobField &field : old) {
        if (!findField(all, field.key))
            isDone = isDone && editor.remove(field.key);
    }
    return isDone ? editor.take() : std::nullopt;
}

std::string_view lineBreakOf(std::string_view text)
{
    const std::size_t lineBreak = text.find('\n');
    return lineBreak != std::string_view::npos && lineBreak > 0 && text[lineBreak - 1] == '\r' ? "\r\n"
                                                                                               : "\n";
}

} // namespace slurmsd
