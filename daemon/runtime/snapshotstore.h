// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/runtime/snapshotcodec.h"

#include <QObject>

#include <memory>
#include <optional>
#include <string>
#include <thread>

namespace slurmsd {

// Keeps the last good node list of one cluster in a file, so that a restart while Slurm is down serves the
// last good targets. `DIRECTORY/nodes` or `DIRECTORY/nodes-NAME` (bytes of the name that a file name should
// not have are percent-encoded), mode 0600, replaced atomically and synced to disk by a thread, so that the
// event loop never waits for the disk. Its modification time is when its list was last confirmed by Slurm.
class SnapshotStore : public QObject
{
    Q_OBJECT

public:
    // `cluster`: name from the config, empty for the only one. The directory is made (mode 0700) when it is
    // missing. Nothing is read or written yet.
    SnapshotStore(std::string directory, std::string cluster, QObject *parent = nullptr);
    // Waits for the write under way, and for the one that waits behind it.
    ~SnapshotStore() override;

    // The stored list, takenAt from the file's time (never in the future). Nothing where none is stored; a
    // warning where there is one that cannot be used, which is then renamed to FILE.damaged,
    // FILE.other-version or FILE.other-cluster (when it is of another endpoint) and so kept for its owner.
    struct Loaded
    {
        std::shared_ptr<NodeSnapshot> nodes; // null: none
        std::string warning;                 // empty: none
    };
    Loaded load(const std::string &endpoint);

    // Stores the list when it differs from what is stored, else sets the file's time alone. Of several calls
    // while a write is under way the last wins.
    void store(StoredSnapshot snapshot);

    const std::string &path() const;

Q_SIGNALS:
    // A write ended: the error is empty or says why it failed (disk full, read-only, …); what was stored
    // before is still there then. On the thread of the object.
    void stored(const std::string &error);

private:
    // To be filled in.
    std::string m_path;
};

} // namespace slurmsd
