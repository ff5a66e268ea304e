// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/api/apiconnection.h"

#include "gui/api/apiexchange.h"
#include "gui/api/connectionurl.h"
#include "gui/api/tlsfiles.h"

#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

QByteArray basicCredentials(const QString &user, const QString &password)
{
    return "Basic " + (user + u':' + password).toUtf8().toBase64();
}

} // namespace

QByteArray queryItem(QByteArrayView name, const std::string &value)
{
    return name.toByteArray() + '=' + QByteArray::fromStdString(value).toPercentEncoding();
}

ApiConnection::ApiConnection(ConnectionProfile profile, ConnectionSecrets secrets, QObject *parent)
    : QObject(parent)
    , m_profile(std::move(profile))
    , m_secrets(std::move(secrets))
{
    // The login is meant for the daemon, not for a proxy in between.
    m_network.setProxy(QNetworkProxy::NoProxy);
    m_network.setAutoDeleteReplies(false);
}

ApiConnection::~ApiConnection()
{
    // Not left to QObject: the replies belong to m_network, which goes before the children.
    qDeleteAll(findChildren<ApiExchange *>(Qt::FindDirectChildrenOnly));
}

// Nothing, or why no request can be made.
std::optional<ApiError> ApiConnection::prepare()
{
    if (const QString problem = problemOfProfile(m_profile); !problem.isEmpty()) {
        ApiError error;
        error.step = ApiError::Step::Url;
        error.message = problem.toStdString();
        return error;
    }
    if (m_tls || m_profile.url.scheme() != u"https"_s)
        return {};
    const auto tls = loadTlsFiles(m_profile, m_secrets.keyPassphrase);
    if (!tls)
        return tls.error();
    m_tls = *tls;
    return {};
}

QNetworkRequest ApiConnection::networkRequest(const ApiRequest &request) const
{
    QUrl url = m_profile.url;
    QString path = url.path(QUrl::FullyEncoded);
    while (path.endsWith(u'/'))
        path.chop(1);
    url.setPath(path + request.path, QUrl::TolerantMode); // encoded already
    if (!request.query.isEmpty())
        url.setQuery(QString::fromLatin1(request.query));
    QNetworkRequest made(url);
    made.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    // Any other policy sends the login on to wherever the redirect points.
    made.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    made.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    made.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    for (const auto attribute :
         {QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::CookieSaveControlAttribute,
          QNetworkRequest::AuthenticationReuseAttribute})
        made.setAttribute(attribute, QNetworkRequest::Manual);
    made.setRawHeader("Accept", "application/json");
    made.setRawHeader("Accept-Encoding", "identity");
    made.setRawHeader("User-Agent", "prometheus-slurm-sd-admin/" SLURMSD_VERSION);
    if (!m_profile.userName.isEmpty())
        made.setRawHeader("Authorization", basicCredentials(m_profile.userName, m_secrets.password));
    if (!request.ifNoneMatch.isEmpty())
        made.setRawHeader("If-None-Match", request.ifNoneMatch);
    if (!request.ifMatch.isEmpty())
        made.setRawHeader("If-Match", request.ifMatch);
    if (request.verb != "GET")
        made.setRawHeader("Content-Type", "application/json");
    if (m_tls)
        made.setSslConfiguration(*m_tls);
    return made;
}

void ApiConnection::send(const ApiRequest &request, QObject *context, Handler handler)
{
    auto *exchange = new ApiExchange(request, context, std::move(handler), this);
    if (const auto error = prepare())
        exchange->fail(*error);
    else
        exchange->start(m_network, networkRequest(request));
}

void ApiConnection::abort(const ApiError &error)
{
    for (ApiExchange *exchange : findChildren<ApiExchange *>(Qt::FindDirectChildrenOnly))
        exchange->fail(error);
}

} // namespace slurmsd
