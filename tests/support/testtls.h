// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>

namespace slurmsd::test {

// The certificates of tests/data/tls: server, client and othername, each its own CA.

inline QList<QSslCertificate> certificates(const QString &name)
{
    return QSslCertificate::fromPath(QStringLiteral(SLURMSD_TEST_DATA "/tls/") + name + u".pem");
}

// With that certificate and its key, and without CAs.
inline QSslConfiguration tlsOf(const QString &name)
{
    QSslConfiguration tls;
    QFile key(QStringLiteral(SLURMSD_TEST_DATA "/tls/") + name + u".key");
    if (!key.open(QIODevice::ReadOnly))
        qFatal("no test key");
    tls.setLocalCertificateChain(certificates(name));
    tls.setPrivateKey(QSslKey(&key, QSsl::Ec));
    return tls;
}

inline QSslConfiguration serverTls()
{
    QSslConfiguration tls = tlsOf(QStringLiteral("server"));
    tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    return tls;
}

// A client that wants to see the server's certificate; with that of its own, if it is named.
inline QSslConfiguration clientTls(const QString &name = {})
{
    QSslConfiguration tls = name.isEmpty() ? QSslConfiguration() : tlsOf(name);
    tls.setCaCertificates(certificates(QStringLiteral("server")));
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    return tls;
}

} // namespace slurmsd::test
