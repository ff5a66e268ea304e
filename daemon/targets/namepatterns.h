// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRegularExpression>

#include <string>
#include <string_view>
#include <vector>

namespace slurmsd {

// The regular expressions of a condition, each for the whole of a name, made ready for many names.
class NamePatterns
{
public:
    // They must be valid ones and outlive this.
    explicit NamePatterns(const std::vector<std::string> &patterns);

    // Is there one that the name, in UTF-8, matches? Without patterns every name does.
    bool match(std::string_view name) const;

private:
    const std::vector<std::string> &m_patterns;
    std::vector<QRegularExpression> m_compiled; // those that are no plain names
};

} // namespace slurmsd
