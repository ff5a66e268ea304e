// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/healthsentence.h"

#include "gui/models/clusterproblems.h"
#include "gui/models/durationtext.h"
#include "gui/models/text.h"

#include <QCoreApplication>

#include <algorithm>
#include <vector>

namespace slurmsd {

namespace {

using Level = HealthSentence::Level;

class HealthWords
{
    Q_DECLARE_TR_FUNCTIONS(HealthSentence)

public:
    static QString next(const std::optional<WallTime> &when, WallTime now)
    {
        if (!when)
            return tr("a poll is under way");
        if (*when <= now)
            return tr("the next poll is due");
        return tr("next poll in %1").arg(durationText(now, *when));
    }

    // "Serving 118 nodes, 5 jobs."
    static QString serving(const DaemonStatus &status)
    {
        std::size_t nodes = 0;
        for (const ClusterStatus &cluster : status.clusters)
            nodes += cluster.nodes;
        const QString nodesText = tr("%Ln node(s)", nullptr, int(nodes));
        const QString jobsText = tr("%Ln job(s)", nullptr, int(status.jobs.size()));
        if (status.clusters.size() == 1)
            return tr("Serving %1, %2.").arg(nodesText, jobsText);
        return tr("Serving %1 of %2, %3.")
            .arg(nodesText, tr("%Ln cluster(s)", nullptr, int(status.clusters.size())), jobsText);
    }

    // "List 14 s old, next poll in 4 min 46 s."
    static QString list(const DaemonStatus &status, WallTime now)
    {
        WallTime oldest = now;
        std::optional<WallTime> nextPoll = status.clusters.front().nextPoll;
        for (const ClusterStatus &cluster : status.clusters) {
            oldest = std::min(oldest, cluster.listTakenAt.value_or(now));
            nextPoll = nextPoll && cluster.nextPoll ? std::min(nextPoll, cluster.nextPoll) : std::nullopt;
        }
        const QString age = durationText(oldest, now);
        return (status.clusters.size() == 1 ? tr("List %1 old, %2.") : tr("Oldest list %1 old, %2."))
            .arg(age, next(nextPoll, now));
    }

    static QString reload(const DaemonStatus &status, WallTime now)
    {
        return tr("The last reload of the config failed; that of %1 stays in force.")
            .arg(clockText(status.config.loadedAt, now));
    }

    static QString more(int others)
    {
        return others > 0 ? tr("And %Ln more problem(s).", nullptr, others) : QString();
    }

    static QString connecting(const QString &address) { return tr("Connecting to %1…").arg(address); }
    static QString closed() { return tr("Not connected."); }
    static QString refused(const QString &address) { return tr("%1 refuses the login.").arg(address); }
    static QString unreachable(const QString &address)
    {
        return tr("%1 cannot be reached; trying again.").arg(address);
    }
    static QString lost(const QString &age)
    {
        return tr("Connection lost; trying again. What is shown is %1 old.").arg(age);
    }
    static QString error(const ApiError &error)
    {
        QString message = toQString(error.message);
        switch (error.step) {
        case ApiError::Step::Url:
            return tr("Not a URL that can be asked: %1").arg(message);
        case ApiError::Step::Dns:
            return tr("The host has no address: %1").arg(message);
        case ApiError::Step::Tcp:
            return tr("No connection: %1").arg(message);
        case ApiError::Step::Tls:
            return tr("TLS: %1").arg(message);
        case ApiError::Step::Login:
            return tr("Login: %1").arg(message);
        case ApiError::Step::Api:
            return tr("This does not answer as prometheus-slurm-sd does: %1").arg(message);
        case ApiError::Step::Request:
            break;
        }
        return message;
    }
};

QString join(std::initializer_list<QString> sentences)
{
    QStringList parts;
    for (const QString &sentence : sentences) {
        if (!sentence.isEmpty())
            parts.append(sentence);
    }
    return parts.join(QChar(u' '));
}

// Of a daemon that answers: all its problems, the worst first.
std::vector<ClusterProblem> problemsOf(const DaemonStatus &status, WallTime now)
{
    std::vector<ClusterProblem> problems;
    for (const ClusterStatus &cluster : status.clusters) {
        for (ClusterProblem &problem : clusterProblems(cluster, now, status.clusters.size() > 1))
            problems.push_back(std::move(problem));
    }
    if (!status.config.reloadProblems.empty())
        problems.push_back({ClusterProblem::Rank::Reload, HealthWords::reload(status, now)});
    std::ranges::stable_sort(problems, {}, &ClusterProblem::rank);
    return problems;
}

HealthSentence ofAnswer(const DaemonStatus &status, WallTime now)
{
    const std::vector<ClusterProblem> problems = problemsOf(status, now);
    if (status.health == DaemonStatus::Health::Ok && problems.empty())
        return {Level::Ok, false, join({HealthWords::serving(status), HealthWords::list(status, now)})};
    const Level level = status.health == DaemonStatus::Health::NotReady ? Level::Alarm : Level::Warning;
    // A newer daemon may know of what this program does not.
    if (problems.empty())
        return {level, false, toQString(status.summary)};
    const ClusterProblem &worst = problems.front();
    const QString serving =
        worst.rank >= ClusterProblem::Rank::TokenExpired ? HealthWords::serving(status) : QString();
    return {level, false, join({worst.text, serving, HealthWords::more(int(problems.size()) - 1)})};
}

HealthSentence withoutAnswer(const HealthFacts &facts)
{
    const QString reason = facts.error ? HealthWords::error(*facts.error) : QString();
    const bool isStale = facts.status != nullptr;
    switch (facts.state) {
    case ConnectionState::Refused:
        return {Level::Alarm, isStale, join({HealthWords::refused(facts.address), reason})};
    case ConnectionState::Lost:
        return {Level::Alarm, isStale,
                join({isStale ? HealthWords::lost(durationText(facts.sinceAnswer))
                              : HealthWords::unreachable(facts.address),
                      reason})};
    case ConnectionState::Closed:
        return {Level::Quiet, isStale, HealthWords::closed()};
    case ConnectionState::Connecting:
    case ConnectionState::Connected:
        break;
    }
    return {Level::Quiet, isStale, HealthWords::connecting(facts.address)};
}

} // namespace

HealthSentence healthSentence(const HealthFacts &facts)
{
    const bool isAnswered = facts.state == ConnectionState::Connected && facts.status != nullptr &&
                            !facts.status->clusters.empty();
    return isAnswered ? ofAnswer(*facts.status, facts.now) : withoutAnswer(facts);
}

HealthSentence clusterSentence(const ClusterStatus &cluster, WallTime now)
{
    DaemonStatus status;
    status.health = DaemonStatus::Health::Ok;
    status.clusters = {cluster};
    std::vector<ClusterProblem> problems = clusterProblems(cluster, now, false);
    std::ranges::stable_sort(problems, {}, &ClusterProblem::rank);
    if (problems.empty())
        return {Level::Ok, false, HealthWords::list(status, now)};
    QStringList texts;
    for (const ClusterProblem &problem : problems)
        texts.append(problem.text);
    const bool isServed = cluster.listTakenAt.has_value();
    return {isServed ? Level::Warning : Level::Alarm, false, texts.join(QChar(u' '))};
}

QString apiErrorText(const ApiError &error) { return HealthWords::error(error); }

} // namespace slurmsd
