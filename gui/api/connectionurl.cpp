// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/api/connectionurl.h"

#include <QCoreApplication>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

QString words(const char *text) { return QCoreApplication::translate("slurmsd::ConnectionUrl", text); }

QString problemOf(const QUrl &url)
{
    const bool isHttp = url.scheme() == u"http"_s || url.scheme() == u"https"_s;
    if (!url.isValid() || !isHttp || url.host().isEmpty() || url.port() == 0)
        return words(
            QT_TRANSLATE_NOOP("slurmsd::ConnectionUrl", "expected http://host:port or https://host:port"));
    if (!url.userInfo().isEmpty())
        return words(QT_TRANSLATE_NOOP("slurmsd::ConnectionUrl",
                                       "expected a URL without a user name and password: they have fields of "
                                       "their own"));
    if (url.hasQuery() || url.hasFragment())
        return words(QT_TRANSLATE_NOOP("slurmsd::ConnectionUrl", "expected a URL without \"?\" and \"#\""));
    return {};
}

} // namespace

Result<QUrl, QString> parseConnectionUrl(const QString &text)
{
    const QUrl url(text.trimmed(), QUrl::StrictMode);
    if (const QString problem = problemOf(url); !problem.isEmpty())
        return Failure{problem};
    return url;
}

QString problemOfProfile(const ConnectionProfile &profile)
{
    if (const QString problem = problemOf(profile.url); !problem.isEmpty())
        return problem;
    if (profile.userName.contains(u':'))
        return words(QT_TRANSLATE_NOOP("slurmsd::ConnectionUrl", "a user name has no colon"));
    return {};
}

} // namespace slurmsd
