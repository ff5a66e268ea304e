// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/event.h"
#include "daemon/access/webservice.h"
#include "daemon/config/configstore.h"
#include "daemon/config/settings.h"
#include "daemon/config/shownconfig.h"
#include "daemon/process/filestamps.h"

#include <QObject>
#include <QTimer>

#include <optional>
#include <string>
#include <vector>

namespace slurmsd {

struct Counters;

// The config in force and how it becomes another: reads the config file and the web config file anew, objects
// to what the daemon could not run with, and tells log and events how it went. On the event loop.
class ConfigController : public QObject
{
    Q_OBJECT

public:
    using Problems = std::vector<std::string>;

    // `web` must outlive this object.
    ConfigController(CommandLine commandLine, Settings settings, WebService &web);

    // Listens where the config says. The error has one line for each problem: an address that cannot be
    // listened on, a web config file that cannot be used, …
    Result<Done, Problems> start();
    // Reads both files again. With any problem in them everything stays as it was, and the problems are in
    // the log, the status and the metrics as well as here.
    Result<Done, Problems> reload(LessProtection lessProtection);
    // Why the daemon could not run with this config of its file; nothing when it could.
    std::optional<std::string> objectionTo(const Config &config) const;

    const Config &config() const { return m_settings.config; }
    const CommandLine &commandLine() const { return m_commandLine; }
    // Of the config file; nothing for the built-in config.
    std::optional<ConfigStore> store() const;
    // overriddenKeys() of this process.
    std::vector<std::string> overridden() const;
    ShownConfigs &shown() { return m_shown; }
    // What requests that change something may have in their Host.
    const std::vector<std::string> &hostNames() const { return m_hostNames; }

    const ConfigStatus &status() const { return m_status; }
    void count(Counters &counters) const;
    // "none" without one.
    std::string fileOrNone() const { return m_settings.file.empty() ? "none" : m_settings.file; }

Q_SIGNALS:
    // config() is what was just read; not at the start.
    void applied();
    // Without an id.
    void happened(const slurmsd::Event &event);
    // A reload ended: status() is another one.
    void reloaded();

private:
    Result<Settings, Problems> readSettings() const;
    Result<Done, Problems> applyWeb(const WebConfig &config, LessProtection lessProtection);
    void putInForce(Settings settings);
    // `success`: what to say when there is no problem, and `changes` behind it.
    void reportReload(const std::string &success, const Problems &problems, const std::string &changes = {});
    void reportWebConfig(const Problems &problems);
    void tell(Event::Kind kind, std::string text);
    void logDeprecations() const;
    void logAddresses() const;
    void prepareShown();

    const CommandLine m_commandLine;
    WebService &m_web;
    Settings m_settings;
    std::vector<std::string> m_hostNames;
    ConfigStatus m_status;
    Problems m_configProblems; // of the last reload; empty: it was good
    Problems m_webProblems;    // of the web config file since; empty: it is in force
    WallTime m_lastGoodReload; // the start counts as one
    std::uint64_t m_reloads = 0;
    std::uint64_t m_failedReloads = 0; // of those
    ShownConfigs m_shown;
    FileStamps m_stamps; // of the config file, when it was last shown to m_shown
    QTimer m_watch;
};

} // namespace slurmsd
