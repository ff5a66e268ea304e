// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/api/apiconnection.h"

namespace slurmsd {

// One request of an ApiConnection and its answer. Deletes itself when it is done.
class ApiExchange : public QObject
{
    Q_OBJECT

public:
    ApiExchange(const ApiRequest &request, QObject *context, ApiConnection::Handler handler, QObject *parent);
    ~ApiExchange() override;

    void start(QNetworkAccessManager &network, const QNetworkRequest &request);
    // The handler gets this error, soon.
    void fail(const ApiError &error);

private:
    void checkSize(qint64 received);
    void handleFinished();
    void finish(Result<ApiAnswer, ApiError> result);

    ApiRequest m_request;
    QPointer<QObject> m_context;
    ApiConnection::Handler m_handler; // empty once it is to be called
    QNetworkReply *m_reply = nullptr;
    QTimer m_deadline;
    QString m_certificateProblem;
};

} // namespace slurmsd
