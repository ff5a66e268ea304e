// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/status/nodemetrics.h"

#include "common/jsontext.h"
#include "daemon/targets/labels.h"

#include <algorithm>

namespace slurmsd {

namespace {

constexpr std::size_t pieceBytes = std::size_t{64} * 1024;

// The part of a label's value that is not to be cut within a character.
std::string_view cutAfter(std::string_view text, std::size_t characters)
{
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if ((static_cast<unsigned char>(text[i]) & 0xc0) != 0x80 && ++count > characters)
            return text.substr(0, i);
    }
    return text;
}

bool hasItem(std::string_view list, std::string_view wanted)
{
    bool found = false;
    forEachItem(list, [&](std::string_view item) { found = found || item == wanted; });
    return found;
}

// Writes every family in turn: each is one walk over the nodes.
class Writer
{
public:
    Writer(const std::vector<NodeMetricsList> &lists, const NodeMetricsConfig &config,
           const NodeMetricsFilter &filter, const std::function<void(std::string_view)> &take,
           const std::stop_token &stop)
        : m_lists(lists)
        , m_config(config)
        , m_filter(filter)
        , m_take(take)
        , m_stop(stop)
    {}

    bool write()
    {
        family("slurm_sd_node_info", "A node of the list in force, and what it is.", [this](const Row &row) {
            begin(row);
            label("address", row.node.address);
            m_text += infoLabels(row);
            end(1);
        });
        family("slurm_sd_node_state", "The state class that a node has.", [this](const Row &row) {
            begin(row);
            label("state", toString(row.node.stateClass));
            end(1);
        });
        family("slurm_sd_node_partition_info", "A partition that a node is in.",
               [this](const Row &row) { writePartitions(row); });
        family("slurm_sd_node_state_changed_timestamp_seconds",
               "When the daemon first saw the state class that a node has.", [this](const Row &row) {
                   begin(row);
                   end(row.stateTime);
               });
        writeFlag("slurm_sd_node_not_responding", "A node that slurmctld gets no answer from.",
                  "NOT_RESPONDING");
        writeFlag("slurm_sd_node_drain", "A node that takes no new work, whatever its class.", "DRAIN");
        if (m_config.reason)
            family("slurm_sd_node_reason_timestamp_seconds", "When a node was given its reason, and by whom.",
                   [this](const Row &row) { writeReason(row); });
        flush();
        return !m_stop.stop_requested();
    }

private:
    struct Row
    {
        const Node &node;
        std::int64_t stateTime;
        const std::string &cluster; // as a label, with what follows it
    };

    template <typename WriteRow>
    void family(std::string_view name, std::string_view help, WriteRow writeRow)
    {
        m_name = name;
        m_head.clear();
        m_head.append("# HELP ").append(name).append(" ").append(help);
        m_head.append("\n# TYPE ").append(name).append(" gauge\n");
        for (const NodeMetricsList &list : m_lists) {
            if (!isWantedCluster(list.nodes->cluster))
                continue;
            std::string cluster = "{cluster=\"";
            appendEscaped(cluster, list.nodes->cluster);
            cluster += "\",node=\"";
            for (std::size_t i = 0; i < list.nodes->nodes.size() && !m_stop.stop_requested(); ++i) {
                const Node &node = list.nodes->nodes[i];
                if (!isWantedNode(node.partitions))
                    continue;
                writeRow(Row{node, (*list.stateTimes)[i], cluster});
                if (m_text.size() >= pieceBytes)
                    flush();
            }
        }
    }

    void begin(const Row &row)
    {
        m_text += m_head; // in front of the first series alone
        m_head.clear();
        m_text += m_name;
        m_text += row.cluster;
        appendEscaped(m_text, row.node.name);
        m_text += '"';
    }
    void label(std::string_view name, std::string_view value) { appendLabel(m_text, name, value); }
    void end(std::int64_t value)
    {
        m_text += "} ";
        appendNumber(m_text, value);
        m_text += '\n';
    }
    void flush()
    {
        m_take(m_text);
        m_text.clear();
    }

