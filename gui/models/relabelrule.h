// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/targetgroup.h"

#include <QRegularExpression>
#include <QString>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace slurmsd {

// One rule of relabel_configs, as Prometheus reads it
// (https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config).
struct RelabelRule
{
    enum class Action : unsigned char {
        Replace,
        Keep,
        Drop,
        KeepEqual,
        DropEqual,
        HashMod,
        LabelMap,
        LabelDrop,
        LabelKeep,
        Lowercase,
        Uppercase,
    };

    Action action = Action::Replace;
    std::vector<std::string> sourceLabels;
    std::string separator = ";";
    QString pattern = QStringLiteral("(.*)");
    QRegularExpression regex; // of the pattern: see relabelRegex()
    std::uint64_t modulus = 0;
    QString targetLabel;
    QString replacement = QStringLiteral("$1");
};

// Labels by name, each once; one with an empty value is none.
class LabelSet
{
public:
    explicit LabelSet(std::vector<Label> labels);

    std::string value(std::string_view name) const; // empty: none
    void set(const std::string &name, const std::string &value);
    const std::vector<Label> &labels() const { return m_labels; } // in the order of their names

private:
    std::vector<Label>::iterator find(std::string_view name);

    std::vector<Label> m_labels;
};

// Is it [a-zA-Z_][a-zA-Z0-9_]*?
bool isLabelName(std::string_view name);

// Does the target stay? Pure.
bool applyRule(const RelabelRule &rule, LabelSet &labels);

} // namespace slurmsd
