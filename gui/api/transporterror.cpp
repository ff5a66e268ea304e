// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/api/transporterror.h"

#include <QCoreApplication>
#include <QSslError>
#include <QStringList>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

using Step = ApiError::Step;

struct TransportWords
{
    Q_DECLARE_TR_FUNCTIONS(slurmsd::TransportError)
};

// OpenSSL's words for a client certificate that the server wants, or does not take, arrive after the
// handshake (TLS 1.3), as an error of reading.
bool tellsOfTls(const QString &text)
{
    return text.contains(u"alert"_s) || text.contains(u"ssl"_s, Qt::CaseInsensitive) ||
           text.contains(u"tls"_s, Qt::CaseInsensitive);
}

Step stepOf(const TransportFailure &failure)
{
    switch (failure.error) {
    case QNetworkReply::HostNotFoundError:
        return Step::Dns;
    case QNetworkReply::SslHandshakeFailedError:
        return Step::Tls;
    case QNetworkReply::ProtocolUnknownError:
        return Step::Url;
    case QNetworkReply::ProtocolInvalidOperationError:
    case QNetworkReply::ProtocolFailure:
        return Step::Api;
    default:
        return failure.isTls && tellsOfTls(failure.text) ? Step::Tls : Step::Tcp;
    }
}

} // namespace

bool isAnswer(int status, QNetworkReply::NetworkError error)
{
    if (status == 0 || error == QNetworkReply::NoError)
        return status != 0;
    // Statuses from 400 on count as errors there, with codes behind those of the network and of proxies: 400
    // has that of an operation that a protocol does not know.
    return status >= 400 && error > QNetworkReply::UnknownProxyError &&
           error != QNetworkReply::ProtocolFailure;
}

QString describeTlsErrors(const QList<QSslError> &errors)
{
    QStringList texts;
    for (const QSslError &error : errors) {
        if (!texts.contains(error.errorString()))
            texts += error.errorString();
    }
    return texts.join(u"; "_s);
}

QString describeTlsText(const QString &text)
{
    // OpenSSL, of the first bytes of an answer in plain text.
    return text.contains(u"wrong version number"_s)
               ? TransportWords::tr("the port does not speak TLS: try http:// in place of https://")
               : text;
}

ApiError describeTransportError(const TransportFailure &failure)
{
    ApiError error;
    error.step = stepOf(failure);
    const bool isCertificate = error.step == Step::Tls && !failure.certificateProblem.isEmpty();
    error.message =
        (isCertificate ? failure.certificateProblem : describeTlsText(failure.text)).toStdString();
    return error;
}

} // namespace slurmsd
