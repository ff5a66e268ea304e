// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/http/pages.h"

#include <QString>
#include <QUrl>

namespace slurmsd {

namespace {

HttpReply plainText(int status, std::string_view text)
{
    HttpReply reply;
    reply.status = status;
    reply.contentType = "text/plain; charset=utf-8";
    reply.headers = {{"Cache-Control", "no-cache"}};
    reply.body = QByteArray(text.data(), static_cast<qsizetype>(text.size())) + '\n';
    return reply;
}

QString escaped(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).toHtmlEscaped();
}

QString jobItem(const std::string &job)
{
    const QByteArray query = QUrl::toPercentEncoding(QString::fromStdString(job));
    return QStringLiteral("<li><a href=\"/targets?prom_job=%1\">%2</a></li>\n")
        .arg(QString::fromLatin1(query), escaped(job));
}

constexpr const char *pageTemplate = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>prometheus-slurm-sd</title>
<style>body { font: 16px/1.5 system-ui, sans-serif; max-width: 40em; margin: 2em auto; padding: 0 1em }</style>
</head>
<body>
<h1>prometheus-slurm-sd</h1>
<p>Version %1</p>
<p><strong>%2</strong> %3</p>
<h2>Targets by job</h2>
<ul>
%4</ul>
<p><a href="/targets">All targets</a> · <a href="/-/healthy">Healthy</a> · <a href="/-/ready">Ready</a></p>
</body>
</html>
)";

} // namespace

HttpReply healthyReply() { return plainText(200, "prometheus-slurm-sd is healthy."); }

HttpReply readyReply(const ServingState &state) { return plainText(state.ready ? 200 : 503, state.summary); }

HttpReply indexReply(const ServingState &state)
{
    QString jobs;
    for (const std::string &job : state.jobs)
        jobs += jobItem(job);
    HttpReply reply;
    reply.contentType = "text/html; charset=utf-8";
    reply.headers = {{"Cache-Control", "no-cache"},
                     {"Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'"},
                     {"X-Content-Type-Options", "nosniff"}};
    // One multi-argument call: a value that holds "%4" is not expanded again.
    reply.body = QString::fromUtf8(pageTemplate)
                     .arg(QStringLiteral(SLURMSD_VERSION),
                          state.ready ? QStringLiteral("Ready.") : QStringLiteral("Not ready."),
                          escaped(state.summary), jobs)
                     .toUtf8();
    return reply;
}

} // namespace slurmsd
