// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/api/apiexchange.h"

#include "gui/api/transporterror.h"

#include <QNetworkReply>
#include <QSslError>

#include <utility>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

ApiError errorOf(ApiError::Step step, const QString &message)
{
    ApiError error;
    error.step = step;
    error.message = message.toStdString();
    return error;
}

} // namespace

ApiExchange::ApiExchange(const ApiRequest &request, QObject *context, ApiConnection::Handler handler,
                         QObject *parent)
    : QObject(parent)
    , m_request(request)
    , m_context(context)
    , m_handler(std::move(handler))
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        fail(errorOf(ApiError::Step::Tcp,
                     tr("no answer within %1 s").arg(double(m_request.deadline.count()) / 1000)));
    });
    // Nobody waits for it any more.
    connect(context, &QObject::destroyed, this, &QObject::deleteLater);
}

ApiExchange::~ApiExchange()
{
    if (!m_reply)
        return;
    m_reply->disconnect(this);
    m_reply->abort();
    m_reply->deleteLater();
}

void ApiExchange::start(QNetworkAccessManager &network, const QNetworkRequest &request)
{
    // Without a body Qt 6.11 sends a POST's query as one, and not in the URL.
    const QByteArray body = m_request.body.isEmpty() ? QByteArray("{}") : m_request.body;
    m_reply = m_request.verb == "GET" ? network.get(request)
                                      : network.sendCustomRequest(request, m_request.verb, body);
    connect(m_reply, &QNetworkReply::sslErrors, this,
            [this](const QList<QSslError> &errors) { m_certificateProblem = describeTlsErrors(errors); });
    connect(m_reply, &QNetworkReply::downloadProgress, this, &ApiExchange::checkSize);
    connect(m_reply, &QNetworkReply::finished, this, &ApiExchange::handleFinished);
    m_deadline.start(m_request.deadline);
}

void ApiExchange::checkSize(qint64 received)
{
    if (received > m_request.maxBytes)
        fail(errorOf(ApiError::Step::Api,
                     tr("the answer has more than %1 MB").arg(m_request.maxBytes / 1'000'000)));
}

void ApiExchange::handleFinished()
{
    const QNetworkReply::NetworkError error = m_reply->error();
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (!isAnswer(status, error))
        return finish(Failure{describeTransportError(
            {error, m_reply->errorString(), m_certificateProblem, m_reply->url().scheme() == u"https"_s})});
    finish(checkAnswer({status, m_reply->rawHeader("Content-Type"), m_reply->rawHeader("ETag"),
                        m_reply->rawHeader("Location"), m_reply->readAll()}));
}

void ApiExchange::fail(const ApiError &error) { finish(Failure{error}); }

void ApiExchange::finish(Result<ApiAnswer, ApiError> result)
{
    m_deadline.stop();
    if (m_reply)
        m_reply->disconnect(this);
    if (!m_handler)
        return;
    // Later, so that nobody is called from within a function that he has called.
    const auto deliver = [this, handler = std::exchange(m_handler, {}), result = std::move(result)] {
        deleteLater();
        if (m_context)
            handler(result);
    };
    QMetaObject::invokeMethod(this, deliver, Qt::QueuedConnection);
}

} // namespace slurmsd
