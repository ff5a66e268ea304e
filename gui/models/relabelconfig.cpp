// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/relabelconfig.h"

#include "common/configvalues.h"
#include "common/yamltree.h"
#include "gui/models/relabelreading.h"
#include "gui/models/text.h"

#include <QCoreApplication>

#include <algorithm>
#include <chrono>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(slurmsd::RelabelConfig)
};

const YamlNode *valueOf(const YamlNode &map, std::string_view key)
{
    const YamlEntry *entry = map.kind == YamlNode::Kind::Map ? findEntry(map, key) : nullptr;
    return entry ? &entry->value : nullptr;
}

std::string textOf(const YamlNode &map, std::string_view key, const std::string &otherwise)
{
    const YamlNode *value = valueOf(map, key);
    return value && value->kind == YamlNode::Kind::Scalar ? value->text : otherwise;
}

bool isScrapeConfig(const YamlNode &node) { return valueOf(node, "job_name") != nullptr; }

// Of a list of scrape configurations that of the job, else the first.
const YamlNode *chooseScrapeConfig(const YamlNode &list, const std::string &job)
{
    const auto isOfJob = [&job](const YamlNode &item) { return textOf(item, "job_name", {}) == job; };
    const auto found = std::ranges::find_if(list.items, isOfJob);
    if (found != list.items.end())
        return &*found;
    return list.items.empty() ? nullptr : &list.items.front();
}

struct Place
{
    const YamlNode *scrapeConfig = nullptr;
    const YamlNode *rules = nullptr;
};

Place findRules(const YamlNode &root, const std::string &job)
{
    const YamlNode *node = &root;
    if (const YamlNode *list = valueOf(root, "scrape_configs"))
        node = chooseScrapeConfig(*list, job);
    else if (root.kind == YamlNode::Kind::List && std::ranges::any_of(root.items, isScrapeConfig))
        node = chooseScrapeConfig(root, job);
    if (node && node->kind == YamlNode::Kind::Map)
        return {node, valueOf(*node, "relabel_configs")};
    return {nullptr, node};
}

void readScrapeConfig(const YamlNode &node, RelabelConfig &config)
{
    config.jobName = textOf(node, "job_name", config.jobName);
    config.scheme = textOf(node, "scheme", config.scheme);
    config.metricsPath = textOf(node, "metrics_path", config.metricsPath);
    config.scrapeInterval = textOf(node, "scrape_interval", config.scrapeInterval);
    config.scrapeTimeout = textOf(node, "scrape_timeout", config.scrapeTimeout);
    const YamlNode *params = valueOf(node, "params");
    for (const YamlEntry &entry : params ? params->entries : std::vector<YamlEntry>()) {
        if (!entry.value.items.empty())
            config.params.push_back({entry.key, entry.value.items.front().text});
    }
}

ConfigProblem placed(YamlMark mark, const QString &message)
{
    return {{}, mark.line, 1, {}, toStdString(message)};
}

// An address without a port; one that is neither stays as it is.
bool lacksPort(std::string_view address)
{
    return address.ends_with(']') || address.find(':') == std::string_view::npos;
}

RelabelledTarget refused(const QString &problem) { return {RelabelledTarget::Fate::Refused, 0, problem, {}}; }

// What Prometheus has against the times, which rules can set.
std::optional<QString> objectionToTimes(const LabelSet &set)
{
    const auto read = [&set](std::string_view label) {
        const auto time = parseDuration(set.value(label));
        return time ? time.value() : std::chrono::milliseconds(-1);
    };
    const auto interval = read("__scrape_interval__");
    const auto timeout = read("__scrape_timeout__");
    if (interval.count() <= 0)
        return Words::tr("the scrape interval is no time");
    if (timeout.count() <= 0)
        return Words::tr("the scrape timeout is no time");
    if (timeout > interval)
        return Words::tr("the scrape timeout is greater than the scrape interval");
    return std::nullopt;
}

// What Prometheus does with a target that no rule dropped.
RelabelledTarget finished(LabelSet set)
{
    std::string address = set.value("__address__");
    if (address.empty())
        return refused(Words::tr("no address"));
    const std::string scheme = set.value("__scheme__");
    if (lacksPort(address)) {
        if (scheme != "http" && scheme != "https" && !scheme.empty())
            return refused(Words::tr("invalid scheme: \"%1\"").arg(toQString(scheme)));
        address += scheme == "https" ? ":443" : ":80";
        set.set("__address__", address);
    }
    if (address.find('/') != std::string::npos)
        return refused(Words::tr("\"%1\" is not a valid hostname").arg(toQString(address)));
    if (const auto objection = objectionToTimes(set))
        return refused(*objection);
    const std::vector<Label> all = set.labels();
    for (const Label &label : all) {
        if (label.name.starts_with("__meta_"))
            set.set(label.name, {});
    }
    if (set.value("instance").empty())
        set.set("instance", address);
    return {RelabelledTarget::Fate::Scraped, 0, {}, set.labels()};
}

} // namespace

Result<RelabelConfig, ConfigProblem> parseRelabelConfig(std::string_view yaml, const std::string &job)
{
    ProblemList problems(yaml, "");
    const auto root = parseYaml(yaml, problems);
    if (!root)
        return Failure{std::move(problems).take().front()};
    RelabelConfig config;
    config.jobName = job;
    const auto [scrapeConfig, rules] = findRules(*root, job);
    if (scrapeConfig)
        readScrapeConfig(*scrapeConfig, config);
    if (!rules || rules->kind == YamlNode::Kind::Null)
        return config;
    if (rules->kind != YamlNode::Kind::List)
        return Failure{placed(rules->mark, Words::tr("expected a list of rules"))};
    for (const YamlNode &item : rules->items) {
        auto rule = readRelabelRule(item);
        if (!rule)
            return Failure{placed(rule.error().mark, rule.error().message)};
        config.rules.push_back(std::move(rule).value());
    }
    return config;
}

RelabelledTarget relabelTarget(const RelabelConfig &config, const TargetGroup &group,
                               const std::string &address)
{
    std::vector<Label> labels = group.labels;
    labels.push_back({"__address__", address});
    LabelSet set(std::move(labels));
    for (const auto &[name, value] : {std::pair<std::string, const std::string &>{"job", config.jobName},
                                      {"__scrape_interval__", config.scrapeInterval},
                                      {"__scrape_timeout__", config.scrapeTimeout},
                                      {"__metrics_path__", config.metricsPath},
                                      {"__scheme__", config.scheme}}) {
        if (set.value(name).empty())
            set.set(name, value);
    }
    for (const Label &param : config.params)
        set.set("__param_" + param.name, param.value);
    for (std::size_t i = 0; i < config.rules.size(); ++i) {
        if (!applyRule(config.rules[i], set))
            return {RelabelledTarget::Fate::Dropped, i, {}, {}};
    }
    return finished(std::move(set));
}

} // namespace slurmsd
