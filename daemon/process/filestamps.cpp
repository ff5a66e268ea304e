// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/process/filestamps.h"

#include <algorithm>
#include <cerrno>
#include <sys/stat.h>

namespace slurmsd {

namespace {

std::string text(const timespec &time)
{
    return std::to_string(time.tv_sec) + '.' + std::to_string(time.tv_nsec);
}

// Different after every change: a new file has another inode, a written one another time. Links are followed,
// since the ones of Kubernetes change and not the files behind them.
std::string stateOf(const std::string &path)
{
    struct stat status = {};
    if (::stat(path.c_str(), &status) != 0)
        return "error " + std::to_string(errno);
    return std::to_string(status.st_dev) + ' ' + std::to_string(status.st_ino) + ' ' +
           std::to_string(status.st_size) + ' ' + std::to_string(status.st_mode) + ' ' +
           text(status.st_mtim) + ' ' + text(status.st_ctim);
}

} // namespace

void FileStamps::add(const std::string &path) { m_stamps.push_back({path, stateOf(path)}); }

bool FileStamps::haveChanged() const
{
    return std::ranges::any_of(m_stamps,
                               [](const Stamp &stamp) { return stateOf(stamp.path) != stamp.state; });
}

} // namespace slurmsd
