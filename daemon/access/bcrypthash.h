// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/configvalues.h"

#include <string>
#include <string_view>

namespace slurmsd {

// Password hashes as `htpasswd -nB` makes them: "$2y$10$", 22 characters of salt, 31 of hash. A hash is a
// secret: no message repeats one.

// The highest cost that is taken. Each step doubles the time: 10 takes about 0.06 s, 14 a second, 18 some
// 15 s, and 31 more than a day, for each wrong password too.
inline constexpr int maxBcryptCost = 18;

// Such a hash, unchanged; with the prefix $2a$, $2b$ or $2y$ (all three mean the same today) and a cost from
// 4 to maxBcryptCost.
ValueResult<std::string> parseBcryptHash(std::string_view text);

// The cost of a hash that parseBcryptHash() took.
int bcryptCost(std::string_view hash);

// A hash of this cost, 4 to maxBcryptCost, that no password is known for.
std::string unknownBcryptHash(int cost);

// Is it the hash of that password? As everywhere with bcrypt, only the first 72 bytes of a password count.
// Takes time by the hash's cost, whatever the answer; on any thread. `hash` is one that parseBcryptHash()
// took.
bool matchesBcryptHash(std::string_view password, std::string_view hash);

} // namespace slurmsd
