// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/access/credentials.h"

#include "common/asciitext.h"

#include <QByteArray>

#include <algorithm>
#include <cstring>

namespace slurmsd {

namespace {

constexpr std::string_view scheme = "basic";

// The text behind "Basic" in any case and at least one space; empty when there is none.
std::string_view behindScheme(std::string_view authorization)
{
    if (!equalsIgnoringCase(authorization.substr(0, scheme.size()), scheme))
        return {};
    const std::string_view rest = authorization.substr(scheme.size());
    return rest.starts_with(' ') ? rest.substr(std::min(rest.find_first_not_of(' '), rest.size()))
                                 : std::string_view();
}

bool isControl(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\x7f'; }

} // namespace

Credentials::~Credentials() { explicit_bzero(password.data(), password.size()); }

std::unique_ptr<Credentials> parseBasicCredentials(std::string_view authorization)
{
    const std::string_view encoded = behindScheme(authorization);
    const QByteArray bytes = QByteArray::fromRawData(encoded.data(), static_cast<qsizetype>(encoded.size()));
    auto [decoded, status] = QByteArray::fromBase64Encoding(bytes, QByteArray::AbortOnBase64DecodingErrors);
    // Qt takes base64 without its padding.
    if (status != QByteArray::Base64DecodingStatus::Ok || encoded.size() % 4 != 0)
        return nullptr;
    const std::string_view text(decoded.constData(), static_cast<std::size_t>(decoded.size()));
    const std::size_t colon = text.find(':');
    std::unique_ptr<Credentials> credentials;
    if (colon != std::string_view::npos && std::ranges::none_of(text, isControl))
        credentials = std::make_unique<Credentials>(text.substr(0, colon), text.substr(colon + 1));
    explicit_bzero(decoded.data(), static_cast<std::size_t>(decoded.size()));
    return credentials;
}

} // namespace slurmsd
