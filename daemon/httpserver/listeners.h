// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/configvalues.h"
#include "common/result.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace slurmsd {

class ConnectionTable;
class ConnectionListener;

// The addresses that a server listens on, and how they change while it runs.
class Listeners
{
public:
    // Takes over a listener that is ready to be served; it stays alive until it is deleted here.
    using Serve = std::function<void(std::unique_ptr<ConnectionListener>)>;

    // The table must outlive this object, and so must all that `serve` takes.
    Listeners(ConnectionTable &table, Serve serve);

    // As HttpServer's of the same names.
    Result<Done, std::string> listen(const std::vector<ListenAddress> &addresses);
    Result<Done, std::string> adopt(const std::vector<int> &descriptors);
    std::vector<ListenAddress> addresses() const;
    void close();

private:
    struct Entry
    {
        ListenAddress asked;
        ListenAddress served; // with the port that port 0 became
        ConnectionListener *listener = nullptr;
    };

    struct Plan
    {
        std::vector<Entry> wanted;  // one for each address
        std::vector<Entry> leaving; // of those that are served
        std::vector<std::unique_ptr<ConnectionListener>> fresh{};
    };

    Plan planFor(const std::vector<ListenAddress> &addresses) const;
    static Result<Done, std::string> bind(ConnectionListener &listener, const ListenAddress &address,
                                          const std::vector<Entry> &leaving);
    void end(const Entry &entry);

    ConnectionTable &m_table;
    Serve m_serve;
    std::vector<Entry> m_adopted;
    std::vector<Entry> m_entries;
};

} // namespace slurmsd
