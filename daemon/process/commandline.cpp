// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/process/commandline.h"

#include "common/configvalues.h"
#include "common/secretmask.h"
#include "common/wording.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <utility>

namespace slurmsd {

namespace {

using Applied = ValueResult<Done>;
using Apply = std::function<Applied(std::string_view, CommandLine &)>;

// Stores the parsed value in a member of the command line.
template <typename Member, typename Parse>
Apply store(Member CommandLine::*member, Parse parse)
{
    return [member, parse](std::string_view text, CommandLine &commandLine) -> Applied {
        auto value = parse(text);
        if (!value)
            return Failure{value.error()};
        commandLine.*member = std::move(*value);
        return Done{};
    };
}

Apply perform(CommandLine::Action action)
{
    return [action](std::string_view, CommandLine &commandLine) -> Applied {
        // --help and --version win over whatever else was asked for.
        commandLine.action = std::max(commandLine.action, action);
        return Done{};
    };
}

// A file, a job or the like: any text that is not empty.
ValueResult<std::string> parseText(std::string_view text)
{
    if (text.empty())
        return Failure{std::string("expected a value, got an empty one")};
    return std::string(text);
}

ValueResult<LogLevel> parseLogLevel(std::string_view text)
{
    if (const auto level = logLevelFromString(text))
        return *level;
    return Failure{"expected debug, info, warn or error, got \"" + std::string(text) + '"'};
}

ValueResult<LogFormat> parseLogFormat(std::string_view text)
{
    if (const auto format = logFormatFromString(text))
        return *format;
    return Failure{"expected logfmt or json, got \"" + std::string(text) + '"'};
}

Applied addListenAddress(std::string_view text, CommandLine &commandLine)
{
    const auto address = parseListenAddress(text);
    if (!address)
        return Failure{address.error()};
    commandLine.listenAddresses.emplace_back(text);
    return Done{};
}

Apply set(bool CommandLine::*member)
{
    return [member](std::string_view, CommandLine &commandLine) -> Applied {
        commandLine.*member = true;
        return Done{};
    };
}

struct Flag
{
    std::vector<std::string_view> names; // the first is the one that messages use
    const char *valueName;               // null: a flag without a value
    const char *help;
    Apply apply;
    bool repeatable = false;
};

const std::vector<Flag> &flags()
{
    using C = CommandLine;
    static const std::vector<Flag> all{
        {{"config.file"},
         "FILE",
         "YAML config file. Default: /etc/prometheus-slurm-sd/config.yaml; where that does "
         "not exist, one job \"node\" on port 9100.",
         store(&C::configFile, parseText)},
        {{"config.check"},
         nullptr,
         "Check the config file, print every problem, and exit with 0 or 1; with 2 when it names no "
         "endpoint.",
         perform(C::Action::CheckConfig)},
        {{"slurm.endpoint", "slurm.api-endpoint"},
         "URL",
         "Where the nodes come from: http://host:6820, https://host, "
         "unix:/run/slurmrestd/slurmrestd.sock, scontrol: (runs it), demo: (an embedded cluster), "
         "file:/path/nodes.json, or auto (found on this machine).",
         store(&C::endpoint, parseEndpoint)},
        {{"slurm.api-version"},
         "VERSION",
         "API version of slurmrestd, v0.0.N, or auto. Default: auto.",
         store(&C::apiVersion, parseApiVersion)},
        {{"slurm.user-name", "slurm.api-username"},
         "NAME",
         "User sent as X-SLURM-USER-NAME.",
         store(&C::userName, parseHeaderValue)},
        {{"slurm.user-token", "slurm.api-token"},
         "TOKEN",
         "Token sent as X-SLURM-USER-TOKEN. Better: "
         "--slurm.user-token-file or the environment variable SLURM_JWT.",
         store(&C::userToken, parseUserToken)},
        {{"slurm.user-token-file"},
         "FILE",
         "File with the token, read again when it changes; the output of "
         "\"scontrol token\" will do.",
         store(&C::userTokenFile, parseText)},
        {{"slurm.update-interval", "update.interval"},
         "DURATION",
         "Time between two polls. Default: 5m.",
         store(&C::updateInterval, parseUpdateInterval)},
        {{"slurm.timeout"},
         "DURATION",
         "Time for a whole request, from connect to last byte. Default: 2m.",
         store(&C::timeout, parseTimeout)},
        {{"slurm.ca-file"},
         "FILE",
         "PEM file with the CAs that slurmrestd's certificate is checked against. Default: "
         "the system's.",
         store(&C::tlsCaFile, parseText)},
        {{"slurm.cert-file"},
         "FILE",
         "PEM file with the client certificate for slurmrestd.",
         store(&C::tlsCertFile, parseText)},
        {{"slurm.key-file"},
         "FILE",
         "PEM file with the client certificate's key.",
         store(&C::tlsKeyFile, parseText)},
        {{"slurm.insecure-skip-verify"},
         nullptr,
         "Do not check slurmrestd's certificate.",
         set(&C::tlsInsecureSkipVerify)},
        {{"web.listen-address"},
         "ADDRESS",
         "Where to serve: :8080, 127.0.0.1:8080, [::1]:8080. Repeatable. "
         "Default: :8080.",
         addListenAddress,
         true},
        {{"web.config.file"},
         "FILE",
         "YAML file with TLS, headers and basic auth for serving, in the format of Prometheus's "
         "exporter-toolkit; read again when it changes.",
         store(&C::webConfigFile, parseText)},
        {{"web.enable-lifecycle"},
         nullptr,
         "Allow POST to /-/reload, /api/v1/refresh, /api/v1/notice and /api/v1/guard/accept.",
         set(&C::enableLifecycle)},
        {{"web.enable-admin-api"},
         nullptr,
         "Allow previews of and changes to the config file at /api/v1/config.",
         set(&C::enableAdminApi)},
        {{"storage.path"},
         "DIRECTORY",
         "Where the last good node lists are kept for the next start; \"\" for nowhere. Default: "
         "$STATE_DIRECTORY, where systemd gives one.",
         store(&C::storagePath, parseAnyText)},
        {{"once"},
         nullptr,
         "Poll once, print the targets as file_sd JSON, and exit.",
         perform(C::Action::Once)},
        {{"prom-job"}, "NAME", "With --once: this job alone.", store(&C::promJob, parseText)},
        {{"output"},
         "FILE",
         "With --once: write to this file, whole or not at all; not where it would lose too many of its "
         "targets.",
         store(&C::output, parseText)},
        {{"force"}, nullptr, "With --output: write it even so.", set(&C::force)},
        {{"log.level"},
         "LEVEL",
         "debug, info, warn or error. Default: info.",
         store(&C::logLevel, parseLogLevel)},
        {{"log.format"}, "FORMAT", "logfmt or json. Default: logfmt.", store(&C::logFormat, parseLogFormat)},
        {{"version"}, nullptr, "Print the version and exit.", perform(C::Action::Version)},
        {{"h", "help"}, nullptr, "Print this text and exit.", perform(C::Action::Help)},
    };
    return all;
}

std::string dashed(const Flag &flag) { return "--" + std::string(flag.names.front()); }

// flags().size() when there is none.
std::size_t indexOfFlag(std::string_view name)
{
    const auto found = std::ranges::find_if(flags(), [name](const Flag &flag) {
        return std::ranges::find(flag.names, name) != flag.names.end();
    });
    return static_cast<std::size_t>(found - flags().begin());
}

// What was given for each flag, in the order of flags(); "" for one without a value.
using GivenValues = std::vector<std::vector<std::string>>;

Result<GivenValues, std::string> splitArguments(const std::vector<std::string> &arguments)
{
    GivenValues given(flags().size());
    const Flag *flag = nullptr;
    for (auto argument = arguments.begin(); argument != arguments.end(); ++argument) {
        std::string_view name = *argument;
        // Behind a flag it is not repeated: it may be a token.
        if (!name.starts_with('-') || name == "-" || name == "--")
            return Failure{"unexpected argument " +
                           (flag ? "behind " + dashed(*flag) : '"' + *argument + '"') +
                           ", expected flags only; see --help"};
        name.remove_prefix(name.starts_with("--") ? 2 : 1);
        const std::size_t equals = name.find('=');
        const std::string_view value = equals == name.npos ? "" : name.substr(equals + 1);
        name = name.substr(0, equals);
        const std::size_t index = indexOfFlag(name);
        if (index == flags().size())
            return Failure{"unknown flag --" + printable(name) + ", expected one that --help lists"};
        flag = &flags()[index];
        if (equals != std::string_view::npos && !flag->valueName)
            return Failure{dashed(*flag) + ": expected no value"};
        if (equals != std::string_view::npos || !flag->valueName)
            given[index].emplace_back(value);
        else if (std::next(argument) == arguments.end() || std::next(argument)->starts_with("--"))
            return Failure{dashed(*flag) + ": expected a value"}; // as with an empty variable of the shell
        else
            given[index].push_back(*++argument);
    }
    return given;
}

Result<Done, std::string> applyFlag(const Flag &flag, const std::vector<std::string> &values,
                                    CommandLine &commandLine)
{
    if (values.size() > 1 && flag.valueName && !flag.repeatable)
        return Failure{dashed(flag) + ": expected once, given " + std::to_string(values.size()) + " times"};
    for (const std::string &value : values) {
        if (const Applied applied = flag.apply(value, commandLine); !applied)
            return Failure{dashed(flag) + ": " + applied.error()};
    }
    return Done{};
}

template <typename T, typename U>
void override(T &value, const std::optional<U> &flag)
{
    if (flag)
        value = *flag;
}

// Flag before environment before file, and within each the token itself or its file.
void overrideToken(SlurmConfig &slurm, const CommandLine &commandLine, const char *environmentToken)
{
    const bool hasOwnToken = !slurm.userToken.empty() || !slurm.userTokenFile.empty();
    // The environment has one token: not for clusters that have theirs.
    if (!slurm.name.empty() && hasOwnToken)
        environmentToken = nullptr;
    const bool hasFlag = commandLine.userToken || commandLine.userTokenFile;
    if (!hasFlag && !(environmentToken && *environmentToken))
        return;
    slurm.tokenOrigin = hasFlag ? TokenOrigin::Flag : TokenOrigin::Environment;
    slurm.unusedTokenFile =
        std::exchange(slurm.userTokenFile, commandLine.userTokenFile.value_or(std::string()));
    slurm.userToken = hasFlag ? commandLine.userToken.value_or(std::string()) : environmentToken;
}

void overrideSlurm(SlurmConfig &slurm, const CommandLine &commandLine, const char *environmentToken)
{
    override(slurm.endpoint, commandLine.endpoint);
    override(slurm.apiVersion, commandLine.apiVersion);
    override(slurm.userName, commandLine.userName);
    override(slurm.updateInterval, commandLine.updateInterval);
    override(slurm.timeout, commandLine.timeout);
    override(slurm.tls.caFile, commandLine.tlsCaFile);
    override(slurm.tls.certFile, commandLine.tlsCertFile);
    override(slurm.tls.keyFile, commandLine.tlsKeyFile);
    if (commandLine.tlsInsecureSkipVerify)
        slurm.tls.insecureSkipVerify = true;
    overrideToken(slurm, commandLine, environmentToken);
}

// A flag that was given and is for one cluster alone; null when there is none.
const char *flagOfOneCluster(const CommandLine &commandLine)
{
    if (commandLine.endpoint)
        return "--slurm.endpoint";
    if (commandLine.userToken)
        return "--slurm.user-token";
    return commandLine.userTokenFile ? "--slurm.user-token-file" : nullptr;
}

} // namespace

Result<CommandLine, std::string> parseCommandLine(const std::vector<std::string> &arguments)
{
    const auto given = splitArguments(arguments);
    if (!given)
        return Failure{given.error()};
    CommandLine commandLine;
    for (std::size_t i = 0; i < flags().size(); ++i) {
        if (const auto applied = applyFlag(flags()[i], (*given)[i], commandLine); !applied)
            return Failure{applied.error()};
    }
    if (commandLine.action != CommandLine::Action::Once &&
        (commandLine.promJob || !commandLine.output.empty()) &&
        commandLine.action < CommandLine::Action::Help)
        return Failure{std::string(commandLine.promJob ? "--prom-job" : "--output") +
                       ": expected together with --once"};
    if (commandLine.force && commandLine.output.empty() && commandLine.action < CommandLine::Action::Help)
        return Failure{std::string("--force: expected together with --output")};
    if (commandLine.userToken && commandLine.userTokenFile)
        return Failure{
            std::string("--slurm.user-token: expected alone, given together with --slurm.user-token-file")};
    return commandLine;
}

std::string helpText()
{
    std::string text =
        "Usage: prometheus-slurm-sd [flags]\n\n"
        "Serves the nodes of a Slurm cluster as targets to Prometheus:\n"
        "    http_sd_configs: [{url: \"http://localhost:8080/targets?prom_job=node\"}]\n\n"
        "Flags win over SLURM_JWT (the token, from the environment), which wins over the config file.\n\n";
    for (const Flag &flag : flags()) {
        text += "  ";
        for (const std::string_view name : flag.names) {
            text += name == flag.names.front() ? "" : ", ";
            text += (name.size() > 1 ? "--" : "-") + std::string(name);
        }
        text += flag.valueName ? std::string(" ") + flag.valueName + "\n" : "\n";
        text += std::string("        ") + flag.help + "\n";
    }
    return text;
}

Result<Config, std::string> withOverrides(Config config, const CommandLine &commandLine,
                                          const char *environmentToken)
{
    if (!commandLine.listenAddresses.empty())
        config.web.listenAddresses = commandLine.listenAddresses;
    if (!config.clusters.front().name.empty()) {
        if (const char *flag = flagOfOneCluster(commandLine))
            return Failure{std::string(flag) + ": expected without clusters: in the config file, since it "
                                               "does not say which of them it is for"};
    }
    for (SlurmConfig &slurm : config.clusters) {
        overrideSlurm(slurm, commandLine, environmentToken);
        if (slurm.tls.certFile.empty() != slurm.tls.keyFile.empty())
            return Failure{std::string("--slurm.cert-file: expected together with --slurm.key-file")};
    }
    return config;
}

void hideTokens(int argc, char *argv[])
{
    const auto isTokenFlag = [](std::string_view argument) {
        argument.remove_prefix(std::min(argument.find_first_not_of('-'), argument.size()));
        return argument.starts_with("slurm.user-token=") || argument.starts_with("slurm.api-token=") ||
               argument == "slurm.user-token" || argument == "slurm.api-token";
    };
    for (int i = 1; i < argc; ++i) {
        for (const SecretSpan &span : findSecrets(argv[i]))
            std::memset(argv[i] + span.begin, 'x', span.end - span.begin);
        if (argv[i][0] != '-' || !isTokenFlag(argv[i]))
            continue;
        char *secret = std::strchr(argv[i], '=');
        secret = secret ? secret + 1 : (i + 1 < argc ? argv[++i] : nullptr);
        if (secret)
            std::memset(secret, 'x', std::strlen(secret));
    }
}

} // namespace slurmsd
