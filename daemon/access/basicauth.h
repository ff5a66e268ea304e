// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/access/loginlimiter.h"
#include "daemon/httpserver/requestgate.h"

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
    int wrong = 1024;         // wrong passwords that are known to be wrong without hashing them again
};

// HTTP basic auth (RFC 7617) with bcrypt hashes, before everything but /-/healthy, /health and /-/ready. The
// hashing (50 ms and more) is done in a thread of its own, one password after the other; requests with the
// same password wait for one result. The last password that was right is remembered for its user, by a keyed
// hash and never itself. A name that nobody has takes as long as one that somebody has; where users' costs
// differ, as long as always the same one of them. The same wrong password again is no new guess: it is
// refused at once and costs its peer nothing, so that one client with an old password does not lock out the
// others of its address.
//
// What a client is told otherwise:
//  401  no Authorization header, one that cannot be read, or a wrong password: in the same words
//  503  with Retry-After: the peer (per IPv4 address, per /64 of IPv6) has tried many passwords; said before
//       anything is hashed, with the error type "unauthorized". Never 429, which discovery clients take for a
//       request to ask again at once: a whole vmagent stalls by it.
//  503  with Retry-After: too many other passwords are waiting
//
// A password that is remembered gets in from everywhere and at once, whatever else comes from its address: a
// Prometheus is never locked out by who guesses behind the same proxy. The price: who guesses what is
// remembered can go on at the speed of requests. That is hopeless against a long random password, as machines
// should have.
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

    // Who failed: a request with a wrong name or password, once that is known (`isChecked`), or one that has
    // to wait for having failed too often.
    using FailureObserver = std::function<void(const QHostAddress &peer, bool isChecked)>;
    void setFailureObserver(FailureObserver observer);

    std::optional<Decision> decide(const RequestHead &head, const QHostAddress &peer, QObject *context,
                                   Decided decided) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace slurmsd
