// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/store/snapshotstore.h"

#include "daemon/process/atomicfile.h"

#include <QFile>

#include <algorithm>
#include <cerrno>
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace slurmsd {

namespace {

using std::chrono::system_clock;

// Thirty times the list of Slurm's largest cluster: what is larger is no node list.
constexpr off_t maxFileBytes = off_t{1} << 30;

// Also no dots: what follows one is ours, as in "nodes-NAME.damaged".
std::string fileName(std::string_view cluster)
{
    if (cluster.empty())
        return "nodes";
    const QByteArray name(cluster.data(), static_cast<qsizetype>(cluster.size()));
    return "nodes-" + name.toPercentEncoding({}, ".~").toStdString();
}

std::string systemError() { return std::generic_category().message(errno); }

system_clock::time_point modificationTime(const struct stat &status)
{
    const auto sinceEpoch =
        std::chrono::seconds(status.st_mtim.tv_sec) + std::chrono::nanoseconds(status.st_mtim.tv_nsec);
    return system_clock::time_point(std::chrono::duration_cast<system_clock::duration>(sinceEpoch));
}

timespec toTimespec(system_clock::time_point time)
{
    const auto second = std::chrono::floor<std::chrono::seconds>(time);
    return {static_cast<time_t>(second.time_since_epoch().count()),
            static_cast<long>(std::chrono::nanoseconds(time - second).count())};
}

// Open while it lives, for reading; nothing when that fails, with the reason in errno.
class OpenFile
{
public:
    // Without O_NONBLOCK, a FIFO in the file's place would wait for a writer.
    explicit OpenFile(const std::string &path)
        : m_descriptor(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC))
        , m_isOpen(m_descriptor >= 0 && ::fstat(m_descriptor, &m_status) == 0)
    {}
    ~OpenFile()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    Q_DISABLE_COPY_MOVE(OpenFile)

    bool isOpen() const { return m_isOpen; }
    int descriptor() const { return m_descriptor; }
    const struct stat &status() const { return m_status; }

private:
    int m_descriptor;
    struct stat m_status = {};
    bool m_isOpen;
};

// The list on the disk was confirmed at that time.
bool setTime(const OpenFile &file, system_clock::time_point time)
{
    const timespec times[] = {toTimespec(time), toTimespec(time)};
    return ::futimens(file.descriptor(), times) == 0;
}

} // namespace

SnapshotStore::SnapshotStore(std::string directory, std::string_view cluster, QObject *parent)
    : QObject(parent)
    , m_directory(std::move(directory))
    , m_path(m_directory + '/' + fileName(cluster))
{
    // A queued signal and a join hand the result over: no lock, and the thread is gone when it is read.
    connect(this, &SnapshotStore::written, this, &SnapshotStore::takeWritten, Qt::QueuedConnection);
}

SnapshotStore::~SnapshotStore()
{
    if (m_writer.joinable())
        m_writer.join();
    if (m_next)
        write(*m_next);
}

SnapshotStore::Loaded SnapshotStore::load()
{
    Q_ASSERT(!m_writer.joinable());
    removeLeftovers();
    return read();
}

SnapshotStore::Loaded SnapshotStore::read()
{
    const OpenFile opened(m_path);
    if (!opened.isOpen())
        return errno == ENOENT ? Loaded{} : Loaded{{}, {}, {}, m_path + ": " + systemError()};
    const struct stat &status = opened.status();
    if (!S_ISREG(status.st_mode))
        return {{}, {}, {}, m_path + ": it is not a regular file"};
    if (status.st_size > maxFileBytes)
        return setAside("damaged",
                        "damaged: " + std::to_string(status.st_size) + " bytes, more than any node list has");

    QFile file;
    if (!file.open(opened.descriptor(), QIODevice::ReadOnly | QIODevice::Unbuffered))
        return {{}, {}, {}, m_path + ": " + file.errorString().toStdString()};
    const QByteArray bytes = file.read(status.st_size);
    if (file.error() != QFileDevice::NoError)
        return {{}, {}, {}, m_path + ": " + file.errorString().toStdString()};

    const auto decoded = decodeSnapshot(bytes, std::min(modificationTime(status), system_clock::now()));
    if (!decoded)
        return setAside(decoded.error().kind == SnapshotError::Kind::Damaged ? "damaged" : "other-version",
                        decoded.error().message);
    m_content = Content{bytes.first(snapshotHeaderBytes), status.st_dev, status.st_ino};
    return {decoded->nodes, decoded->stateTimes, decoded->endpoint, {}};
}

SnapshotStore::Loaded SnapshotStore::setAside(const char *suffix, const std::string &why) const
{
    const std::string kept = m_path + '.' + suffix;
    const bool isKept = ::rename(m_path.c_str(), kept.c_str()) == 0;
    return {
        {},
        {},
        {},
        m_path + ": " + why +
            (isKept ? "; kept as " + kept : "; it cannot be set aside as " + kept + ": " + systemError())};
}

void SnapshotStore::removeLeftovers() const
{
    DIR *directory = ::opendir(m_directory.c_str());
    if (!directory)
        return;
    const std::string_view name = std::string_view(m_path).substr(m_directory.size() + 1);
    while (const dirent *entry = ::readdir(directory)) {
        if (isLeftover(entry->d_name, name))
            ::unlinkat(::dirfd(directory), entry->d_name, 0);
    }
    ::closedir(directory);
}

void SnapshotStore::store(StoredSnapshot snapshot)
{
    Q_ASSERT(snapshot.nodes);
    if (m_writer.joinable())
        m_next = std::move(snapshot);
    else
        startWriter(std::move(snapshot));
}

void SnapshotStore::startWriter(StoredSnapshot snapshot)
{
    m_writer = std::jthread([this, snapshot = std::move(snapshot)]() mutable {
        m_error = write(snapshot);
        snapshot.nodes.reset(); // takes a while where nobody else has it, and the store is to join at once
        Q_EMIT written(QPrivateSignal());
    });
}

void SnapshotStore::takeWritten()
{
    m_writer.join();
    const std::string error = std::exchange(m_error, {});
    if (auto next = std::exchange(m_next, {}))
        startWriter(*std::move(next));
    Q_EMIT stored(error);
}

// In the writing thread. Gives the error, empty on success.
std::string SnapshotStore::write(const StoredSnapshot &snapshot)
{
    const QByteArray bytes = encodeSnapshot(snapshot);
    const QByteArray header = bytes.first(snapshotHeaderBytes);
    if (m_content && m_content->header == header) {
        // Not when someone took the file away or put another in its place.
        const OpenFile same(m_path);
        if (same.isOpen() && same.status().st_dev == m_content->device &&
            same.status().st_ino == m_content->inode && setTime(same, snapshot.nodes->takenAt))
            return {};
    }

    if (::mkdir(m_directory.c_str(), 0700) != 0 && errno != EEXIST)
        return m_directory + ": " + systemError();
    if (const auto replaced = replaceFile(m_path, bytes, 0600); !replaced)
        return replaced.error();
    const OpenFile made(m_path);
    if (!made.isOpen() || !setTime(made, snapshot.nodes->takenAt))
        return m_path + ": " + systemError();
    m_content = Content{header, made.status().st_dev, made.status().st_ino};
    return {};
}

} // namespace slurmsd
