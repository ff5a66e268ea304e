// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/pollerror.h"
#include "common/result.h"
#include "daemon/slurm/nodebuilder.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace slurmsd {

// The value of $SLURM_TIME_FORMAT (scontrol(1)) that ScontrolTextParser wants: seconds since 1970, and a mark
// that nobody knew who wrote a comment. `mark` is of letters and digits.
std::string scontrolTimeFormat(std::string_view mark);

// Parses the output of `scontrol --oneliner show nodes` as it arrives, in chunks of any size, for a Slurm
// whose scontrol has no --json. The nodes are those that slurmrestd of the same release gives, but for what
// the text does not tell: Slurm's release and the cluster's name; before 26.05 the reservation; where a
// comment or extra text has " Extra=", " InstanceId=" and so on in it, how much of it belongs to which.
//
// The format is not documented. As 22.05.8 and 26.05.5 print it: a line a node of Key=Value between blanks,
// in which the last values (Reason, Comment, Extra) are whatever an administrator typed, new lines as well.
// So what begins as a node is one only where it has the keys that every node has, in their order, and times
// that are marked or none. A comment that repeats a whole line of a node that was never busy would make a
// node; nothing can hide one.
//
// Bytes that are not UTF-8 become U+FFFD. Pure: no I/O, no clock.
class ScontrolTextParser
{
public:
    // `mark` as in scontrolTimeFormat(). `expectedNodes`: how many nodes to make room for.
    explicit ScontrolTextParser(std::string mark, std::size_t expectedNodes = 0);

    // False once the text is known not to be such an output; the rest may be fed or not.
    bool feed(std::string_view chunk);

    // To be called once, after the last chunk. The snapshot has everything but `takenAt`; it is empty where
    // scontrol says that there are no nodes. Errors are Parse: another text, one that is cut short, a name
    // that comes twice.
    Result<std::shared_ptr<NodeSnapshot>, PollError> finish();

private:
    void takeLine(std::string_view line);
    bool isNodeLine(std::string_view line) const;
    void takeNode();
    bool fail(std::string message);

    std::string m_mark; // "~7f3a": how a time ends
    std::shared_ptr<NodeSnapshot> m_snapshot = std::make_shared<NodeSnapshot>();
    NodeBuilder m_builder{*m_snapshot};
    std::string m_line;   // what came of the line under way
    std::string m_record; // the lines of the node under way
    bool m_saysNoNodes = false;
    std::string m_failure;
};

} // namespace slurmsd
