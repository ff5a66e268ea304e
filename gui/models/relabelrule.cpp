// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/relabelrule.h"

#include "common/asciitext.h"
#include "gui/models/relabelregex.h"
#include "gui/models/text.h"

#include <QCryptographicHash>

#include <algorithm>

namespace slurmsd {

namespace {

using Action = RelabelRule::Action;

std::string joinedSource(const RelabelRule &rule, const LabelSet &labels)
{
    std::string joined;
    for (std::size_t i = 0; i < rule.sourceLabels.size(); ++i) {
        if (i > 0)
            joined += rule.separator;
        joined += labels.value(rule.sourceLabels[i]);
    }
    return joined;
}

void replace(const RelabelRule &rule, const std::string &source, LabelSet &labels)
{
    const auto match = rule.regex.match(toQString(source));
    if (!match.hasMatch())
        return;
    const std::string target = toStdString(expandTemplate(rule.targetLabel, match));
    const std::string value = toStdString(expandTemplate(rule.replacement, match));
    if (isLabelName(target) && !value.empty())
        labels.set(target, value);
    else // as it is written, not as it is expanded
        labels.set(toStdString(rule.targetLabel), {});
}

// The last eight bytes of the MD5, the first of them the highest.
std::uint64_t hashOf(const std::string &text)
{
    const QByteArray digest =
        QCryptographicHash::hash(QByteArray::fromStdString(text), QCryptographicHash::Md5);
    std::uint64_t hash = 0;
    for (const char byte : digest.last(8))
        hash = hash << 8U | static_cast<unsigned char>(byte);
    return hash;
}

// Each code point by itself, where QString's functions know that one may become two, and QChar's leave the
// capital I with a dot.
std::string inCase(const std::string &text, bool isUpper)
{
    std::u32string points = toQString(text).toStdU32String();
    for (char32_t &point : points)
        point = isUpper ? QChar::toUpper(point) : point == U'İ' ? U'i' : QChar::toLower(point);
    return toStdString(QString::fromStdU32String(points));
}

// The labels as they were before the rule are looked at, whatever it sets.
void changeNames(const RelabelRule &rule, LabelSet &labels)
{
    const std::vector<Label> before = labels.labels();
    for (const Label &label : before) {
        const auto match = rule.regex.match(toQString(label.name));
        if (rule.action == Action::LabelMap && match.hasMatch())
            labels.set(toStdString(expandTemplate(rule.replacement, match)), label.value);
        else if (rule.action != Action::LabelMap && match.hasMatch() == (rule.action == Action::LabelDrop))
            labels.set(label.name, {});
    }
}

} // namespace

LabelSet::LabelSet(std::vector<Label> labels)
    : m_labels(std::move(labels))
{
    std::ranges::stable_sort(m_labels, {}, &Label::name);
    std::erase_if(m_labels, [](const Label &label) { return label.value.empty(); });
}

std::vector<Label>::iterator LabelSet::find(std::string_view name)
{
    return std::ranges::lower_bound(m_labels, name, {},
                                    [](const Label &is) -> std::string_view { return is.name; });
}

std::string LabelSet::value(std::string_view name) const
{
    const auto place = const_cast<LabelSet *>(this)->find(name);
    return place != m_labels.end() && place->name == name ? place->value : std::string();
}

void LabelSet::set(const std::string &name, const std::string &value)
{
    const auto place = find(name);
    const bool isThere = place != m_labels.end() && place->name == name;
    if (value.empty()) {
        if (isThere)
            m_labels.erase(place);
    } else if (isThere) {
        place->value = value;
    } else {
        m_labels.insert(place, Label{name, value});
    }
}

bool isLabelName(std::string_view name)
{
    const auto isAllowed = [](char c) {
        return isDigit(c) || c == '_' || (asciiLower(c) >= 'a' && asciiLower(c) <= 'z');
    };
    return !name.empty() && !isDigit(name.front()) && std::ranges::all_of(name, isAllowed);
}

bool applyRule(const RelabelRule &rule, LabelSet &labels)
{
    const std::string source = joinedSource(rule, labels);
    const std::string target = toStdString(rule.targetLabel);
    const auto matches = [&] { return rule.regex.match(toQString(source)).hasMatch(); };
    switch (rule.action) {
    case Action::Replace:
        replace(rule, source, labels);
        return true;
    case Action::Keep:
        return matches();
    case Action::Drop:
        return !matches();
    case Action::KeepEqual:
        return labels.value(target) == source;
    case Action::DropEqual:
        return labels.value(target) != source;
    case Action::HashMod:
        labels.set(target, std::to_string(hashOf(source) % rule.modulus));
        return true;
    case Action::Lowercase:
    case Action::Uppercase:
        labels.set(target, inCase(source, rule.action == Action::Uppercase));
        return true;
    case Action::LabelMap:
    case Action::LabelDrop:
    case Action::LabelKeep:
        break;
    }
    changeNames(rule, labels);
    return true;
}

} // namespace slurmsd
