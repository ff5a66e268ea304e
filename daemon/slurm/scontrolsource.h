// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/slurm/nodesource.h"

#include <QByteArray>
#include <QProcess>
#include <QTimer>

#include <chrono>
#include <string>
#include <string_view>

namespace slurmsd {

class NodesParser;
class ScontrolTextParser;

// Node lists by `scontrol show nodes`, where there is no slurmrestd: with --json, and where scontrol has no
// such option (before 23.02, or built without json-c) as text. No shell runs it; its environment is $PATH,
// $SLURM_CONF and what fixes the form of the output; it leads a process group of its own, which is killed at
// the deadline and with this object, and it does not outlive the daemon. The output is parsed as it arrives.
//
// Errors: Connect where scontrol cannot be started or does not reach slurmctld, Timeout, Auth, TooLarge,
// Parse, and Slurm for everything else with which it ends; each with the first line of what it writes to
// stderr. A list counts only with exit status 0.
class ScontrolSource : public NodeSource
{
    Q_OBJECT

public:
    // `program`: an absolute path, or empty for "scontrol" as found in $PATH at each fetch. `timeout` is for
    // a whole fetch; an output of more than `maxBytes` is TooLarge.
    ScontrolSource(std::string program, std::chrono::milliseconds timeout, std::uint64_t maxBytes,
                   QObject *parent = nullptr);
    ~ScontrolSource() override;

    void fetch() override;
    void abort() override;

private:
    void run();
    void handleOutput();
    void handleStderr();
    void handleEnd(int exitCode, QProcess::ExitStatus status);
    void handleDeadline();
    Result<std::shared_ptr<NodeSnapshot>, PollError> parsed();
    bool feed(std::string_view bytes);
    bool knowsNoJson() const;
    PollError failure(int exitCode, QProcess::ExitStatus status) const;
    void fail(PollErrorClass errorClass, std::string message);
    void finish(Result<std::shared_ptr<NodeSnapshot>, PollError> nodes);
    void drop();

    const std::string m_program;
    const std::uint64_t m_maxBytes;
    QTimer m_begin;
    QTimer m_deadline;

    // What outlives a fetch.
    bool m_isText = false; // its scontrol has no --json
    std::size_t m_lastCount = 0;

    // The fetch under way.
    std::unique_ptr<QProcess> m_process;
    qint64 m_group = 0; // the process group of m_process; 0: none
    std::unique_ptr<NodesParser> m_json;
    std::unique_ptr<ScontrolTextParser> m_text;
    std::uint64_t m_bytes = 0;
    QByteArray m_stderr; // what it began with
};

} // namespace slurmsd
