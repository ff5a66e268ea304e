// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/process/readfile.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace slurmsd {

namespace {

using ReadResult = Result<std::string, std::string>;

ReadResult readOpenFile(int descriptor, std::size_t mostBytes)
{
    struct stat status = {};
    if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode))
        return Failure{std::string(S_ISDIR(status.st_mode) ? "is a directory" : "is not a regular file")};
    // Until the end rather than st_size bytes: some file systems report no size.
    std::string text;
    while (text.size() <= mostBytes) {
        char buffer[16 * 1024];
        const ssize_t count = ::read(descriptor, buffer, sizeof buffer);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return Failure{std::string("cannot be read: ") + std::strerror(errno)};
        if (count == 0)
            return text;
        text.append(buffer, static_cast<std::size_t>(count));
    }
    return Failure{"is too large: expected at most " + std::to_string(mostBytes) + " bytes"};
}

} // namespace

ReadResult readFile(const std::string &path, std::size_t mostBytes)
{
    // Without O_NONBLOCK the open of a FIFO would wait for a writer.
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0)
        return Failure{std::string("cannot be opened: ") + std::strerror(errno)};
    ReadResult text = readOpenFile(descriptor, mostBytes);
    ::close(descriptor);
    return text;
}

} // namespace slurmsd
