// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/store/snapshotcodec.h"

#include <QCryptographicHash>
#include <QDataStream>
#include <QIODevice>

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>
#include <vector>

namespace slurmsd {

namespace {

constexpr std::array<char, 8> magic{'s', 'l', 'u', 'r', 'm', 's', 'd', '\n'};
// Another one for each change of what follows, however small.
constexpr quint32 formatVersion = 3;
constexpr auto streamVersion = QDataStream::Qt_6_0;

constexpr std::array textFields{
    &Node::name,       &Node::hostname,        &Node::address,     &Node::architecture,   &Node::partitions,
    &Node::states,     &Node::features,        &Node::gres,        &Node::activeFeatures, &Node::version,
    &Node::owner,      &Node::operatingSystem, &Node::mcsLabel,    &Node::comment,        &Node::extra,
    &Node::instanceId, &Node::instanceType,    &Node::reservation, &Node::reason,         &Node::topology,
    &Node::reasonUser,
};
constexpr std::array numberFields{
    &Node::cpus,    &Node::boards,     &Node::sockets, &Node::cores,
    &Node::threads, &Node::realMemory, &Node::weight,  &Node::reasonTime,
};
// They make no targets, and change more often than what does.
constexpr std::array notStored{&Node::bootTime, &Node::lastBusy};
// Any other field that is new in Node must be stored too, in another format version.
static_assert(sizeof(Node) == textFields.size() * sizeof(std::string_view) +
                                  (numberFields.size() + notStored.size()) * sizeof(std::int64_t) +
                                  alignof(Node));

// Which fields of a node differ from the node before it.
using FieldMask = quint32;
constexpr FieldMask bit(std::size_t field) { return FieldMask{1} << field; }

// The bits of a mask: text fields from 0 on, numbers, the class, the time of that.
struct FieldLayout
{
    std::size_t texts = textFields.size();
    std::size_t numbers = numberFields.size();
    bool hasTime = true;

    std::size_t classField() const { return texts + numbers; }
    std::size_t timeField() const { return classField() + 1; }
    std::size_t fields() const { return classField() + (hasTime ? 2 : 1); }
};
constexpr FieldLayout layoutNow;
// Less, for the mask of all is what is below the next bit.
static_assert(textFields.size() + numberFields.size() + 2 < sizeof(FieldMask) * 8);

// Each version added the last of the fields.
FieldLayout layoutOf(quint32 version)
{
    return version > 2 ? layoutNow : FieldLayout{textFields.size() - 1, numberFields.size() - 1, false};
}

QByteArray checksum(QByteArrayView payload)
{
    return QCryptographicHash::hash(payload, QCryptographicHash::Blake2b_256);
}

// The strings of a list, each once: nodes have most of theirs in common.
class TextTable
{
public:
    quint32 indexOf(std::string_view text)
    {
        const auto [found, isNew] = m_indexes.try_emplace(text, static_cast<quint32>(m_lengths.size()));
        if (isNew) {
            m_text.append(text.data(), static_cast<qsizetype>(text.size()));
            m_lengths.push_back(static_cast<quint32>(text.size()));
        }
        return found->second;
    }

