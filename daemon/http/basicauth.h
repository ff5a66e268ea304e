// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/http/loginlimiter.h"
#include "daemon/http/requestgate.h"

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>

namespace slurmsd {

struct BasicAuthLimits
{
    LoginLimiter::Limits logins{};
    std::size_t waiting = 32; // different passwords that are being hashed or wait for it
    int remembered = 1024;    // right passwords, of all peers
};

// HTTP basic auth (RFC 7617) with bcrypt hashes, before everything but /-/healthy, /health and /-/ready. The
// hashing (50 ms and more) is done in a thread of its own, one password after the other; requests with the
// same password wait for one result. A password that was right is remembered for its peer, by a keyed hash
// and never itself. A name that nobody has takes as long as one that somebody has;
// where users' costs differ, as long as always the same one of them.
//
// What a client is told otherwise:
//  401  no Authorization header, one that cannot be read, or a wrong password: in the same words
//  429  with Retry-After: the peer (per IPv4 address, per /64 of IPv6) had many failed logins; said before
//       anything is hashed. A client that has logged in from there before and sends the same password still
//       gets in, so that a Prometheus is not locked out by an attacker behind the same NAT or on the same
//       host. The price: such an attacker, and no other, can go on guessing at the speed of requests. That
//       is hopeless against a long random password, as machines should have.
//  503  with Retry-After: too many other passwords are waiting
class BasicAuth : public RequestGate
{
public:
    using Clock = std::function<std::chrono::steady_clock::time_point()>;

    explicit BasicAuth(const BasicAuthLimits &limits = {}, Clock clock = std::chrono::steady_clock::now);
    // Waits for the password that is being hashed; nobody is told of it any more.
    ~BasicAuth() override;

    // Who may enter from now on, by name, with bcrypt hashes that parseBcryptHash() took; with nobody,
    // everybody may. What was remembered of those whose hash is another is forgotten.
    void setUsers(std::map<std::string, std::string> users);
    bool isRequired() const;

    // Called for each request with a wrong name or password, once that is known.
    void setFailureObserver(std::function<void()> observer);

    std::optional<Decision> decide(const RequestHead &head, const QHostAddress &peer, QObject *context,
                                   Decided decided) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace slurmsd
