// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/configvalues.h"
#include "common/result.h"
#include "daemon/httpserver/httplimits.h"
#include "daemon/httpserver/httpmessage.h"
#include "daemon/httpserver/requestgate.h"

#include <QSslConfiguration>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace slurmsd {

class ConnectionTable;
class Listeners;

// Serves HTTP/1.1 and HTTP/1.0 on any number of addresses: Qt's HTTP server, with every connection behind a
// ClientConnection that holds the limits. Lives on the event loop, where the handler is called too.
class HttpServer
{
public:
    explicit HttpServer(HttpHandler handler, const HttpLimits &limits = {});
    // Ends every connection at once.
    ~HttpServer();
    Q_DISABLE_COPY_MOVE(HttpServer)

    // Serves these addresses from now on, and no others. Those that it served before go on without a break;
    // connections of those that are left out may end their request. On failure nothing has changed, and the
    // error names the address: `cannot listen on 127.0.0.1:8080: …`.
    Result<Done, std::string> listen(const std::vector<ListenAddress> &addresses);
    // Serves sockets that listen already, as systemd passes them, in addition; they are this object's, for
    // the whole life of the server: listen() does not end them. Fails, with nothing served, if one is
    // anything but a TCP socket that listens; they are not to be used any more then.
    Result<Done, std::string> adopt(const std::vector<int> &descriptors);

    // The addresses that are served, in the order of adopt() and listen(), with the ports that port 0 became.
    std::vector<ListenAddress> addresses() const;

    // For connections from now on: TLS, or without a value plain HTTP. A client that begins in plain text
    // where TLS is spoken gets a 400 in plain text. Client certificates, by what QSslConfiguration has for
    // them:
    //   none                    VerifyNone, Qt's AutoVerifyPeer asks for one
    //   asked for, any or none  QueryPeer
    //   any                     QueryPeer, setMissingCertificateIsFatal(true)
    //   a good one or none      QueryPeer, setHandshakeMustInterruptOnError(true)
    //   a good one              VerifyPeer, with both of these
    // The CAs are those of the configuration; Qt's default configuration adds the system's.
    void setTls(const std::optional<QSslConfiguration> &tls);
    // For every reply from now on, refusals too. A header that the reply has itself stays.
    void setHeaders(const std::vector<std::pair<std::string, std::string>> &headers);
    // Asked for each request whose head is fine. Must outlive its time here, or the server. Null: every
    // request goes on.
    void setGate(RequestGate *gate);
    // Told the status of each request that never reached the handler: refused, timed out, sent away.
    void setRefusalObserver(std::function<void(int status)> observer);

    // Open connections, to see how the limits are used.
    std::size_t connections() const;

    // Stops listening and ends every connection, at once and for good.
    void close();

private:
    class Backend;

    std::unique_ptr<ConnectionTable> m_table; // used until the last connection of the backend is deleted
    std::unique_ptr<Backend> m_backend;
    std::unique_ptr<Listeners> m_listeners;
};

// Raises the process's soft limit of file descriptors to the hard one. To be called once, at start, since the
// usual 1024 of it are soon used up by clients.
void raiseFileLimit();

} // namespace slurmsd