    void write(QDataStream &out) const
    {
        out << m_text << static_cast<quint32>(m_lengths.size());
        for (const quint32 length : m_lengths)
            out << length;
    }

private:
    std::unordered_map<std::string_view, quint32> m_indexes;
    QByteArray m_text; // one after the other
    std::vector<quint32> m_lengths;
};

// A node with the time of its class, or 0.
struct TimedNode
{
    Node node;
    std::int64_t time = 0;
};

void writeDifference(QDataStream &out, TextTable &texts, const TimedNode &timedBefore, const TimedNode &timed)
{
    const Node &before = timedBefore.node;
    const Node &node = timed.node;
    FieldMask mask = node.stateClass == before.stateClass ? 0 : bit(layoutNow.classField());
    mask |= timed.time == timedBefore.time ? 0 : bit(layoutNow.timeField());
    for (std::size_t i = 0; i < textFields.size(); ++i)
        mask |= node.*textFields[i] == before.*textFields[i] ? 0 : bit(i);
    for (std::size_t i = 0; i < numberFields.size(); ++i)
        mask |= node.*numberFields[i] == before.*numberFields[i] ? 0 : bit(layoutNow.texts + i);

    out << mask;
    for (std::size_t i = 0; i < textFields.size(); ++i) {
        if (mask & bit(i))
            out << texts.indexOf(node.*textFields[i]);
    }
    for (std::size_t i = 0; i < numberFields.size(); ++i) {
        if (mask & bit(layoutNow.texts + i))
            out << qint64{node.*numberFields[i]};
    }
    if (mask & bit(layoutNow.classField()))
        out << texts.indexOf(toString(node.stateClass));
    if (mask & bit(layoutNow.timeField()))
        out << qint64{timed.time};
}

QByteArray encodePayload(const StoredSnapshot &snapshot)
{
    const NodeSnapshot &list = *snapshot.nodes;
    TextTable texts;
    QByteArray body;
    QDataStream out(&body, QIODevice::WriteOnly);
    out.setVersion(streamVersion);
    for (const std::string *text :
         {&snapshot.endpoint, &list.cluster, &list.slurmCluster, &list.slurmRelease, &list.apiVersion})
        out << texts.indexOf(*text);
    out << static_cast<quint64>(list.skipped) << static_cast<quint32>(list.nodes.size());
    TimedNode before;
    for (std::size_t i = 0; i < list.nodes.size(); ++i) {
        const TimedNode timed{list.nodes[i], snapshot.stateTimes.empty() ? 0 : snapshot.stateTimes[i]};
        writeDifference(out, texts, before, timed);
        before = timed;
    }

    QByteArray payload;
    QDataStream table(&payload, QIODevice::WriteOnly);
    table.setVersion(streamVersion);
    texts.write(table); // first, since it is read first
    payload += body;
    return payload;
}

// Reads a payload. What makes no sense sets the stream's status, as its end does, and that ends every loop.
class PayloadReader
{
public:
    PayloadReader(const QByteArray &payload, quint32 version)
        : m_in(payload)
        , m_version(version)
        , m_layout(layoutOf(version))
        , m_list(std::make_shared<NodeSnapshot>())
    {
        m_in.setVersion(streamVersion);
    }

    // Nothing when the payload is none; position() tells where.
    std::optional<StoredSnapshot> read(std::chrono::system_clock::time_point takenAt)
    {
        readTexts();
        StoredSnapshot snapshot{std::string(readText()), m_list};
        m_list->cluster = readText();
        if (m_version > 1)
            m_list->slurmCluster = readText();
        m_list->slurmRelease = readText();
        m_list->apiVersion = readText();
        m_list->skipped = read<quint64>();
        m_list->takenAt = takenAt;
        readNodes();
        snapshot.stateTimes = std::move(m_times);
        return isFine() && m_in.atEnd() ? std::optional(std::move(snapshot)) : std::nullopt;
    }

    qint64 position() const { return m_in.device()->pos(); }

private:
    bool isFine() const { return m_in.status() == QDataStream::Ok; }
    void refuse() { m_in.setStatus(QDataStream::ReadCorruptData); }

    template <typename T>
    T read()
    {
        T value{};
        m_in >> value;
        return value;
    }

    void readTexts()
    {
        const auto bytes = read<QByteArray>();
        std::string_view rest =
            m_list->strings.store({bytes.constData(), static_cast<std::size_t>(bytes.size())});
        const auto count = read<quint32>();
        for (quint32 i = 0; i < count && isFine(); ++i) {
            const auto length = read<quint32>();
            const std::string_view text = rest.substr(0, length);
            if (text.size() < length || !QByteArrayView(text).isValidUtf8())
                refuse();
            m_texts.push_back(text);
            rest.remove_prefix(text.size());
        }
        if (!rest.empty())
            refuse();
    }

    std::string_view readText()
    {
        const auto index = read<quint32>();
        if (index < m_texts.size())
            return m_texts[index];
        refuse();
        return {};
    }

