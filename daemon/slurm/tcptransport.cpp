// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/tcptransport.h"

#include "daemon/slurm/clienttls.h"

#include <QNetworkProxy>
#include <QSslError>

#include <algorithm>

namespace slurmsd {

namespace {

constexpr qint64 bufferSize = qint64{256} * 1024;

std::string hostAndPort(const QUrl &url)
{
    const int port = url.port(url.scheme() == u"https" ? 443 : 80);
    const QString host = url.host(QUrl::FullyDecoded);
    return (host.contains(u':') ? u"[" + host + u"]" : host).toStdString() + ":" + std::to_string(port);
}

QNetworkRequest makeRequest(QUrl url, const HttpGet &get)
{
    // TolerantMode: it is encoded already.
    url.setPath(QString::fromStdString(get.path), QUrl::TolerantMode);
    if (!get.query.empty())
        url.setQuery(QString::fromStdString(get.query), QUrl::TolerantMode);
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    // Any other policy sends the token on to wherever the redirect points.
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    for (const auto attribute :
         {QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::CookieSaveControlAttribute,
          QNetworkRequest::AuthenticationReuseAttribute})
        request.setAttribute(attribute, QNetworkRequest::Manual);
    request.setRawHeader("Connection", "close");
    request.setRawHeader("Accept", "application/json");
    request.setRawHeader("Accept-Encoding", "identity");
    request.setRawHeader("User-Agent", "prometheus-slurm-sd/" SLURMSD_VERSION);
    for (const auto &[name, value] : get.headers)
        request.setRawHeader(QByteArray::fromStdString(name), QByteArray::fromStdString(value));
    return request;
}

// slurmrestd itself speaks no TLS: to a handshake it answers in plain HTTP.
std::string plainHint(const std::string &reason, const std::string &server)
{
    // OpenSSL's words for a first byte that is none of TLS.
    return reason.find("wrong version number") == std::string::npos
               ? std::string()
               : "; the server speaks no TLS there: did you mean http://" + server + "?";
}

} // namespace

TcpTransport::TcpTransport(const QUrl &endpoint, TlsConfig tls, TransportLimits limits, QObject *parent)
    : HttpTransport(hostAndPort(endpoint), limits, parent)
    , m_endpoint(endpoint)
    , m_tls(std::move(tls))
{
    m_manager.setProxy(QNetworkProxy::NoProxy);
}

TcpTransport::~TcpTransport() { abort(); }

void TcpTransport::start(const HttpGet &get)
{
    QNetworkRequest request = makeRequest(m_endpoint, get);
    if (m_endpoint.scheme() == u"https") {
        const auto tls = loadClientTls(m_tls);
        if (!tls) {
            deliverFailure(tls.error().errorClass, tls.error().message);
            return;
        }
        request.setSslConfiguration(*tls);
    }
    // A server may keep the connection in spite of our "Connection: close". It would be used again: with the
    // certificates of its first request, and although the server may be closing it just now.
    m_manager.clearConnectionCache();
    m_sent = false;
    m_certificateProblem.clear();
    m_reply = m_manager.get(request);
    m_reply->setReadBufferSize(bufferSize);
    connect(m_reply, &QNetworkReply::requestSent, this, &TcpTransport::handleRequestSent);
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &TcpTransport::handleMetaData);
    connect(m_reply, &QNetworkReply::readyRead, this, &TcpTransport::readAvailable);
    connect(m_reply, &QNetworkReply::sslErrors, this, &TcpTransport::handleTlsErrors);
    connect(m_reply, &QNetworkReply::finished, this, &TcpTransport::handleFinished);
}

void TcpTransport::stop()
{
    if (QNetworkReply *reply = std::exchange(m_reply, nullptr)) {
        reply->disconnect(this);
        reply->abort();
        reply->deleteLater();
    }
}

void TcpTransport::handleRequestSent()
{
    // When the server closes the connection without an answer, QNetworkAccessManager asks again, up to three
    // times. A slurmrestd that fails at a request is not helped by more of them.
    if (m_sent)
        deliverTorn();
    else
        deliverConnected();
    m_sent = true;
}

void TcpTransport::handleMetaData()
{
    // It comes again for trailers, and before the head for an answer that is abandoned for a repetition.
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (hasHead() || status == 0)
        return;
    HttpHead head;
    head.status = status;
    head.contentType = m_reply->rawHeader("Content-Type").toStdString();
    head.location = m_reply->rawHeader("Location").toStdString();
    bool isNumber = false;
    const qulonglong length = m_reply->rawHeader("Content-Length").toULongLong(&isNumber);
    if (isNumber)
        head.contentLength = length;
    deliverHead(std::move(head));
}

void TcpTransport::readAvailable()
{
    while (isBusy()) {
        // All that is there: a single piece, as it is most of the time, is not copied then.
        const QByteArray bytes = m_reply->read(std::min(m_reply->bytesAvailable(), bufferSize));
        if (bytes.isEmpty())
            return;
        deliverBody({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    }
}

void TcpTransport::handleTlsErrors(const QList<QSslError> &errors)
{
    for (const QSslError &error : errors) {
        if (!m_certificateProblem.empty())
            m_certificateProblem += "; ";
        m_certificateProblem += error.errorString().toStdString();
    }
}

void TcpTransport::handleFinished()
{
    readAvailable();
    if (!isBusy())
        return;
    // Statuses from 400 on count as errors there, with codes of their own from 101 on.
    const QNetworkReply::NetworkError error = m_reply->error();
    const bool isAnswer = error == QNetworkReply::NoError || (error > QNetworkReply::UnknownNetworkError &&
                                                              error != QNetworkReply::ProtocolFailure);
    if (isAnswer && hasHead())
        deliverEnd();
    else
        handleError();
}

void TcpTransport::handleError()
{
    const std::string reason = m_reply->errorString().toStdString();
    switch (m_reply->error()) {
    case QNetworkReply::RemoteHostClosedError:
        deliverTorn();
        break;
    case QNetworkReply::HostNotFoundError:
        deliverFailure(PollErrorClass::Connect, "cannot connect to " + server() + ": no such host");
        break;
    case QNetworkReply::ConnectionRefusedError:
        deliverFailure(PollErrorClass::Connect, "cannot connect to " + server() + ": connection refused");
        break;
    case QNetworkReply::SslHandshakeFailedError:
        deliverFailure(
            PollErrorClass::Tls,
            "no TLS with " + server() + ": " +
                (m_certificateProblem.empty() ? reason + plainHint(reason, server()) : m_certificateProblem));
        break;
    default:
        deliverFailure(PollErrorClass::Connect, server() + ": " + reason);
    }
}

} // namespace slurmsd
