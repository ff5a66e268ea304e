// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/refusedanswer.h"

#include "daemon/slurm/nodesparser.h"

#include <QDateTime>

namespace slurmsd {

namespace {

// The start of a body, on one line, as far as it can be shown.
std::string excerpt(std::string_view body)
{
    constexpr qsizetype length = 200;
    QString text = QString::fromUtf8(body.data(), static_cast<qsizetype>(body.size())).simplified();
    text.removeIf([](QChar c) { return !c.isPrint() && !c.isSurrogate(); });
    if (text.size() > length)
        text = text.first(length) + u"…";
    return text.toStdString();
}

std::optional<PollError> slurmErrorIn(std::string_view body)
{
    NodesParser parser;
    parser.feed(body);
    return parser.slurmError();
}

std::string describe(const RefusedAnswer &answer, const std::optional<PollError> &slurmError)
{
    const std::string status = "HTTP " + std::to_string(answer.head.status);
    if (slurmError)
        return slurmError->message + " (" + status + ")";
    const std::string text = status + " for GET " + answer.path;
    if (answer.head.status >= 300 && answer.head.status < 400 && !answer.head.location.empty())
        return text + ": redirect to " + excerpt(answer.head.location) + " not followed";
    const std::string said = excerpt(answer.body);
    return said.empty() ? text : text + ": " + said;
}

// Why slurmrestd may have refused: what its documentation leaves to be found out.
std::string hint(int status, const RequestFacts &facts)
{
    if (status == 401 && facts.overUnixSocket && facts.withUserName)
        return "; over a UNIX socket, slurmrestd refuses root when a user name is sent: try without "
               "slurm.user_name";
    if (status == 401 && facts.overUnixSocket)
        return "; over a UNIX socket, slurmrestd lets in root and its own user: run the daemon as the "
               "socket's owner, or configure a user name and a token";
    if (status == 401 && !facts.withToken)
        return "; no token is configured (slurm.user_token_file)";
    if (status == 401 && !facts.withUserName)
        return "; older slurmrestds want a user name beside the token (slurm.user_name)";
    return {};
}

bool refusesUser(int status) { return status == 401 || status == 403 || status == 407 || status == 511; }

std::string utc(std::chrono::sys_seconds time)
{
    return QDateTime::fromSecsSinceEpoch(time.time_since_epoch().count())
        .toUTC()
        .toString(Qt::ISODate)
        .toStdString();
}

} // namespace

PollError explainRefusal(const RefusedAnswer &answer, const RequestFacts &facts, std::chrono::sys_seconds now)
{
    const auto slurmError = slurmErrorIn(answer.body);
    const int status = answer.head.status;
    const bool isAuth = refusesUser(status) || (slurmError && slurmError->errorClass == PollErrorClass::Auth);
    const std::string text = describe(answer, slurmError);
    // Slurm 22.05 answers 500, "Unspecified error", to an expired token.
    if ((isAuth || status == 500) && facts.tokenExpiry && *facts.tokenExpiry <= now)
        return {PollErrorClass::Auth, "the token expired at " + utc(*facts.tokenExpiry) + ": " + text};
    if (isAuth)
        return {PollErrorClass::Auth, text + hint(status, facts)};
    if (!slurmError)
        return {PollErrorClass::Http, text};
    if (status == 500 && facts.withToken &&
        slurmError->message.find("Unspecified error") != std::string::npos)
        return {PollErrorClass::Slurm, text + "; Slurm 22.05 says so when it refuses the token and when it "
                                              "cannot reach slurmctld"};
    return {PollErrorClass::Slurm, text};
}

} // namespace slurmsd
