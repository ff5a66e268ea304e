// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/scontroltextparser.h"

#include "common/asciitext.h"
#include "common/utf8.h"
#include "common/wording.h"

#include <QByteArrayView>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <unordered_set>

namespace slurmsd {

namespace {

constexpr std::string_view nodeStart = "NodeName=";
constexpr std::string_view noNodes = "No nodes in the system"; // what scontrol says instead of an empty list
constexpr std::size_t maxRecordBytes = 8 * NodeBuilder::maxTextBytes;

// What every node has, in the order in which it is printed; between these there is more.
constexpr std::array<std::string_view, 8> mandatoryKeys{
    " CoresPerSocket=", " CPUTot=", " NodeAddr=",       " NodeHostName=",
    " RealMemory=",     " State=",  " ThreadsPerCore=", " LastBusyTime="};

// scontrol's word for a key of slurmrestd's, in the part of single words.
struct Word
{
    std::string_view key;
    std::string_view field;
};
constexpr std::array words{
    Word{"NodeName", "name"},
    Word{"Arch", "architecture"},
    Word{"CoresPerSocket", "cores"},
    Word{"CPUTot", "cpus"},
    Word{"AvailableFeatures", "features"},
    Word{"ActiveFeatures", "active_features"},
    Word{"Gres", "gres"},
    Word{"NodeAddr", "address"},
    Word{"NodeHostName", "hostname"},
    Word{"Version", "version"},
    Word{"RealMemory", "real_memory"},
    Word{"Sockets", "sockets"},
    Word{"Boards", "boards"},
    Word{"State", "state"},
    Word{"ThreadsPerCore", "threads"},
    Word{"Weight", "weight"},
    Word{"Owner", "owner"},
    Word{"MCS_label", "mcs_label"},
    Word{"Partitions", "partitions"},
    Word{"Topology", "topology"},
    Word{"BootTime", "boot_time"},
    Word{"LastBusyTime", "last_busy"},
};

// The texts at the end of a record, in the order in which they are printed.
constexpr std::array tailKeys{
    Word{" Reason=", "reason"},
    Word{" Comment=", "comment"},
    Word{" Extra=", "extra"},
    Word{" InstanceId=", "instance_id"},
    Word{" InstanceType=", "instance_type"},
    Word{" ReservationName=", "reservation"},
};

// The signs behind a state, as older releases print flags (sinfo(1), "NODE STATE CODES").
struct Sign
{
    char sign;
    std::string_view flag;
};
constexpr std::array signs{
    Sign{'*', "NOT_RESPONDING"},   Sign{'~', "POWERED_DOWN"},  Sign{'#', "POWERING_UP"},
    Sign{'!', "POWER_DOWN"},       Sign{'%', "POWERING_DOWN"}, Sign{'$', "MAINTENANCE"},
    Sign{'@', "REBOOT_REQUESTED"}, Sign{'^', "REBOOT_ISSUED"}, Sign{'-', "PLANNED"},
};

// How scontrol says that there is nothing.
bool isNothing(std::string_view value) { return value == "(null)" || value == "N/A" || value == "n/a"; }

std::string_view valueBehind(std::string_view text, std::size_t at)
{
    const std::string_view rest = text.substr(at);
    return rest.substr(0, rest.find(' '));
}

std::optional<std::int64_t> wholeNumber(std::string_view digits)
{
    std::int64_t number = 0;
    const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    const bool isAll = parsed.ec == std::errc() && parsed.ptr == digits.data() + digits.size();
    return isAll ? std::optional(number) : std::nullopt;
}

class Record
{
public:
    Record(NodeBuilder &builder, std::string_view text, std::string_view mark)
        : m_builder(builder)
        , m_text(text)
        , m_mark(mark)
    {}

    void take()
    {
        m_builder.beginItem();
        const std::size_t tail = tailStart();
        takeWords(m_text.substr(0, tail));
        takeTail(m_text.substr(tail));
        m_builder.endItem();
    }

private:
    // Behind LastBusyTime there is no free text but these.
    std::size_t tailStart() const
    {
        const std::size_t busy = m_text.find(mandatoryKeys.back());
        std::size_t start = m_text.size();
        for (const Word &key : tailKeys)
            start = std::min(start, m_text.find(key.key, busy));
        return start;
    }

