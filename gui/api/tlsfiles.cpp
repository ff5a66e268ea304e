// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/api/tlsfiles.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QSslCertificate>
#include <QSslKey>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

QString words(const char *text) { return QCoreApplication::translate("slurmsd::TlsFiles", text); }

// Bundles of all public CAs have some 200 kB.
constexpr qint64 maxPemBytes = qint64{4} * 1024 * 1024;

Failure<ApiError> tlsFailure(const QString &path, const QString &problem)
{
    ApiError error;
    error.step = ApiError::Step::Tls;
    error.message = QString(path + u": "_s + problem).toStdString();
    return Failure{error};
}

Result<QByteArray, ApiError> readPemFile(const QString &path)
{
    // A pipe would block when opened.
    if (QFileInfo::exists(path) && !QFileInfo(path).isFile())
        return tlsFailure(path, words(QT_TRANSLATE_NOOP("slurmsd::TlsFiles", "is not a regular file")));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return tlsFailure(path, file.errorString());
    if (file.size() > maxPemBytes)
        return tlsFailure(path, words(QT_TRANSLATE_NOOP("slurmsd::TlsFiles", "has more than 4 MiB")));
    return file.readAll();
}

Result<QList<QSslCertificate>, ApiError> readCertificateFile(const QString &path)
{
    const auto pem = readPemFile(path);
    if (!pem)
        return Failure{pem.error()};
    QList<QSslCertificate> certificates = QSslCertificate::fromData(*pem, QSsl::Pem);
    if (certificates.isEmpty())
        return tlsFailure(path, words(QT_TRANSLATE_NOOP("slurmsd::TlsFiles", "holds no PEM certificate")));
    return certificates;
}

Result<QSslKey, ApiError> readKeyFile(const QString &path, const QString &passphrase)
{
    const auto pem = readPemFile(path);
    if (!pem)
        return Failure{pem.error()};
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Rsa, QSsl::Ec, QSsl::Dsa}) {
        if (QSslKey key(*pem, algorithm, QSsl::Pem, QSsl::PrivateKey, passphrase.toUtf8()); !key.isNull())
            return key;
    }
    return tlsFailure(
        path,
        pem->contains("ENCRYPTED")
            ? words(QT_TRANSLATE_NOOP("slurmsd::TlsFiles", "holds no private key that this passphrase opens"))
            : words(QT_TRANSLATE_NOOP("slurmsd::TlsFiles", "holds no PEM private key (RSA or EC)")));
}

} // namespace

Result<QSslConfiguration, ApiError> loadTlsFiles(const ConnectionProfile &profile,
                                                 const QString &keyPassphrase)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    if (!profile.caFile.isEmpty()) {
        const auto authorities = readCertificateFile(profile.caFile);
        if (!authorities)
            return Failure{authorities.error()};
        tls.setCaCertificates(*authorities);
    }
    if (profile.certFile.isEmpty() && profile.keyFile.isEmpty())
        return tls;
    if (profile.certFile.isEmpty() || profile.keyFile.isEmpty())
        return tlsFailure(
            profile.certFile + profile.keyFile,
            words(QT_TRANSLATE_NOOP("slurmsd::TlsFiles",
                                    "a client certificate takes both a certificate file and a key file")));
    const auto certificates = readCertificateFile(profile.certFile);
    if (!certificates)
        return Failure{certificates.error()};
    const auto key = readKeyFile(profile.keyFile, keyPassphrase);
    if (!key)
        return Failure{key.error()};
    tls.setLocalCertificateChain(*certificates);
    tls.setPrivateKey(*key);
    return tls;
}

} // namespace slurmsd
