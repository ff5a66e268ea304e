// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/access/certificatecheck.h"

#include <memory>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>

namespace slurmsd {

namespace {

template <typename T, void (*release)(T *)>
struct Release
{
    void operator()(T *object) const { release(object); }
};
using Context = std::unique_ptr<SSL_CTX, Release<SSL_CTX, SSL_CTX_free>>;
using Certificate = std::unique_ptr<X509, Release<X509, X509_free>>;
using PrivateKey = std::unique_ptr<EVP_PKEY, Release<EVP_PKEY, EVP_PKEY_free>>;
using Memory = std::unique_ptr<BIO, Release<BIO, BIO_free_all>>;

Memory memoryOf(std::string_view pem)
{
    return Memory(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
}

// Of a key that has a passphrase there is none: never a prompt at the terminal.
int noPassphrase(char *, int, int, void *) { return 0; }

// What the TLS library says of the last failure; the queue of its errors is empty afterwards.
std::string lastReason()
{
    const char *reason = ERR_reason_error_string(ERR_peek_last_error());
    std::string text = reason ? reason : "unknown error";
    ERR_clear_error();
    return text;
}

} // namespace

std::string certificateProblem(std::string_view certificatePem, std::string_view keyPem)
{
    ERR_clear_error();
    const Context context(SSL_CTX_new(TLS_server_method()));
    const Memory certificateText = memoryOf(certificatePem);
    const Memory keyText = memoryOf(keyPem);
    const Certificate certificate(PEM_read_bio_X509(certificateText.get(), nullptr, noPassphrase, nullptr));
    const PrivateKey key(PEM_read_bio_PrivateKey(keyText.get(), nullptr, noPassphrase, nullptr));
    const bool isUsable = context && certificate && key &&
                          X509_check_private_key(certificate.get(), key.get()) == 1 &&
                          SSL_CTX_use_certificate(context.get(), certificate.get()) == 1 &&
                          SSL_CTX_use_PrivateKey(context.get(), key.get()) == 1;
    return isUsable ? std::string() : lastReason();
}

} // namespace slurmsd
