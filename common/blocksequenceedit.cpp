// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/jobsedit.h"
#include "common/yamlspan.h"

#include <algorithm>

namespace slurmsd {

namespace {

// A block list, as whole lines: each item with the comments that belong to it.
class BlockList
{
public:
    BlockList(const JobsEdit &edit, Changes changes)
        : m_edit(edit)
        , m_text(edit.text)
        , m_list(edit.jobs->value)
        , m_changes(changes)
        , m_column(columnOf(m_text, m_list.mark.offset))
        , m_lineBreak(lineBreakOf(m_text))
    {}

    std::optional<std::string> edited()
    {
        if (!findParts())
            return std::nullopt;
        std::string region;
        std::size_t seen = 0; // parts whose detached comments are done with
        for (std::size_t i = 0; i < m_edit.wanted.size(); ++i) {
            if (m_edit.origins[i])
                keepComments(region, seen, *m_edit.origins[i]);
            appendLines(region, partText(i));
        }
        keepComments(region, seen, m_parts.size());
        const std::size_t end = m_parts.back().end;
        if (end == m_text.size() && !m_text.ends_with('\n') && region.ends_with(m_lineBreak))
            region.resize(region.size() - m_lineBreak.size());
        return changed(m_text, {{m_parts.front().begin, end, std::move(region)}});
    }

private:
    struct Part
    {
        std::size_t begin; // of the comments above
        std::size_t dash;  // of its line
        std::size_t end;   // behind its last line
    };

    std::string_view line(std::size_t start) const
    {
        return m_text.substr(start, lineTextEnd(m_text, start) - start);
    }
    static bool isComment(std::string_view text)
    {
        const std::size_t first = text.find_first_not_of(" \t");
        return first != std::string_view::npos && text[first] == '#';
    }
    static bool isBlank(std::string_view text)
    {
        return text.find_first_not_of(" \t") == std::string_view::npos;
    }

    bool findParts()
    {
        std::size_t begin = lineEnd(m_text, endOfKey(m_text, *m_edit.jobs));
        for (const YamlNode &item : m_list.items) {
            std::size_t dash = lineStart(m_text, item.mark.offset);
            while (dash > begin && !isDashLine(dash))
                dash = lineStart(m_text, dash - 1);
            if (dash < begin || !isDashLine(dash))
                return false;
            std::size_t end = lineEnd(m_text, endOf(m_text, item));
            while (end < m_text.size() && isComment(line(end)) && line(end).find('#') > m_column)
                end = lineEnd(m_text, end);
            m_parts.push_back({begin, dash, end});
            begin = end;
        }
        return true;
    }

    bool isDashLine(std::size_t start) const
    {
        return line(start).find_first_not_of(' ') == m_column && line(start)[m_column] == '-';
    }

    // Those of the parts up to `end` that are gone.
    void keepComments(std::string &out, std::size_t &seen, std::size_t end) const
    {
        for (; seen < end; ++seen) {
            if (!m_edit.isKept[seen])
                out += detachedComments(m_parts[seen]);
        }
    }

    void appendLines(std::string &out, std::string_view lines) const
    {
        out += lines;
        if (!out.ends_with('\n'))
            out += m_lineBreak;
    }

    std::string partText(std::size_t wanted) const
    {
        const auto origin = m_edit.origins[wanted];
        const JobConfig &job = m_edit.wanted[wanted];
        if (!origin)
            return newPart(job);
        const Part &part = m_parts[*origin];
        const std::string_view old = m_text.substr(part.begin, part.end - part.begin);
        const JobConfig &before = m_edit.before[*origin];
        if (before == job)
            return std::string(old);
        const YamlNode &item = m_list.items[*origin];
        auto changes = m_changes == Changes::Values ? changesOfItem(m_edit, item, before, job) : std::nullopt;
        if (!changes)
            changes = {{wholeItem(item, job)}};
        for (TextChange &change : *changes) {
            change.begin -= part.begin;
            change.end -= part.begin;
        }
        return changed(old, std::move(*changes));
    }

    // In brackets, the comment behind them stays; else it is one of the last value's.
    TextChange wholeItem(const YamlNode &item, const JobConfig &job) const
    {
        const JobForm form = formOf(m_text, item);
        const std::size_t begin = item.mark.offset;
        const std::size_t end = endOf(m_text, item);
        const std::string indent(columnOf(m_text, begin), ' ');
        return {begin, form.isFlow ? end : lineTextEnd(m_text, end),
                jobItem(job, &m_edit.defaults, form, indent, m_lineBreak)};
    }

    std::string newPart(const JobConfig &job) const
    {
        const Part &last = m_parts.back();
        const bool isSpaced = m_parts.size() > 1 && isBlank(line(last.begin));
        const std::string indent(m_column, ' ');
        return std::string(isSpaced ? m_lineBreak : "") + indent + "- " +
               jobItem(job, &m_edit.defaults, formOf(m_text, m_list.items.back()), indent + "  ",
                       m_lineBreak);
    }

    // Comments above an item that is gone, with an empty line between: they may be about more than it.
    std::string_view detachedComments(const Part &part) const
    {
        std::size_t end = part.begin;
        for (std::size_t start = part.begin; start < part.dash; start = lineEnd(m_text, start)) {
            if (isBlank(line(start)))
                end = lineEnd(m_text, start);
        }
        const std::string_view lines = m_text.substr(part.begin, end - part.begin);
        return lines.find('#') == std::string_view::npos ? std::string_view() : lines;
    }

    const JobsEdit &m_edit;
    const std::string_view m_text;
    const YamlNode &m_list;
    const Changes m_changes;
    const std::size_t m_column; // of the dashes
    const std::string_view m_lineBreak;
    std::vector<Part> m_parts; // by item
};

} // namespace

std::optional<std::string> editBlockList(const JobsEdit &edit, Changes changes)
{
    return BlockList(edit, changes).edited();
}

} // namespace slurmsd
