// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/httpserver/listeners.h"

#include "daemon/httpserver/connectionlistener.h"

#include <algorithm>
#include <sys/socket.h>
#include <utility>

namespace slurmsd {

namespace {

QHostAddress toQt(const std::string &host)
{
    return host.empty() ? QHostAddress(QHostAddress::Any) : QHostAddress(QString::fromStdString(host));
}

std::string text(const ListenAddress &address)
{
    const bool isIpv6 = address.host.find(':') != std::string::npos;
    return (isIpv6 ? "[" + address.host + "]" : address.host) + ":" + std::to_string(address.port);
}

bool isTcpListener(int descriptor)
{
    const auto option = [&](int name) {
        int value = -1;
        socklen_t size = sizeof value;
        return ::getsockopt(descriptor, SOL_SOCKET, name, &value, &size) == 0 ? value : -1;
    };
    const int domain = option(SO_DOMAIN);
    return option(SO_ACCEPTCONN) == 1 && (domain == AF_INET || domain == AF_INET6);
}

} // namespace

Listeners::Listeners(ConnectionTable &table, Serve serve)
    : m_table(table)
    , m_serve(std::move(serve))
{}

// What is new is bound first. Only where an address that is to be left is in its way (:8080 before
// 127.0.0.1:8080) that one pauses, and comes back when anything fails.
Result<Done, std::string> Listeners::listen(const std::vector<ListenAddress> &addresses)
{
    Plan plan = planFor(addresses);
    for (std::size_t i = 0; i < addresses.size(); ++i) {
        if (plan.wanted[i].listener)
            continue;
        auto fresh = std::make_unique<ConnectionListener>(m_table);
        if (const auto bound = bind(*fresh, addresses[i], plan.leaving); !bound) {
            plan.fresh.clear();
            for (const Entry &entry : plan.leaving) {
                if (!entry.listener->isListening())
                    entry.listener->listen(toQt(entry.served.host), entry.served.port);
            }
            return bound;
        }
        plan.wanted[i] = {addresses[i], {addresses[i].host, fresh->serverPort()}, fresh.get()};
        plan.fresh.push_back(std::move(fresh));
    }
    for (std::unique_ptr<ConnectionListener> &fresh : plan.fresh)
        m_serve(std::move(fresh));
    m_entries = std::move(plan.wanted);
    for (const Entry &entry : plan.leaving)
        end(entry);
    return Done{};
}

// Each listener serves one of the wanted addresses at most; where none does yet, the entry is empty.
Listeners::Plan Listeners::planFor(const std::vector<ListenAddress> &addresses) const
{
    Plan plan;
    plan.leaving = m_entries;
    for (const ListenAddress &address : addresses) {
        const auto isSame = [&](const Entry &entry) {
            return toQt(entry.asked.host) == toQt(address.host) &&
                   (entry.asked.port == address.port || entry.served.port == address.port);
        };
        const auto kept = std::find_if(plan.leaving.begin(), plan.leaving.end(), isSame);
        if (kept == plan.leaving.end()) {
            plan.wanted.emplace_back();
        } else {
            plan.wanted.push_back({address, kept->served, kept->listener});
            plan.leaving.erase(kept);
        }
    }
    return plan;
}

Result<Done, std::string> Listeners::bind(ConnectionListener &listener, const ListenAddress &address,
                                          const std::vector<Entry> &leaving)
{
    const QHostAddress host = toQt(address.host);
    bool isBound = listener.listen(host, address.port);
    if (!isBound && listener.serverError() == QAbstractSocket::AddressInUseError) {
        for (const Entry &entry : leaving) {
            if (entry.served.port == address.port)
                entry.listener->close();
        }
        isBound = listener.listen(host, address.port);
    }
    if (!isBound)
        return Failure{"cannot listen on " + text(address) + ": " + listener.errorString().toStdString()};
    return Done{};
}

void Listeners::end(const Entry &entry)
{
    entry.listener->close();
    m_table.retire(entry.listener);
    entry.listener->deleteLater();
}

Result<Done, std::string> Listeners::adopt(const std::vector<int> &descriptors)
{
    std::vector<std::unique_ptr<ConnectionListener>> fresh;
    for (const int descriptor : descriptors) {
        fresh.push_back(std::make_unique<ConnectionListener>(m_table));
        if (!isTcpListener(descriptor) || !fresh.back()->setSocketDescriptor(descriptor))
            return Failure{"cannot serve descriptor " + std::to_string(descriptor) +
                           ": expected a socket that listens for TCP connections"};
    }
    for (std::unique_ptr<ConnectionListener> &listener : fresh) {
        const QHostAddress host = listener->serverAddress();
        const ListenAddress address{host == QHostAddress(QHostAddress::Any) ? ""
                                                                            : host.toString().toStdString(),
                                    listener->serverPort()};
        m_adopted.push_back({address, address, listener.get()});
        m_serve(std::move(listener));
    }
    return Done{};
}

std::vector<ListenAddress> Listeners::addresses() const
{
    std::vector<ListenAddress> addresses;
    for (const std::vector<Entry> *entries : {&m_adopted, &m_entries}) {
        for (const Entry &entry : *entries)
            addresses.push_back(entry.served);
    }
    return addresses;
}

void Listeners::close()
{
    for (const std::vector<Entry> *entries : {&m_adopted, &m_entries}) {
        for (const Entry &entry : *entries)
            entry.listener->close();
    }
}

} // namespace slurmsd
