// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/daemonstatus.h"

#include <QByteArray>
#include <QNetworkAccessManager>
#include <QProcess>
#include <QSet>
#include <QString>
#include <QStringList>
#include <QTimer>

#include <cstdint>
#include <optional>
#include <string>

namespace slurmsd::test {

struct DaemonReply
{
    int status = 0; // 0: no connection
    QByteArray body;

    friend bool operator==(const DaemonReply &, const DaemonReply &) = default;
};

// The built daemon as a process of its own, which ends with this object. Waiting runs the event loop, so that
// fakes in the test go on.
class DaemonProcess : public QObject
{
    Q_OBJECT

public:
    // `wrapper`: a command that the daemon is run by, with its arguments before the daemon's.
    explicit DaemonProcess(QStringList arguments, const QStringList &wrapper = {});
    ~DaemonProcess() override;

    // Starts it on a port of the loopback interface, a free one unless told, and waits until it listens
    // there.
    bool start(std::uint16_t port = 0);
    const QString &url() const { return m_url; } // "http://127.0.0.1:PORT", once it listens
    bool isRunning() const { return m_process.state() == QProcess::Running; }
    void reload() const; // SIGHUP
    void kill();         // SIGKILL, and waits for the end

    DaemonReply get(const QString &path) { return request("GET", path); }
    DaemonReply post(const QString &path) { return request("POST", path); }
    // /api/v1/status; its defaults when there is no answer.
    DaemonStatus status();
    ClusterStatus cluster() { return status().clusters.at(0); }
    // The value of one line of /metrics; nothing when there is none.
    std::optional<double> metric(const QByteArray &series);
    const QByteArray &log() const { return m_log; }

    // Asks for these targets all the time from now on, one request after the other.
    void watch(const QString &path);
    // Every answer that was seen since.
    const QList<DaemonReply> &seen() const { return m_seen; }
    int watched() const { return m_watched; } // answers

private:
    DaemonReply request(const QByteArray &method, const QString &path);
    void askAgain();

    QStringList m_arguments;
    QStringList m_wrapper;
    QProcess m_process;
    QNetworkAccessManager m_network;
    QByteArray m_log;
    QString m_url;
    QString m_watchedPath;
    QList<DaemonReply> m_seen;
    int m_watched = 0;
};

} // namespace slurmsd::test
