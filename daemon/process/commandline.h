// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "common/result.h"
#include "daemon/process/log.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace slurmsd {

inline constexpr std::string_view defaultConfigFile = "/etc/prometheus-slurm-sd/config.yaml";

// What the command line asks for. Options that are not set leave the config file's value in force.
struct CommandLine
{
    enum class Action : unsigned char { Serve, Once, CheckConfig, Help, Version };

    Action action = Action::Serve;
    std::optional<std::string> configFile; // not given: defaultConfigFile, where it exists
    std::optional<std::string> promJob;    // with Once: this job alone
    std::string output;                    // with Once: a file; empty: stdout
    bool force = false; // with an output: over a file that would lose too many targets, too
    LogLevel logLevel = LogLevel::Info;
    LogFormat logFormat = LogFormat::Logfmt;

    std::optional<std::string> endpoint;
    std::optional<std::string> apiVersion;
    std::optional<std::string> userName;
    std::optional<std::string> userToken; // a secret
    std::optional<std::string> userTokenFile;
    std::optional<std::chrono::milliseconds> updateInterval;
    std::optional<std::chrono::milliseconds> timeout;
    std::optional<std::string> tlsCaFile;
    std::optional<std::string> tlsCertFile;
    std::optional<std::string> tlsKeyFile;
    bool tlsInsecureSkipVerify = false;
    std::vector<std::string> listenAddresses;
    std::string webConfigFile; // empty: none
    bool enableLifecycle = false;
    bool enableAdminApi = false;
    // Where the last good lists are kept; empty: nowhere. Not given: as $STATE_DIRECTORY says.
    std::optional<std::string> storagePath;

    bool hasWrites() const { return enableLifecycle || enableAdminApi; }

    friend bool operator==(const CommandLine &, const CommandLine &) = default;
};

// Parses the arguments behind the program's name. The error is one line that names the flag and what was
// expected.
Result<CommandLine, std::string> parseCommandLine(const std::vector<std::string> &arguments);

// The text of --help: every flag with its default.
std::string helpText();

// `config` with what the flags, then the environment's SLURM_JWT (null: not set), say instead. The error is
// one line about a combination that cannot work.
Result<Config, std::string> withOverrides(Config config, const CommandLine &commandLine,
                                          const char *environmentToken);

// Overwrites the values of the token flags in `argv`, which is what ps and /proc/PID/cmdline show.
void hideTokens(int argc, char *argv[]);

} // namespace slurmsd
