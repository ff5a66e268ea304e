// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/clienttls.h"

#include "daemon/process/readfile.h"

#include <QSslCertificate>
#include <QSslKey>

namespace slurmsd {

namespace {

// Bundles of all public CAs have some 200 kB.
constexpr std::size_t maxPemBytes = std::size_t{4} << 20;

Failure<PollError> failure(std::string_view key, const std::string &path, std::string_view problem)
{
    return Failure{
        PollError{PollErrorClass::Tls, "slurm.tls." + std::string(key) + ": " + path + std::string(problem)}};
}

Result<QByteArray, PollError> readPem(std::string_view key, const std::string &path)
{
    auto text = readFile(path, maxPemBytes);
    if (!text)
        return failure(key, path, ": " + text.error());
    return QByteArray::fromStdString(*text);
}

Result<QList<QSslCertificate>, PollError> readCertificates(std::string_view key, const std::string &path)
{
    const auto pem = readPem(key, path);
    if (!pem)
        return Failure{pem.error()};
    QList<QSslCertificate> certificates = QSslCertificate::fromData(*pem, QSsl::Pem);
    if (certificates.isEmpty())
        return failure(key, path, " holds no PEM certificate");
    return certificates;
}

Result<QSslKey, PollError> readKey(std::string_view key, const std::string &path)
{
    const auto pem = readPem(key, path);
    if (!pem)
        return Failure{pem.error()};
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Rsa, QSsl::Ec, QSsl::Dsa}) {
        if (QSslKey found(*pem, algorithm, QSsl::Pem); !found.isNull())
            return found;
    }
    return failure(key, path, " holds no PEM private key (RSA or EC, without a passphrase)");
}

} // namespace

Result<QSslConfiguration, PollError> loadClientTls(const TlsConfig &config)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    if (config.insecureSkipVerify)
        tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    if (!config.caFile.empty()) {
        auto authorities = readCertificates("ca_file", config.caFile);
        if (!authorities)
            return Failure{authorities.error()};
        tls.setCaCertificates(*authorities);
    }
    if (!config.certFile.empty()) {
        auto certificates = readCertificates("cert_file", config.certFile);
        if (!certificates)
            return Failure{certificates.error()};
        auto key = readKey("key_file", config.keyFile);
        if (!key)
            return Failure{key.error()};
        tls.setLocalCertificateChain(*certificates);
        tls.setPrivateKey(*key);
    }
    return tls;
}

} // namespace slurmsd
