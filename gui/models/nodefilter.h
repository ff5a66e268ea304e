// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/node.h"
#include "common/result.h"
#include "gui/models/searcherror.h"

#include <QString>

#include <memory>
#include <string_view>

namespace slurmsd {

struct SearchExpression;

// Which nodes a search finds. Terms are joined by `and`, `or`, `not` and parentheses; two terms side by side
// must both hold, and `and` binds closer than `or`. A term is one of these:
//
// - word: name, hostname, address, a partition or the reason contains it; or it is a state (drained).
// - "any text": likewise, with everything in it as it is.
// - gpu[001-064]: a hostlist, the node has one of these names; so too with a comma: gpu001,gpu002.
// - field:value: see SearchVocabulary; state:down, cpus:>=64, reason:"bad DIMM", partition:gpu,debug. Two
// words
//   "state down" find the same besides what both words find.
// - label="value", also !=, =~ and !~ with an anchored regular expression, as in PromQL.
//
// TargetSearch and EventFilter read the same language.
//
// '*' stands for any characters: gpu*, partition:gpu*. `reason:*` finds what has a reason, `reason:""` what
// has none. Letters of ASCII match in either case. Cheap to copy.
class NodeFilter
{
public:
    // Finds every node.
    NodeFilter() = default;
    // An empty search finds every node.
    static Result<NodeFilter, SearchError> parse(const QString &search);

    // `cluster`: the name of the node's cluster.
    bool matches(const Node &node, std::string_view cluster) const;

    // Are they copies of one another? Two searches that read alike need not be equal.
    friend bool operator==(const NodeFilter &, const NodeFilter &) = default;

private:
    std::shared_ptr<const SearchExpression> m_expression;
};

} // namespace slurmsd
