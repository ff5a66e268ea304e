// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/slurmjobvalues.h"

#include "common/enumnames.h"
#include "common/jobvalues.h"
#include "common/wording.h"

namespace slurmsd {

namespace {

constexpr EnumNames<JobRole::Job> roles{"node", "job"};
constexpr EnumNames<AnnotationField::Extra> annotationFields{"comment", "admin_comment", "extra"};
constexpr EnumNames<true> nodeChoices{"first", "all"};
constexpr EnumNames<JobMetricsLabel::Account> metricsLabels{"user", "name", "account"};

Failure<std::string> unexpected(std::string_view expected, std::string_view text)
{
    return {"expected " + std::string(expected) + ", got " + inQuotes(text)};
}

template <auto last>
ValueResult<decltype(last)> parseName(std::string_view text, const EnumNames<last> &names,
                                      std::string_view expected)
{
    if (const auto value = names.find(text))
        return *value;
    return unexpected(expected, text);
}

} // namespace

ValueResult<JobRole> parseJobRole(std::string_view text) { return parseName(text, roles, "node or job"); }

std::string_view toString(JobRole role) { return roles[role]; }

ValueResult<AnnotationField> parseAnnotationField(std::string_view text)
{
    return parseName(text, annotationFields, "comment, admin_comment or extra");
}

std::string_view toString(AnnotationField field) { return annotationFields[field]; }

ValueResult<bool> parseOnAllNodes(std::string_view text)
{
    return parseName(text, nodeChoices, "first or all");
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
    return parseName(text, metricsLabels, "user, name or account");
}

std::string_view toString(JobMetricsLabel label) { return metricsLabels[label]; }

} // namespace slurmsd
