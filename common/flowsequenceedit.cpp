// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/jobsedit.h"
#include "common/yamlspan.h"

#include <algorithm>

namespace slurmsd {

namespace {

// A list in brackets: the items that stay are written into the places of those that were, so that commas,
// spaces and comments between them stay.
class FlowList
{
public:
    FlowList(const JobsEdit &edit, Changes changes)
        : m_edit(edit)
        , m_text(edit.text)
        , m_items(edit.jobs->value.items)
        , m_changes(changes)
    {}

    std::optional<std::string> edited()
    {
        std::vector<std::size_t> places; // of items that stay
        for (std::size_t i = 0; i < m_items.size(); ++i) {
            if (m_edit.isKept[i])
                places.push_back(i);
        }
        if (places.empty())
            return std::nullopt;
        std::vector<TextChange> changes = removals();
        std::string leading; // new items before the first that stays
        std::size_t used = 0;
        TextChange *last = nullptr;
        std::vector<TextChange> written(places.size());
        for (std::size_t i = 0; i < m_edit.wanted.size(); ++i) {
            const std::string text = itemText(i);
            if (m_edit.origins[i]) {
                const YamlNode &place = m_items[places[used]];
                last = &(written[used++] = {place.mark.offset, endOf(m_text, place), leading + text});
                leading.clear();
            } else if (last) {
                last->text += separator() + text;
            } else {
                leading += text + separator();
            }
        }
        changes.insert(changes.end(), written.begin(), written.end());
        return changed(m_text, std::move(changes));
    }

private:
    std::string itemText(std::size_t wanted) const
    {
        const auto origin = m_edit.origins[wanted];
        const JobConfig &job = m_edit.wanted[wanted];
        const YamlNode &item = m_items[origin.value_or(m_items.size() - 1)];
        const std::size_t begin = item.mark.offset;
        const std::string_view old = m_text.substr(begin, endOf(m_text, item) - begin);
        if (origin && m_edit.before[*origin] == job)
            return std::string(old);
        auto changes = origin && m_changes == Changes::Values
                           ? changesOfItem(m_edit, item, m_edit.before[*origin], job)
                           : std::nullopt;
        if (!changes) {
            JobForm form = formOf(m_text, item);
            form.isFlow = true;
            return jobItem(job, &m_edit.defaults, form, {}, {});
        }
        for (TextChange &change : *changes) {
            change.begin -= begin;
            change.end -= begin;
        }
        return changed(old, std::move(*changes));
    }

    // What is between two items: a line break and an indent, when the last item has them before it.
    std::string separator() const
    {
        const std::size_t offset = m_items.back().mark.offset;
        const std::size_t start = lineStart(m_text, offset);
        const std::string_view indent = m_text.substr(start, offset - start);
        if (indent.find_first_not_of(" \t") != std::string_view::npos)
            return ", ";
        return ',' + std::string(lineBreakOf(m_text)) + std::string(indent);
    }

    std::vector<TextChange> removals() const
    {
        std::vector<TextChange> changes;
        bool isKept = false; // is there one before?
        for (std::size_t i = 0; i < m_items.size(); ++i) {
            if (m_edit.isKept[i])
                isKept = true;
            else
                remove(i, isKept, changes);
        }
        return changes;
    }

    // The item with the comma behind it; the last one with the comma before it, which is that of the last
    // item that stays.
    void remove(std::size_t index, bool isKept, std::vector<TextChange> &changes) const
    {
        std::size_t begin = m_items[index].mark.offset;
        std::size_t end = endOf(m_text, m_items[index]);
        const std::size_t comma = skipSpaceAndComments(m_text, end);
        if (comma < m_text.size() && m_text[comma] == ',') {
            end = comma + 1;
        } else if (isKept) {
            const std::size_t before = skipSpaceAndComments(m_text, endOf(m_text, m_items[index - 1]));
            const bool isRemoved = std::ranges::any_of(changes, [before](const TextChange &change) {
                return change.begin <= before && before < change.end;
            });
            if (!isRemoved)
                changes.push_back({before, before + 1, {}});
            if (m_text.substr(before + 1, begin - before - 1).find_first_not_of(" \t") ==
                std::string_view::npos)
                begin = before + 1;
        }
        widen(begin, end);
        changes.push_back({begin, end, {}});
    }

    // An item with lines of its own goes with them, and with the comments right above; else with the spaces
    // behind it.
    void widen(std::size_t &begin, std::size_t &end) const
    {
        std::size_t start = lineStart(m_text, begin);
        const auto isIndent = [this](std::size_t from, std::size_t to) {
            return m_text.substr(from, to - from).find_first_not_of(" \t") == std::string_view::npos;
        };
        const std::size_t behind = std::min(m_text.find_first_not_of(" \t", end), m_text.size());
        const bool isLast = behind == m_text.size() || m_text[behind] == '#' || m_text[behind] == '\r' ||
                            m_text[behind] == '\n';
        if (!isIndent(start, begin) || !isLast) {
            end = m_text.substr(behind).starts_with(']') ? end : behind;
            return;
        }
        end = lineEnd(m_text, end);
        while (start > 0) {
            const std::size_t above = lineStart(m_text, start - 1);
            const std::size_t first = m_text.find_first_not_of(" \t", above);
            if (m_text[first] != '#')
                break;
            start = above;
        }
        begin = start;
    }

    const JobsEdit &m_edit;
    const std::string_view m_text;
    const std::vector<YamlNode> &m_items;
    const Changes m_changes;
};

} // namespace

std::optional<std::string> editFlowList(const JobsEdit &edit, Changes changes)
{
    return FlowList(edit, changes).edited();
}

} // namespace slurmsd
