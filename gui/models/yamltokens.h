// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

#include <vector>

namespace slurmsd {

// A part of a line of YAML that an editor shows in a way of its own. What lies between is plain.
struct YamlToken
{
    enum class Kind : unsigned char { Key, String, Number, Word, Mark, Comment, Secret };

    Kind kind = Kind::Key;
    qsizetype start = 0;
    qsizetype length = 0;

    friend bool operator==(const YamlToken &, const YamlToken &) = default;
};

// For the eye only: by the look of one line. Texts over several lines look like what their lines look like.
std::vector<YamlToken> yamlTokens(QStringView line);

} // namespace slurmsd
