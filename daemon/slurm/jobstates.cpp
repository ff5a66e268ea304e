// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/jobstates.h"

#include "daemon/slurm/listparser.h"

#include <optional>

namespace slurmsd {

namespace {

struct StateItem
{};

// What a ListParser fills.
struct StateList
{
    struct NoStrings
    {
        void seal() {}
    } strings;
    std::string cluster;
    std::string slurmRelease;
    std::size_t skipped = 0;
    JobStateCounts counts;
};

using StateField = ListField<StateItem>;
constexpr StateField stateField{"state", FieldKind::States, nullptr, nullptr};

// A Builder, as ListHandler wants it, that counts.
class StateBuilder
{
public:
    using Item = StateItem;
    using List = StateList;
    static constexpr std::string_view listKey = "jobs";
    static constexpr std::size_t maxItems = 100'000'000;
    static constexpr std::size_t maxTextBytes = 1024;
    static const StateField *findField(std::string_view key)
    {
        return key == stateField.key ? &stateField : nullptr;
    }

    explicit StateBuilder(StateList &list)
        : m_counts(list.counts)
    {}

    std::size_t size() const { return m_counts.all; }
    void beginItem() { m_isRunning = m_hasState = false; }
    void endItem()
    {
        ++m_counts.all;
        m_counts.running += m_isRunning ? 1 : 0;
    }
    void beginField(const StateField &) { beginItem(); }
    void setText(const StateField &field, std::string_view text) { addItem(field, text); }
    void setNumber(const StateField &, std::int64_t) {}
    void addItem(const StateField &, std::string_view state)
    {
        // The first is the base state.
        m_isRunning = m_isRunning || (!m_hasState && state == "RUNNING");
        m_hasState = true;
    }
    void endList(const StateField &) {}

    struct Value
    {};
    static std::optional<Value> value(const StateField &) { return std::nullopt; }
    static void setValue(const StateField &, Value) {}

private:
    JobStateCounts &m_counts;
    bool m_isRunning = false;
    bool m_hasState = false;
};

} // namespace

struct JobStatesParser::Parser
{
    ListParser<StateBuilder> list;
};

JobStatesParser::JobStatesParser()
    : m_parser(std::make_unique<Parser>())
{}

JobStatesParser::~JobStatesParser() = default;

bool JobStatesParser::feed(std::string_view chunk) { return m_parser->list.feed(chunk); }

Result<JobStateCounts, PollError> JobStatesParser::finish()
{
    const auto list = m_parser->list.finish("list of the jobs' states", "a state");
    if (!list)
        return Failure{list.error()};
    return (*list)->counts;
}

} // namespace slurmsd
