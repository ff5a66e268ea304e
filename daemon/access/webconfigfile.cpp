// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/access/webconfigfile.h"

#include "common/configyaml.h"
#include "daemon/access/certificatecheck.h"
#include "daemon/process/readfile.h"

#include <QCryptographicHash>
#include <QSslCertificate>
#include <QSslCipher>
#include <QSslEllipticCurve>
#include <QSslKey>
#include <QSslSocket>

namespace slurmsd {

namespace {

// Bundles of all public CAs have some 200 kB.
constexpr std::size_t maxPemBytes = std::size_t{4} << 20;

using ReadResult = Result<std::string, std::string>;

QSsl::SslProtocol protocolOf(const TlsServerConfig &config)
{
    if (config.minVersion == TlsVersion::Tls13)
        return QSsl::TlsV1_3OrLater;
    return config.maxVersion == TlsVersion::Tls12 ? QSsl::TlsV1_2 : QSsl::TlsV1_2OrLater;
}

// As HttpServer::setTls() takes it.
void setClientAuth(QSslConfiguration &tls, ClientAuth auth)
{
    using enum ClientAuth;
    const bool isVerifying = auth == VerifyClientCertIfGiven || auth == RequireAndVerifyClientCert;
    const bool isRequired = auth == RequireAnyClientCert || auth == RequireAndVerifyClientCert;
    tls.setPeerVerifyMode(auth == NoClientCert                 ? QSslSocket::VerifyNone
                          : auth == RequireAndVerifyClientCert ? QSslSocket::VerifyPeer
                                                               : QSslSocket::QueryPeer);
    tls.setMissingCertificateIsFatal(isRequired);
    tls.setHandshakeMustInterruptOnError(isVerifying);
}

bool isEncrypted(std::string_view keyPem)
{
    return keyPem.find("-----BEGIN ENCRYPTED PRIVATE KEY-----") != std::string_view::npos ||
           keyPem.find("Proc-Type: 4,ENCRYPTED") != std::string_view::npos;
}

// Reads all that one web config names.
class Loader
{
public:
    Loader(const std::string &path, FileStamps &stamps)
        : m_path(path)
        , m_stamps(stamps)
    {}

    Result<LoadedWebConfig, std::vector<ConfigProblem>> load()
    {
        const auto yaml = read(m_path, maxConfigBytes);
        if (!yaml)
            return Failure{std::vector{ConfigProblem{m_path, 0, 0, {}, yaml.error()}}};
        auto config = parseWebConfig(*yaml, m_path, directory());
        if (!config)
            return Failure{config.error()};
        LoadedWebConfig loaded;
        loaded.config = *std::move(config);
        if (loaded.config.tls)
            loaded.tls = makeTls(*loaded.config.tls);
        if (!m_problems.empty())
            return Failure{std::move(m_problems)};
        loaded.fingerprint = m_contents.result().toHex().toStdString();
        return loaded;
    }

private:
    std::string directory() const
    {
        const std::size_t slash = m_path.rfind('/');
        if (slash == std::string::npos)
            return {};
        return slash == 0 ? "/" : m_path.substr(0, slash);
    }

    ReadResult read(const std::string &path, std::size_t mostBytes)
    {
        m_stamps.add(path);
        ReadResult text = readFile(path, mostBytes);
        if (text) {
            // The size keeps two files apart.
            const std::string size = std::to_string(text->size()) + ' ';
            m_contents.addData(QByteArrayView(size));
            m_contents.addData(QByteArrayView(*text));
        }
        return text;
    }

    void problem(std::string_view key, const PemSource &pem, const std::string &message)
    {
        std::string path = "tls_server_config." + std::string(key) + (pem.file.empty() ? "" : "_file");
        const std::string subject = pem.file.empty() ? "" : pem.file + ": ";
        m_problems.push_back({m_path, 0, 0, std::move(path), subject + message});
    }

    // The text of a certificate or key; empty when there is none.
    std::string readPem(std::string_view key, const PemSource &pem)
    {
        if (pem.file.empty())
            return pem.text;
        ReadResult text = read(pem.file, maxPemBytes);
        if (!text)
            problem(key, pem, text.error());
        else if (text->empty())
            problem(key, pem, "is empty");
        return text ? *std::move(text) : std::string();
    }

