// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/daemonprocess.h"

#include "common/apijson.h"

#include <QEventLoop>
#include <QNetworkReply>
#include <QRegularExpression>
#include <QTest>

#include <csignal>
#include <unistd.h>

namespace slurmsd::test {

namespace {

DaemonReply take(QNetworkReply &reply)
{
    reply.deleteLater();
    return {reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply.readAll()};
}

} // namespace

DaemonProcess::DaemonProcess(QStringList arguments, const QStringList &wrapper)
    : m_arguments(std::move(arguments))
    , m_wrapper(wrapper)
{
    connect(&m_process, &QProcess::readyReadStandardError, this,
            [this] { m_log += m_process.readAllStandardError(); });
}

DaemonProcess::~DaemonProcess()
{
    if (QTest::currentTestFailed())
        qInfo("%s", m_log.constData());
    kill();
}

bool DaemonProcess::start(std::uint16_t port)
{
    m_log.clear();
    QStringList command = m_wrapper;
    command += QStringLiteral(SLURMSD_DAEMON);
    command += m_arguments;
    command += {QStringLiteral("--web.listen-address"), QStringLiteral("127.0.0.1:%1").arg(port),
                QStringLiteral("--web.enable-lifecycle")};
    m_process.start(command.first(), command.mid(1));
    static const QRegularExpression listening(QStringLiteral("msg=listening url=(\\S+)"));
    const auto isListening = [this] {
        m_url = listening.match(QString::fromUtf8(m_log)).captured(1);
        return !m_url.isEmpty() || m_process.state() == QProcess::NotRunning;
    };
    return QTest::qWaitFor(isListening, 10'000) && !m_url.isEmpty();
}

void DaemonProcess::reload() const { ::kill(static_cast<pid_t>(m_process.processId()), SIGHUP); }

void DaemonProcess::kill()
{
    m_watchedPath.clear();
    m_process.kill();
    m_process.waitForFinished();
}

DaemonReply DaemonProcess::request(const QByteArray &method, const QString &path)
{
    QNetworkRequest request{QUrl(m_url + path)};
    QByteArray body;
    // As the admin program does: without a body Qt 6.11 sends a POST's query as one, and not in the URL.
    if (method != "GET") {
        request.setRawHeader("Content-Type", "application/json");
        body = "{}";
    }
    QNetworkReply *reply = m_network.sendCustomRequest(request, method, body);
    QEventLoop loop;
    connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();
    return take(*reply);
}

DaemonStatus DaemonProcess::status()
{
    const auto status = daemonStatusFromJson(get(QStringLiteral("/api/v1/status")).body);
    DaemonStatus none;
    none.clusters.emplace_back();
    return status ? *status : none;
}

std::optional<double> DaemonProcess::metric(const QByteArray &series)
{
    const QByteArray start = series + ' ';
    for (const QByteArray &line : get(QStringLiteral("/metrics")).body.split('\n')) {
        if (line.startsWith(start))
            return line.mid(start.size()).toDouble();
    }
    return {};
}

void DaemonProcess::watch(const QString &path)
{
    m_watchedPath = path;
    m_seen.clear();
    m_watched = 0;
    askAgain();
}

void DaemonProcess::askAgain()
{
    if (m_watchedPath.isEmpty())
        return;
    QNetworkReply *reply = m_network.get(QNetworkRequest(QUrl(m_url + m_watchedPath)));
    connect(reply, &QNetworkReply::finished, this, [this, reply] {
        const DaemonReply answer = take(*reply);
        ++m_watched;
        if (!m_seen.contains(answer))
            m_seen.push_back(answer);
        // Often, but not so often that the daemon has nothing else to do.
        QTimer::singleShot(2, this, &DaemonProcess::askAgain);
    });
}

} // namespace slurmsd::test
