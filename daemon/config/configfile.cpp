// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/config/configfile.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace slurmsd {

namespace {

using ReadResult = Result<std::string, std::string>;

ReadResult readOpenFile(int descriptor)
{
    struct stat status = {};
    if (::fstat(descriptor, &status) != 0)
        return Failure{std::string(std::strerror(errno))};
    if (!S_ISREG(status.st_mode))
        return Failure{std::string(S_ISDIR(status.st_mode) ? "is a directory" : "is not a regular file") +
                       ", expected a YAML file"};
    // Read until the end rather than st_size bytes: some file systems report no size. One byte over the limit
    // is enough for the parser to refuse it.
    std::string text;
    while (text.size() <= maxConfigBytes) {
        char buffer[16 * 1024];
        const ssize_t count = ::read(descriptor, buffer, sizeof buffer);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return Failure{std::string("cannot be read: ") + std::strerror(errno)};
        if (count == 0)
            break;
        text.append(buffer, static_cast<std::size_t>(count));
    }
    if (text.size() > maxConfigBytes)
        return Failure{"is too large: expected at most " + std::to_string(maxConfigBytes) + " bytes"};
    return text;
}

} // namespace

Result<std::string, std::string> readConfigFile(const std::string &path)
{
    // Without O_NONBLOCK the open of a FIFO would wait for a writer.
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0)
        return Failure{std::string("cannot be opened: ") + std::strerror(errno)};
    ReadResult text = readOpenFile(descriptor);
    ::close(descriptor);
    return text;
}

Result<LoadedConfigFile, std::vector<ConfigProblem>> loadConfigFile(const std::string &path)
{
    ReadResult text = readConfigFile(path);
    if (!text)
        return Failure{std::vector{ConfigProblem{path, 0, 0, {}, text.error()}}};
    auto parsed = parseConfig(*text, path);
    if (!parsed)
        return Failure{parsed.error()};
    return LoadedConfigFile{*std::move(parsed), *std::move(text)};
}

} // namespace slurmsd
