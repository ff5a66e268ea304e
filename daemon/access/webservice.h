// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "daemon/access/basicauth.h"
#include "daemon/access/failedlogins.h"
#include "daemon/access/webconfigfile.h"
#include "daemon/httpserver/httpserver.h"
#include "daemon/httpserver/preparationgate.h"
#include "daemon/process/filestamps.h"

#include <QObject>
#include <QTimer>

#include <string>
#include <utility>
#include <vector>

namespace slurmsd {

// May a web config file that protects the server less than before come into force?
enum class LessProtection : unsigned char { Refused, Allowed };

// The HTTP server and who may talk to it: where it listens, and what the web config file says about TLS,
// headers and basic auth. That file is read again once it, or a certificate that it names, has changed; what
// it protected then stays protected, since a file that is just being written, or was emptied by mistake,
// looks like one that asks for nothing. On the event loop.
class WebService : public QObject
{
    Q_OBJECT

public:
    // `webConfigFile`: empty for none. `hasWrites`: can anything be changed through this server?
    WebService(HttpHandler handler, std::string webConfigFile, bool hasWrites);

    // Would apply() take these, as far as can be seen without listening? One line for each problem.
    static Result<Done, std::vector<std::string>> check(const WebConfig &config,
                                                        const std::string &webConfigFile, bool hasWrites);

    // Listens where the config says, with what the web config file says now; all of it, or on failure, with
    // one line for each problem, everything stays as it was. Sockets that systemd passed take the place of
    // the addresses. On success, a line for each thing about the protection that an operator should know:
    // what is gone, or that the file gives none.
    Result<std::vector<std::string>, std::vector<std::string>> apply(const WebConfig &config,
                                                                     LessProtection lessProtection);

    // Why apply() would not take this config, less protection being refused, as far as can be seen without
    // listening; nothing when it would.
    std::optional<std::string> objectionTo(const WebConfig &config) const;

    std::vector<ListenAddress> addresses() const { return m_server.addresses(); }
    bool hasTls() const { return m_isTls; }
    // Is what the web config file said when it was read last in force?
    bool isWebConfigInForce() const { return !m_isRefused; }
    // Are the sockets those that systemd passed, whatever the config says?
    bool isSocketActivated() const { return m_isSocketActivated; }
    std::size_t connections() const { return m_server.connections(); }
    HttpServer &server() { return m_server; }
    // Requests of this path, once they are let in, wait for what they are answered with.
    void prepare(std::string path, PreparationGate::Prepare prepare)
    {
        m_gate.add(std::move(path), std::move(prepare));
    }

Q_SIGNALS:
    // The web config file changed and was read again; empty: it is in force, else why it is not: its
    // problems, or what it would leave without protection.
    void webConfigReloaded(const std::vector<std::string> &problems);
    // A request had a wrong name or password.
    void loginFailed();
    // Logins failed, or had to wait since too many failed: at most once an address and minute.
    void failedLoginsCounted(const FailedLoginReport &report);

private:
    using Problems = std::vector<std::string>;

    std::vector<ListenAddress> addressesFor(const WebConfig &config) const;
    // What the file says now, where the server may go by it.
    Result<LoadedWebConfig, Problems> load(const std::vector<ListenAddress> &addresses,
                                           LessProtection lessProtection, FileStamps &stamps) const;
    std::vector<std::string> warningsOf(const WebConfigFile &config) const;
    void putInForce(const LoadedWebConfig &loaded);
    void reloadIfChanged();
    void countFailedLogin(const QHostAddress &peer, bool isChecked);
    void reportFailedLogins();

    const std::string m_webConfigFile;
    const bool m_hasWrites;
    FailedLogins m_failedLogins;
    BasicAuth m_auth;
    PreparationGate m_gate{m_auth};
    HttpServer m_server;
    FileStamps m_stamps;
    WebConfigFile m_inForce;
    std::string m_fingerprint; // of that
    QTimer m_watch;
    bool m_isTls = false;
    bool m_isRefused = false; // what the file said when it was read last
    bool m_isSocketActivated = false;
};

} // namespace slurmsd
