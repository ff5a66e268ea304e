// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/store/snapshotcodec.h"

#include <QObject>

#include <memory>
#include <optional>
#include <string>
#include <sys/types.h>
#include <thread>

namespace slurmsd {

// Keeps the last good node list of one cluster in a file, so that a restart while Slurm is down serves the
// last good targets. `DIRECTORY/nodes` or `DIRECTORY/nodes-NAME` (bytes of the name other than letters,
// digits, '-' and '_' are percent-encoded), mode 0600, replaced atomically and synced to disk by a thread, so
// that the event loop never waits for the disk. Its modification time is when its list was last confirmed by
// Slurm (takenAt). Belongs to one thread with an event loop.
//
// A directory is for one daemon. Of two that share one by mistake each finds a whole list of one of them.
class SnapshotStore : public QObject
{
    Q_OBJECT

public:
    // `cluster`: name from the config, empty for the only one. Nothing is read or written yet. The directory
    // is made (mode 0700; its parent must be there) by store() when it is missing.
    SnapshotStore(std::string directory, std::string_view cluster, QObject *parent = nullptr);
    // Waits for the write under way, and writes what waits behind it; without stored().
    ~SnapshotStore() override;

    // The stored list, takenAt from the file's time (never in the future). Nothing where none is stored; a
    // warning where there is one that cannot be used. That one is renamed to FILE.damaged,
    // FILE.other-version, over what was set aside before, and so kept for its owner; one that cannot be read
    // at all stays. Removes what a daemon that was killed while it wrote has left. Reads the disk: at start,
    // before the first store().
    struct Loaded
    {
        std::shared_ptr<const NodeSnapshot> nodes; // null: none
        StateTimes stateTimes;                     // of its nodes; empty: not known
        std::string endpoint;                      // that it was polled from, as it was configured then
        std::string warning;                       // empty: none; names the file
    };
    Loaded load();

    // Stores the list when it differs from what is stored, else sets the file's time alone. Of several calls
    // while a write is under way the last wins. What could not be written is forgotten: the next call tries
    // again.
    void store(StoredSnapshot snapshot);

    const std::string &path() const { return m_path; }

Q_SIGNALS:
    // A write ended: the error is empty or says why it failed (disk full, read-only, …), and names the file;
    // what was stored before is still there then. Once for each list that was written, on the thread of the
    // object.
    void stored(const std::string &error);
    // For the store itself, from the writing thread.
    void written(QPrivateSignal);

private:
    // What was last read from or written to the file, to see whether that is still there.
    struct Content
    {
        QByteArray header; // has the checksum of all the rest
        dev_t device = 0;
        ino_t inode = 0;
    };

    Loaded read();
    Loaded setAside(const char *suffix, const std::string &why) const;
    void removeLeftovers() const;
    void startWriter(StoredSnapshot snapshot);
    void takeWritten();
    std::string write(const StoredSnapshot &snapshot);

    std::string m_directory;
    std::string m_path;
    std::optional<StoredSnapshot> m_next; // waits for the writer
    // The writer's while it runs, the store's otherwise.
    std::optional<Content> m_content;
    std::string m_error;
    std::jthread m_writer;
};

} // namespace slurmsd