    static void appendEscaped(std::string &text, std::string_view value)
    {
        if (value.find_first_of("\\\"\n") == std::string_view::npos) {
            text += value;
            return;
        }
        for (const char c : value) {
            if (c == '\n')
                text += "\\n";
            else if (c == '\\' || c == '"')
                text.append({'\\', c});
            else
                text += c;
        }
    }

    // An empty value is no label, to Prometheus as well.
    static void appendLabel(std::string &text, std::string_view name, std::string_view value)
    {
        if (value.empty())
            return;
        text.append(",").append(name).append("=\"");
        appendEscaped(text, value);
        text += '"';
    }

    // Most nodes have those of the node before them.
    const std::string &infoLabels(const Row &row)
    {
        m_sources.clear();
        for (const LabelKind kind : m_config.labels)
            m_sources.push_back(labelSource(kind, {row.node, {}, row.node.partitions, {}}));
        const auto isSame = [](const LabelSource &left, const LabelSource &right) {
            return left.text.data() == right.text.data() && left.text.size() == right.text.size() &&
                   left.number == right.number;
        };
        if (m_hasInfo && std::ranges::equal(m_sources, m_sourcesBefore, isSame))
            return m_info;
        m_hasInfo = true;
        m_sourcesBefore = m_sources;
        m_info.clear();
        for (std::size_t i = 0; i < m_sources.size(); ++i) {
            const LabelKind kind = m_config.labels[i];
            appendLabel(m_info, toString(kind), labelValue(kind, m_sources[i]));
        }
        return m_info;
    }

    void writePartitions(const Row &row)
    {
        forEachItem(row.node.partitions, [&](std::string_view partition) {
            if (!isWantedPartition(partition))
                return;
            begin(row);
            label("partition", partition);
            end(1);
        });
    }

    void writeReason(const Row &row)
    {
        if (row.node.reason.empty() || row.node.reasonTime <= 0)
            return;
        begin(row);
        label("reason", cutAfter(row.node.reason, maxReasonCharacters));
        label("user", row.node.reasonUser);
        end(row.node.reasonTime);
    }

    // A series for each node with that flag.
    void writeFlag(std::string_view name, std::string_view help, std::string_view flag)
    {
        // Few nodes have states that the node before them has not.
        std::string_view states;
        bool isSet = false;
        family(name, help, [&](const Row &row) {
            if (row.node.states.data() != states.data() || row.node.states.size() != states.size()) {
                states = row.node.states;
                isSet = hasItem(states, flag);
            }
            if (!isSet)
                return;
            begin(row);
            end(1);
        });
    }

    bool isWantedCluster(const std::string &cluster) const
    {
        return m_filter.clusters.empty() || std::ranges::binary_search(m_filter.clusters, cluster);
    }
    bool isWantedPartition(std::string_view partition) const
    {
        return m_filter.partitions.empty() ||
               std::binary_search(m_filter.partitions.begin(), m_filter.partitions.end(), partition);
    }
    bool isWantedNode(std::string_view partitions) const
    {
        if (m_filter.partitions.empty() || partitions.empty())
            return isWantedPartition({});
        bool isWanted = false;
        forEachItem(partitions,
                    [&](std::string_view item) { isWanted = isWanted || isWantedPartition(item); });
        return isWanted;
    }

    const std::vector<NodeMetricsList> &m_lists;
    const NodeMetricsConfig &m_config;
    const NodeMetricsFilter &m_filter;
    const std::function<void(std::string_view)> &m_take;
    const std::stop_token &m_stop;

    std::string_view m_name; // of the family that is being written
    std::string m_head;      // of that, until its first series
    std::string m_text;      // not taken yet
    bool m_hasInfo = false;
    std::vector<LabelSource> m_sources;
    std::vector<LabelSource> m_sourcesBefore; // that m_info is of
    std::string m_info;
};

} // namespace

bool writeNodeMetrics(const std::vector<NodeMetricsList> &lists, const NodeMetricsConfig &config,
                      const NodeMetricsFilter &filter, const std::function<void(std::string_view)> &take,
                      const std::stop_token &stop)
{
    return Writer(lists, config, filter, take, stop).write();
}

} // namespace slurmsd
