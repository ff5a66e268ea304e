// SPDX-License-Identifier: GPL-3.0-or-later
// Any text as scontrol's output, whole and in pieces, which its own bytes cut: the outcome must be the same.
#include "common/nodecolumns.h"
#include "common/utf8.h"
#include "daemon/slurm/scontroltextparser.h"
#include "tests/fuzz/fuzzing.h"

using namespace slurmsd;

namespace {

using Outcome = Result<std::shared_ptr<NodeSnapshot>, PollError>;

constexpr const char *mark = "4711"; // the corpus's

Outcome parseWhole(std::string_view text)
{
    ScontrolTextParser parser(mark);
    parser.feed(text);
    return parser.finish();
}

Outcome parsePieces(std::string_view text)
{
    ScontrolTextParser parser(mark);
    while (!text.empty()) {
        const auto wanted = static_cast<unsigned char>(text[text.size() / 2]) % 61U + 1U;
        const std::string_view piece = text.substr(0, wanted);
        // A copy that ends with the piece, so that reading beyond it is seen.
        parser.feed(std::string(piece));
        text.remove_prefix(piece.size());
    }
    return parser.finish();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const Outcome whole = parseWhole(textOf(data, size));
    const Outcome pieces = parsePieces(textOf(data, size));
    require(whole.hasValue() == pieces.hasValue());
    if (!whole) {
        require(whole.error() == pieces.error());
        require(!whole.error().message.empty() && whole.error().message.find('\n') == std::string::npos);
        return 0;
    }
    require((*whole)->nodes == (*pieces)->nodes);
    for (const Node &node : (*whole)->nodes) {
        require(!node.name.empty());
        for (const nodecolumns::Column &column : nodecolumns::all) {
            if (column.string != nullptr)
                require(validUtf8(node.*column.string) == node.*column.string);
        }
    }
    return 0;
}
