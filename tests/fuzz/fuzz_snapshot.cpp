// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as the stored node list: once as they are, and once with a header that fits what follows it, for
// else the checksum would keep all nonsense out. What is read must be a sorted list that is written and read
// again as the same.
#include "daemon/store/snapshotcodec.h"
#include "tests/fuzz/fuzzing.h"

#include <QCryptographicHash>
#include <QtEndian>

#include <algorithm>

using namespace slurmsd;

namespace {

void check(const QByteArray &bytes)
{
    const auto decoded = decodeSnapshot(bytes);
    if (!decoded) {
        require(!decoded.error().message.empty());
        return;
    }
    const NodeSnapshot &list = *decoded->nodes;
    for (std::size_t i = 1; i < list.nodes.size(); ++i)
        require(std::is_lt(compareNaturally(list.nodes[i - 1].name, list.nodes[i].name)));

    const auto again = decodeSnapshot(encodeSnapshot(*decoded));
    require(again.hasValue());
    require(again->endpoint == decoded->endpoint && again->nodes->nodes == list.nodes);
    require(again->nodes->cluster == list.cluster && again->nodes->skipped == list.skipped);
    require(again->nodes->slurmRelease == list.slurmRelease && again->nodes->apiVersion == list.apiVersion);
}

// What is behind the header, with the right one.
QByteArray sealed(const QByteArray &bytes)
{
    static const QByteArray good = encodeSnapshot({{}, std::make_shared<NodeSnapshot>()});
    const QByteArray payload = bytes.sliced(snapshotHeaderBytes);
    const auto length = qToBigEndian(static_cast<quint64>(payload.size()));
    const QByteArrayView lengthBytes(reinterpret_cast<const char *>(&length), sizeof length);
    return good.first(12) + lengthBytes.toByteArray() +
           QCryptographicHash::hash(payload, QCryptographicHash::Blake2b_256) + payload;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    check(bytes);
    if (bytes.size() >= snapshotHeaderBytes)
        check(sealed(bytes));
    return 0;
}
