// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/relabelreading.h"

#include "common/asciitext.h"
#include "gui/models/relabelregex.h"
#include "gui/models/text.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string_view>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

using Action = RelabelRule::Action;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(slurmsd::RelabelConfig)
};

constexpr std::array<std::pair<std::string_view, Action>, 11> actions{{
    {"replace", Action::Replace},
    {"keep", Action::Keep},
    {"drop", Action::Drop},
    {"keepequal", Action::KeepEqual},
    {"dropequal", Action::DropEqual},
    {"hashmod", Action::HashMod},
    {"labelmap", Action::LabelMap},
    {"labeldrop", Action::LabelDrop},
    {"labelkeep", Action::LabelKeep},
    {"lowercase", Action::Lowercase},
    {"uppercase", Action::Uppercase},
}};

QString nameOf(Action action)
{
    return toQString(std::ranges::find(actions, action, &std::pair<std::string_view, Action>::second)->first);
}

// A label's name that captured texts may be part of.
bool isLabelTemplate(const QString &text)
{
    static const QRegularExpression form(uR"(\A(?:(?:[a-zA-Z_]|\$(?:\{\w+\}|\w+))+\w*)+\z)"_s);
    return form.match(text).hasMatch();
}

class RuleReader
{
public:
    Result<RelabelRule, RelabelProblem> read(const YamlNode &node)
    {
        if (node.kind != YamlNode::Kind::Map)
            fail(node.mark, Words::tr("expected a rule, such as {source_labels: [a], target_label: b}"));
        for (const YamlEntry &entry : node.entries)
            take(node, entry);
        checkRegex(node);
        if (const auto message = m_problem ? std::nullopt : objection())
            fail(node.mark, *message);
        if (m_problem)
            return Failure{*m_problem};
        return m_rule;
    }

private:
    void take(const YamlNode &node, const YamlEntry &entry)
    {
        const std::string &key = entry.key;
        if (findEntry(node, key) != &entry)
            return fail(entry.keyMark, Words::tr("the key \"%1\" is there twice").arg(toQString(key)));
        if (key == "source_labels")
            return takeSourceLabels(entry);
        if (!isKnown(key))
            return fail(entry.keyMark, Words::tr("there is no key \"%1\" in a rule").arg(toQString(key)));
        if (entry.value.kind == YamlNode::Kind::Null)
            return;
        if (entry.value.kind != YamlNode::Kind::Scalar)
            return fail(entry.mark(), Words::tr("expected one value for \"%1\"").arg(toQString(key)));
        takeText(key, entry);
    }

    static bool isKnown(std::string_view key)
    {
        constexpr std::array keys{std::string_view("separator"),   std::string_view("regex"),
                                  std::string_view("modulus"),     std::string_view("target_label"),
                                  std::string_view("replacement"), std::string_view("action")};
        return std::ranges::find(keys, key) != keys.end();
    }

    void takeText(std::string_view key, const YamlEntry &entry)
    {
        const std::string &text = entry.value.text;
        if (key == "separator")
            m_rule.separator = text;
        else if (key == "regex")
            m_rule.pattern = toQString(text);
        else if (key == "target_label")
            m_rule.targetLabel = toQString(text);
        else if (key == "replacement")
            m_rule.replacement = toQString(text);
        else if (key == "modulus")
            takeModulus(entry);
        else
            takeAction(entry);
    }

    void takeSourceLabels(const YamlEntry &entry)
    {
        const bool isList = entry.value.kind == YamlNode::Kind::List;
        if (!isList && entry.value.kind != YamlNode::Kind::Null)
            return fail(entry.mark(), Words::tr("expected a list of labels for \"source_labels\""));
        m_hasSourceLabels = isList;
        for (const YamlNode &item : entry.value.items) {
            if (!isLabelName(item.text))
                return fail(item.mark,
                            Words::tr("\"%1\" is not a valid label name").arg(toQString(item.text)));
            m_rule.sourceLabels.push_back(item.text);
        }
    }

