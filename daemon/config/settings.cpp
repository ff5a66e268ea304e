// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/config/settings.h"

#include "daemon/config/configfile.h"
#include "daemon/config/configstore.h"
#include "daemon/process/systemd.h"

#include <cerrno>
#include <unistd.h>

namespace slurmsd {

namespace {

// Absent means the default file alone, and only when nothing is there: one that cannot be read, or is in a
// directory that cannot, is an error.
bool usesBuiltInConfig(const CommandLine &commandLine)
{
    return !commandLine.configFile && ::access(std::string(defaultConfigFile).c_str(), F_OK) != 0 &&
           errno == ENOENT;
}

// A token that systemd passes, where nothing else gives one.
void takeCredential(SlurmConfig &cluster)
{
    if (!cluster.userToken.empty() || !cluster.userTokenFile.empty())
        return;
    const std::string name = cluster.name.empty() ? "slurm-token" : "slurm-token-" + cluster.name;
    cluster.userTokenFile = credentialFile(name).value_or(std::string());
}

} // namespace

Result<Settings, std::vector<std::string>> loadSettings(const CommandLine &commandLine,
                                                        const char *environmentToken)
{
    Settings settings{.config = Config::builtIn(), .file = {}, .sha256 = {}, .deprecations = {}};
    if (!usesBuiltInConfig(commandLine)) {
        settings.file = commandLine.configFile.value_or(std::string(defaultConfigFile));
        auto loaded = loadConfigFile(settings.file);
        if (!loaded) {
            std::vector<std::string> lines;
            for (const ConfigProblem &problem : loaded.error())
                lines.push_back(problem.toString());
            return Failure{std::move(lines)};
        }
        settings.config = std::move(loaded->parsed.config);
        settings.deprecations = std::move(loaded->parsed.deprecations);
        settings.sha256 = configRevision(loaded->text);
    }
    auto overridden = withOverrides(std::move(settings.config), commandLine, environmentToken);
    if (!overridden)
        return Failure{std::vector{overridden.error()}};
    settings.config = std::move(*overridden);
    for (SlurmConfig &cluster : settings.config.clusters)
        takeCredential(cluster);
    return settings;
}

Result<Settings, std::vector<std::string>> reloadSettings(CommandLine commandLine, const Settings &inForce,
                                                          const char *environmentToken)
{
    if (!inForce.file.empty())
        commandLine.configFile = inForce.file;
    return loadSettings(commandLine, environmentToken);
}

} // namespace slurmsd
