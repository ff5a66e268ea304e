// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/nodecolumn.h"

#include "gui/models/text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

struct ColumnInfo
{
    const char *title;
    std::string_view field;
};

// By NodeColumn.
constexpr std::array<ColumnInfo, nodeColumnCount> columns{{
    {QT_TRANSLATE_NOOP("slurmsd::NodesModel", "Node"), "name"},
    {QT_TRANSLATE_NOOP("slurmsd::NodesModel", "State"), "state"},
    {QT_TRANSLATE_NOOP("slurmsd::NodesModel", "Slurm state"), "slurm_state"},
    {QT_TRANSLATE_NOOP("slurmsd::NodesModel", "Partitions"), "partition"},
    {QT_TRANSLATE_NOOP("slurmsd::NodesModel", "Reason"), "reason"},
    {QT_TRANSLATE_NOOP("slurmsd::NodesModel", "CPUs"), "cpus"},
    {QT_TRANSLATE_NOOP("slurmsd::NodesModel", "Memory"), "memory"},
    {QT_TRANSLATE_NOOP("slurmsd::NodesModel", "GRES"), "gres"},
    {QT_TRANSLATE_NOOP("slurmsd::NodesModel", "Features"), "feature"},
    {QT_TRANSLATE_NOOP("slurmsd::NodesModel", "Address"), "address"},
    {QT_TRANSLATE_NOOP("slurmsd::NodesModel", "Cluster"), "cluster"},
    {QT_TRANSLATE_NOOP("slurmsd::NodesModel", "Host name"), "hostname"},
    {QT_TRANSLATE_NOOP("slurmsd::NodesModel", "Active features"), "active_feature"},
    {QT_TRANSLATE_NOOP("slurmsd::NodesModel", "Architecture"), "arch"},
    {QT_TRANSLATE_NOOP("slurmsd::NodesModel", "Operating system"), "os"},
    {QT_TRANSLATE_NOOP("slurmsd::NodesModel", "slurmd"), "version"},
    {QT_TRANSLATE_NOOP("slurmsd::NodesModel", "Reservation"), "reservation"},
    {QT_TRANSLATE_NOOP("slurmsd::NodesModel", "Comment"), "comment"},
    {QT_TRANSLATE_NOOP("slurmsd::NodesModel", "Extra"), "extra"},
    {QT_TRANSLATE_NOOP("slurmsd::NodesModel", "Owner"), "owner"},
    {QT_TRANSLATE_NOOP("slurmsd::NodesModel", "MCS label"), "mcs_label"},
    {QT_TRANSLATE_NOOP("slurmsd::NodesModel", "Topology"), "topology"},
    {QT_TRANSLATE_NOOP("slurmsd::NodesModel", "Instance"), "instance_id"},
    {QT_TRANSLATE_NOOP("slurmsd::NodesModel", "Instance type"), "instance_type"},
    {QT_TRANSLATE_NOOP("slurmsd::NodesModel", "Weight"), "weight"},
    {QT_TRANSLATE_NOOP("slurmsd::NodesModel", "Boards"), "boards"},
    {QT_TRANSLATE_NOOP("slurmsd::NodesModel", "Sockets"), "sockets"},
    {QT_TRANSLATE_NOOP("slurmsd::NodesModel", "Cores"), "cores"},
    {QT_TRANSLATE_NOOP("slurmsd::NodesModel", "Threads"), "threads"},
    {QT_TRANSLATE_NOOP("slurmsd::NodesModel", "Reason set by"), "reason_user"},
    {QT_TRANSLATE_NOOP("slurmsd::NodesModel", "Reason since"), "reason_time"},
}};

const ColumnInfo &infoOf(NodeColumn column) { return columns[static_cast<std::size_t>(column)]; }

const SearchField &fieldOf(NodeColumn column)
{
    static const auto fields = [] {
        std::array<const SearchField *, nodeColumnCount> found{};
        std::ranges::transform(columns, found.begin(),
                               [](const ColumnInfo &info) { return findSearchField(info.field); });
        return found;
    }();
    return *fields[static_cast<std::size_t>(column)];
}

constexpr qint64 bytesOfMiB = qint64{1024} * 1024;
constexpr qint64 mostMiB = std::numeric_limits<qint64>::max() / bytesOfMiB; // more is shown as this

} // namespace

QString nodeColumnTitle(NodeColumn column)
{
    return QCoreApplication::translate("slurmsd::NodesModel", infoOf(column).title);
}

std::string_view nodeColumnField(NodeColumn column) { return infoOf(column).field; }

bool isNumberColumn(NodeColumn column) { return fieldOf(column).isNumber(); }

QString nodeColumnText(const NodeRow &row, NodeColumn column)
{
    if (!isNumberColumn(column))
        return toQString(nodeColumnView(row, column));
    const std::int64_t number = nodeColumnNumber(row, column);
    if (number == Node::notGiven)
        return {};
    if (fieldOf(column).kind == SearchField::Kind::Memory)
        return QLocale().formattedDataSize(std::min<qint64>(number, mostMiB) * bytesOfMiB, 1);
    if (fieldOf(column).kind == SearchField::Kind::Time)
        return QDateTime::fromSecsSinceEpoch(number).toString(u"yyyy-MM-dd HH:mm"_s);
    return QString::number(number);
}

std::string_view nodeColumnView(const NodeRow &row, NodeColumn column)
{
    const SearchField &field = fieldOf(column);
    if (field.kind == SearchField::Kind::Class)
        return toString(row.node->stateClass);
    return field.kind == SearchField::Kind::Cluster ? row.cluster() : row.node->*(field.text);
}

std::int64_t nodeColumnNumber(const NodeRow &row, NodeColumn column)
{
    return row.node->*(fieldOf(column).number);
}

int stateRank(StateClass stateClass)
{
    switch (stateClass) {
    case StateClass::Down:
        return 0;
    case StateClass::Drained:
        return 1;
    case StateClass::Draining:
        return 2;
    case StateClass::Unknown:
        return 3;
    case StateClass::Maintenance:
        return 4;
    case StateClass::PoweringUp:
        return 5;
    case StateClass::PoweredDown:
        return 6;
    case StateClass::Future:
        return 7;
    case StateClass::Active:
        break;
    }
    return 8;
}

ColumnFilter::ColumnFilter(NodeColumn column, const QString &text)
    : m_column(column)
    , m_text(toStdString(text),
             text.contains(u'*') ? TextPattern::Mode::Wildcards : TextPattern::Mode::Contains)
{
    // A plain number is to be found within others, as in the other columns.
    const bool compares = !text.isEmpty() && !text.front().isDigit();
    if (compares && isNumberColumn(column))
        m_number = parseNumberTest(toStdString(text), fieldOf(column).kind);
}

bool ColumnFilter::matches(const NodeRow &row) const
{
    if (!isNumberColumn(m_column))
        return m_text.matches(nodeColumnView(row, m_column));
    const std::int64_t number = nodeColumnNumber(row, m_column);
    if (m_number || number == Node::notGiven)
        return m_number && m_number->matches(number);
    if (fieldOf(m_column).kind == SearchField::Kind::Time)
        return m_text.matches(toStdString(nodeColumnText(row, m_column)));
    std::array<char, 24> digits{};
    const auto printed = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    return m_text.matches({digits.data(), printed.ptr});
}

} // namespace slurmsd
