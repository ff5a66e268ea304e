// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/clusterproblems.h"

#include "gui/models/durationtext.h"
#include "gui/models/text.h"

#include <QCoreApplication>

namespace slurmsd {

namespace {

// Another program's words as a part of a sentence.
QString asClause(const std::string &message)
{
    QString text = toQString(message).simplified();
    while (text.endsWith(QChar(u'.')))
        text.chop(1);
    return text;
}

class ProblemWords
{
    Q_DECLARE_TR_FUNCTIONS(ClusterProblems)

public:
    // What of Slurm fails, since when: "slurmrestd unreachable since 10:02".
    static QString failing(const ClusterStatus &cluster, WallTime now)
    {
        const QString since = clockText(*cluster.failingSince, now);
        switch (cluster.lastFailure ? cluster.lastFailure->errorClass : PollErrorClass::Other) {
        case PollErrorClass::Connect:
            return tr("Slurm’s REST API unreachable since %1").arg(since);
        case PollErrorClass::Timeout:
            return tr("Slurm’s REST API silent since %1").arg(since);
        case PollErrorClass::Tls:
            return tr("No TLS with Slurm’s REST API since %1").arg(since);
        case PollErrorClass::Auth:
            return tr("Slurm refuses the login since %1").arg(since);
        case PollErrorClass::TooLarge:
        case PollErrorClass::Parse:
            return tr("Slurm’s answers cannot be read since %1").arg(since);
        default:
            return isControllerLost(cluster) ? tr("slurmctld unreachable since %1").arg(since)
                                             : tr("Slurm answers with an error since %1").arg(since);
        }
    }

    static QString served(const ClusterStatus &cluster, WallTime now)
    {
        const QString age = durationText(*cluster.listTakenAt, now);
        return cluster.isListStored ? tr("serving the list stored before the start, %1 old").arg(age)
                                    : tr("serving the last good list, %1 old").arg(age);
    }

    static QString noList(const ClusterStatus &cluster, WallTime now)
    {
        if (!cluster.failingSince)
            return tr("No node list yet: the first poll is under way.");
        return tr("No node list yet. %1.").arg(failing(cluster, now)) + detail(cluster);
    }

    static QString failingServed(const ClusterStatus &cluster, WallTime now)
    {
        return tr("%1: %2.").arg(failing(cluster, now), served(cluster, now)) + detail(cluster);
    }

    static QString held(const ClusterStatus &cluster, WallTime now)
    {
        const HeldStatus &held = cluster.held.front();
        if (!held.job.empty())
            return tr("What job %1 would get is held back, since %2 would vanish.")
                .arg(toQString(held.job), tr("%Ln target(s)", nullptr, int(held.lost)));
        const QString nodes = tr("%Ln node(s)", nullptr, int(held.after));
        const QString lost = tr("%Ln node(s)", nullptr, int(held.lost));
        return tr("A list of %1 is held back, since %2 would vanish: %3.")
            .arg(nodes, lost, served(cluster, now));
    }

    static QString stored(const ClusterStatus &cluster, WallTime now)
    {
        return tr("Until the first poll is done: %1.").arg(served(cluster, now));
    }

    static QString token(WallTime expires, WallTime now)
    {
        return expires <= now ? tr("The token expired %1 ago.").arg(durationText(expires, now))
                              : tr("The token expires in %1.").arg(durationText(now, expires));
    }

    static QString storage(const ClusterStatus &cluster)
    {
        return tr("The list cannot be stored: %1.").arg(asClause(cluster.storageError));
    }

    static QString named(const ClusterStatus &cluster, const QString &text)
    {
        return cluster.name.empty() ? text
                                    : tr("%1: %2", "cluster: sentence").arg(toQString(cluster.name), text);
    }

private:
    // slurmrestd answers, and says that there is no slurmctld behind it.
    static bool isControllerLost(const ClusterStatus &cluster)
    {
        return cluster.lastFailure && cluster.lastFailure->errorClass == PollErrorClass::Slurm &&
               toQString(cluster.lastFailure->message)
                   .contains(QLatin1String("controller"), Qt::CaseInsensitive);
    }

    static QString detail(const ClusterStatus &cluster)
    {
        const bool isSaid = cluster.lastFailure && !cluster.lastFailure->message.empty();
        return isSaid ? QChar(u' ') + tr("(%1)").arg(asClause(cluster.lastFailure->message)) : QString();
    }
};

void addListProblems(std::vector<ClusterProblem> &problems, const ClusterStatus &cluster, WallTime now)
{
    using Rank = ClusterProblem::Rank;
    if (!cluster.listTakenAt) {
        problems.push_back({Rank::NoList, ProblemWords::noList(cluster, now)});
        return;
    }
    const bool isGuard = cluster.lastFailure && cluster.lastFailure->errorClass == PollErrorClass::Guard;
    const bool isListHeld = !cluster.held.empty() && cluster.held.front().job.empty();
    if (cluster.failingSince && !(isGuard && isListHeld))
        problems.push_back({Rank::Failing, ProblemWords::failingServed(cluster, now)});
    else if (cluster.isListStored && !isListHeld)
        problems.push_back({Rank::Stored, ProblemWords::stored(cluster, now)});
    if (!cluster.held.empty())
        problems.push_back({Rank::Held, ProblemWords::held(cluster, now)});
}

} // namespace

std::vector<ClusterProblem> clusterProblems(const ClusterStatus &cluster, WallTime now, bool isNamed)
{
    using Rank = ClusterProblem::Rank;
    std::vector<ClusterProblem> problems;
    addListProblems(problems, cluster, now);
    if (isTokenToBeRenewed(cluster, now)) {
        problems.push_back({*cluster.tokenExpires <= now ? Rank::TokenExpired : Rank::TokenExpires,
                            ProblemWords::token(*cluster.tokenExpires, now)});
    }
    if (!cluster.storageError.empty())
        problems.push_back({Rank::Storage, ProblemWords::storage(cluster)});
    if (isNamed) {
        for (ClusterProblem &problem : problems)
            problem.text = ProblemWords::named(cluster, problem.text);
    }
    return problems;
}

} // namespace slurmsd
