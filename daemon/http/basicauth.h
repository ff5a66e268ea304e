// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/http/requestgate.h"

#include <map>
#include <memory>
#include <string>

namespace slurmsd {

// HTTP basic auth (RFC 7617) with bcrypt hashes, before everything but /-/healthy, /health and /-/ready. The
// hashing (50 ms and more) is done in threads of its own, few at a time; a password that was right is
// remembered, by a keyed hash and never itself. A name that nobody has takes as long as one that somebody
// has. A peer with many failed logins (per IPv4 address, per /64 of IPv6) is refused with 429 for a while,
// before anything is hashed.
class BasicAuth : public RequestGate
{
public:
    BasicAuth();
    ~BasicAuth() override;

    // Who may enter from now on, by name, with bcrypt hashes; with nobody, everybody may. What was remembered
    // of others is forgotten.
    void setUsers(std::map<std::string, std::string> users);
    bool isRequired() const;

    std::optional<Decision> decide(const RequestHead &head, const QHostAddress &peer, QObject *context,
                                   Decided decided) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace slurmsd
