// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/config/configstore.h"

#include "daemon/config/configfile.h"
#include "daemon/process/atomicfile.h"

#include <QCryptographicHash>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <memory>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace slurmsd {

namespace {

using Kind = ConfigStoreError::Kind;

// For the effective user, who is the one that would write.
bool isAllowed(const std::string &path, int mode)
{
    return ::faccessat(AT_FDCWD, path.c_str(), mode, AT_EACCESS) == 0;
}

// The directory of the file itself, where `path` may be a symbolic link; nothing when it leads nowhere.
std::optional<std::string> directoryOf(const std::string &path)
{
    const std::unique_ptr<char, decltype(&std::free)> real(::realpath(path.c_str(), nullptr), &std::free);
    if (!real)
        return std::nullopt;
    const std::string whole(real.get());
    return whole.substr(0, std::max<std::size_t>(1, whole.rfind('/')));
}

bool isOwnGroup(gid_t group)
{
    std::vector<gid_t> groups(static_cast<std::size_t>(std::max(0, ::getgroups(0, nullptr))));
    const int count = ::getgroups(static_cast<int>(groups.size()), groups.data());
    groups.resize(static_cast<std::size_t>(std::max(0, count)));
    return group == ::getegid() || std::ranges::find(groups, group) != groups.end();
}

} // namespace

std::string configRevision(std::string_view text)
{
    const auto bytes = QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size()));
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().toStdString();
}

ConfigStore::ConfigStore(std::string path)
    : m_path(std::move(path))
{}

Result<StoredConfig, ConfigStoreError> ConfigStore::read() const
{
    auto text = readConfigFile(m_path);
    if (!text)
        return Failure{ConfigStoreError{Kind::Unreadable, m_path + ": " + text.error()}};
    std::string revision = configRevision(*text);
    return StoredConfig{*std::move(text), std::move(revision)};
}

Result<Done, ConfigStoreError> ConfigStore::checkWritable() const
{
    const auto forbidden = [this](const std::string &why) {
        return Failure{ConfigStoreError{Kind::Forbidden, m_path + ": " + why}};
    };
    struct stat status = {};
    if (::stat(m_path.c_str(), &status) != 0)
        return Failure{ConfigStoreError{Kind::Unreadable, m_path + ": " + std::strerror(errno)}};
    if (!S_ISREG(status.st_mode))
        return Failure{ConfigStoreError{Kind::Unreadable, m_path + ": is not a regular file"}};
    if (!isAllowed(m_path, W_OK))
        return forbidden(errno == EROFS ? "is on a read-only file system"
                                        : "this program may not write the file (user " +
                                              std::to_string(::geteuid()) + ")");
    const bool keepsOwner = ::geteuid() == 0 || (status.st_uid == ::geteuid() && isOwnGroup(status.st_gid));
    if (!keepsOwner)
        return forbidden("belongs to user " + std::to_string(status.st_uid) + " and group " +
                         std::to_string(status.st_gid) +
                         ", whom this program could not give it back to (user " +
                         std::to_string(::geteuid()) + ")");
    const auto directory = directoryOf(m_path);
    if (!directory || !isAllowed(*directory, W_OK | X_OK))
        return forbidden("this program may not write in " + directory.value_or("its directory") + " (user " +
                         std::to_string(::geteuid()) +
                         "), where the new file is made before it replaces "
                         "the old one");
    return Done{};
}

Result<std::string, ConfigStoreError> ConfigStore::write(std::string_view text,
                                                         std::string_view revision) const
{
    if (const auto writable = checkWritable(); !writable)
        return Failure{writable.error()};
    const auto current = read();
    if (!current)
        return Failure{current.error()};
    if (current->revision != revision)
        return Failure{ConfigStoreError{Kind::Changed, m_path + ": has changed meanwhile"}};
    const QByteArray bytes(text.data(), static_cast<qsizetype>(text.size()));
    if (const auto replaced = replaceFile(m_path, bytes); !replaced)
        return Failure{ConfigStoreError{Kind::Failed, replaced.error()}};
    return configRevision(text);
}

} // namespace slurmsd
