// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editing/jobwords.h"

#include "gui/models/counttext.h"
#include "gui/models/text.h"

#include <QCoreApplication>

#include <algorithm>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

struct JobWords
{
    Q_DECLARE_TR_FUNCTIONS(JobWords)
};

QString orList(const std::vector<std::string> &items)
{
    QStringList texts;
    for (const std::string &item : items)
        texts += toQString(item);
    return texts.join(JobWords::tr(" or "));
}

const JobConfig *find(const std::vector<JobConfig> &jobs, const std::string &name)
{
    const auto found = std::ranges::find(jobs, name, &JobConfig::name);
    return found == jobs.end() ? nullptr : &*found;
}

std::vector<JobKey> changedKeys(const JobConfig &before, const JobConfig &after)
{
    const JobDraft first = JobDraft::of(before);
    const JobDraft second = JobDraft::of(after);
    std::vector<JobKey> keys;
    for (const JobKey key : allJobKeys()) {
        if (isKeyOf(key, after.role) && first.text(key) != second.text(key))
            keys.push_back(key);
    }
    return keys;
}

QString valueWords(const JobDraft &draft, JobKey key)
{
    const QString &text = draft.text(key);
    return text.isEmpty() ? JobWords::tr("nothing") : text;
}

QString portWords(const JobConfig &job)
{
    return job.port == 0 ? JobWords::tr("of the annotation") : QString::number(job.port);
}

std::optional<JobConfig> copyOf(const JobConfig *job) { return job ? std::optional(*job) : std::nullopt; }

void addCondition(QStringList &conditions, const QString &words, const std::vector<std::string> &items)
{
    if (!items.empty())
        conditions += words.arg(orList(items));
}

QString matchWords(const MatchConfig &match)
{
    QStringList conditions;
    addCondition(conditions, JobWords::tr("partition %1"), match.partitions);
    addCondition(conditions, JobWords::tr("feature %1"), match.features);
    addCondition(conditions, JobWords::tr("GRES %1"), match.gres);
    if (!match.nodes.empty())
        conditions += JobWords::tr("nodes %1").arg(toQString(match.nodes));
    std::vector<std::string> states;
    for (const StateClass state : match.states)
        states.emplace_back(toString(state));
    addCondition(conditions, JobWords::tr("state %1"), states);
    return conditions.isEmpty() ? JobWords::tr("every node") : conditions.join(u"; "_s);
}

QString matchWords(const SlurmJobRole &jobs)
{
    const SlurmJobMatch &match = jobs.match;
    QStringList conditions;
    addCondition(conditions, JobWords::tr("name %1"), match.names);
    addCondition(conditions, JobWords::tr("user %1"), match.users);
    addCondition(conditions, JobWords::tr("account %1"), match.accounts);
    addCondition(conditions, JobWords::tr("partition %1"), match.partitions);
    addCondition(conditions, JobWords::tr("QOS %1"), match.qos);
    addCondition(conditions, JobWords::tr("feature %1"), match.features);
    if (!conditions.isEmpty())
        return JobWords::tr("running jobs: %1").arg(conditions.join(u"; "_s));
    return jobs.isAnnotatedOnly ? JobWords::tr("every running job that asks for it")
                                : JobWords::tr("every running job");
}

} // namespace

QString matchWords(const JobConfig &job)
{
    return job.role == JobRole::Node ? matchWords(job.match) : matchWords(job.slurmJobs);
}

QString effectWords(const JobEffect &effect)
{
    QStringList words;
    if (effect.addedTotal > 0)
        words += u"+%1"_s.arg(countText(effect.addedTotal));
    if (effect.removedTotal > 0)
        words += u"−%1"_s.arg(countText(effect.removedTotal));
    if (effect.relabeledTotal > 0)
        words += u"~%1"_s.arg(countText(effect.relabeledTotal));
    return words.join(u' ');
}

QStringList lossWords(const ConfigPreview &preview, double share)
{
    QStringList words;
    for (const JobEffect &effect : preview.jobs.value_or(std::vector<JobEffect>())) {
        const double before = double(effect.targets + effect.removedTotal) - double(effect.addedTotal);
        const double lost = before - double(effect.targets);
        const QString targets = JobWords::tr("%Ln target(s)", nullptr, int(before));
        if (effect.change == JobEffect::Change::Removed)
            words += JobWords::tr("The job %1 goes, with %2.").arg(toQString(effect.job), targets);
        else if (effect.hasCounts && lost >= 2 && lost > share * before)
            words += JobWords::tr("%1 loses %2 of its %3.")
                         .arg(toQString(effect.job), countText(std::size_t(lost)), targets);
    }
    return words;
}

std::vector<JobDifference> jobDifferences(const std::vector<JobConfig> &before,
                                          const std::vector<JobConfig> &after)
{
    std::vector<JobDifference> changes;
    for (const JobConfig &job : after) {
        const JobConfig *old = find(before, job.name);
        if (!old)
            changes.push_back({job.name, JobDifference::Kind::Added, {}});
        else if (*old != job)
            changes.push_back({job.name, JobDifference::Kind::Changed, changedKeys(*old, job)});
    }
    for (const JobConfig &job : before) {
        if (!find(after, job.name))
            changes.push_back({job.name, JobDifference::Kind::Removed, {}});
    }
    return changes;
}

QString changeWords(const std::optional<JobConfig> &before, const std::optional<JobConfig> &after)
{
    if (!before && !after)
        return {};
    if (!before)
        return JobWords::tr("new job %1: port %2; %3")
            .arg(toQString(after->name), portWords(*after), matchWords(*after));
    if (!after)
        return JobWords::tr("%1 removed").arg(toQString(before->name));
    const JobDraft first = JobDraft::of(*before);
    const JobDraft second = JobDraft::of(*after);
    QStringList words;
    for (const JobKey key : changedKeys(*before, *after))
        words +=
            u"%1 %2 → %3"_s.arg(toQString(toString(key)), valueWords(first, key), valueWords(second, key));
    return words.isEmpty() ? JobWords::tr("%1 unchanged").arg(toQString(before->name))
                           : u"%1: %2"_s.arg(toQString(before->name), words.join(u"; "_s));
}

QStringList changeWords(const std::vector<JobConfig> &before, const std::vector<JobConfig> &after)
{
    QStringList words;
    for (const JobDifference &change : jobDifferences(before, after))
        words += changeWords(copyOf(find(before, change.name)), copyOf(find(after, change.name)));
    if (!words.isEmpty() || before == after)
        return words;
    QStringList names;
    for (const JobConfig &job : after)
        names += toQString(job.name);
    return {JobWords::tr("the order of jobs: %1").arg(names.join(u", "_s))};
}

} // namespace slurmsd
