// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/filesource.h"

#include "daemon/slurm/foreignfile.h"
#include "daemon/slurm/nodesparser.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace slurmsd {

namespace {

// Parsed in a small fraction of a millisecond, which is how long the event loop waits for it.
constexpr std::size_t chunkBytes = std::size_t{128} * 1024;

std::string errnoText() { return std::generic_category().message(errno); }

} // namespace

FileSource::FileSource(std::string path, std::uint64_t maxBytes, QObject *parent)
    : NodeSource(parent)
    , m_path(std::move(path))
    , m_maxBytes(maxBytes)
{
    m_nextTurn.setSingleShot(true);
    connect(&m_nextTurn, &QTimer::timeout, this, &FileSource::readOn);
}

FileSource::~FileSource() = default;

void FileSource::fetch()
{
    Q_ASSERT(!m_parser);
    m_parser = std::make_unique<NodesParser>(m_lastCount);
    m_bytes = 0;
    m_start.clear();
    m_nextTurn.start(0);
}

void FileSource::abort()
{
    m_nextTurn.stop();
    m_file.close();
    m_parser.reset();
}

// Without O_NONBLOCK, opening a FIFO that nobody writes to would never return.
std::optional<PollError> FileSource::open()
{
    const int fd = ::open(m_path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return PollError{PollErrorClass::Connect, "cannot open " + m_path + ": " + errnoText()};
    if (!m_file.open(fd, QIODevice::ReadOnly | QIODevice::Unbuffered, QFileDevice::AutoCloseHandle)) {
        ::close(fd);
        return PollError{PollErrorClass::Connect,
                         "cannot read " + m_path + ": " + m_file.errorString().toStdString()};
    }
    struct stat status = {};
    if (::fstat(fd, &status) != 0)
        return PollError{PollErrorClass::Connect, "cannot read " + m_path + ": " + errnoText()};
    if (!S_ISREG(status.st_mode))
        return PollError{PollErrorClass::Connect, "cannot read " + m_path + ": it is not a regular file"};
    return std::nullopt;
}

void FileSource::readOn()
{
    if (!m_file.isOpen()) {
        if (std::optional<PollError> error = open())
            return fail(*std::move(error));
    }
    std::array<char, chunkBytes> chunk; // NOLINT(*-member-init): filled by read()
    const qint64 size = m_file.read(chunk.data(), chunk.size());
    if (size < 0)
        return fail(
            {PollErrorClass::Connect, "cannot read " + m_path + ": " + m_file.errorString().toStdString()});
    if (size == 0)
        return finish();
    m_bytes += static_cast<std::uint64_t>(size);
    if (m_bytes > m_maxBytes)
        return fail(
            {PollErrorClass::TooLarge, m_path + " has more than " + std::to_string(m_maxBytes) + " bytes"});
    const std::string_view bytes(chunk.data(), static_cast<std::size_t>(size));
    m_start.append(bytes.substr(0, foreignFileBytes - std::min(m_start.size(), foreignFileBytes)));
    if (!m_parser->feed(bytes))
        return finish();
    m_nextTurn.start(0);
}

void FileSource::finish()
{
    auto nodes = m_parser->finish();
    if (nodes) {
        m_lastCount = (*nodes)->nodes.size();
        (*nodes)->takenAt = std::chrono::system_clock::now();
    } else if (nodes.error().errorClass == PollErrorClass::Parse) {
        PollError error = nodes.error();
        error.message += foreignFileHint(m_start);
        return fail(std::move(error));
    }
    report({std::move(nodes), m_bytes});
}

void FileSource::fail(PollError error) { report({Failure{std::move(error)}, m_bytes}); }

// The receiver may fetch again or delete this.
void FileSource::report(const FetchResult &result)
{
    abort();
    Q_EMIT finished(result);
}

} // namespace slurmsd
