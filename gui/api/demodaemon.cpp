// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/api/demodaemon.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcessEnvironment>
#include <QRegularExpression>
#include <QStandardPaths>

#ifdef Q_OS_LINUX
#include <csignal>
#include <sys/prctl.h>
#endif

namespace slurmsd {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto startDeadline = 15s;
constexpr auto endDeadline = 2s;
constexpr qsizetype keptLog = 16'000;

constexpr char config[] =
    R"(# Jobs for the demo cluster. Change them as you like: this file is gone with the window.
jobs:
  - node:
    port: 9100
    labels: [partitions, state, architecture, node]
  # GPUs alone.
  - dcgm:
    port: 9400
    match: {gres: [gpu]}
    labels: [partitions, state, gres, node]
    exclude_states: [future, powered_down, down, drained, maintenance]
  - ipmi:
    port: 9290
    address: hostname
    labels: [node]
)";

QString programName() { return u"prometheus-slurm-sd"_s; }

QProcessEnvironment environmentOfDaemon()
{
    // What is meant for this program is none of the demo's business, least of all a token.
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : {u"SLURM_JWT"_s, u"STATE_DIRECTORY"_s, u"NOTIFY_SOCKET"_s})
        environment.remove(name);
    return environment;
}

} // namespace

DemoDaemon::DemoDaemon(QObject *parent)
    : QObject(parent)
{
    m_process.setProcessEnvironment(environmentOfDaemon());
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.setStandardOutputFile(QProcess::nullDevice());
#ifdef Q_OS_LINUX
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
#endif
    m_deadline.setSingleShot(true);
    connect(&m_process, &QProcess::readyReadStandardError, this, &DemoDaemon::readLog);
    connect(&m_process, &QProcess::finished, this, &DemoDaemon::handleEnd);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            reportFailure(m_process.errorString());
    });
    connect(&m_deadline, &QTimer::timeout, this,
            [this] { reportFailure(tr("the demo daemon does not listen")); });
}

DemoDaemon::~DemoDaemon() { stop(); }

QString DemoDaemon::findExecutable()
{
    const QDir here(QCoreApplication::applicationDirPath());
    for (const QString &place : {u"."_s, u"../daemon"_s, u"../sbin"_s}) {
        const QFileInfo file(here.filePath(place + u'/' + programName()));
        if (file.isFile() && file.isExecutable())
            return QDir::cleanPath(file.absoluteFilePath());
    }
    return QStandardPaths::findExecutable(programName());
}

bool DemoDaemon::writeConfig()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QFile file(m_directory->filePath(u"config.yaml"_s));
    return m_directory->isValid() && file.open(QIODevice::WriteOnly) &&
           file.write(config) == qint64(sizeof config - 1);
}

void DemoDaemon::start(const QString &executable)
{
    if (m_process.state() != QProcess::NotRunning)
        return;
    m_log.clear();
    if (executable.isEmpty() || !writeConfig()) {
        const QString text =
            executable.isEmpty()
                ? tr("%1 was found neither beside this program nor in PATH; it is in the package %1")
                      .arg(programName())
                : tr("no temporary file can be written: %1").arg(m_directory->errorString());
        QMetaObject::invokeMethod(
            this, [this, text] { reportFailure(text); }, Qt::QueuedConnection);
        return;
    }
    m_deadline.start(startDeadline);
    m_process.start(executable, {u"--slurm.endpoint"_s, u"demo:"_s, u"--slurm.update-interval"_s, u"10s"_s,
                                 u"--web.listen-address"_s, u"127.0.0.1:0"_s, u"--web.enable-lifecycle"_s,
                                 u"--web.enable-admin-api"_s, u"--config.file"_s,
                                 m_directory->filePath(u"config.yaml"_s)});
}

void DemoDaemon::stop()
{
    m_url.clear();
    m_deadline.stop();
    const QSignalBlocker quiet(m_process); // it ends as it is told to
    if (m_process.state() != QProcess::NotRunning) {
        m_process.terminate();
        if (!m_process.waitForFinished(int(std::chrono::milliseconds(endDeadline).count()))) {
            m_process.kill();
            m_process.waitForFinished();
        }
    }
    m_directory.reset();
}

void DemoDaemon::readLog()
{
    m_log += m_process.readAllStandardError();
    m_log = m_log.right(keptLog);
    if (!m_url.isEmpty())
        return;
    static const QRegularExpression listening(u"msg=listening url=(\\S+)\\n"_s);
    const auto match = listening.match(QString::fromUtf8(m_log));
    if (!match.hasMatch())
        return;
    m_deadline.stop();
    m_url = QUrl(match.captured(1));
    Q_EMIT started(m_url);
}

void DemoDaemon::handleEnd()
{
    m_log += m_process.readAllStandardError();
    const QString lastLine = QString::fromUtf8(m_log).trimmed().section(u'\n', -1);
    reportFailure(tr("the demo daemon has ended: %1").arg(lastLine));
}

void DemoDaemon::reportFailure(const QString &text)
{
    stop();
    Q_EMIT failed(text);
}

} // namespace slurmsd
