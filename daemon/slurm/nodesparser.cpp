// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/nodesparser.h"

#include "daemon/slurm/listparser.h"
#include "daemon/slurm/nodebuilder.h"

namespace slurmsd {

struct NodesParser::Parser : ListParser<NodeBuilder>
{};

NodesParser::NodesParser(std::size_t expectedNodes)
    : m_parser(std::make_unique<Parser>())
{
    m_parser->list().nodes.reserve(expectedNodes);
}

NodesParser::~NodesParser() = default;

bool NodesParser::feed(std::string_view chunk) { return m_parser->feed(chunk); }

Result<std::shared_ptr<NodeSnapshot>, PollError> NodesParser::finish()
{
    return m_parser->finish("node list", "a name");
}

std::optional<PollError> NodesParser::slurmError() const
{
    return m_parser->handler().errors().toPollError();
}

} // namespace slurmsd
