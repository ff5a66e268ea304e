// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/nodevalues.h"

#include "gui/models/searchfields.h"
#include "gui/models/text.h"

#include <algorithm>
#include <unordered_set>

namespace slurmsd {

namespace {

using Values = std::unordered_set<std::string_view>;

// Fields with a name of their own for each node: to complete them is to list the cluster.
bool isOwn(const SearchField &field)
{
    return field.text == &Node::name || field.text == &Node::hostname || field.text == &Node::address ||
           field.text == &Node::instanceId;
}

void addValues(const NodeSnapshot &list, const SearchField &field, Values &values)
{
    const bool hasItems = field.kind == SearchField::Kind::List || field.kind == SearchField::Kind::Gres;
    std::string_view last;
    for (const Node &node : list.nodes) {
        const std::string_view text = node.*(field.text);
        if (text.data() == last.data() || text.empty()) // neighbours tend to share theirs
            continue;
        last = text;
        if (hasItems)
            forEachItem(text, [&values](std::string_view item) { values.insert(item); });
        else
            values.insert(text);
    }
}

} // namespace

QStringList nodeFieldValues(const NodeRows::Lists &lists, std::string_view fieldName)
{
    const SearchField *field = findSearchField(fieldName);
    if (!field || field->isNumber() || isOwn(*field))
        return {};
    Values values;
    if (field->kind == SearchField::Kind::Class)
        std::ranges::for_each(allStateClasses, [&values](StateClass is) { values.insert(toString(is)); });
    for (const auto &list : lists) {
        if (field->kind == SearchField::Kind::Cluster)
            values.insert(list->cluster);
        else if (field->text)
            addValues(*list, *field, values);
    }
    std::vector<std::string_view> sorted(values.begin(), values.end());
    std::ranges::sort(sorted, [](std::string_view left, std::string_view right) {
        return std::is_lt(compareNaturally(left, right));
    });
    QStringList texts;
    for (const std::string_view value : sorted)
        texts += toQString(value);
    return texts;
}

} // namespace slurmsd