    QList<QSslCertificate> certificatesIn(std::string_view key, const PemSource &pem, const std::string &text)
    {
        QList<QSslCertificate> certificates =
            QSslCertificate::fromData(QByteArray::fromStdString(text), QSsl::Pem);
        if (certificates.isEmpty() && !text.empty())
            problem(key, pem, "holds no PEM certificate");
        return certificates;
    }

    QSslKey keyIn(const PemSource &pem, const std::string &text)
    {
        const QByteArray bytes = QByteArray::fromStdString(text);
        if (isEncrypted(text)) {
            problem("key", pem, "is encrypted: expected a key without a passphrase");
            return {};
        }
        for (const QSsl::KeyAlgorithm algorithm : {QSsl::Rsa, QSsl::Ec}) {
            if (QSslKey found(bytes, algorithm, QSsl::Pem); !found.isNull())
                return found;
        }
        if (!text.empty())
            problem("key", pem, "holds no PEM private key (RSA or EC)");
        return {};
    }

    QSslConfiguration makeTls(const TlsServerConfig &config)
    {
        QSslConfiguration tls;
        tls.setProtocol(protocolOf(config));
        setClientAuth(tls, config.clientAuth);
        tls.setSslOption(QSsl::SslOptionDisableServerCipherPreference, !config.prefersServerCiphers);
        setCertificate(tls, config);
        tls.setCaCertificates(authorities(config));
        setCiphers(tls, config);
        setCurves(tls, config);
        return tls;
    }

    void setCertificate(QSslConfiguration &tls, const TlsServerConfig &config)
    {
        const std::string certificateText = readPem("cert", config.certificate);
        const std::string keyText = readPem("key", config.key);
        const auto certificates = certificatesIn("cert", config.certificate, certificateText);
        const QSslKey key = keyIn(config.key, keyText);
        if (certificates.isEmpty() || key.isNull())
            return;
        if (const std::string reason = certificateProblem(certificateText, keyText); !reason.empty())
            problem("cert", config.certificate, "cannot be used with this key: " + reason);
        tls.setLocalCertificateChain(certificates);
        tls.setPrivateKey(key);
    }

    // What client certificates are verified with. To be set in any case: otherwise Qt takes the system's.
    QList<QSslCertificate> authorities(const TlsServerConfig &config)
    {
        if (config.clientCa.isGiven())
            return certificatesIn("client_ca", config.clientCa, readPem("client_ca", config.clientCa));
        if (config.clientAuth == ClientAuth::VerifyClientCertIfGiven)
            return QSslConfiguration::systemCaCertificates();
        return {};
    }

    void setCiphers(QSslConfiguration &tls, const TlsServerConfig &config)
    {
        QList<QSslCipher> ciphers;
        for (const std::string &name : config.cipherSuites) {
            const QSslCipher cipher(QString::fromStdString(name));
            if (cipher.isNull())
                m_problems.push_back({m_path, 0, 0, "tls_server_config.cipher_suites",
                                      "the TLS library of this machine has no " + name});
            ciphers.append(cipher);
        }
        if (!ciphers.isEmpty())
            tls.setCiphers(ciphers);
    }

    void setCurves(QSslConfiguration &tls, const TlsServerConfig &config)
    {
        QList<QSslEllipticCurve> chosen;
        for (const std::string &name : config.curves) {
            const auto curve = QSslEllipticCurve::fromShortName(QString::fromStdString(name));
            if (!curve.isValid())
                m_problems.push_back({m_path, 0, 0, "tls_server_config.curve_preferences",
                                      "the TLS library of this machine has no " + name});
            chosen.append(curve);
        }
        if (!chosen.isEmpty())
            tls.setEllipticCurves(chosen);
    }

    const std::string &m_path;
    FileStamps &m_stamps;
    QCryptographicHash m_contents{QCryptographicHash::Sha256};
    std::vector<ConfigProblem> m_problems;
};

} // namespace

Result<LoadedWebConfig, std::vector<ConfigProblem>> loadWebConfig(const std::string &path, FileStamps &stamps)
{
    stamps = {};
    if (path.empty())
        return LoadedWebConfig();
    return Loader(path, stamps).load();
}

} // namespace slurmsd