    void readNodes()
    {
        const auto count = read<quint32>();
        // A node takes eight bytes at least: its mask and its name.
        const auto atMost = static_cast<std::size_t>(m_in.device()->bytesAvailable() / 8);
        m_list->nodes.reserve(std::min<std::size_t>(count, atMost));
        TimedNode timed;
        for (quint32 i = 0; i < count && isFine(); ++i) {
            const std::string_view nameBefore = timed.node.name;
            readDifference(timed);
            if (!std::is_lt(compareNaturally(nameBefore, timed.node.name)))
                refuse();
            m_list->nodes.push_back(timed.node);
            m_times.push_back(timed.time);
        }
        if (std::ranges::all_of(m_times, [](std::int64_t time) { return time == 0; }))
            m_times.clear();
    }

    // Makes a node of the one before it.
    void readDifference(TimedNode &timed)
    {
        Node &node = timed.node;
        const auto mask = read<FieldMask>();
        if (mask >= bit(m_layout.fields()))
            refuse();
        for (std::size_t i = 0; i < m_layout.texts; ++i) {
            if (mask & bit(i))
                node.*textFields[i] = readText();
        }
        for (std::size_t i = 0; i < m_layout.numbers; ++i) {
            if (mask & bit(m_layout.texts + i))
                node.*numberFields[i] = read<qint64>();
        }
        if (mask & bit(m_layout.classField()))
            node.stateClass = readClass();
        if (m_layout.hasTime && mask & bit(m_layout.timeField()))
            timed.time = read<qint64>();
    }

    StateClass readClass()
    {
        const auto stateClass = stateClassFromString(readText());
        if (!stateClass)
            refuse();
        return stateClass.value_or(StateClass::Unknown);
    }

    QDataStream m_in;
    quint32 m_version;
    FieldLayout m_layout;
    std::shared_ptr<NodeSnapshot> m_list;
    std::vector<std::string_view> m_texts;
    StateTimes m_times;
};

Failure<SnapshotError> damaged(const std::string &how)
{
    return Failure{SnapshotError{SnapshotError::Kind::Damaged, "damaged: " + how}};
}

} // namespace

QByteArray encodeSnapshot(const StoredSnapshot &snapshot)
{
    const QByteArray payload = encodePayload(snapshot);
    QByteArray bytes;
    bytes.reserve(snapshotHeaderBytes + payload.size());
    QDataStream header(&bytes, QIODevice::WriteOnly);
    header.writeRawData(magic.data(), magic.size());
    header << formatVersion << static_cast<quint64>(payload.size());
    bytes += checksum(payload);
    bytes += payload;
    return bytes;
}

Result<StoredSnapshot, SnapshotError> decodeSnapshot(const QByteArray &bytes,
                                                     std::chrono::system_clock::time_point takenAt)
{
    const qsizetype magicBytes = std::min<qsizetype>(bytes.size(), magic.size());
    if (QByteArrayView(bytes).first(magicBytes) != QByteArrayView(magic).first(magicBytes))
        return damaged("it does not begin as a stored node list does");
    QDataStream header(bytes);
    header.skipRawData(magic.size());
    quint32 version = 0;
    quint64 length = 0;
    header >> version;
    if (header.status() == QDataStream::Ok && (version < 1 || version > formatVersion))
        return Failure{
            SnapshotError{SnapshotError::Kind::OtherVersion, "it is in format " + std::to_string(version) +
                                                                 ", this program reads formats up to " +
                                                                 std::to_string(formatVersion)}};
    header >> length;
    if (bytes.size() < snapshotHeaderBytes)
        return damaged("cut short, " + std::to_string(bytes.size()) + " bytes do not hold its header");
    const auto payload =
        QByteArray::fromRawData(bytes.constData() + snapshotHeaderBytes, bytes.size() - snapshotHeaderBytes);
    if (const auto size = static_cast<quint64>(payload.size()); size != length)
        return damaged((size < length ? "cut short, " : "too long, ") + std::to_string(size) +
                       " bytes follow its header instead of " + std::to_string(length));
    const QByteArray sum = checksum(payload);
    if (sum != QByteArrayView(bytes).sliced(snapshotHeaderBytes - sum.size(), sum.size()))
        return damaged("its checksum does not match its content");

    PayloadReader reader(payload, version);
    if (auto snapshot = reader.read(takenAt))
        return *std::move(snapshot);
    return damaged("what is before byte " + std::to_string(reader.position() + snapshotHeaderBytes) +
                   " is no part of a node list");
}

} // namespace slurmsd
