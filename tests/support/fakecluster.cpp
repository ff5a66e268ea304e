// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakecluster.h"

#include <initializer_list>
#include <utility>
#include <vector>

namespace slurmsd {

namespace {

using Items = std::vector<std::string_view>;

constexpr std::size_t pieceSize = std::size_t{64} * 1024;
constexpr std::int64_t someTime = 1'795'423'898;

// Prints the fields of an object as slurmrestd does: two spaces a level, '/' escaped.
class ObjectText
{
public:
    ObjectText(std::string &out, int level, int apiVersion)
        : m_out(out)
        , m_indent(static_cast<std::size_t>(2 * level), ' ')
        , m_apiVersion(apiVersion)
    {}

    void text(std::string_view key, std::string_view value)
    {
        beginField(key);
        quote(value);
    }
    void raw(std::string_view key, std::string_view value)
    {
        beginField(key);
        m_out += value;
    }
    void number(std::string_view key, std::int64_t value) { raw(key, std::to_string(value)); }
    // What became an object with v0.0.40.
    void optionalNumber(std::string_view key, std::int64_t value)
    {
        if (m_apiVersion < 40)
            return number(key, value);
        beginField(key);
        ((((m_out += "{\n") += m_indent) += "  \"set\": true,\n") += m_indent) += "  \"infinite\": false,\n";
        (((m_out += m_indent) += "  \"number\": ") += std::to_string(value)) += '\n';
        (m_out += m_indent) += '}';
    }
    void list(std::string_view key, const Items &items)
    {
        beginField(key);
        m_out += '[';
        std::string_view separator = "\n";
        for (const std::string_view item : items) {
            ((m_out += std::exchange(separator, ",\n")) += m_indent) += "  ";
            quote(item);
        }
        if (!items.empty() || m_apiVersion < 40)
            (m_out += '\n') += m_indent;
        m_out += ']';
    }
    // What became an array with v0.0.40.
    void commaList(std::string_view key, const Items &items)
    {
        if (m_apiVersion >= 40)
            return list(key, items);
        std::string joined;
        for (const std::string_view item : items)
            (joined += joined.empty() ? "" : ",") += item;
        text(key, joined);
    }

private:
    void beginField(std::string_view key)
    {
        (m_out += std::exchange(m_separator, ",\n")) += m_indent;
        ((m_out += '"') += key) += "\": ";
    }
    void quote(std::string_view value)
    {
        m_out += '"';
        for (const char c : value)
            c == '/' || c == '"' ? (m_out += '\\') += c : m_out += c;
        m_out += '"';
    }