    void takeModulus(const YamlEntry &entry)
    {
        const std::string &text = entry.value.text;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), m_rule.modulus);
        if (error != std::errc() || end != text.data() + text.size())
            fail(entry.mark(), Words::tr("expected a number for \"modulus\""));
    }

    void takeAction(const YamlEntry &entry)
    {
        const auto found = std::ranges::find(actions, asciiLower(std::string_view(entry.value.text)),
                                             &std::pair<std::string_view, Action>::first);
        if (found == actions.end())
            return fail(entry.mark(),
                        Words::tr("unknown relabel action \"%1\"").arg(toQString(entry.value.text)));
        m_rule.action = found->second;
    }

    void checkRegex(const YamlNode &node)
    {
        auto regex = relabelRegex(m_rule.pattern);
        if (regex) {
            m_rule.regex = std::move(regex).value();
            return;
        }
        const YamlEntry *entry = findEntry(node, "regex");
        fail(entry ? entry->mark() : node.mark, Words::tr("error parsing regexp: %1").arg(regex.error()));
    }

    // What Prometheus has against a rule whose values are fine one by one.
    std::optional<QString> objection() const
    {
        const RelabelRule &rule = m_rule;
        const QString name = nameOf(rule.action);
        const bool isEqual = rule.action == Action::KeepEqual || rule.action == Action::DropEqual;
        const bool isCase = rule.action == Action::Lowercase || rule.action == Action::Uppercase;
        const bool isHash = rule.action == Action::HashMod;
        const bool hasTarget = isEqual || isCase || isHash || rule.action == Action::Replace;
        if (isHash && rule.modulus == 0)
            return Words::tr("relabel configuration for hashmod requires non-zero modulus");
        if (hasTarget && rule.targetLabel.isEmpty())
            return Words::tr("relabel configuration for %1 action requires 'target_label' value").arg(name);
        if ((hasTarget && !isHash && !isLabelTemplate(rule.targetLabel)) ||
            (isHash && !isLabelName(toStdString(rule.targetLabel))))
            return Words::tr("\"%1\" is invalid 'target_label' for %2 action").arg(rule.targetLabel, name);
        if ((isEqual || isCase) && rule.replacement != RelabelRule().replacement)
            return Words::tr("'replacement' can not be set for %1 action").arg(name);
        if (rule.action == Action::LabelMap && !isLabelTemplate(rule.replacement))
            return Words::tr("\"%1\" is invalid 'replacement' for %2 action").arg(rule.replacement, name);
        return objectionToOthers(name, isEqual);
    }

    // Keys that an action has no use for.
    std::optional<QString> objectionToOthers(const QString &name, bool isEqual) const
    {
        const RelabelRule plain;
        const bool isOfRegex = m_rule.action == Action::LabelDrop || m_rule.action == Action::LabelKeep;
        const bool isOther = m_rule.modulus != 0 || m_rule.separator != plain.separator ||
                             m_rule.replacement != plain.replacement;
        if (isEqual && (isOther || m_rule.pattern != plain.pattern))
            return Words::tr(
                       "%1 action requires only 'source_labels' and `target_label`, and no other fields")
                .arg(name);
        if (isOfRegex && (isOther || m_hasSourceLabels || !m_rule.targetLabel.isEmpty()))
            return Words::tr("%1 action requires only 'regex', and no other fields").arg(name);
        return std::nullopt;
    }

    void fail(YamlMark mark, const QString &message)
    {
        if (!m_problem)
            m_problem = RelabelProblem{mark, message};
    }

    RelabelRule m_rule;
    bool m_hasSourceLabels = false;
    std::optional<RelabelProblem> m_problem;
};

} // namespace

Result<RelabelRule, RelabelProblem> readRelabelRule(const YamlNode &node) { return RuleReader().read(node); }

} // namespace slurmsd
