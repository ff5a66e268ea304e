// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>
#include <QUrl>

#include <memory>

namespace slurmsd {

// The daemon of this installation, started with its embedded demo cluster on a free port of the loopback
// interface; ends with this object, and (on Linux) with this program however that ends. Its config file, with
// a few jobs, can be changed, and is gone with it.
class DemoDaemon : public QObject
{
    Q_OBJECT

public:
    explicit DemoDaemon(QObject *parent = nullptr);
    ~DemoDaemon() override;

    // The daemon beside this program, in a build tree, or in PATH; empty: there is none.
    static QString findExecutable();

    // Nothing when it is running already. started() or failed() comes from the event loop.
    void start(const QString &executable = findExecutable());
    void stop();
    QUrl url() const { return m_url; } // empty while it does not listen

Q_SIGNALS:
    void started(const QUrl &url);
    // It could not be started, or ended by itself, also later; in words.
    void failed(const QString &text);

private:
    bool writeConfig();
    void readLog();
    void handleEnd();
    void reportFailure(const QString &text);

    std::unique_ptr<QTemporaryDir> m_directory; // while there is a process
    QProcess m_process;
    QTimer m_deadline;
    QByteArray m_log; // its last lines
    QUrl m_url;
};

} // namespace slurmsd
