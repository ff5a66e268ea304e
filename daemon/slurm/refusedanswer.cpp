// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/refusedanswer.h"

#include "daemon/slurm/nodesparser.h"

#include <QDateTime>

#include <algorithm>

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

constexpr int accessDenied = 2002; // of slurm/slurm_errno.h

constexpr std::string_view privateData =
    "with PrivateData=nodes in slurm.conf, Slurm shows nodes only to root, "
    "SlurmUser, operators and administrators: give the token's user that "
    "level, or take another user's token";

// "$SLURM_JWT of the environment; scontrol token username=… makes a new one"
std::string tokenAdvice(const RequestFacts &facts)
{
    return facts.tokenSource + "; \"scontrol token username=USER lifespan=SECONDS\" makes a new one";
}

// Why slurmrestd may have refused a request for who sent it: what its documentation leaves to be found out.
std::string hint(bool lacksAuthentication, const RequestFacts &facts)
{
    if (lacksAuthentication && facts.overUnixSocket && facts.withUserName)
        return "; over a UNIX socket, slurmrestd refuses root when a user name is sent: try without "
               "slurm.user_name";
    if (lacksAuthentication && facts.overUnixSocket)
        return "; over a UNIX socket, slurmrestd lets in root and its own user: run the daemon as the "
               "socket's owner, or configure a user name and a token";
    if (!facts.withToken)
        return "; no token is configured (slurm.user_token_file)";
    if (lacksAuthentication && !facts.withUserName)
        return "; older slurmrestds want a user name beside the token (slurm.user_name); the token is that "
               "of " +
               facts.tokenSource;
    return "; the token is that of " + tokenAdvice(facts);
}

// Where slurm.endpoint has a path, as that of a proxy can be: slurmrestd itself has none.
std::string pathHint(std::string_view path)
{
    const std::size_t own = std::min(path.find("/openapi/"), path.rfind("/slurm/v"));
    if (own == 0 || own == std::string_view::npos)
        return {};
    return "; slurm.endpoint has the path " + excerpt(path.substr(0, own)) +
           ", and slurmrestd itself none: it is right only for a proxy that takes it off";
}

// Slurm 25.11 answers a request without a token with 500 in place of 401.
bool lacksAuthentication(const RefusedAnswer &answer)
{
    return answer.head.status == 401 ||
           (answer.head.status == 500 && answer.body.starts_with("Authentication does not apply"));
}

bool refusesUser(int status) { return status == 403 || status == 407 || status == 511; }

// A proxy's refusal, which has nothing to do with Slurm's token.
bool isOfProxy(int status) { return status == 403 || status == 407; }

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
    const bool lacksAuth = lacksAuthentication(answer);
    const bool isAuth =
        lacksAuth || refusesUser(status) || (slurmError && slurmError->errorClass == PollErrorClass::Auth);
    std::string text = describe(answer, slurmError);
    // Slurm 22.05 and 24.05 answer 500, "Unspecified error", to an expired token.
    if ((isAuth || status == 500) && facts.tokenExpiry && *facts.tokenExpiry <= now)
        return {PollErrorClass::Auth, "the token expired at " + utc(*facts.tokenExpiry) + ": " + text +
                                          "; it is that of " + tokenAdvice(facts)};
    if (slurmError && slurmError->slurmError == accessDenied)
        return {PollErrorClass::Auth,
                text.append("; ").append(privateData) +
                    (facts.withToken ? "; the token is that of " + facts.tokenSource : std::string()),
                accessDenied};
    if (isAuth)
        return {PollErrorClass::Auth, isOfProxy(status) ? text : text + hint(lacksAuth, facts)};
    if (!slurmError)
        return {PollErrorClass::Http, status == 404 ? text + pathHint(answer.path) : text};
    if (status == 500 && facts.withToken &&
        slurmError->message.find("Unspecified error") != std::string::npos)
        return {PollErrorClass::Slurm, text +
                                           "; Slurm 22.05 and 24.05 say so when they refuse the token, when "
                                           "they cannot reach slurmctld, "
                                           "and when they do not show nodes to this user (" +
                                           std::string(privateData) + "); the token is that of " +
                                           tokenAdvice(facts)};
    return {PollErrorClass::Slurm, text};
}

} // namespace slurmsd
