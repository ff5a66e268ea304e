// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/api/apianswer.h"

#include "common/apijson.h"
#include "common/wording.h"

#include <QCoreApplication>
#include <QList>

namespace slurmsd {

namespace {

using Step = ApiError::Step;

constexpr int unauthorized = 401;
constexpr int forbidden = 403;
constexpr int preconditionFailed = 412;
constexpr int tooManyRequests = 429;

bool isJson(const QByteArray &contentType)
{
    return contentType.split(';').first().trimmed().toLower() == "application/json";
}

QString words(const char *text) { return QCoreApplication::translate("slurmsd::ApiAnswer", text); }

QString kindOf(const ApiAnswer &answer)
{
    return answer.contentType.isEmpty()
               ? words(QT_TRANSLATE_NOOP("slurmsd::ApiAnswer", "an answer without a type"))
               : QString::fromStdString(printable(answer.contentType.toStdString()));
}

ApiError foreignAnswer(const ApiAnswer &answer)
{
    ApiError error{Step::Api, answer.status, {}, {}, {}, {}};
    const bool isRedirect = answer.status >= 300 && answer.status < 400;
    const QString text =
        isRedirect
            ? words(QT_TRANSLATE_NOOP("slurmsd::ApiAnswer", "HTTP status %1, a redirect to %2, not followed"))
            : words(QT_TRANSLATE_NOOP("slurmsd::ApiAnswer",
                                      "HTTP status %1 with %2: not an answer of prometheus-slurm-sd"));
    const QString what =
        isRedirect ? QString::fromStdString(inQuotes(answer.location.toStdString())) : kindOf(answer);
    error.message = text.arg(QString::number(answer.status), what).toStdString();
    return error;
}

Step stepOf(int status, bool isDaemons)
{
    // A proxy's 429 is about logins too, as far as anybody can tell.
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
        if (document->type == "unauthorized")
            error.step = Step::Login; // whatever the status: too many of them make one wait
        error.type = document->type;
        error.message = document->message;
        error.problems = document->problems;
    } else if (answer.status == unauthorized) {
        error.message =
            words(QT_TRANSLATE_NOOP("slurmsd::ApiAnswer",
                                    "a user name and a password are needed, or those given are wrong"))
                .toStdString();
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
