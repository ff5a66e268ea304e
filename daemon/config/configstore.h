// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/result.h"

#include <string>
#include <string_view>

namespace slurmsd {

struct ConfigStoreError
{
    enum class Kind : unsigned char {
        Unreadable, // gone, no regular file, too large, or without permission
        Forbidden,  // this process may not write it, or not without giving it another owner
        Changed,    // it has another revision than the one that was to be replaced
        Failed,     // the disk is full, and the like
    };

    Kind kind = Kind::Failed;
    std::string message; // names the file
};

struct StoredConfig
{
    std::string text;
    std::string revision; // of these bytes: equal bytes have equal revisions, on every machine
};

// SHA-256, in hexadecimal digits.
std::string configRevision(std::string_view text);

// Reads and writes the config file, whose text may change under it at any time: by an editor, by a
// configuration management, by another daemon.
class ConfigStore
{
public:
    // Reads nothing yet.
    explicit ConfigStore(std::string path);

    const std::string &path() const { return m_path; }

    Result<StoredConfig, ConfigStoreError> read() const;

    // Whether write() may be tried. The file's own permissions decide, though a file in a directory that is
    // writable could be replaced in spite of them; and so does its owner, since what replaces it would belong
    // to this process's user.
    Result<Done, ConfigStoreError> checkWritable() const;

    // Replaces the file as replaceFile() does, unless its revision is not `revision` any more: read again
    // just before. Gives the new revision.
    Result<std::string, ConfigStoreError> write(std::string_view text, std::string_view revision) const;

private:
    std::string m_path;
};

} // namespace slurmsd
