// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/slurmjobvalues.h"

#include "common/jobvalues.h"
#include "common/wording.h"

#include <algorithm>
#include <array>
#include <limits>
#include <span>

namespace slurmsd {

namespace {

constexpr std::array<std::string_view, 2> roles{"node", "job"};
constexpr std::array<std::string_view, 3> annotationFields{"comment", "admin_comment", "extra"};
constexpr std::array<std::string_view, 2> nodeChoices{"first", "all"};
constexpr std::array<std::string_view, 3> metricsLabels{"user", "name", "account"};

Failure<std::string> unexpected(std::string_view expected, std::string_view text)
{
    return {"expected " + std::string(expected) + ", got " + inQuotes(text)};
}

// The enum's value that has this name; `names` are in its order.
template <typename Enum>
ValueResult<Enum> parseName(std::string_view text, std::span<const std::string_view> names,
                            std::string_view expected)
{
    const auto found = std::ranges::find(names, text);
    if (found == names.end())
        return unexpected(expected, text);
    return static_cast<Enum>(found - names.begin());
}

} // namespace

ValueResult<JobRole> parseJobRole(std::string_view text)
{
    return parseName<JobRole>(text, roles, "node or job");
}

std::string_view toString(JobRole role) { return roles[static_cast<std::size_t>(role)]; }

ValueResult<AnnotationField> parseAnnotationField(std::string_view text)
{
    return parseName<AnnotationField>(text, annotationFields, "comment, admin_comment or extra");
}

std::string_view toString(AnnotationField field) { return annotationFields[static_cast<std::size_t>(field)]; }

ValueResult<bool> parseOnAllNodes(std::string_view text)
{
    return parseName<bool>(text, nodeChoices, "first or all");
}

ValueResult<PortRange> parsePortRange(std::string_view text)
{
    constexpr std::string_view what = "ports such as 1024-65535, or one";
    const std::size_t dash = text.find('-');
    const auto first = parsePort(text.substr(0, dash));
    const auto last = dash == std::string_view::npos ? first : parsePort(text.substr(dash + 1));
    if (!first || !last)
        return unexpected(what, text);
    if (*first > *last)
        return Failure{unexpected(what, text).error + "; did you mean " +
                       inQuotes(toString(PortRange{*last, *first})) + '?'};
    return PortRange{*first, *last};
}

std::string toString(PortRange range)
{
    const std::string first = std::to_string(range.first);
    return range.first == range.last ? first : first + '-' + std::to_string(range.last);
}

ValueResult<int> parseMaxTargets(std::string_view text)
{
    constexpr std::uint64_t most = 65536; // Slurm's MAX_SLURM_NODES
    const auto number = parseNumber(text, 1, most, "a number of targets");
    return number ? ValueResult<int>(static_cast<int>(*number)) : Failure{number.error()};
}

ValueResult<std::string> parseJobFeature(std::string_view text)
{
    if (!parseItemName(text) || text.find_first_of("&|*!()[]") != std::string_view::npos)
        return Failure{unexpected("the name of a feature", text).error +
                       "; of a list, a job needs to have asked for one"};
    return std::string(text);
}

ValueResult<SlurmJobLabel> parseSlurmJobLabel(std::string_view text)
{
    if (const auto label = slurmJobLabelFromString(text))
        return *label;
    const std::string error = unexpected("a label of a running job", text).error + "; ";
    return Failure{error + (labelKindFromString(text) ? "it is one of role: node; " : "") +
                   suggestion(text, slurmJobLabelNames())};
}

ValueResult<JobMetricsLabel> parseJobMetricsLabel(std::string_view text)
{
    return parseName<JobMetricsLabel>(text, metricsLabels, "user, name or account");
}

std::string_view toString(JobMetricsLabel label) { return metricsLabels[static_cast<std::size_t>(label)]; }

} // namespace slurmsd
