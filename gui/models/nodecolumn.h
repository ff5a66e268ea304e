// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/noderows.h"
#include "gui/models/searchfields.h"
#include "gui/models/textpattern.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <string_view>

namespace slurmsd {

// The columns of the table of all nodes, in their order at first. Saved layouts hold their places: add new
// ones at the end.
enum class NodeColumn : unsigned char {
    Name,
    State,
    SlurmStates,
    Partitions,
    Reason,
    Cpus,
    Memory,
    Gres,
    Features,
    Address,
    Cluster,
    Hostname,
    ActiveFeatures,
    Architecture,
    OperatingSystem,
    Version,
    Reservation,
    Comment,
    Extra,
    Owner,
    McsLabel,
    Topology,
    InstanceId,
    InstanceType,
    Weight,
    Boards,
    Sockets,
    Cores,
    Threads,
    ReasonUser,
    ReasonTime,
};
inline constexpr int nodeColumnCount = static_cast<int>(NodeColumn::ReasonTime) + 1;

// Translated.
QString nodeColumnTitle(NodeColumn column);
// The name of the field that the search box has for it: "slurm_state".
std::string_view nodeColumnField(NodeColumn column);
// Are its values numbers, to be aligned to the right?
bool isNumberColumn(NodeColumn column);
// As the table shows it; empty where Slurm gives nothing.
QString nodeColumnText(const NodeRow &row, NodeColumn column);
// The text of a column that has no numbers, in UTF-8.
std::string_view nodeColumnView(const NodeRow &row, NodeColumn column);
// The number of one that has, or Node::notGiven.
std::int64_t nodeColumnNumber(const NodeRow &row, NodeColumn column);
// From what needs attention to what does not: 0 is down.
int stateRank(StateClass stateClass);

// Finds the rows whose text in that column contains some text; a column of numbers can be compared as well:
// ">=64".
class ColumnFilter
{
public:
    ColumnFilter(NodeColumn column, const QString &text);

    NodeColumn column() const { return m_column; }
    bool matches(const NodeRow &row) const;

private:
    NodeColumn m_column;
    TextPattern m_text;
    std::optional<NumberTest> m_number;
};

} // namespace slurmsd