    void takeWords(std::string_view text)
    {
        // The only one of them with blanks in it; RealMemory follows.
        constexpr std::string_view system = " OS=";
        if (const std::size_t at = text.find(system); at != std::string_view::npos) {
            const std::size_t from = at + system.size();
            const std::size_t end = text.find(" RealMemory=", from);
            set("operating_system", trimmed(text.substr(from, end - from)));
        }
        while (!text.empty()) {
            const std::string_view word = text.substr(0, text.find(' '));
            text.remove_prefix(std::min(word.size() + 1, text.size()));
            const std::size_t equals = word.find('=');
            const std::string_view key = word.substr(0, equals);
            const auto found = std::ranges::find(words, key, &Word::key);
            if (equals != std::string_view::npos && found != words.end())
                set(found->field, word.substr(equals + 1));
        }
    }

    void takeTail(std::string_view text)
    {
        for (std::size_t i = 0; i < tailKeys.size(); ++i) {
            if (!text.starts_with(tailKeys[i].key))
                continue;
            text.remove_prefix(tailKeys[i].key.size());
            std::size_t from = 0;
            if (tailKeys[i].field == "reason")
                from = takeWhoGaveTheReason(text);
            std::size_t end = text.size();
            for (std::size_t next = i + 1; next < tailKeys.size(); ++next)
                end = std::min(end, text.find(tailKeys[next].key, from));
            if (tailKeys[i].field == "reason")
                setReason(text.substr(0, end), from);
            else
                set(tailKeys[i].field, text.substr(0, end));
            text.remove_prefix(end);
        }
    }

    // "disk is full [root@1796066598~7f3a]": from where the text goes on behind it, 0 without one.
    std::size_t takeWhoGaveTheReason(std::string_view text)
    {
        m_who = {};
        const std::string ending = std::string(m_mark) + ']';
        const std::size_t end = text.find(ending);
        if (end == std::string_view::npos)
            return 0;
        const std::size_t start = text.substr(0, end).rfind(" [");
        const std::size_t at = text.substr(0, end).rfind('@');
        if (start == std::string_view::npos || at == std::string_view::npos || at < start)
            return 0;
        m_who = {start, text.substr(start + 2, at - start - 2), text.substr(at + 1, end - at - 1)};
        return end + ending.size();
    }

    // Behind who gave it, indented, are the lines of a reason but the first.
    void setReason(std::string_view text, std::size_t behindWho)
    {
        constexpr std::string_view lineStart = "        ";
        if (behindWho == 0)
            return set("reason", text);
        std::string reason(text.substr(0, m_who.start));
        std::string_view rest = text.substr(behindWho);
        while (rest.starts_with(lineStart)) {
            rest.remove_prefix(lineStart.size());
            const std::string_view line = rest.substr(0, rest.find(lineStart));
            reason.append("\n").append(line);
            rest.remove_prefix(line.size());
        }
        set("reason", reason);
        set("reason_set_by_user", m_who.user);
        set("reason_changed_at", m_who.time);
    }

    void set(std::string_view key, std::string_view value)
    {
        const NodeField &field = *findNodeField(key);
        m_builder.beginField(field);
        if (isNothing(value) || value.size() > NodeBuilder::maxTextBytes)
            return;
        std::string repaired;
        if (!QByteArrayView(value.data(), static_cast<qsizetype>(value.size())).isValidUtf8())
            value = repaired = validUtf8(value);
        if (field.kind == FieldKind::Number) {
            if (const auto number = wholeNumber(value.substr(0, value.find(m_mark)))) // behind a time
                m_builder.setNumber(field, *number);
        } else if (field.kind == FieldKind::States) {
            m_builder.setText(field, states(value));
        } else if (key == "owner") {
            m_builder.setText(field, value.substr(0, value.find('('))); // alice(1000)
        } else {
            m_builder.setText(field, value);
        }
    }

