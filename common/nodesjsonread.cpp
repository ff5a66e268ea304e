// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/jsonreader.h"
#include "common/jsontext.h"
#include "common/nodecolumns.h"
#include "common/nodesjson.h"
#include "common/wording.h"

#include <QJsonArray>

#include <algorithm>
#include <string_view>

namespace slurmsd {

namespace {

using nodecolumns::Column;
using nodecolumns::ColumnKind;

// The document as JsonReader takes it; the rows are read from `nodes` one by one.
struct ListJson
{
    std::string name;
    std::string slurmRelease;
    std::string apiVersion;
    std::size_t skipped = 0;
    QJsonArray nodes;
};

struct Document
{
    std::vector<std::string> columns;
    std::vector<ListJson> clusters;
    std::vector<std::string> strings;
};

class RowReader
{
public:
    explicit RowReader(const Document &document)
        : m_strings(document.strings)
    {
        for (const std::string &name : document.columns) {
            const auto *const column = std::ranges::find(nodecolumns::all, name, &Column::name);
            m_columns.push_back(column == nodecolumns::all.end() ? nullptr : column);
        }
    }

    // What is wrong with the row, from where in it on; empty: nothing, and `list` has the node.
    std::string read(const QJsonValue &json, NodeSnapshot &list) const
    {
        if (!json.isArray())
            return ": expected an array, got " + std::string(jsonTypeName(json));
        const QJsonArray row = json.toArray();
        if (static_cast<std::size_t>(row.size()) != m_columns.size()) {
            return ": expected " + std::to_string(m_columns.size()) + " values, got " +
                   std::to_string(row.size());
        }
        Node node;
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            if (m_columns[i] == nullptr)
                continue;
            const Column &column = *m_columns[i];
            const QJsonValue value = row[static_cast<qsizetype>(i)];
            const std::string_view expected = column.kind == ColumnKind::Number
                                                  ? readNumber(value, node.*column.number)
                                                  : readString(value, column, list.strings, node);
            if (!expected.empty())
                return errorAt(column, expected, value);
        }
        if (node.name.empty())
            return ": expected a node with a name";
        list.nodes.push_back(node);
        return {};
    }

private:
    static std::string errorAt(const Column &column, std::string_view expected, const QJsonValue &got)
    {
        std::string text = ".";
        text.append(column.name).append(": expected ").append(expected).append(", got ");
        if (got.isDouble())
            appendNumber(text, got.toDouble());
        else if (got.isString())
            text += inQuotes(got.toString().toStdString());
        else
            text += jsonTypeName(got);
        return text;
    }
    // These return what was expected instead, or nothing.
    static std::string_view readNumber(const QJsonValue &json, std::int64_t &number)
    {
        if (json.isNull())
            return {};
        number = json.toInteger(Node::notGiven); // also for what is no whole number
        return number >= 0 ? "" : "a whole number or null";
    }
    std::string_view readString(const QJsonValue &json, const Column &column, StringPool &pool,
                                Node &node) const
    {
        std::string own;
        const std::string *string = &own;
        if (json.isString()) {
            own = json.toString().toStdString();
        } else {
            const auto place = static_cast<std::size_t>(json.toInteger(-1));
            if (place >= m_strings.size())
                return "a string or its place in \"strings\"";
            string = &m_strings[place];
        }
        if (column.kind == ColumnKind::Class) {
            const auto stateClass = stateClassFromString(*string);
            node.stateClass = stateClass.value_or(node.stateClass);
            return stateClass ? "" : "a state class";
        }
        node.*column.string = string == &own ? pool.store(own) : pool.intern(*string);
        return {};
    }

    std::vector<const Column *> m_columns; // of the document; null: unknown
    const std::vector<std::string> &m_strings;
};

void describe(JsonReader &archive, ListJson &list)
{
    archive.field("name", list.name);
    archive.field("slurm_release", list.slurmRelease);
    archive.field("api_version", list.apiVersion);
    archive.field("skipped", list.skipped);
    archive.field("nodes", list.nodes);
}

void describe(JsonReader &archive, Document &document)
{
    archive.field("columns", document.columns);
    archive.field("clusters", document.clusters);
    archive.field("strings", document.strings);
}

} // namespace

Result<std::vector<std::shared_ptr<NodeSnapshot>>, std::string> nodesFromJson(const QByteArray &json)
{
    const auto document = JsonReader::document<Document>(json);
    if (!document)
        return Failure{document.error()};
    const RowReader rows(*document);
    std::vector<std::shared_ptr<NodeSnapshot>> lists;
    for (const ListJson &from : document->clusters) {
        auto list = std::make_shared<NodeSnapshot>();
        list->cluster = from.name;
        list->slurmRelease = from.slurmRelease;
        list->apiVersion = from.apiVersion;
        list->skipped = from.skipped;
        list->nodes.reserve(static_cast<std::size_t>(from.nodes.size()));
        for (qsizetype i = 0; i < from.nodes.size(); ++i) {
            if (const std::string error = rows.read(from.nodes[i], *list); !error.empty()) {
                return Failure{"clusters[" + std::to_string(lists.size()) + "].nodes[" + std::to_string(i) +
                               ']' + error};
            }
        }
        list->strings.seal();
        sortNodes(*list);
        lists.push_back(std::move(list));
    }
    return lists;
}

} // namespace slurmsd
