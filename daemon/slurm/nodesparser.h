// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/node.h"
#include "common/pollerror.h"
#include "common/result.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace slurmsd {

// Parses Slurm's answer to GET /slurm/{version}/nodes/ as it arrives, in chunks of any size: every API
// version from v0.0.36 on, and `scontrol show nodes --json`. Memory does not grow with the length of the
// text, only with the nodes, of which four times Slurm's MAX_SLURM_NODES are too many. Fields that are
// missing, null, of another type or unknown never fail a node. Bytes that are not UTF-8, as slurmrestd passes
// on from whoever typed a Reason in Latin-1, become U+FFFD. Strings of over 64 KiB count as not given; more
// than 32 levels of nesting are no JSON to it. Pure: no I/O, no clock.
//
//     NodesParser parser(expectedNodes);
//     while (…) parser.feed(chunk);
//     auto nodes = parser.finish();
class NodesParser
{
public:
    // `expectedNodes`: how many nodes to make room for; a guess, as of the last answer.
    explicit NodesParser(std::size_t expectedNodes = 0);
    ~NodesParser();
    Q_DISABLE_COPY_MOVE(NodesParser)

    // False once the text is known not to be JSON; the rest may be fed or not.
    bool feed(std::string_view chunk);

    // To be called once, after the last chunk. The snapshot has everything but `takenAt` and `apiVersion`.
    // Errors are Parse (the text is not complete JSON, has no `nodes` array, or none in it has a name:
    // another program's list, which must not pass for an empty one) and Slurm (`errors` is not empty; the
    // message is the first one's), or Auth when its number is one that Slurm refuses a user with (1007
    // SLURM_PROTOCOL_AUTHENTICATION_ERROR and others of slurm/slurm_errno.h).
    Result<std::shared_ptr<NodeSnapshot>, PollError> finish();

    // The error that `errors` describes, for answers that are not 200; nothing when there is none so far.
    std::optional<PollError> slurmError() const;

private:
    struct Parser; // keeps Boost.JSON's headers out of this one
    std::unique_ptr<Parser> m_parser;
};

} // namespace slurmsd
