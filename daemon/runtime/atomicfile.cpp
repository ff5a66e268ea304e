// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/runtime/atomicfile.h"

#include <QFile>
#include <QSaveFile>

#include <sys/stat.h>
#include <unistd.h>

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

} // namespace

Result<Done, std::string> replaceFile(const std::string &path, const QByteArray &bytes)
{
    struct stat old = {};
    const bool exists = ::stat(path.c_str(), &old) == 0;
    // QSaveFile would put a file in the place of a device.
    if (exists && !S_ISREG(old.st_mode))
        return Failure{path + ": it is not a regular file"};

    QSaveFile file(QFile::decodeName(path.c_str()));
    // With a buffer, commit() does not notice when the last of it finds no room.
    bool isDone = file.open(QIODevice::WriteOnly | QIODevice::Unbuffered);
    // A cron job of root's must not take the file from the group that reads it. Others cannot give files
    // away.
    if (isDone && exists) [[maybe_unused]]
        const int given = ::fchown(file.handle(), old.st_uid, old.st_gid);
    isDone = isDone && writeAll(file, bytes) && file.commit();
    return isDone ? Result<Done, std::string>(Done{})
                  : Failure{path + ": " + file.errorString().toStdString()};
}

} // namespace slurmsd