    std::string &m_out;
    std::string m_indent;
    int m_apiVersion;
    std::string_view m_separator = "\n";
};

// What the cluster's rules make of node number `index`.
struct FakeNode
{
    std::string name;
    bool isGpu = false;
    bool isArm = false;
    std::string_view baseState = "IDLE";
    Items flags{};
    Items partitions{"batch"};
    Items features{"genoa", "ib"};
};

FakeNode fakeNode(const FakeClusterOptions &options, std::size_t index)
{
    constexpr std::string_view baseStates[] = {"IDLE", "ALLOCATED", "ALLOCATED", "MIXED"};
    FakeNode node;
    node.name = std::to_string(index + 1).insert(0, 1, 'n');
    node.isGpu = index <= options.nodes / 32;
    node.isArm = !node.isGpu && index % 5 == 0;
    node.baseState = baseStates[(index * 2'654'435'761U >> 7) % 4];
    if (options.drainedEvery > 0 && index % options.drainedEvery == options.drainedEvery - 1)
        node.flags = {"DRAIN"};
    if (node.isGpu)
        node.partitions = {"gpu", "batch"};
    else if (index % 4 == 3)
        node.partitions = {"batch", "debug"};
    node.features = node.isGpu   ? Items{"a100", "ib"}
                    : node.isArm ? Items{"grace", "ib"}
                                 : Items{"genoa", "ib"};
    return node;
}

void printStates(ObjectText &out, const FakeNode &node, int apiVersion)
{
    if (apiVersion >= 40) {
        Items states{node.baseState};
        states.insert(states.end(), node.flags.begin(), node.flags.end());
        return out.list("state", states);
    }
    std::string state(node.baseState);
    for (char &c : state)
        c = static_cast<char>(c - 'A' + 'a');
    out.text("state", state);
    if (apiVersion > 36)
        out.list("state_flags", node.flags);
}

void printHardware(ObjectText &out, const FakeNode &node, int apiVersion)
{
    const bool isNew = apiVersion >= 40;
    out.text("architecture", node.isArm ? "aarch64" : "x86_64");
    out.text("burstbuffer_network_address", "");
    out.number("boards", 1);
    out.optionalNumber("boot_time", someTime);
    if (apiVersion >= 43)
        out.raw("cert_flags", "[]");
    if (isNew)
        out.text("cluster_name", "");
    out.number("cores", 64);
    if (isNew)
        out.number("specialized_cores", 0);
    out.number("cpu_binding", 0);
    out.number("cpu_load", 181);
    out.optionalNumber(isNew ? "free_mem" : "free_memory", 228'711);
    out.number("cpus", 128);
    if (isNew) {
        out.number("effective_cpus", 128);
        out.text("specialized_cpus", "");
        out.raw("energy", R"({
        "average_watts": 0,
        "base_consumed_energy": 0,
        "consumed_energy": 0,
        "current_watts": {
          "set": true,
          "infinite": false,
          "number": 0
        },
        "previous_consumed_energy": 0,
        "last_collected": 0
      })");
    }
    if (isNew && apiVersion < 45) {
        out.raw("external_sensors", "{}");
        out.raw("power", "{}");
    }
}

void printNames(ObjectText &out, const FakeNode &node, int apiVersion)
{
    const bool isNew = apiVersion >= 40;
    if (apiVersion > 36)
        out.text("extra", "");
    out.commaList("features", node.features);
    out.commaList("active_features", node.features);
    if (apiVersion >= 41)
        out.text("gpu_spec", "");
    out.text("gres", node.isGpu ? "gpu:a100:4(S:0-1)" : "");
    out.text("gres_drained", "N/A");
    out.text("gres_used", node.isGpu ? "gpu:a100:0(IDX:N/A)" : "");
    if (isNew) {
        out.text("instance_id", "");
        out.text("instance_type", "");
    }
    if (apiVersion > 36)
        out.optionalNumber("last_busy", someTime + 1190);
    out.text("mcs_label", "");
    if (isNew)
        out.number("specialized_memory", 0);
    out.text("name", node.name);
    out.commaList("next_state_after_reboot", {"INVALID"});
    out.text("address", node.name);
    out.text("hostname", node.name);
    printStates(out, node, apiVersion);
    out.text("operating_system", "Linux 6.1.0-31-amd64 #1 SMP PREEMPT_DYNAMIC Debian 6.1.128-1 (2025-02-07)");
    out.raw("owner", isNew ? "\"\"" : "null");
    if (apiVersion > 36)
        out.list("partitions", node.partitions);
}

void printRest(ObjectText &out, const FakeNode &node, int apiVersion)
{
    const bool isNew = apiVersion >= 40;
    out.number("port", 6818);
    out.number("real_memory", 515'000);
    if (apiVersion >= 41)
        out.number("res_cores_per_gpu", 0);
    out.text("comment", "");
    out.text("reason", node.flags.empty() ? "" : "disk check");
    out.optionalNumber("reason_changed_at", node.flags.empty() ? 0 : someTime);
    out.text("reason_set_by_user", node.flags.empty() ? "" : "root");
    if (isNew) {
        out.optionalNumber("resume_after", 0);
        out.text("reservation", "");
    }
    if (apiVersion > 36) {
        out.number("alloc_memory", 0);
        out.number("alloc_cpus", 0);
        out.number(isNew ? "alloc_idle_cpus" : "idle_cpus", 128);
        out.text("tres_used", "");
    }
    if (apiVersion > 36 && apiVersion < 45)
        out.raw("tres_weighted", "0.0");
    out.optionalNumber("slurmd_start_time", someTime + 90);
    out.number("sockets", 2);
    if (apiVersion >= 45)
        out.optionalNumber("suspend_time", 0);
    out.number("threads", 1);
    out.number("temporary_disk", 0);
    if (apiVersion >= 43)
        out.optionalNumber("tls_cert_last_renewal", 0);
    if (apiVersion >= 45)
        out.text("topology", "default:" + std::string(node.isGpu ? "leaf1" : "leaf2"));
    out.number("weight", 1);
    out.text("tres", "cpu=128,mem=515000M,billing=128");
    out.text(isNew ? "version" : "slurmd_version", "26.11.0");
}

void printNode(std::string &out, const FakeNode &node, int apiVersion)
{
    out += "    {";
    ObjectText object(out, 3, apiVersion);
    printHardware(object, node, apiVersion);
    printNames(object, node, apiVersion);
    printRest(object, node, apiVersion);
    out += "\n    }";
}

std::string tail(const FakeClusterOptions &options)
{
    const std::string version = "v0.0." + std::to_string(options.apiVersion);
    if (options.apiVersion < 40) {
        return "\n  ],\n  \"meta\": {\n    \"plugin\": {\n      \"type\": \"openapi\\/" + version +
               "\"\n    },\n    \"Slurm\": {\n      \"release\": \"26.11.0\"\n    }\n  },\n  \"errors\": [\n "
               " ]\n}";
    }
    return "\n  ],\n  \"last_update\": {\n    \"set\": true,\n    \"infinite\": false,\n    \"number\": "
           "1795425124\n  },\n"
           "  \"meta\": {\n    \"plugin\": {\n      \"data_parser\": \"data_parser\\/" +
           version + "\"\n    },\n    \"slurm\": {\n      \"release\": \"26.11.0\",\n      \"cluster\": \"" +
           options.cluster + "\"\n    }\n  },\n  \"errors\": [],\n  \"warnings\": []\n}\n";
}

// A different one for each position: the prime has no divisor in common with any number of nodes below it.
std::size_t mixed(std::size_t position, std::size_t nodes) { return position * 1'000'003 % nodes; }

} // namespace

FakeCluster::FakeCluster(FakeClusterOptions options)
    : m_options(std::move(options))
{}

std::string_view FakeCluster::next()
{
    m_piece.clear();
    if (m_isDone)
        return m_piece;
    if (m_node == 0)
        m_piece = "{\n  \"nodes\": [";
    for (; m_node < m_options.nodes && m_piece.size() < pieceSize; ++m_node) {
        m_piece += m_node == 0 ? "\n" : ",\n";
        const std::size_t index = m_options.isSorted ? m_node : mixed(m_node, m_options.nodes);
        printNode(m_piece, fakeNode(m_options, index), m_options.apiVersion);
    }
    if (m_node == m_options.nodes) {
        m_piece += tail(m_options);
        m_isDone = true;
    }
    return m_piece;
}

void FakeCluster::rewind()
{
    m_node = 0;
    m_isDone = false;
}

std::uint64_t FakeCluster::textSize(const FakeClusterOptions &options)
{
    std::uint64_t size = 0;
    FakeCluster cluster(options);
    for (std::string_view piece = cluster.next(); !piece.empty(); piece = cluster.next())
        size += piece.size();
    return size;
}

std::string FakeCluster::text(const FakeClusterOptions &options)
{
    std::string text;
    FakeCluster cluster(options);
    for (std::string_view piece = cluster.next(); !piece.empty(); piece = cluster.next())
        text += piece;
    return text;
}

} // namespace slurmsd
