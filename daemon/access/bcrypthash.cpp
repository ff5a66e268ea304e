// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/access/bcrypthash.h"

#include "common/asciitext.h"

#include <algorithm>
#include <array>
#include <crypt.h>
#include <cstring>
#include <memory>

namespace slurmsd {

namespace {

constexpr std::size_t costOffset = 4;  // behind "$2y$"
constexpr std::size_t saltOffset = 7;  // behind the cost and its '$'
constexpr std::size_t hashOffset = 29; // behind the salt
constexpr std::size_t hashSize = 60;
constexpr std::size_t maxPasswordBytes = 72;

bool isBcryptCharacter(char c)
{
    const char lower = asciiLower(c);
    return isDigit(c) || (lower >= 'a' && lower <= 'z') || c == '.' || c == '/';
}

// Takes the same time wherever they differ.
bool equalsInConstantTime(std::string_view left, std::string_view right)
{
    if (left.size() != right.size())
        return false;
    volatile unsigned char difference = 0;
    for (std::size_t i = 0; i < left.size(); ++i)
        difference = static_cast<unsigned char>(difference | (left[i] ^ right[i]));
    return difference == 0;
}

} // namespace

ValueResult<std::string> parseBcryptHash(std::string_view text)
{
    constexpr std::array<std::string_view, 3> prefixes{"$2a$", "$2b$", "$2y$"};
    const bool hasPrefix =
        std::ranges::any_of(prefixes, [text](std::string_view prefix) { return text.starts_with(prefix); });
    if (!hasPrefix)
        return Failure{
            std::string("expected a bcrypt hash ($2a$, $2b$ or $2y$), as `htpasswd -nB NAME` makes")};
    if (text.size() != hashSize)
        return Failure{"expected a bcrypt hash of " + std::to_string(hashSize) + " characters, got " +
                       std::to_string(text.size())};
    const bool hasCost =
        isDigit(text[costOffset]) && isDigit(text[costOffset + 1]) && text[saltOffset - 1] == '$';
    if (!hasCost || !std::ranges::all_of(text.substr(saltOffset), isBcryptCharacter))
        return Failure{std::string("is no bcrypt hash: what follows its prefix is damaged")};
    if (const int cost = bcryptCost(text); cost < 4 || cost > maxBcryptCost)
        return Failure{"expected a bcrypt cost from 4 to " + std::to_string(maxBcryptCost) + ", got " +
                       std::to_string(cost) +
                       (cost > 4 ? ": to check one password would take too long" : ": bcrypt has no less")};
    return std::string(text);
}

int bcryptCost(std::string_view hash) { return (hash[costOffset] - '0') * 10 + (hash[costOffset + 1] - '0'); }

std::string unknownBcryptHash(int cost)
{
    const std::string digits = std::to_string(cost);
    return "$2b$" + std::string(2 - digits.size(), '0') + digits + '$' +
           std::string(hashSize - saltOffset, '.');
}

bool matchesBcryptHash(std::string_view password, std::string_view hash)
{
    // libxcrypt has its own idea of $2a$ (it guards against hashes that a faulty program made long ago);
    // other programs' $2a$ is what it calls $2b$.
    std::string setting(hash);
    setting[2] = 'b';
    std::array<char, maxPasswordBytes + 1> phrase{};
    password.copy(phrase.data(), maxPasswordBytes);
    const auto data = std::make_unique<crypt_data>();
    const char *result = crypt_r(phrase.data(), setting.c_str(), data.get());
    // Only behind the salt: its last character has bits without a meaning, which come back as zeros.
    const bool matches = result && std::strlen(result) == hashSize &&
                         equalsInConstantTime(result + hashOffset, hash.substr(hashOffset));
    explicit_bzero(phrase.data(), phrase.size());
    explicit_bzero(data.get(), sizeof *data);
    return matches;
}

} // namespace slurmsd
