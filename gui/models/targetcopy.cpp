// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/targetcopy.h"

#include "common/asciitext.h"
#include "common/hostlist.h"
#include "common/jsontext.h"
#include "common/node.h"
#include "gui/models/quoting.h"
#include "gui/models/targetaddress.h"
#include "gui/models/text.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

using namespace Qt::StringLiterals;

namespace slurmsd {

namespace {

bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
// Can it be part of a folded hostlist? "10.0.0.1" could, but nobody would recognise it in there.
bool isPlainName(std::string_view name)
{
    const auto isAllowed = [](char c) {
        return isLetter(c) || isDigit(c) || c == '-' || c == '_' || c == '.';
    };
    const bool isAddress = name.find('.') != std::string_view::npos && std::ranges::none_of(name, isLetter);
    return !name.empty() && !isAddress && std::ranges::all_of(name, isAllowed);
}

struct NaturalLess
{
    using is_transparent = void;
    bool operator()(std::string_view left, std::string_view right) const
    {
        return std::is_lt(compareNaturally(left, right));
    }
};
using Names = std::set<std::string, NaturalLess>;

template <typename Visitor>
void forEachTarget(const TargetSelection &selection, Visitor visit)
{
    for (const TargetGroup &group : selection.groups) {
        for (const std::string &target : group.targets)
            visit(group, target);
    }
}

// "&partition=gpu&partition=cpu" where each chosen group has that label, else nothing.
QString parameters(const TargetSelection &selection, const char *parameter, std::string_view label)
{
    std::set<std::string> values;
    for (const TargetGroup &group : selection.groups) {
        const std::string *value = findLabel(group, label);
        if (!value)
            return {};
        values.insert(*value);
    }
    QString text;
    for (const std::string &value : values)
        text += u'&' + QString::fromLatin1(parameter) + u'=' +
                QString::fromLatin1(QUrl::toPercentEncoding(toQString(value)));
    return text;
}

// ":9100" as a regular expression, when all targets have that port.
std::string portPattern(const TargetSelection &selection)
{
    std::set<std::string_view> ports;
    forEachTarget(selection,
                  [&ports](const TargetGroup &, const std::string &target) { ports.insert(portOf(target)); });
    return ports.size() == 1 && !ports.begin()->empty() ? ':' + regexEscaped(*ports.begin())
                                                        : std::string(":[0-9]+");
}

// The host as the rules of targetsAsScrapeConfig() make it the label instance: IPv6 stays in brackets.
std::string instanceOf(std::string_view address)
{
    const std::string_view port = portOf(address);
    return std::string(port.empty() ? address : address.substr(0, address.size() - port.size() - 1));
}

// The labels that the rules of targetsAsScrapeConfig() keep for series, and that tell groups apart. The state
// is none of them.
constexpr std::array<std::pair<std::string_view, std::string_view>, 2> seriesLabels{
    {{"__meta_slurm_cluster", "cluster"}, {"__meta_slurm_partition", "partition"}}};

// What the series of groups that are chosen as wholes have in common.
struct LabelMatchers
{
    std::string text;     // empty: nothing
    bool isExact = false; // no other group's series have it as well
};

LabelMatchers labelMatchers(const TargetSelection &selection)
{
    const auto isWhole = [&](const TargetGroup &group) {
        return std::ranges::find(*selection.all, group) != selection.all->end();
    };
    if (selection.groups.empty() || !std::ranges::all_of(selection.groups, isWhole))
        return {};
    LabelMatchers matchers;
    std::vector<std::pair<std::string_view, std::set<std::string>>> wanted;
    for (const auto &[label, name] : seriesLabels) {
        std::set<std::string> values;
        for (const TargetGroup &group : selection.groups) {
            const std::string *value = findLabel(group, label);
            values.insert(value ? *value : std::string());
        }
        if (values.contains(""))
            continue;
        std::string pattern;
        for (const std::string &value : values)
            (pattern += pattern.empty() ? "" : "|") += values.size() == 1 ? value : regexEscaped(value);
        matchers.text += ',' + std::string(name) + (values.size() == 1 ? "=" : "=~") + promqlString(pattern);
        wanted.emplace_back(label, std::move(values));
    }
    const auto isMatched = [&wanted](const TargetGroup &group) {
        return std::ranges::all_of(wanted, [&group](const auto &of) {
            const std::string *value = findLabel(group, of.first);
            return value && of.second.contains(*value);
        });
    };
    const auto matched = std::ranges::count_if(*selection.all, isMatched);
    matchers.isExact = static_cast<std::size_t>(matched) == selection.groups.size();
    return matchers;
}

// Of the label instance.
std::string instanceMatcher(const TargetSelection &selection)
{
    Names instances;
    forEachTarget(selection, [&instances](const TargetGroup &, const std::string &target) {
        instances.insert(regexEscaped(instanceOf(target)));
    });
    std::string pattern;
    for (const std::string &instance : instances)
        (pattern += pattern.empty() ? "" : "|") += instance;
    if (instances.size() > 1)
        pattern = '(' + pattern + ')';
    return ",instance=~" + promqlString(pattern + '(' + portPattern(selection) + ")?");
}

} // namespace

QString targetsAsJson(const TargetSelection &selection)
{
    std::string json;
    for (const TargetGroup &group : selection.groups) {
        JsonObject labels;
        for (const Label &label : group.labels)
            labels.addText(label.name, label.value);
        JsonObject object;
        object.add("targets", jsonArray(group.targets, jsonString));
        object.add("labels", labels.text());
        (json += json.empty() ? "[\n" : ",\n") += object.text();
    }
    return toQString(json.empty() ? "[]\n" : json + "\n]\n");
}

QString targetsAsLines(const TargetSelection &selection)
{
    std::string lines;
    forEachTarget(selection,
                  [&lines](const TargetGroup &, const std::string &target) { (lines += target) += '\n'; });
    return toQString(lines);
}

QUrl targetsUrl(const ConnectionProfile &profile, const std::string &job)
{
    QUrl url = profile.url;
    QString path = url.path(QUrl::FullyEncoded);
    while (path.endsWith(u'/'))
        path.chop(1);
    url.setPath(path + u"/targets"_s, QUrl::TolerantMode);
    url.setUserInfo({});
    url.setFragment({});
    url.setQuery(u"prom_job="_s + QString::fromLatin1(QUrl::toPercentEncoding(toQString(job))));
    return url;
}

QString targetsAsCurl(const TargetSelection &selection, const ConnectionProfile &profile)
{
    QUrl url = targetsUrl(profile, selection.job);
    if (!selection.isWholeJob) {
        url.setQuery(url.query(QUrl::FullyEncoded) +
                     parameters(selection, "partition", "__meta_slurm_partition") +
                     parameters(selection, "state", "__meta_state") +
                     parameters(selection, "cluster", "__meta_slurm_cluster"));
    }
    QString command = u"curl -sS"_s;
    if (!profile.userName.isEmpty())
        command += u" -u "_s + shellQuoted(profile.userName);
    if (!profile.caFile.isEmpty())
        command += u" --cacert "_s + shellQuoted(profile.caFile);
    if (!profile.certFile.isEmpty()) {
        // What follows a colon would be the passphrase.
        QString file = profile.certFile;
        file.replace(u"\\"_s, u"\\\\"_s).replace(u":"_s, u"\\:"_s);
        command += u" --cert "_s + shellQuoted(file);
    }
    if (!profile.keyFile.isEmpty())
        command += u" --key "_s + shellQuoted(profile.keyFile);
    QString encoded = url.toString(QUrl::FullyEncoded);
    if (encoded.contains(u'[') || encoded.contains(u'{')) // no patterns of curl's, but an IPv6 address
        command += u" --globoff"_s;
    return command + u" '"_s + encoded.replace(u"'"_s, u"%27"_s) + u"'\n"_s;
}

QString targetsAsHostlist(const TargetSelection &selection, const NodeNames &nodeName)
{
    Names plain;
    Names others;
    forEachTarget(selection, [&](const TargetGroup &group, const std::string &target) {
        std::string name = nodeName ? nodeName(group, target) : std::string();
        if (name.empty())
            name = hostOf(target);
        (isPlainName(name) ? plain : others).insert(std::move(name));
    });
    const std::vector<std::string_view> names(plain.begin(), plain.end());
    std::string list = foldHostlist(names);
    for (const std::string &name : others)
        (list += list.empty() ? "" : ",") += name;
    return toQString(list);
}

QString targetsAsPromql(const TargetSelection &selection)
{
    std::string text = "{job=" + promqlString(selection.job);
    if (selection.isWholeJob)
        return toQString(text + '}');
    const LabelMatchers labels = labelMatchers(selection);
    if (!labels.text.empty() && labels.isExact)
        return toQString(text + labels.text + '}');
    // More than anybody reads, and than Prometheus likes.
    constexpr std::size_t most = 4096;
    const std::string instances = instanceMatcher(selection);
    const bool isTooLong = instances.size() > most && !labels.text.empty();
    return toQString(text + (isTooLong ? labels.text : instances) + '}');
}

} // namespace slurmsd
