// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/configvalues.h"
#include "common/result.h"
#include "daemon/http/httplimits.h"
#include "daemon/http/httpmessage.h"

#include <memory>
#include <string>
#include <vector>

namespace slurmsd {

class ConnectionTable;

// Serves HTTP/1.1 and HTTP/1.0 on any number of addresses: Qt's HTTP server, with every connection behind a
// guard (connectionguard.h) that holds the limits. Lives on the event loop, where the handler is called too.
class HttpServer
{
public:
    explicit HttpServer(HttpHandler handler, const HttpLimits &limits = {});
    // Ends every connection at once.
    ~HttpServer();
    Q_DISABLE_COPY_MOVE(HttpServer)

    // Serves one more address. On failure, an error that names it: `cannot listen on 127.0.0.1:8080: …`.
    Result<Done, std::string> listen(const ListenAddress &address);

    // The addresses that are served, in the order of listen(), with the ports that port 0 became.
    std::vector<ListenAddress> addresses() const;

    // Open connections, to see how the limits are used.
    std::size_t connections() const;

    // Stops listening and ends every connection, at once and for good.
    void close();

private:
    class Backend;

    std::unique_ptr<ConnectionTable> m_table; // used until the last connection of the backend is deleted
    std::unique_ptr<Backend> m_backend;
};

// Raises the process's soft limit of file descriptors to the hard one. To be called once, at start, since the
// usual 1024 of it are soon used up by clients.
void raiseFileLimit();

} // namespace slurmsd
