// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/config/configcandidate.h"

#include "common/configedit.h"
#include "common/configsecrets.h"
#include "common/configvalues.h"
#include "common/configyaml.h"
#include "common/jobtext.h"
#include "common/jsontext.h"
#include "common/mediatype.h"
#include "common/wording.h"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <optional>

namespace slurmsd {

namespace {

namespace json = boost::json;

using TextResult = Result<std::string, CandidateError>;
using Kind = CandidateError::Kind;

Failure<CandidateError> badBody(std::string message)
{
    return Failure{CandidateError{Kind::Body, std::move(message), {}}};
}

Failure<CandidateError> badConfig(std::vector<ConfigProblem> problems)
{
    return Failure{CandidateError{Kind::Config, {}, std::move(problems)}};
}

// Boost's own writer has exponents in its numbers, and a DEL that is not escaped: no text for a config.
std::string toText(const json::value &value)
{
    switch (value.kind()) {
    case json::kind::null:
        return "null";
    case json::kind::bool_:
        return value.get_bool() ? "true" : "false";
    case json::kind::int64:
        return std::to_string(value.get_int64());
    case json::kind::uint64:
        return std::to_string(value.get_uint64());
    case json::kind::double_:
        return jsonNumber(value.get_double());
    case json::kind::string:
        return jsonString(std::string_view(value.get_string()));
    case json::kind::array:
        return jsonArray(value.get_array(), toText);
    case json::kind::object:
        break;
    }
    JsonObject object;
    for (const auto &member : value.get_object())
        object.add(std::string_view(member.key()), toText(member.value()));
    return object.text();
}

// Only so much of them as jobs take defaults from.
std::string clustersText(const std::vector<SlurmConfig> &clusters)
{
    return jsonArray(clusters, [](const SlurmConfig &cluster) {
        JsonObject object;
        object.addText("name", cluster.name);
        object.addText("endpoint", cluster.endpoint);
        return object.text();
    });
}

// The parsed form as a text that is read like a file: with the defaults of the file, `current`, which means
// `before`, unless it has its own.
std::string configText(const json::object &parsedForm, std::string_view current, const Config &before)
{
    JsonObject config;
    if (!parsedForm.contains("defaults")) {
        JsonObject defaults;
        for (const JobField &field : jobFields(defaultJob(current), nullptr, Quoting::Json)) {
            if (field.key == "address" || field.key == "labels" || field.key == "exclude_states")
                defaults.add(field.key, field.value);
        }
        config.add("defaults", defaults.text());
    }
    const bool hasSeveralClusters = !before.clusters.front().name.empty();
    if (hasSeveralClusters && !parsedForm.contains("clusters") && !parsedForm.contains("slurm"))
        config.add("clusters", clustersText(before.clusters));
    for (const auto &member : parsedForm)
        config.add(std::string_view(member.key()), toText(member.value()));
    return config.text();
}

// The client has never seen that text, and knows no file.
std::vector<ConfigProblem> withoutPlaces(std::vector<ConfigProblem> problems)
{
    for (ConfigProblem &problem : problems)
        problem = {{}, 0, 0, problem.path, problem.message};
    return problems;
}

// What a parsed form says of the sections beside `jobs` must be so already.
std::vector<ConfigProblem> differences(const json::object &parsedForm, Config wanted, const Config &current)
{
    std::vector<ConfigProblem> problems;
    const auto check = [&](std::string_view section, bool isEqual) {
        if (parsedForm.contains(section) && !isEqual)
            problems.push_back({{},
                                0,
                                0,
                                std::string(section),
                                "differs from the config file; only a text can change this section"});
    };
    // The parsed form has no tokens.
    for (std::size_t i = 0; i < std::min(wanted.clusters.size(), current.clusters.size()); ++i) {
        if (wanted.clusters[i].userToken.empty())
            wanted.clusters[i].userToken = current.clusters[i].userToken;
    }
    check("slurm", wanted.clusters == current.clusters);
    check("clusters", wanted.clusters == current.clusters);
    check("web", wanted.web == current.web);
    check("node_metrics", wanted.nodeMetrics == current.nodeMetrics);
    return problems;
}

// Whoever may edit a config may not choose what the daemon runs.
std::optional<ConfigProblem> newProgram(const Config &wanted, std::string_view current, std::string_view file)
{
    std::vector<std::string> programs;
    for (const SlurmConfig &slurm : wanted.clusters) {
        if (runsProgram(slurm.endpoint))
            programs.push_back(slurm.endpoint);
    }
    if (programs.empty())
        return std::nullopt; // as nearly always: the text in place need not be parsed once more
    if (const auto before = parseConfig(current, file)) {
        for (const SlurmConfig &slurm : before->config.clusters)
            std::erase(programs, slurm.endpoint);
    }
    if (programs.empty())
        return std::nullopt;
    return ConfigProblem{{},
                         0,
                         0,
                         "slurm.endpoint",
                         "an endpoint that runs a program, " + inQuotes(programs.front()) +
                             ", can be set in the file and on the command line only"};
}

TextResult textOfParsedForm(const json::object &parsedForm, std::string_view current, std::string_view file)
{
    const auto before = parseConfig(current, file);
    if (!before)
        return badConfig(before.error());
    const auto wanted = parseConfig(configText(parsedForm, current, before->config), {});
    if (!wanted)
        return badConfig(withoutPlaces(wanted.error()));
    const auto different = differences(parsedForm, wanted->config, before->config);
    if (!different.empty())
        return badConfig(different);
    auto text = editJobs(current, file, wanted->config.jobs);
    return text ? TextResult(*std::move(text)) : badConfig(withoutPlaces(text.error()));
}

TextResult textOfText(std::string_view text, std::string_view current, std::string_view file)
{
    // First as it came: problems then name the lines and columns that the client knows.
    if (const auto parsed = parseConfig(text, file); !parsed)
        return badConfig(parsed.error());
    auto whole = withSecretsOf(text, current, file);
    return whole ? TextResult(*std::move(whole)) : badConfig(whole.error());
}

TextResult textOfJson(std::string_view text, std::string_view current, std::string_view file)
{
    constexpr std::string_view forms = R"({"text": "…"}, {"config": {…}} or {"jobs": […]})";
    boost::system::error_code error;
    const json::value body = json::parse(text, error, {}, json::parse_options());
    if (error)
        return badBody("the body is not valid JSON: " + error.message());
    if (!body.is_object() || body.get_object().size() != 1)
        return badBody("expected a body such as " + std::string(forms));
    const auto &member = *body.get_object().begin();
    const json::value &value = member.value();
    if (member.key() == "text" && value.is_string())
        return textOfText(value.get_string(), current, file);
    if (member.key() == "jobs")
        return textOfParsedForm(body.get_object(), current, file);
    if (member.key() == "config" && value.is_object() && value.get_object().contains("jobs"))
        return textOfParsedForm(value.get_object(), current, file);
    return badBody("expected a body such as " + std::string(forms) + ", the config with its jobs, got " +
                   inQuotes(std::string_view(member.key())));
}

} // namespace

Result<ConfigCandidate, CandidateError> readCandidate(std::string_view mediaType, std::string_view body,
                                                      std::string_view current, std::string_view file)
{
    if (!isJsonType(mediaType) && !isYamlType(mediaType)) {
        return Failure{CandidateError{Kind::Type,
                                      "expected Content-Type: application/json or application/yaml, got " +
                                          inQuotes(mediaType),
                                      {}}};
    }
    auto text = isYamlType(mediaType) ? textOfText(body, current, file) : textOfJson(body, current, file);
    if (!text)
        return Failure{text.error()};
    auto parsed = parseConfig(*text, file);
    if (!parsed)
        return badConfig(parsed.error());
    if (const auto problem = newProgram(parsed->config, current, file))
        return badConfig({*problem});
    return ConfigCandidate{*std::move(text), std::move(parsed->config)};
}

std::string problemsJson(const std::vector<ConfigProblem> &problems)
{
    return jsonArray(problems, [](const ConfigProblem &problem) {
        JsonObject object;
        if (problem.line > 0) {
            object.add("line", std::to_string(problem.line));
            object.add("column", std::to_string(problem.column));
        }
        object.addText("path", problem.path);
        object.addText("message", problem.message);
        return object.text();
    });
}

} // namespace slurmsd
