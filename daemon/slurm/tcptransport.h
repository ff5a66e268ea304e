// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "daemon/slurm/httptransport.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QUrl>

namespace slurmsd {

// HTTP and HTTPS over TCP. Proxies that the environment names are not used: a token for slurmrestd must not
// pass through a machine that was meant for web browsing; a reverse proxy is named as slurm.endpoint.
class TcpTransport : public HttpTransport
{
    Q_OBJECT

public:
    // `endpoint`: http or https, host, and port if it is not the scheme's own; its path is not used.
    TcpTransport(const QUrl &endpoint, TlsConfig tls, TransportLimits limits, QObject *parent = nullptr);
    ~TcpTransport() override;

protected:
    void start(const HttpGet &request) override;
    void stop() override;

private:
    void handleRequestSent();
    std::string_view tlsHint() const;
    void handleMetaData();
    void readAvailable();
    void handleFinished();
    void handleTlsErrors(const QList<QSslError> &errors);
    void handleError();

    QUrl m_endpoint;
    TlsConfig m_tls;
    QNetworkAccessManager m_manager;
    QNetworkReply *m_reply = nullptr; // of the request under way
    bool m_sent = false;
    std::string m_certificateProblem;
};

} // namespace slurmsd
