// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/token.h"

#include "common/secretmask.h"
#include "common/tokentext.h"
#include "daemon/process/readfile.h"

#include <QByteArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace slurmsd {

namespace {

Failure<PollError> failure(const std::string &path, const std::string &problem)
{
    return Failure{PollError{PollErrorClass::Auth, "token file " + path + ": " + problem}};
}

bool isSecret(const std::string &path) { return !findSecrets(path).empty(); }

} // namespace

std::string tokenSource(const SlurmConfig &config)
{
    const bool isFile = !config.userTokenFile.empty();
    std::string source;
    switch (config.tokenOrigin) {
    case TokenOrigin::ConfigFile:
        return isFile ? "the token file " + config.userTokenFile : "slurm.user_token";
    case TokenOrigin::Flag:
        source = isFile ? "--slurm.user-token-file " + config.userTokenFile : "--slurm.user-token";
        break;
    case TokenOrigin::Environment:
        source = "$SLURM_JWT of the environment";
        break;
    }
    if (!config.unusedTokenFile.empty())
        source += ", which stands in for slurm.user_token_file " + config.unusedTokenFile;
    return source;
}

Result<std::string, PollError> currentToken(const SlurmConfig &config)
{
    if (!config.userTokenFile.empty())
        return readTokenFile(config.userTokenFile);
    if (config.userToken.empty())
        return std::string();
    auto token = cleanToken(config.userToken);
    if (!token)
        return Failure{PollError{PollErrorClass::Auth, tokenSource(config) + ": " + token.error()}};
    return *std::move(token);
}

Result<std::string, PollError> readTokenFile(const std::string &path)
{
    const auto text = readFile(path, maxTokenBytes);
    if (!text)
        return failure(path,
                       text.error() +
                           (isSecret(path) ? "; is it the token itself, in place of a file's name?" : ""));
    auto token = cleanToken(*text);
    if (!token)
        return failure(path, token.error());
    return *std::move(token);
}

std::optional<std::chrono::sys_seconds> tokenExpiry(std::string_view token)
{
    const std::size_t first = token.find('.');
    const std::size_t second = first == token.npos ? first : token.find('.', first + 1);
    if (second == token.npos)
        return std::nullopt;
    const std::string_view payload = token.substr(first + 1, second - first - 1);
    const auto json = QByteArray::fromBase64Encoding(
        QByteArray(payload.data(), static_cast<qsizetype>(payload.size())),
        QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    if (!json)
        return std::nullopt;
    const double seconds = QJsonDocument::fromJson(*json).object().value(u"exp").toDouble(-1);
    constexpr double year10000 = 253'402'300'800;
    if (!(seconds >= 0 && seconds < year10000))
        return std::nullopt;
    return std::chrono::sys_seconds(std::chrono::seconds(static_cast<std::int64_t>(seconds)));
}

} // namespace slurmsd
