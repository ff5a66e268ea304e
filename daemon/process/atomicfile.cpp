// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/process/atomicfile.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string_view>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <system_error>
#include <unistd.h>
#include <vector>

namespace slurmsd {

namespace {

// A disk that fills up takes a part first; what is wrong is known when the rest is tried.
bool writeAll(QFileDevice &file, const QByteArray &bytes)
{
    qint64 written = 0;
    while (written < bytes.size()) {
        const qint64 count = file.write(bytes.constData() + written, bytes.size() - written);
        if (count <= 0)
            return false;
        written += count;
    }
    return true;
}

// Some file systems cannot sync, and say so with EINVAL.
bool syncToDisk(int descriptor) { return ::fsync(descriptor) == 0 || errno == EINVAL; }

// The name of the file is only on the disk when its directory is, too. One that cannot be read cannot be
// synced.
bool syncDirectoryOf(const QString &name)
{
    const QByteArray directory = QFile::encodeName(QFileInfo(name).canonicalPath());
    const int descriptor = ::open(directory.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return true;
    const bool isSynced = syncToDisk(descriptor);
    const int error = errno;
    ::close(descriptor);
    errno = error;
    return isSynced;
}

constexpr const char *accessList = "system.posix_acl_access";

bool copyAttribute(const std::string &from, int to, const char *name)
{
    std::vector<char> value(std::size_t{1} << 16); // the most that Linux has
    const ssize_t size = ::getxattr(from.c_str(), name, value.data(), value.size());
    return size >= 0 && ::fsetxattr(to, name, value.data(), static_cast<std::size_t>(size), 0) == 0;
}

// Names, each ended by a NUL; empty where the file system has none.
std::vector<char> attributeNames(const std::string &path)
{
    std::vector<char> names(std::size_t{1} << 16);
    const ssize_t size = ::listxattr(path.c_str(), names.data(), names.size());
    names.resize(static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
    return names;
}

// A new file has the access list that its directory's default gives, if any.
bool removeAccessList(int file)
{
    return ::fremovexattr(file, accessList) == 0 || errno == ENODATA || errno == ENOTSUP;
}

// Whoever may read and write the old file may do so with the new one, and nobody else. False: errno.
bool keepPermissions(const std::string &from, mode_t mode, int to)
{
    // The group's bits of a file with a list are the list's mask.
    const bool hasList = ::getxattr(from.c_str(), accessList, nullptr, 0) > 0;
    if (!removeAccessList(to) || ::fchmod(to, hasList ? mode & ~mode_t{S_IRWXG} : mode) != 0)
        return false;
    const std::vector<char> names = attributeNames(from);
    for (const char *name = names.data(); name < names.data() + names.size(); name += std::strlen(name) + 1) {
        // The others are no matter of who may do what, or are root's to give.
        if (!copyAttribute(from, to, name) && std::string_view(name) == accessList)
            return false;
    }
    return true;
}

bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

} // namespace

Result<Done, std::string> replaceFile(const std::string &path, const QByteArray &bytes,
                                      std::optional<mode_t> mode)
{
    struct stat old = {};
    const bool exists = ::stat(path.c_str(), &old) == 0;
    // QSaveFile would put a file in the place of a device.
    if (exists && !S_ISREG(old.st_mode))
        return Failure{path + ": it is not a regular file"};

    const QString name = QFile::decodeName(path.c_str());
    QSaveFile file(name);
    const auto failed = [&] { return Failure{path + ": " + file.errorString().toStdString()}; };
    const auto systemFailed = [&] { return Failure{path + ": " + std::generic_category().message(errno)}; };
    // With a buffer, commit() does not notice when the last of it finds no room.
    if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        return failed();
    // A cron job of root's must not take the file from the group that reads it. Others cannot give files
    // away.
    if (exists) [[maybe_unused]]
        const int given = ::fchown(file.handle(), old.st_uid, old.st_gid);
    const bool isPermitted = mode     ? removeAccessList(file.handle()) && ::fchmod(file.handle(), *mode) == 0
                             : exists ? keepPermissions(path, old.st_mode & 07777, file.handle())
                                      : true;
    if (!isPermitted)
        return systemFailed();
    if (!writeAll(file, bytes))
        return failed();
    // commit() syncs too, but does not look what comes of it; some disks tell only then that they are full.
    if (!syncToDisk(file.handle()))
        return systemFailed();
    if (!file.commit())
        return failed();
    if (!syncDirectoryOf(name))
        return systemFailed();
    return Done{};
}

bool isLeftover(std::string_view file, std::string_view name)
{
    return file.size() == name.size() + 7 && file.starts_with(name) && file[name.size()] == '.' &&
           std::ranges::all_of(file.substr(name.size() + 1), isLetter);
}

} // namespace slurmsd
