// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <string>
#include <vector>

namespace slurmsd {

// The targets ("host:port", each once, in their order) that one answer has and the other has not, and those
// whose labels differ.
struct TargetDiff
{
    std::vector<std::string> added;
    std::vector<std::string> removed;
    std::vector<std::string> relabeled;

    bool isEmpty() const { return added.empty() && removed.empty() && relabeled.empty(); }
    friend bool operator==(const TargetDiff &, const TargetDiff &) = default;
};

// Of two answers as fileSdJson() writes them; read from the text, so that nobody has to keep the groups. A
// null QByteArray is an answer without targets. Pure.
TargetDiff diffTargets(const QByteArray &before, const QByteArray &after);

} // namespace slurmsd
