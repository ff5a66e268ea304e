// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/scontrolsource.h"

#include "common/asciitext.h"
#include "common/utf8.h"
#include "common/wording.h"
#include "daemon/slurm/nodesparser.h"
#include "daemon/slurm/scontroltextparser.h"
#include "daemon/slurm/slurmerrors.h"

#include <QFileInfo>
#include <QProcessEnvironment>
#include <QRandomGenerator>
#include <QStandardPaths>

#include <algorithm>
#include <csignal>
#include <initializer_list>
#include <sys/prctl.h>
#include <unistd.h>
#include <utility>

namespace slurmsd {

namespace {

constexpr qsizetype maxStderrBytes = 4096;

// Of the lines that scontrol writes, the one that says why it gave up, or the first.
std::string reasonIn(const QByteArray &stderrText)
{
    std::string first;
    for (const QByteArray &line : stderrText.split('\n')) {
        const std::string text = oneErrorLine(validUtf8(line.trimmed().toStdString()));
        if (first.empty() || line.contains("fatal:"))
            first = text;
        if (line.contains("fatal:"))
            break;
    }
    return first;
}

bool hasAny(std::string_view text, std::initializer_list<std::string_view> words)
{
    return std::ranges::any_of(
        words, [text](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

// By scontrol's words, lower case; its exit status is 1 for all.
PollErrorClass classOf(std::string_view words)
{
    if (hasAny(words, {"authentication", "permission denied", "munge"}))
        return PollErrorClass::Auth;
    if (hasAny(words, {"unable to contact slurm controller", "configuration source", "configuration file"}))
        return PollErrorClass::Connect;
    return PollErrorClass::Slurm;
}

QProcessEnvironment cleanEnvironment(const std::string &mark)
{
    const QProcessEnvironment own = QProcessEnvironment::systemEnvironment();
    QProcessEnvironment clean;
    for (const QString &name : {QStringLiteral("PATH"), QStringLiteral("SLURM_CONF")}) {
        if (own.contains(name))
            clean.insert(name, own.value(name));
    }
    clean.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    clean.insert(QStringLiteral("SLURM_TIME_FORMAT"), QString::fromStdString(scontrolTimeFormat(mark)));
    return clean;
}

} // namespace

ScontrolSource::ScontrolSource(std::string program, std::chrono::milliseconds timeout, std::uint64_t maxBytes,
                               QObject *parent)
    : NodeSource(parent)
    , m_program(std::move(program))
    , m_maxBytes(maxBytes)
{
    m_begin.setSingleShot(true);
    m_begin.setInterval(0);
    connect(&m_begin, &QTimer::timeout, this, &ScontrolSource::run);
    m_deadline.setSingleShot(true);
    m_deadline.setInterval(timeout);
    connect(&m_deadline, &QTimer::timeout, this, &ScontrolSource::handleDeadline);
}

ScontrolSource::~ScontrolSource() { abort(); }

void ScontrolSource::fetch()
{
    Q_ASSERT(!m_process && !m_begin.isActive());
    m_bytes = 0;
    m_deadline.start();
    m_begin.start();
}

void ScontrolSource::abort()
{
    m_begin.stop();
    m_deadline.stop();
    drop();
}

void ScontrolSource::run()
{
    QString path = QString::fromStdString(m_program);
    if (path.isEmpty())
        path = QStandardPaths::findExecutable(QStringLiteral("scontrol"));
    if (path.isEmpty())
        return fail(PollErrorClass::Connect, "no scontrol in $PATH, which is " +
                                                 inQuotes(qgetenv("PATH").toStdString()) +
                                                 "; give its path, as scontrol:/opt/slurm/bin/scontrol");
    if (!QFileInfo(path).isFile() || !QFileInfo(path).isExecutable())
        return fail(PollErrorClass::Connect,
                    "cannot run " + path.toStdString() + ": " +
                        (QFileInfo::exists(path) ? "it is no program that this user may run"
                                                 : "there is no such file"));
    const std::string mark = QString::number(QRandomGenerator::system()->generate64(), 36).toStdString();
    m_stderr.clear();
    if (m_isText)
        m_text = std::make_unique<ScontrolTextParser>(mark, m_lastCount);
    else
        m_json = std::make_unique<NodesParser>(m_lastCount);

    m_process = std::make_unique<QProcess>();
    m_process->setProgram(path);
    m_process->setArguments({QStringLiteral("show"), QStringLiteral("nodes"),
                             m_isText ? QStringLiteral("--oneliner") : QStringLiteral("--json")});
    m_process->setProcessEnvironment(cleanEnvironment(mark));
    m_process->setWorkingDirectory(QStringLiteral("/"));
    m_process->setStandardInputFile(QProcess::nullDevice());
    m_process->setChildProcessModifier([] {
        ::setpgid(0, 0);
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    });
    connect(m_process.get(), &QProcess::readyReadStandardOutput, this, &ScontrolSource::handleOutput);
    connect(m_process.get(), &QProcess::readyReadStandardError, this, &ScontrolSource::handleStderr);
    connect(m_process.get(), &QProcess::finished, this, &ScontrolSource::handleEnd);
    connect(m_process.get(), &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            fail(PollErrorClass::Connect, "cannot run " + m_process->program().toStdString() + ": " +
                                              m_process->errorString().toStdString());
    });
    m_process->start();
    if (m_process)
        m_group = m_process->processId();
}

bool ScontrolSource::feed(std::string_view bytes)
{
    return m_text ? m_text->feed(bytes) : m_json->feed(bytes);
}

void ScontrolSource::handleOutput()
{
    const QByteArray bytes = m_process->readAllStandardOutput();
    m_bytes += static_cast<std::uint64_t>(bytes.size());
    if (m_bytes > m_maxBytes)
        return fail(PollErrorClass::TooLarge,
                    "scontrol printed more than " + std::to_string(m_maxBytes) + " bytes");
    if (!feed({bytes.data(), static_cast<std::size_t>(bytes.size())}))
        finish(parsed());
}

// What does not fit is read and forgotten, so that scontrol can go on.
void ScontrolSource::handleStderr()
{
    const QByteArray bytes = m_process->readAllStandardError();
    m_stderr += bytes.left(maxStderrBytes - m_stderr.size());
}

void ScontrolSource::handleEnd(int exitCode, QProcess::ExitStatus status)
{
    handleStderr();
    if (status == QProcess::NormalExit && exitCode == 0) {
        handleOutput();
        if (m_process)
            finish(parsed());
        return;
    }
    if (!m_isText && knowsNoJson()) {
        drop();
        m_isText = true;
        return run();
    }
    const PollError error = failure(exitCode, status);
    m_isText = false; // it may be another scontrol next time
    finish(Failure{error});
}

// "unrecognized option '--json'", as 22.05.8 says; a later one without json-c says that it cannot load what
// writes it.
bool ScontrolSource::knowsNoJson() const
{
    const std::string words = asciiLower(m_stderr.toStdString());
    return m_bytes == 0 && hasAny(words, {"json", "serializer", "mime"});
}

PollError ScontrolSource::failure(int exitCode, QProcess::ExitStatus status) const
{
    std::string message = "scontrol ";
    message += status == QProcess::CrashExit ? "was killed by a signal"
                                             : "ended with exit status " + std::to_string(exitCode);
    const std::string reason = reasonIn(m_stderr);
    if (!reason.empty())
        message += ": " + reason;
    return {classOf(asciiLower(m_stderr.toStdString())), message};
}

void ScontrolSource::handleDeadline()
{
    if (m_process)
        handleStderr();
    const std::string reason = reasonIn(m_stderr);
    fail(PollErrorClass::Timeout, "scontrol did not end within slurm.timeout, " +
                                      std::to_string(m_deadline.interval()) + " ms" +
                                      (reason.empty() ? "" : "; it said: " + reason));
}

Result<std::shared_ptr<NodeSnapshot>, PollError> ScontrolSource::parsed()
{
    auto nodes = m_text ? m_text->finish() : m_json->finish();
    if (nodes) {
        m_lastCount = (*nodes)->nodes.size();
        (*nodes)->takenAt = std::chrono::system_clock::now();
    }
    return nodes;
}

void ScontrolSource::fail(PollErrorClass errorClass, std::string message)
{
    finish(Failure{PollError{errorClass, std::move(message)}});
}

// The receiver may fetch again or delete this.
void ScontrolSource::finish(Result<std::shared_ptr<NodeSnapshot>, PollError> nodes)
{
    const FetchResult result{std::move(nodes), m_bytes};
    abort();
    Q_EMIT finished(result);
}

// A process that hangs in the kernel may not be gone at once: nothing waits for it. This may run within one
// of its signals.
void ScontrolSource::drop()
{
    m_json.reset();
    m_text.reset();
    if (!m_process)
        return;
    if (const auto group = static_cast<pid_t>(std::exchange(m_group, 0)); group > 0)
        ::kill(-group, SIGKILL);
    QProcess *process = m_process.release();
    process->disconnect();
    process->kill(); // where it is not yet the leader of its group
    if (process->state() == QProcess::NotRunning)
        process->deleteLater();
    else
        connect(process, &QProcess::finished, process, &QObject::deleteLater);
}

} // namespace slurmsd
