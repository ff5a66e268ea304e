// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/runningjobfilter.h"

#include "common/hostlist.h"
#include "common/node.h"
#include "common/targetgroup.h"
#include "gui/models/runningjobsmodel.h"
#include "gui/models/searchparser.h"
#include "gui/models/text.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <variant>

namespace slurmsd {

namespace {

struct Before
{
    bool operator()(const std::string &left, const std::string &right) const
    {
        return compareNaturally(left, right) < 0;
    }
};

// As labels have lists: ",a,b,".
std::string listLabel(std::string_view items) { return ',' + std::string(items) + ','; }

std::string nodesLabel(const RunningJob &job)
{
    const auto names = expandHostlist(job.nodes);
    if (!names)
        return job.nodes;
    std::string list;
    for (const std::string &name : *names)
        list += (list.empty() ? "" : ",") + name;
    return listLabel(list);
}

// The fields, as labels, which the language has tests for.
TargetGroup fieldsOf(const RunningJob &job)
{
    std::string configured;
    for (const JobTargetsStatus &targets : job.targets)
        configured += (configured.empty() ? "" : ",") + targets.job;
    return {{},
            {{"id", toStdString(jobIdText(job))},
             {"name", job.name},
             {"user", job.user},
             {"account", job.account},
             {"partition", listLabel(job.partition)},
             {"qos", job.qos},
             {"state", listLabel(job.state)},
             {"node", nodesLabel(job)},
             {"cluster", job.cluster},
             {"comment", job.comment},
             {"job", configured.empty() ? configured : listLabel(configured)},
             {"targets", std::to_string(targetCount(job))},
             {"why", job.why}}};
}

bool passes(const WordTerm &term, const TargetGroup &fields)
{
    return std::ranges::any_of(fields.labels,
                               [&term](const Label &field) { return term.text.matches(field.value); });
}

// A hostlist alone is the language's for `name`, and of a job the names are those of its nodes.
bool passes(const ValueTerm &term, const TargetGroup &fields)
{
    if (term.matchesGroup(fields))
        return true;
    if (term.key.label != "name")
        return false;
    ValueTerm nodes = term;
    nodes.key.label = "node";
    return nodes.matchesGroup(fields);
}

} // namespace

const SearchVocabulary &RunningJobFilter::vocabulary()
{
    static const SearchVocabulary vocabulary = [] {
        std::vector<std::string> names;
        for (const Label &field : fieldsOf({}).labels)
            names.push_back(field.name);
        return SearchVocabulary::labels(std::move(names));
    }();
    return vocabulary;
}

Result<RunningJobFilter, SearchError> RunningJobFilter::parse(const QString &search)
{
    auto expression = SearchParser(search, vocabulary()).parse();
    if (!expression)
        return Failure{expression.error()};
    RunningJobFilter filter;
    if (*expression)
        filter.m_expression = std::make_shared<const SearchExpression>(std::move(**expression));
    return filter;
}

bool RunningJobFilter::matches(const RunningJob &job) const
{
    if (!m_expression)
        return true;
    const TargetGroup fields = fieldsOf(job);
    return m_expression->holds([&fields](const SearchExpression &leaf) {
        return std::visit([&fields](const auto &term) { return passes(term, fields); }, leaf.term);
    });
}

QStringList runningJobValues(const std::vector<RunningJob> &jobs, std::string_view field)
{
    std::set<std::string, Before> values;
    for (const RunningJob &job : jobs) {
        for (const Label &each : fieldsOf(job).labels) {
            if (each.name == field)
                forEachItem(each.value,
                            [&values](std::string_view item) { values.insert(std::string(item)); });
        }
    }
    values.erase(std::string());
    QStringList texts;
    for (const std::string &value : values)
        texts += toQString(value);
    return texts;
}

} // namespace slurmsd
