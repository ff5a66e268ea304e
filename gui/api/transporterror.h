// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/values/apierror.h"

#include <QList>
#include <QNetworkReply>
#include <QString>

QT_BEGIN_NAMESPACE
class QSslError;
QT_END_NAMESPACE

namespace slurmsd {

// Did a whole answer come with this HTTP status (0: none)? The error may be but what Qt calls the status.
bool isAnswer(int status, QNetworkReply::NetworkError error);

// All that is wrong with a certificate, in words, each once.
QString describeTlsErrors(const QList<QSslError> &errors);

// What the TLS library says, in words where it is about a server that does not speak TLS at all.
QString describeTlsText(const QString &text);

struct TransportFailure
{
    QNetworkReply::NetworkError error;
    QString text;               // Qt's
    QString certificateProblem; // of describeTlsErrors(); empty: none
    bool isTls = false;
};

// The step at which there was no answer, and why. Pure.
ApiError describeTransportError(const TransportFailure &failure);

} // namespace slurmsd
