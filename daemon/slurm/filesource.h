// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/slurm/nodesource.h"

#include <QFile>
#include <QTimer>

#include <optional>
#include <string>

namespace slurmsd {

class NodesParser;

// The node list in a regular file: a stored answer of slurmrestd or the output of `scontrol show nodes
// --json`, read anew by each fetch, some of it in each turn of the event loop. A file that cannot be read, or
// is a directory, a FIFO or a device, is a Connect error that names it.
class FileSource : public NodeSource
{
    Q_OBJECT

public:
    // A file of more than `maxBytes` is TooLarge.
    FileSource(std::string path, std::uint64_t maxBytes, QObject *parent = nullptr);
    ~FileSource() override;

    void fetch() override;
    void abort() override;

private:
    std::optional<PollError> open();
    void readOn();
    void finish();
    void fail(PollError error);
    void report(const FetchResult &result);

    std::string m_path;
    std::uint64_t m_maxBytes;
    QTimer m_nextTurn;
    QFile m_file;
    std::unique_ptr<NodesParser> m_parser;
    std::uint64_t m_bytes = 0;
    std::string m_start;         // its first foreignFileBytes
    std::size_t m_lastCount = 0; // of nodes
};

} // namespace slurmsd
