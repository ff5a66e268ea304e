// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string>
#include <string_view>

namespace slurmsd {

// As one word of a POSIX shell: as it is where that is one, else in single quotes.
QString shellQuoted(const QString &text);

// In double quotes, as PromQL has strings (https://prometheus.io/docs/prometheus/latest/querying/basics).
std::string promqlString(std::string_view text);

// As a regular expression (RE2) that matches just this text.
std::string regexEscaped(std::string_view text);

} // namespace slurmsd
