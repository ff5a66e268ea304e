// SPDX-License-Identifier: GPL-3.0-or-later
// Any text as Slurm's answer, whole and in pieces, which its own bytes cut: the outcome must be the same, and
// what Boost.JSON's parser makes of it.
// Nodes that come of it are taken all the way to targets and to the JSON of the node list.
#include "common/nodecolumns.h"
#include "common/nodesjson.h"
#include "common/utf8.h"
#include "daemon/slurm/nodesparser.h"
#include "daemon/targets/targetset.h"
#include "tests/daemon/slurm/boostnodes.h"
#include "tests/fuzz/fuzzing.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace slurmsd;

namespace {

using Outcome = Result<std::shared_ptr<NodeSnapshot>, PollError>;

Outcome parseWhole(std::string_view text)
{
    NodesParser parser;
    parser.feed(text);
    return parser.finish();
}

std::vector<std::string_view> cut(std::string_view text)
{
    std::vector<std::string_view> pieces;
    while (!text.empty()) {
        const auto wanted = static_cast<unsigned char>(text[text.size() / 2]) % 61U + 1U;
        pieces.push_back(text.substr(0, wanted));
        text.remove_prefix(pieces.back().size());
    }
    return pieces;
}

Outcome parsePieces(std::string_view text)
{
    NodesParser parser;
    // Copies that end with the piece, so that reading beyond it is seen.
    for (const std::string_view piece : cut(text))
        parser.feed(std::string(piece));
    return parser.finish();
}

void checkAsBoost(std::string_view text)
{
    const JudgedNodes expected = judgedByBoost(text);
    if (expected.isExponentTooLarge)
        return;
    require(judged({text}) == expected);
    require(judged(cut(text)) == expected);
}

// The message without what may differ with the pieces: how the parser calls a syntax error and where it sees
// it, and how much it quotes of a text that is no object: what had come by then.
std::string comparable(const std::string &message)
{
    for (const char *start : {"expected a JSON object, ", "not JSON at byte "}) {
        if (message.starts_with(start))
            return start;
    }
    return message;
}

void checkSame(const Outcome &whole, const Outcome &pieces)
{
    require(whole.hasValue() == pieces.hasValue());
    if (!whole) {
        require(whole.error().errorClass == pieces.error().errorClass);
        require(comparable(whole.error().message) == comparable(pieces.error().message));
        require(!whole.error().message.empty() && whole.error().message.find('\n') == std::string::npos);
        return;
    }
    require((*whole)->nodes == (*pieces)->nodes && (*whole)->skipped == (*pieces)->skipped);
    require((*whole)->cluster == (*pieces)->cluster && (*whole)->slurmRelease == (*pieces)->slurmRelease);
}

void checkNodes(const NodeSnapshot &snapshot)
{
    for (const Node &node : snapshot.nodes) {
        require(!node.name.empty());
        for (const nodecolumns::Column &column : nodecolumns::all) {
            if (column.string != nullptr)
                require(validUtf8(node.*column.string) == node.*column.string);
        }
    }
    for (std::size_t i = 1; i < snapshot.nodes.size(); ++i)
        require(std::is_lt(compareNaturally(snapshot.nodes[i - 1].name, snapshot.nodes[i].name)));
}

// What Prometheus takes: groups of exactly `targets` and `labels`, strings, and no slash in a target.
void checkTargets(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    require(error.error == QJsonParseError::NoError && document.isArray());
    for (const QJsonValue &value : document.array()) {
        const QJsonObject group = value.toObject();
        require(group.size() == 2 && !group[u"targets"].toArray().isEmpty());
        for (const QJsonValue &target : group[u"targets"].toArray())
            require(target.toString().endsWith(u":9100") && !target.toString().contains(u'/'));
        const QJsonObject labels = group[u"labels"].toObject();
        require(
            std::all_of(labels.begin(), labels.end(), [](const auto &label) { return label.isString(); }));
    }
}

void checkTargets(const std::shared_ptr<const NodeSnapshot> &snapshot)
{
    TargetInput input{{snapshot}, Config::builtIn().jobs};
    JobConfig &every = input.jobs.emplace_back(input.jobs.front());
    every.name = "every label";
    every.excludeStates.clear();
    every.labels.clear();
    for (const std::string_view name : labelKindNames())
        every.labels.push_back(*labelKindFromString(name));

    const auto set = TargetSet::build(std::move(input));
    checkTargets(set->document("node")->json);
    checkTargets(set->document("every label")->json);
    checkTargets(set->document(std::nullopt)->json);
}

void checkNodesJson(const std::shared_ptr<const NodeSnapshot> &snapshot)
{
    const auto again = nodesFromJson(nodesToJson({snapshot}));
    require(again.hasValue() && again->size() == 1);
    auto nodes = snapshot->nodes;
    for (Node &node : nodes)
        node.bootTime = node.lastBusy = Node::notGiven; // the list has them not
    require(again->front()->nodes == nodes && again->front()->cluster == snapshot->cluster);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const Outcome whole = parseWhole(textOf(data, size));
    checkSame(whole, parsePieces(textOf(data, size)));
    checkAsBoost(textOf(data, size));
    if (!whole)
        return 0;
    sortNodes(**whole);
    checkNodes(**whole);
    checkTargets(*whole);
    checkNodesJson(*whole);
    return 0;
}
