// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/nodesjson.h"

#include "common/jsontext.h"
#include "common/nodecolumns.h"

#include <string_view>
#include <unordered_map>

namespace slurmsd {

namespace {

using nodecolumns::Column;
using nodecolumns::ColumnKind;

// The strings that nodes share, each once, in the order of their first use.
class StringTable
{
public:
    StringTable() { place({}); }

    std::size_t place(std::string_view string)
    {
        const auto [found, isNew] = m_places.try_emplace(string, m_strings.size());
        if (isNew)
            m_strings.push_back(string);
        return found->second;
    }
    const std::vector<std::string_view> &strings() const { return m_strings; }

private:
    std::unordered_map<std::string_view, std::size_t> m_places;
    std::vector<std::string_view> m_strings;
};

class Writer
{
public:
    QByteArray write(const std::vector<std::shared_ptr<const NodeSnapshot>> &lists)
    {
        constexpr std::size_t bytesPerNode = 160; // or so: what is too much is never touched
        std::size_t nodes = 0;
        for (const auto &list : lists)
            nodes += list->nodes.size();
        m_json.reserve(1024 + nodes * bytesPerNode);
        writeColumns();
        m_json += ",\n\"clusters\":[";
        for (const auto &list : lists) {
            m_json += &list == &lists.front() ? "" : ",\n";
            writeList(*list);
        }
        m_json += "],\n\"strings\":[";
        for (const std::string_view string : m_table.strings())
            appendItem(string);
        m_json += "]}\n";
        return {m_json.data(), static_cast<qsizetype>(m_json.size())};
    }

private:
    // One column's value in the row before, which the next one often shares.
    struct Last
    {
        std::string_view string;
        std::size_t place = 0;
    };

    void appendItem(std::string_view string)
    {
        if (m_json.back() != '[')
            m_json += ',';
        appendJsonString(m_json, string);
    }
    void writeColumns()
    {
        m_json += "{\"columns\":[";
        for (const Column &column : nodecolumns::all)
            appendItem(column.name);
        m_json += ']';
    }
    void writeList(const NodeSnapshot &list)
    {
        m_json += "{\"name\":";
        appendJsonString(m_json, list.cluster);
        m_json += ",\"slurm_release\":";
        appendJsonString(m_json, list.slurmRelease);
        m_json += ",\"api_version\":";
        appendJsonString(m_json, list.apiVersion);
        m_json += ",\"skipped\":";
        appendNumber(m_json, list.skipped);
        m_json += ",\"nodes\":[";
        for (const Node &node : list.nodes) {
            m_json += &node == &list.nodes.front() ? "\n" : ",\n";
            writeNode(node);
        }
        m_json += "\n]}";
    }
    void writeNode(const Node &node)
    {
        for (std::size_t i = 0; i < nodecolumns::all.size(); ++i) {
            m_json += i == 0 ? '[' : ',';
            writeValue(node, nodecolumns::all[i], m_last[i]);
        }
        m_json += ']';
    }
    void writeValue(const Node &node, const Column &column, Last &last)
    {
        switch (column.kind) {
        case ColumnKind::Own:
            return appendJsonString(m_json, node.*column.string);
        case ColumnKind::Shared:
            return appendNumber(m_json, placeOf(node.*column.string, last));
        case ColumnKind::Class:
            return appendNumber(m_json, placeOf(toString(node.stateClass), last));
        case ColumnKind::Number:
            if (node.*column.number == Node::notGiven)
                m_json += "null";
            else
                appendNumber(m_json, node.*column.number);
        }
    }
    std::size_t placeOf(std::string_view string, Last &last)
    {
        // By address: equal strings of one list are mostly one string.
        if (string.data() != last.string.data() || string.size() != last.string.size())
            last = {string, m_table.place(string)};
        return last.place;
    }

    std::string m_json;
    StringTable m_table;
    std::array<Last, nodecolumns::all.size()> m_last{};
};

} // namespace

QByteArray nodesToJson(const std::vector<std::shared_ptr<const NodeSnapshot>> &lists)
{
    return Writer().write(lists);
}

} // namespace slurmsd
