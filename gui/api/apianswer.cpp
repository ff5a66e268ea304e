// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/api/apianswer.h"

#include "common/apijson.h"
#include "common/wording.h"

#include <QList>

namespace slurmsd {

namespace {

using Step = ApiError::Step;

constexpr int notModified = 304;
constexpr int unauthorized = 401;
constexpr int forbidden = 403;
constexpr int preconditionFailed = 412;
constexpr int tooManyRequests = 429;

bool isJson(const QByteArray &contentType)
{
    return contentType.split(';').first().trimmed().toLower() == "application/json";
}

std::string kindOf(const ApiAnswer &answer)
{
    return answer.contentType.isEmpty() ? "an answer without a type"
                                        : printable(answer.contentType.toStdString());
}

ApiError foreignAnswer(const ApiAnswer &answer)
{
    ApiError error{Step::Api, answer.status, {}, {}, {}, {}};
    error.message = "HTTP status " + std::to_string(answer.status);
    if (answer.status >= 300 && answer.status < 400)
        error.message += ", a redirect to " + inQuotes(answer.location.toStdString()) + ", not followed";
    else
        error.message += " with " + kindOf(answer) + ": not an answer of prometheus-slurm-sd";
    return error;
}

Step stepOf(int status, bool isDaemons)
{
    if (status == unauthorized || status == tooManyRequests)
        return Step::Login;
    if (isDaemons)
        return Step::Request;
    return status == forbidden ? Step::Login : Step::Api;
}

ApiError refusal(const ApiAnswer &answer)
{
    const auto document =
        isJson(answer.contentType) ? refusalFromJson(answer.body) : Failure{std::string("not JSON")};
    ApiError error = foreignAnswer(answer);
    error.step = stepOf(answer.status, document.hasValue());
    if (document) {
        error.type = document->type;
        error.message = document->message;
        error.problems = document->problems;
    } else if (answer.status == unauthorized) {
        error.message = "a user name and a password are needed, or those given are wrong";
    }
    if (answer.status == preconditionFailed)
        error.revision = revisionOf(answer.etag);
    return error;
}

} // namespace

Result<ApiAnswer, ApiError> checkAnswer(ApiAnswer answer)
{
    if (answer.status == notModified)
        return answer;
    if (answer.status >= 400)
        return Failure{refusal(answer)};
    if (answer.status < 200 || answer.status >= 300 || !isJson(answer.contentType))
        return Failure{foreignAnswer(answer)};
    return answer;
}

std::string revisionOf(const QByteArray &etag)
{
    const bool isQuoted = etag.size() >= 2 && etag.startsWith('"') && etag.endsWith('"');
    return (isQuoted ? etag.sliced(1, etag.size() - 2) : etag).toStdString();
}

} // namespace slurmsd
