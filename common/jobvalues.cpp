// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/jobvalues.h"

#include "common/hostlist.h"
#include "common/wording.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace slurmsd {

namespace {

bool isControlOrSpace(char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7f; }

bool isWordCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

Failure<std::string> unexpected(std::string_view expected, std::string_view text)
{
    return {"expected " + std::string(expected) + ", got " + inQuotes(text)};
}

} // namespace

ValueResult<std::string> parseJobName(std::string_view text)
{
    if (text.empty() || text.front() == ' ' || text.back() == ' ' || !parseHeaderValue(text))
        return unexpected("a job's name", text);
    return std::string(text);
}

ValueResult<AddressSource> parseAddressSource(std::string_view text)
{
    if (text == "address")
        return AddressSource::Address;
    if (text == "hostname")
        return AddressSource::Hostname;
    if (text == "name")
        return AddressSource::Name;
    return unexpected("address, hostname or name", text);
}

ValueResult<LabelKind> parseLabelKind(std::string_view text)
{
    if (const auto kind = labelKindFromString(text))
        return *kind;
    return Failure{unexpected("a label", text).error + "; " + suggestion(text, labelKindNames())};
}

ValueResult<StateClass> parseStateClass(std::string_view text)
{
    if (const auto stateClass = stateClassFromString(text))
        return *stateClass;
    std::array<std::string_view, allStateClasses.size()> names;
    std::ranges::transform(allStateClasses, names.begin(), [](StateClass known) { return toString(known); });
    return Failure{unexpected("a state", text).error + "; " + suggestion(text, names)};
}

ValueResult<std::string> parsePattern(std::string_view text)
{
    const QString pattern = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    for (const QString &form : {pattern, QRegularExpression::anchoredPattern(pattern)}) {
        const QRegularExpression expression(form);
        if (!expression.isValid())
            return Failure{unexpected("a regular expression", text).error + ": " +
                           expression.errorString().toStdString()};
    }
    return text.empty() ? ValueResult<std::string>(unexpected("a regular expression", text))
                        : std::string(text);
}

ValueResult<std::string> parseItemName(std::string_view text)
{
    if (text.empty() || text.find(',') != std::string_view::npos ||
        std::ranges::any_of(text, isControlOrSpace))
        return unexpected("a name without commas and spaces", text);
    return std::string(text);
}

ValueResult<std::string> parseGres(std::string_view text)
{
    const std::size_t colon = text.find(':');
    const bool isName =
        parseItemName(text) && colon != 0 && colon + 1 != text.size() &&
        (colon == std::string_view::npos || text.find(':', colon + 1) == std::string_view::npos);
    return isName ? ValueResult<std::string>(std::string(text))
                  : unexpected("a GRES such as gpu or gpu:a100", text);
}

ValueResult<std::string> parseHostlist(std::string_view text)
{
    if (const auto count = countHostlist(text); !count)
        return Failure{count.error()};
    return std::string(text);
}

ValueResult<std::string> parseScheme(std::string_view text)
{
    return text == "http" || text == "https" ? ValueResult<std::string>(std::string(text))
                                             : unexpected("http or https", text);
}

ValueResult<std::string> parseMetricsPath(std::string_view text)
{
    if (!text.starts_with('/') || text.find_first_of("?#") != std::string_view::npos ||
        std::ranges::any_of(text, isControlOrSpace))
        return unexpected("a path such as /metrics", text);
    return std::string(text);
}

ValueResult<std::string> parseStaticLabelName(std::string_view text)
{
    const bool isName = !text.empty() && std::ranges::all_of(text, isWordCharacter) &&
                        !(text.front() >= '0' && text.front() <= '9');
    if (!isName)
        return unexpected("a label name of letters, digits and _, not starting with a digit", text);
    constexpr std::array<std::string_view, 5> reserved{"__address__", "__scheme__", "__metrics_path__",
                                                       "__meta_state", "__meta_architecture"};
    if (std::ranges::find(reserved, text) != reserved.end() || text.starts_with("__meta_slurm_") ||
        text.starts_with("__param_"))
        return Failure{"the label " + inQuotes(text) + " is made from other settings and cannot be set here"};
    return std::string(text);
}

ValueResult<std::string> parseParamName(std::string_view text)
{
    if (text.empty() || !std::ranges::all_of(text, isWordCharacter))
        return unexpected("a parameter name of letters, digits and _", text);
    return std::string(text);
}

} // namespace slurmsd
