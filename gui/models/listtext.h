// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/result.h"

#include <QString>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace slurmsd {

// Lists in one line, as people type them: "gpu, gpu-.*". A comma within the brackets of a regular expression
// parts nothing: gpu[0-9]{1,2}. An item with another comma, a quote or a space at one of
// its ends is in double quotes, and a quote in it is doubled: "gpu[0-9]{1,2}", as in CSV. Reading what was
// written gives the items again, whatever is in them.

QString listText(const std::vector<std::string> &items);
// The error says in words what is wrong. Items that are empty and not in quotes count for nothing: one of
// them is there whenever somebody types a comma.
Result<std::vector<std::string>, QString> parseListText(const QString &text);

using TextPairs = std::vector<std::pair<std::string, std::string>>;

// Names and values: "team=hpc, rack=r 12".
QString pairsText(const TextPairs &pairs);
// An item is parted at its first equals sign, which no name has.
Result<TextPairs, QString> parsePairsText(const QString &text);

} // namespace slurmsd
