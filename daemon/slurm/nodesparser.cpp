// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/nodesparser.h"

#include "daemon/slurm/jsonparser.h"
#include "daemon/slurm/nodeshandler.h"

#include <algorithm>
#include <utility>

namespace slurmsd {

namespace {

namespace json = boost::json;

// As much of a text that is not JSON as an error message quotes: a proxy's HTML tells itself so.
constexpr std::size_t maxQuotedBytes = 40;

Failure<PollError> parseError(std::string message)
{
    return Failure{PollError{PollErrorClass::Parse, std::move(message)}};
}

// The text may be anything, binary too: only what every terminal shows as it is stays.
std::string inQuotes(std::string_view text)
{
    std::string quote(text.substr(0, maxQuotedBytes));
    std::ranges::replace_if(
        quote, [](char c) { return c < ' ' || c > '~'; }, ' ');
    return text.size() > maxQuotedBytes ? quote + "…" : quote;
}

} // namespace

struct NodesParser::Parser
{
    std::shared_ptr<NodeSnapshot> snapshot = std::make_shared<NodeSnapshot>();
    // slurmrestd passes on what an admin typed, in whatever encoding; the handler repairs what is kept.
    JsonParser<NodesHandler> json{*snapshot};
    std::uint64_t bytes = 0; // fed before this chunk
    std::string start;       // the first of them, without leading white space
    std::string failure;     // why the text is not JSON; empty while it may be

    bool write(std::string_view chunk, bool isLast);
    void noteStart(std::string_view chunk);
    std::string describe(const boost::system::error_code &code, std::uint64_t offset) const;
};

NodesParser::NodesParser(std::size_t expectedNodes)
    : m_parser(std::make_unique<Parser>())
{
    m_parser->snapshot->nodes.reserve(expectedNodes);
}

NodesParser::~NodesParser() = default;

bool NodesParser::feed(std::string_view chunk) { return chunk.empty() || m_parser->write(chunk, false); }

Result<std::shared_ptr<NodeSnapshot>, PollError> NodesParser::finish()
{
    if (!m_parser->write({}, true))
        return parseError(m_parser->failure);
    const NodesHandler &handler = m_parser->json.handler();
    if (std::optional<PollError> error = handler.errors().toPollError())
        return Failure{*std::move(error)};
    if (handler.nodeList() == NodesHandler::NodeList::Missing)
        return parseError("not a node list: the JSON object has no \"nodes\"");
    if (handler.nodeList() == NodesHandler::NodeList::NotAList)
        return parseError("not a node list: \"nodes\" is not an array");
    const NodeSnapshot &snapshot = *m_parser->snapshot;
    if (snapshot.nodes.empty() && snapshot.skipped > 0)
        return parseError("not a node list: none of the " + std::to_string(snapshot.skipped) +
                          " entries of \"nodes\" has a name");
    m_parser->snapshot->strings.seal();
    return std::move(m_parser->snapshot);
}

std::optional<PollError> NodesParser::slurmError() const
{
    return m_parser->json.handler().errors().toPollError();
}

bool NodesParser::Parser::write(std::string_view chunk, bool isLast)
{
    if (!failure.empty())
        return false;
    noteStart(chunk);
    boost::system::error_code code;
    const std::size_t used = json.write(chunk, code);
    if (!code && used < chunk.size())
        code = json::make_error_code(json::error::extra_data);
    if (!code && isLast && !json.isDone())
        code = json::make_error_code(json::error::incomplete);
    if (code)
        failure = describe(code, bytes + used);
    bytes += chunk.size();
    return !code;
}

void NodesParser::Parser::noteStart(std::string_view chunk)
{
    if (start.empty())
        chunk.remove_prefix(std::min(chunk.find_first_not_of(" \t\r\n"), chunk.size()));
    // One byte more, to see that there is more.
    if (start.size() <= maxQuotedBytes)
        start += chunk.substr(0, maxQuotedBytes + 1 - start.size());
}

std::string NodesParser::Parser::describe(const boost::system::error_code &code, std::uint64_t offset) const
{
    if (start.empty())
        return "expected JSON, got an empty text";
    if (start.front() != '{')
        return "expected a JSON object, got a text that starts with: " + inQuotes(start);
    const std::string at = " at byte " + std::to_string(offset);
    if (code == json::error::incomplete)
        return "the JSON ends too early, after " + std::to_string(offset) + " bytes";
    if (code == json::error::too_deep)
        return "refused" + at + ": nested more than " + std::to_string(maxJsonDepth) + " levels deep";
    if (const std::string &complaint = json.handler().complaint(); !complaint.empty())
        return "refused" + at + ": " + complaint;
    return "not JSON" + at + ": " + code.message();
}

} // namespace slurmsd
