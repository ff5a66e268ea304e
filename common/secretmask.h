// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace slurmsd {

// What a secret looks like, wherever it stands: everything that leaves the program for people (log, status,
// page, error messages, the config's text, ps) goes by these. Pure.

// What stands for a secret in a text that is shown.
inline constexpr std::string_view secretPlaceholder = "<secret>";

// Is the value of this key a secret? "user_token", "SLURM_JWT", "password", "api_key" and the like, also
// misspelled ("user_tokn"); not what names a file or a time of one.
bool isSecretName(std::string_view name);

struct SecretSpan
{
    std::size_t begin = 0; // bytes
    std::size_t end = 0;   // behind the last

    friend bool operator==(const SecretSpan &, const SecretSpan &) = default;
};

// In order: whatever has the shape of a JSON Web Token, or of the beginning of one; and the value in
// "user_token=VALUE", for any isSecretName(). What stands behind a colon is left alone: in the program's own
// messages that is a problem and no value.
std::vector<SecretSpan> findSecrets(std::string_view text);

// The text with the placeholder for each of them.
std::string maskSecrets(std::string_view text);
// The same; without a secret these very bytes.
QByteArray withoutSecrets(QByteArray text);

} // namespace slurmsd
