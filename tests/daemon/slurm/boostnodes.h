// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/slurm/jsonparser.h"
#include "daemon/slurm/listhandler.h"
#include "daemon/slurm/nodebuilder.h"

#include <boost/json/basic_parser_impl.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What Boost.JSON's parser makes of a node list: the reference for JsonParser, with the same handler.
namespace slurmsd {

using NodesHandler = ListHandler<NodeBuilder>;

class BoostNodesHandler : public NodesHandler
{
public:
    using NodesHandler::NodesHandler;

    static constexpr std::size_t max_object_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_array_size = max_object_size;
    static constexpr std::size_t max_key_size = max_object_size;
    static constexpr std::size_t max_string_size = max_object_size;

    bool on_document_begin(Code &) { return true; }
    bool on_document_end(Code &) { return true; }
    bool on_number_part(Text, Code &) { return true; }
    bool on_uint64(std::uint64_t, Text, Code &code) { return on_double(0, {}, code); }
    bool on_comment_part(Text, Code &) { return true; }
    bool on_comment(Text, Code &) { return true; }
};

// What came of a text.
struct JudgedNodes
{
    bool isJson = false;
    bool isExponentTooLarge = false; // the first releases of Boost.JSON refuse such a number
    std::string complaint;           // the handler's
    NodesHandler::Found found{};
    std::optional<PollError> error; // Slurm's
    std::shared_ptr<NodeSnapshot> snapshot = std::make_shared<NodeSnapshot>();

    void take(const NodesHandler &handler)
    {
        complaint = handler.complaint();
        found = handler.found();
        error = handler.errors().toPollError();
        snapshot->cluster = handler.cluster();
        snapshot->slurmRelease = handler.slurmRelease();
    }

    friend bool operator==(const JudgedNodes &left, const JudgedNodes &right)
    {
        if (left.isJson != right.isJson || left.complaint != right.complaint)
            return false;
        const NodeSnapshot &l = *left.snapshot;
        const NodeSnapshot &r = *right.snapshot;
        return !left.isJson ||
               (left.found == right.found && left.error == right.error && l.nodes == r.nodes &&
                l.skipped == r.skipped && l.cluster == r.cluster && l.slurmRelease == r.slurmRelease);
    }
};

inline JudgedNodes judgedByBoost(std::string_view text)
{
    JudgedNodes judged;
    boost::json::basic_parser<BoostNodesHandler> parser(
        boost::json::parse_options{.max_depth = maxJsonDepth, .allow_invalid_utf8 = true}, *judged.snapshot);
    boost::system::error_code code;
    const std::size_t used = parser.write_some(true, text.data(), text.size(), code);
    judged.take(parser.handler()); // before a number that is the whole text ends: JsonParser has none end
    if (!code)
        parser.write_some(false, "", 0, code);
    judged.isJson = !code && used == text.size();
    judged.isExponentTooLarge = code == boost::json::error::exponent_overflow;
    return judged;
}

inline JudgedNodes judged(const std::vector<std::string_view> &pieces)
{
    JudgedNodes judged;
    JsonParser<NodesHandler> parser(*judged.snapshot);
    bool isFine = true;
    for (const std::string_view piece : pieces) {
        // A copy that ends with the piece, so that reading beyond it is seen.
        const std::vector<char> bytes(piece.begin(), piece.end());
        boost::system::error_code code;
        isFine = parser.write({bytes.data(), bytes.size()}, code) == bytes.size() && !code && isFine;
    }
    judged.isJson = isFine && parser.isDone();
    judged.take(parser.handler());
    return judged;
}

} // namespace slurmsd
