// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/targets/unmatched.h"

#include "common/asciitext.h"
#include "common/hostlist.h"
#include "common/wording.h"
#include "daemon/targets/gres.h"

#include <QRegularExpression>
#include <QString>

#include <algorithm>
#include <compare>
#include <deque>
#include <functional>
#include <map>
#include <unordered_set>

namespace slurmsd {

namespace {

constexpr std::size_t maxListed = 10;

// Names in their natural order, each once.
class Names
{
public:
    void add(std::string_view name) { m_set.insert(name); }
    bool has(std::string_view name) const { return m_set.contains(name); }
    const std::unordered_set<std::string_view> &all() const { return m_set; }

    // "there are gpu, batch and 3 more": those that are like `wanted` come first.
    std::string listed(std::string_view wanted) const;

private:
    std::unordered_set<std::string_view> m_set;
};

// The letters and digits that a pattern, a hostlist or a name begins with, in lower case.
std::string stemOf(std::string_view wanted)
{
    const auto isPlain = [](char c) { return isDigit(c) || (asciiLower(c) >= 'a' && asciiLower(c) <= 'z'); };
    const auto begin = std::ranges::find_if(wanted, isPlain);
    return asciiLower(std::string_view(begin, std::find_if_not(begin, wanted.end(), isPlain)));
}

bool isNear(std::string_view name, std::string_view wanted, const std::string &stem)
{
    const std::string lower = asciiLower(name);
    return isAlike(name, wanted) || (!stem.empty() && (lower.find(stem) != std::string::npos ||
                                                       stem.find(lower) != std::string::npos));
}

std::string Names::listed(std::string_view wanted) const
{
    if (m_set.empty())
        return "there is none";
    std::vector<std::string_view> names(m_set.begin(), m_set.end());
    const std::string stem = stemOf(wanted);
    std::ranges::sort(names, [](std::string_view left, std::string_view right) {
        return std::is_lt(compareNaturally(left, right));
    });
    std::stable_partition(names.begin(), names.end(),
                          [&](std::string_view name) { return isNear(name, wanted, stem); });
    std::string text = names.size() == 1 ? "there is " : "there are ";
    for (std::size_t i = 0; i < std::min(names.size(), maxListed); ++i)
        text.append(i == 0 ? "" : ", ").append(printable(names[i]));
    if (names.size() > maxListed)
        text += " and " + std::to_string(names.size() - maxListed) + " more";
    return text;
}

// What the nodes of some lists have: the views are the lists'.
struct Inventory
{
    Names nodes;
    Names partitions;
    Names features;
    Names gres; // "gpu:a100:4", and what can be asked of it: "gpu:a100", "gpu"
};

// "gpu" and "gpu:a100" of "gpu:a100:4".
void addGres(Names &names, std::string_view item)
{
    for (std::size_t colon = item.find(':'); colon != item.npos; colon = item.find(':', colon + 1))
        names.add(item.substr(0, colon));
    if (item.find(':') == item.npos)
        names.add(item);
}

class Finder
{
public:
    explicit Finder(const NodeLists &lists)
    {
        std::unordered_set<const char *> seen; // equal lists of a snapshot share their bytes
        for (const auto &list : lists) {
            for (const Node &node : list->nodes)
                add(node, seen);
        }
    }

    std::vector<UnmatchedCondition> find(const JobConfig &job)
    {
        std::vector<UnmatchedCondition> found;
        const auto check = [&found](bool isMet, const char *key, const std::string &value,
                                    const Names &names) {
            if (!isMet)
                found.push_back({key, value, names.listed(value)});
        };
        for (const std::string &pattern : job.match.partitions)
            check(matchesPartition(pattern), "match.partitions", pattern, m_known.partitions);
        for (const std::string &feature : job.match.features)
            check(m_known.features.has(feature), "match.features", feature, m_known.features);
        for (const std::string &gres : job.match.gres)
            check(hasGres(gres), "match.gres", gres, m_known.gres);
        if (!job.match.nodes.empty())
            check(hasNode(job.match.nodes), "match.nodes", job.match.nodes, m_known.nodes);
        for (const auto &[partition, port] : job.partitionPorts)
            check(m_known.partitions.has(partition), "partition_ports", partition, m_known.partitions);
        return found;
    }

private:
    void add(const Node &node, std::unordered_set<const char *> &seen)
    {
        m_known.nodes.add(node.name);
        if (!node.partitions.empty() && seen.insert(node.partitions.data()).second)
            forEachItem(node.partitions, [this](std::string_view item) { m_known.partitions.add(item); });
        if (!node.features.empty() && seen.insert(node.features.data()).second)
            forEachItem(node.features, [this](std::string_view item) { m_known.features.add(item); });
        if (!node.gres.empty() && seen.insert(node.gres.data()).second) {
            const std::string &items = m_gresItems.emplace_back(gresItems(node.gres));
            forEachItem(items, [this](std::string_view item) {
                m_gres.add(item);
                addGres(m_known.gres, item);
            });
        }
    }

    bool matchesPartition(const std::string &pattern)
    {
        const auto [known, isNew] = m_patterns.emplace(pattern, false);
        if (isNew) {
            const QRegularExpression expression(
                QRegularExpression::anchoredPattern(QString::fromStdString(pattern)));
            known->second = std::ranges::any_of(m_known.partitions.all(), [&](std::string_view name) {
                return expression.match(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())))
                    .hasMatch();
            });
        }
        return known->second;
    }

    bool hasGres(const std::string &wanted) const
    {
        return std::ranges::any_of(m_gres.all(),
                                   [&wanted](std::string_view item) { return isGres(item, wanted); });
    }

    bool hasNode(const std::string &hostlist) const
    {
        const auto names = expandHostlist(hostlist);
        return !names || std::ranges::any_of(
                             *names, [this](const std::string &name) { return m_known.nodes.has(name); });
    }

    Inventory m_known;
    Names m_gres;                        // whole items, as nodes have them
    std::deque<std::string> m_gresItems; // that they are views of
    std::map<std::string, bool, std::less<>> m_patterns;
};

} // namespace

std::string UnmatchedCondition::toString() const
{
    const std::string name = inQuotes(value);
    if (key == "match.partitions")
        return key + ": no partition matches " + name + "; " + found;
    if (key == "match.features")
        return key + ": no node has the feature " + name + "; " + found;
    if (key == "match.gres")
        return key + ": no node has the GRES " + name + "; " + found;
    if (key == "match.nodes")
        return key + ": no node is in " + name + "; " + found;
    return key + ": no partition has the name " + name + "; " + found;
}

std::vector<std::vector<UnmatchedCondition>> unmatchedConditions(const NodeLists &lists,
                                                                 std::span<const JobConfig> jobs)
{
    std::vector<std::vector<UnmatchedCondition>> all(jobs.size());
    if (std::ranges::all_of(lists, [](const auto &list) { return list->nodes.empty(); }))
        return all;
    Finder finder(lists);
    std::ranges::transform(jobs, all.begin(), [&finder](const JobConfig &job) { return finder.find(job); });
    return all;
}

} // namespace slurmsd
