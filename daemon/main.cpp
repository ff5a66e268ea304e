// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/secretmask.h"
#include "daemon/access/webservice.h"
#include "daemon/application.h"
#include "daemon/config/settings.h"
#include "daemon/once.h"
#include "daemon/process/log.h"
#include "daemon/process/signalwatcher.h"
#include "daemon/slurm/token.h"

#include <QCoreApplication>

#include <cstdio>
#include <cstdlib>
#include <malloc.h>

using namespace slurmsd;

namespace {

constexpr int exitFine = 0;
constexpr int exitFailure = 1;
constexpr int exitUsage = 2;

// Lists of many nodes, and what is made of them. Left alone, glibc goes by the largest block that was ever
// freed, and keeps what is smaller: at 65,536 nodes a fifth of the peak.
constexpr int largeBlockBytes = 1 << 20;

void printLines(const std::vector<std::string> &lines)
{
    for (const std::string &line : lines)
        std::fprintf(stderr, "%s\n", maskSecrets(line).c_str());
}

void printDeprecations(const Settings &settings)
{
    for (const ConfigProblem &deprecation : settings.deprecations)
        printLines({deprecation.toString()});
}

// Told here too, and not only when it would be sent. No problem of the config: a file may be written later,
// or be one that only the daemon's user may read, and a daemon whose token is wrong still serves the stored
// list.
void printTokenProblems(const Settings &settings)
{
    for (const SlurmConfig &cluster : settings.config.clusters) {
        const bool isSent = cluster.endpoint.starts_with("http") || cluster.endpoint.starts_with("unix:");
        const auto token = isSent ? currentToken(cluster) : Result<std::string, PollError>(std::string());
        if (!token)
            printLines({(cluster.name.empty() ? "" : cluster.name + ": ") + token.error().message});
    }
}

int reportValid(const Settings &settings)
{
    const std::size_t jobs = settings.config.jobs.size();
    std::printf("%s: valid, %zu %s\n", settings.file.empty() ? "built-in defaults" : settings.file.c_str(),
                jobs, jobs == 1 ? "job" : "jobs");
    return exitFine;
}

int serve(const CommandLine &commandLine, Settings settings)
{
    SignalWatcher signalWatcher;
    Application application(commandLine, std::move(settings));
    QObject::connect(&signalWatcher, &SignalWatcher::terminationRequested, &application, [&application] {
        log(LogLevel::Info, "ending on a signal");
        application.announceEnd();
        QCoreApplication::exit(exitFine);
    });
    QObject::connect(&signalWatcher, &SignalWatcher::reloadRequested, &application,
                     [&application] { static_cast<void>(application.reload(LessProtection::Allowed)); });
    if (const auto started = application.start(); !started) {
        for (const std::string &error : started.error())
            log(LogLevel::Error, "cannot start", {{"error", error}});
        return exitFailure;
    }
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    // Copied first: from here on ps must not show a token.
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    hideTokens(argc, argv);
    // Go back to the system as soon as they are freed.
    mallopt(M_MMAP_THRESHOLD, largeBlockBytes);
    // GLib's event loop costs a quarter of the requests per second and gives a daemon nothing.
    qputenv("QT_NO_GLIB", "1");
    const QCoreApplication qtApplication(argc, argv);

    const auto commandLine = parseCommandLine(arguments);
    if (!commandLine) {
        printLines({"prometheus-slurm-sd: " + commandLine.error()});
        return exitUsage;
    }
    if (commandLine->action == CommandLine::Action::Help) {
        std::fputs(helpText().c_str(), stdout);
        return exitFine;
    }
    if (commandLine->action == CommandLine::Action::Version) {
        std::printf("prometheus-slurm-sd %s (Qt %s)\n", SLURMSD_VERSION, qVersion());
        return exitFine;
    }
    configureLog(commandLine->logLevel, commandLine->logFormat);

    const char *environmentToken = std::getenv("SLURM_JWT");
    auto settings = loadSettings(*commandLine, environmentToken);
    const bool isCheck = commandLine->action == CommandLine::Action::CheckConfig;
    if (!settings) {
        printLines(settings.error());
        return isCheck ? exitFailure : exitUsage;
    }
    // What systemd passes is not where the config says: seen at the start then.
    const bool isSocketActivated = std::getenv("LISTEN_FDS") != nullptr;
    const bool isServing = commandLine->action == CommandLine::Action::Serve && !isSocketActivated;
    if (isCheck || isServing) {
        const auto checked =
            WebService::check(settings->config.web, commandLine->webConfigFile, commandLine->hasWrites());
        if (!checked) {
            printLines(checked.error());
            return isCheck ? exitFailure : exitUsage;
        }
    }
    const bool hasEndpoint = !settings->config.clusters.front().endpoint.empty();
    if (isCheck)
        printDeprecations(*settings);
    if (isCheck && hasEndpoint) {
        printTokenProblems(*settings);
        return reportValid(*settings);
    }
    if (!hasEndpoint) {
        printLines(
            {"no Slurm endpoint: set slurm.endpoint in the config file or --slurm.endpoint to the URL of "
             "slurmrestd (http://head:6820 or unix:/run/slurmrestd/slurmrestd.sock), or to demo: for an "
             "embedded "
             "cluster"});
        return exitUsage;
    }
    if (commandLine->action == CommandLine::Action::Once)
        return runOnce(settings->config, *commandLine);
    return serve(*commandLine, std::move(*settings));
}
