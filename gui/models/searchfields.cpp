// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/searchfields.h"

#include "gui/models/text.h"
#include "gui/models/textpattern.h"

#include <QDateTime>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>

namespace slurmsd {

namespace {

using Kind = SearchField::Kind;

constexpr SearchField text(std::string_view name, Kind kind, std::string_view Node::*member,
                           std::string_view label = {})
{
    return {name, kind, member, nullptr, label};
}
constexpr SearchField number(std::string_view name, Kind kind, std::int64_t Node::*member,
                             std::string_view label = {})
{
    return {name, kind, nullptr, member, label};
}

constexpr std::array fieldsOfNodes{
    text("name", Kind::Word, &Node::name, "node"),
    text("partition", Kind::List, &Node::partitions, "partitions"),
    SearchField{"state", Kind::Class},
    text("slurm_state", Kind::List, &Node::states),
    text("reason", Kind::Text, &Node::reason),
    text("feature", Kind::List, &Node::features, "features"),
    text("active_feature", Kind::List, &Node::activeFeatures, "active_features"),
    text("gres", Kind::Gres, &Node::gres),
    number("cpus", Kind::Number, &Node::cpus),
    number("memory", Kind::Memory, &Node::realMemory, "real_memory"),
    text("hostname", Kind::Word, &Node::hostname),
    text("address", Kind::Word, &Node::address),
    SearchField{"cluster", Kind::Cluster},
    text("arch", Kind::Word, &Node::architecture, "architecture"),
    text("os", Kind::Text, &Node::operatingSystem, "operating_system"),
    text("version", Kind::Word, &Node::version),
    text("reservation", Kind::Word, &Node::reservation),
    text("comment", Kind::Text, &Node::comment),
    text("extra", Kind::Text, &Node::extra),
    text("owner", Kind::Word, &Node::owner),
    text("mcs_label", Kind::Word, &Node::mcsLabel),
    text("topology", Kind::Text, &Node::topology),
    text("instance_id", Kind::Word, &Node::instanceId),
    text("instance_type", Kind::Word, &Node::instanceType),
    number("weight", Kind::Number, &Node::weight),
    number("boards", Kind::Number, &Node::boards),
    number("sockets", Kind::Number, &Node::sockets),
    number("cores", Kind::Number, &Node::cores),
    number("threads", Kind::Number, &Node::threads),
    text("reason_user", Kind::Word, &Node::reasonUser),
    number("reason_time", Kind::Time, &Node::reasonTime),
};

constexpr std::array fieldsOfEvents{
    SearchField{"name", Kind::EventNodes, nullptr, nullptr, "node"},
    SearchField{"state", Kind::EventStates},
    SearchField{"cluster", Kind::Cluster},
    SearchField{"job", Kind::EventJob},
    SearchField{"kind", Kind::EventKind},
    SearchField{"text", Kind::EventText},
};

struct OperatorSign
{
    std::string_view sign;
    NumberTest::Operator comparison = NumberTest::Operator::Equal;
};

// Longer signs before their beginnings.
constexpr std::array operatorSigns{
    OperatorSign{">=", NumberTest::Operator::GreaterOrEqual},
    OperatorSign{"<=", NumberTest::Operator::LessOrEqual},
    OperatorSign{"!=", NumberTest::Operator::Unequal},
    OperatorSign{">", NumberTest::Operator::Greater},
    OperatorSign{"<", NumberTest::Operator::Less},
    OperatorSign{"=", NumberTest::Operator::Equal},
};

// How many MiB the unit is; 1 without one, nothing for what is no unit.
std::optional<double> unitFactor(std::string_view unit)
{
    if (unit.empty())
        return 1;
    constexpr std::string_view prefixes = "kmgtp";
    const std::string_view rest = unit.substr(1);
    const char prefix = static_cast<char>(unit.front() | 0x20);
    const std::size_t power = prefixes.find(prefix);
    if (power == std::string_view::npos ||
        !(rest.empty() || equalsFolded(rest, "b") || equalsFolded(rest, "ib")))
        return std::nullopt;
    return std::pow(1024.0, static_cast<double>(power) - 1);
}

// Nothing for what is no day.
std::optional<NumberTest> parseDay(NumberTest test, std::string_view text, bool hasSign)
{
    const QDate day = QDate::fromString(toQString(text), Qt::ISODate);
    if (!day.isValid())
        return std::nullopt;
    test.number = static_cast<double>(day.startOfDay().toSecsSinceEpoch());
    if (!hasSign)
        test.comparison = NumberTest::Operator::GreaterOrEqual;
    return test;
}

} // namespace

std::span<const SearchField> searchFields() { return fieldsOfNodes; }
std::span<const SearchField> eventFields() { return fieldsOfEvents; }

const SearchField *findSearchField(std::span<const SearchField> fields, std::string_view name)
{
    const auto find = [fields](std::string_view plain) -> const SearchField * {
        const auto found = std::ranges::find_if(fields, [plain](const SearchField &field) {
            return equalsFolded(field.name, plain) ||
                   (!field.label.empty() && equalsFolded(field.label, plain));
        });
        return found == fields.end() ? nullptr : &*found;
    };
    // The only label whose short name is that of another.
    if (equalsFolded(name, "__meta_slurm_state"))
        return find("slurm_state");
    for (const std::string_view prefix : {"__meta_slurm_", "__meta_"}) {
        if (name.size() > prefix.size() && equalsFolded(name.substr(0, prefix.size()), prefix))
            return find(name.substr(prefix.size()));
    }
    return find(name);
}

bool NumberTest::matches(std::int64_t value) const
{
    if (value == Node::notGiven)
        return false;
    const auto given = static_cast<double>(value);
    switch (comparison) {
    case Operator::Equal:
        return std::is_eq(given <=> number);
    case Operator::Unequal:
        return std::is_neq(given <=> number);
    case Operator::Less:
        return given < number;
    case Operator::LessOrEqual:
        return given <= number;
    case Operator::Greater:
        return given > number;
    case Operator::GreaterOrEqual:
        break;
    }
    return given >= number;
}

std::optional<NumberTest> parseNumberTest(std::string_view text, SearchField::Kind kind)
{
    NumberTest test;
    const auto sign =
        std::ranges::find_if(operatorSigns, [text](const auto &is) { return text.starts_with(is.sign); });
    if (sign != operatorSigns.end()) {
        test.comparison = sign->comparison;
        text.remove_prefix(sign->sign.size());
    }
    if (kind == SearchField::Kind::Time)
        return parseDay(test, text, sign != operatorSigns.end());
    const bool beginsWithDigit = !text.empty() && text.front() >= '0' && text.front() <= '9';
    const auto parsed =
        std::from_chars(text.data(), text.data() + text.size(), test.number, std::chars_format::fixed);
    if (!beginsWithDigit || parsed.ec != std::errc())
        return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(parsed.ptr - text.data()));
    const auto factor = kind == Kind::Memory ? unitFactor(text)
                        : text.empty()       ? std::optional(1.0)
                                             : std::nullopt;
    if (!factor)
        return std::nullopt;
    test.number *= *factor;
    return test;
}

} // namespace slurmsd
