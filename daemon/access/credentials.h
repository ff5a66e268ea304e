// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <memory>
#include <string>
#include <string_view>

namespace slurmsd {

// A name and a password as a client sent them; the password's memory is overwritten when they go.
struct Credentials
{
    std::string user;
    std::string password;

    Credentials(std::string_view name, std::string_view secret)
        : user(name)
        , password(secret)
    {}
    ~Credentials();
    Q_DISABLE_COPY_MOVE(Credentials)
};

// What an Authorization header of the scheme Basic says (RFC 7617): base64 of "name:password", where the name
// has no colon and neither has control characters (nor could bcrypt take a NUL). Null for anything else:
// another scheme, other characters than base64's, wrong padding.
std::unique_ptr<Credentials> parseBasicCredentials(std::string_view authorization);

} // namespace slurmsd