    // "IDLE+DRAIN*" as "IDLE,DRAIN,NOT_RESPONDING"
    static std::string states(std::string_view value)
    {
        std::string flags;
        while (!value.empty()) {
            const auto sign = std::ranges::find(signs, value.back(), &Sign::sign);
            if (sign == signs.end())
                break;
            flags.append(",").append(sign->flag);
            value.remove_suffix(1);
        }
        std::string list(value);
        std::ranges::replace(list, '+', ',');
        return list + flags;
    }

    struct Who
    {
        std::size_t start = 0; // where in the text it is
        std::string_view user;
        std::string_view time;
    };

    NodeBuilder &m_builder;
    std::string_view m_text;
    std::string_view m_mark;
    Who m_who;
};

} // namespace

std::string scontrolTimeFormat(std::string_view mark) { return std::string("%s~").append(mark); }

ScontrolTextParser::ScontrolTextParser(std::string mark, std::size_t expectedNodes)
    : m_mark('~' + std::move(mark))
{
    m_snapshot->nodes.reserve(expectedNodes);
}

bool ScontrolTextParser::feed(std::string_view chunk)
{
    while (!chunk.empty() && m_failure.empty()) {
        const std::size_t end = chunk.find('\n');
        m_line.append(chunk.substr(0, end));
        if (m_line.size() + m_record.size() > maxRecordBytes)
            return fail("not scontrol's list of nodes: a node of more than " +
                        std::to_string(maxRecordBytes) + " bytes");
        if (end == std::string_view::npos)
            break;
        takeLine(m_line);
        m_line.clear();
        chunk.remove_prefix(end + 1);
    }
    return m_failure.empty();
}

// A line that is no node's belongs to a text of the node before it.
void ScontrolTextParser::takeLine(std::string_view line)
{
    if (isNodeLine(line)) {
        takeNode();
        m_record = line;
    } else if (!m_record.empty()) {
        m_record.append("\n").append(line);
    } else if (line.starts_with(noNodes)) {
        m_saysNoNodes = true;
    } else if (!trimmed(line).empty()) {
        fail("not scontrol's list of nodes: expected a line \"NodeName=…\" with what a node has, got " +
             inQuotes(line));
    }
}

bool ScontrolTextParser::isNodeLine(std::string_view line) const
{
    if (!line.starts_with(nodeStart))
        return false;
    std::size_t at = 0;
    for (const std::string_view key : mandatoryKeys) {
        at = line.find(key, at);
        if (at == std::string_view::npos)
            return false;
        at += key.size();
    }
    for (const std::string_view key : {" BootTime=", " SlurmdStartTime=", " LastBusyTime="}) {
        const std::size_t found = line.find(key);
        if (found == std::string_view::npos)
            continue;
        const std::string_view time = valueBehind(line, found + key.size());
        if (time != "None" && time != "Unknown" && !time.ends_with(m_mark))
            return false;
    }
    return true;
}

void ScontrolTextParser::takeNode()
{
    if (m_record.empty())
        return;
    Record(m_builder, m_record, m_mark).take();
    m_record.clear();
    if (m_snapshot->nodes.size() > NodeBuilder::maxItems)
        fail("more than " + std::to_string(NodeBuilder::maxItems) + " nodes");
}

bool ScontrolTextParser::fail(std::string message)
{
    if (m_failure.empty())
        m_failure = std::move(message);
    return false;
}

Result<std::shared_ptr<NodeSnapshot>, PollError> ScontrolTextParser::finish()
{
    if (m_failure.empty() && !m_line.empty())
        fail("scontrol's list of nodes is cut short: it ends within " + inQuotes(m_line));
    if (m_failure.empty())
        takeNode();
    if (m_failure.empty() && m_snapshot->nodes.empty() && !m_saysNoNodes)
        fail("not scontrol's list of nodes: it is empty");
    std::unordered_set<std::string_view> names;
    for (const Node &node : m_snapshot->nodes) {
        if (m_failure.empty() && !names.insert(node.name).second)
            fail("node " + inQuotes(node.name) +
                 " comes twice: does a comment or extra text repeat a node's line?");
    }
    if (!m_failure.empty())
        return Failure{PollError{PollErrorClass::Parse, m_failure}};
    m_snapshot->strings.seal();
    return std::move(m_snapshot);
}

} // namespace slurmsd
