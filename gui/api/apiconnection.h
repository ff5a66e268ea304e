// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/result.h"
#include "gui/api/apianswer.h"
#include "gui/values/apierror.h"
#include "gui/values/connectionprofile.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QPointer>
#include <QSslConfiguration>
#include <QTimer>

#include <chrono>
#include <functional>
#include <optional>

QT_BEGIN_NAMESPACE
class QNetworkReply;
QT_END_NAMESPACE

namespace slurmsd {

struct ApiRequest
{
    QString path;            // from the profile's own path on: "/api/v1/status"
    QByteArray query;        // encoded, without '?'
    QByteArray verb = "GET"; // what has another one sends `body`, as JSON
    QByteArray body;
    QByteArray ifNoneMatch;                                        // with its quotes; empty: not sent
    QByteArray ifMatch;                                            // likewise
    std::chrono::milliseconds deadline = std::chrono::seconds(20); // for all of it
    qint64 maxBytes = qint64{16} * 1024 * 1024;                    // of the answer's body
};

// "name=value" for a query, encoded.
QByteArray queryItem(QByteArrayView name, const std::string &value);

// Asks one daemon. Redirects are not followed, and the login goes nowhere but to the profile's host and port.
class ApiConnection : public QObject
{
    Q_OBJECT

public:
    using Handler = std::function<void(Result<ApiAnswer, ApiError>)>;

    ApiConnection(ConnectionProfile profile, ConnectionSecrets secrets, QObject *parent = nullptr);
    // Requests under way end without an answer, their handlers are not called.
    ~ApiConnection() override;

    // The handler is called once, from the event loop, unless `context` (not null) or this connection goes
    // first. Files for TLS are read with the first request, and again after they could not be used.
    void send(const ApiRequest &request, QObject *context, Handler handler);

    // Ends the requests under way: their handlers get this error.
    void abort(const ApiError &error);

private:
    std::optional<ApiError> prepare();
    QNetworkRequest networkRequest(const ApiRequest &request) const;

    ConnectionProfile m_profile;
    ConnectionSecrets m_secrets;
    std::optional<QSslConfiguration> m_tls; // once it is read
    QNetworkAccessManager m_network;
};

} // namespace slurmsd
