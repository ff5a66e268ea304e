// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/process/atomicfile.h"
#include "tests/support/testrunner.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/xattr.h>
#include <unistd.h>
#include <vector>

using namespace slurmsd;

namespace {

// What was synced, in order, and what came of it.
struct Sync
{
    ino_t inode;
    bool isDirectory;
    QByteArray target; // what was at the path meanwhile
};
std::vector<Sync> syncs;
std::string syncedPath; // empty: nobody asks
int fileError = 0;      // what to say of a file, and of a directory; 0: what is so
int directoryError = 0;

// As acl(5) has it: user::rw-, user:12345:r--, group::---, mask::r--, other::---.
const QByteArray privateList("\x02\0\0\0"
                             "\x01\0\x06\0\xff\xff\xff\xff"
                             "\x02\0\x04\0\x39\x30\0\0"
                             "\x04\0\0\0\xff\xff\xff\xff"
                             "\x10\0\x04\0\xff\xff\xff\xff"
                             "\x20\0\0\0\xff\xff\xff\xff",
                             44);

} // namespace

// In the place of the C library's, for this program: the disk is what no test can look at.
extern "C" int fsync(int descriptor)
{
    struct stat status = {};
    ::fstat(descriptor, &status);
    QFile target(QString::fromStdString(syncedPath));
    if (!syncedPath.empty() && target.open(QIODevice::ReadOnly))
        syncs.push_back({status.st_ino, S_ISDIR(status.st_mode), target.readAll()});
    if (const int error = S_ISDIR(status.st_mode) ? directoryError : fileError) {
        errno = error;
        return -1;
    }
    return static_cast<int>(::syscall(SYS_fsync, descriptor));
}

// Files of this process cannot grow beyond `bytes` meanwhile, as on a full disk.
class FullDisk
{
public:
    explicit FullDisk(rlim_t bytes)
        : m_handler(std::signal(SIGXFSZ, SIG_IGN))
    {
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit full{bytes, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &full);
    }
    ~FullDisk()
    {
        ::setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }
    Q_DISABLE_COPY_MOVE(FullDisk)

private:
    rlimit m_before{};
    void (*m_handler)(int);
};

class TestAtomicFile : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_directory;

    QString name(const char *file) const { return m_directory->filePath(QString::fromLatin1(file)); }
    std::string path(const char *file) const { return name(file).toStdString(); }

    void write(const char *file, const QByteArray &bytes) const
    {
        QFile opened(name(file));
        QVERIFY(opened.open(QIODevice::WriteOnly));
        QCOMPARE(opened.write(bytes), bytes.size());
    }

    QByteArray read(const char *file) const
    {
        QFile opened(name(file));
        return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray("none");
    }

    struct stat statusOf(const char *file) const
    {
        struct stat status = {};
        if (::lstat(path(file).c_str(), &status) != 0)
            qFatal("no %s", file);
        return status;
    }

    void setAccessList(const char *file, const char *attribute, const QByteArray &list) const
    {
        const int failed = ::setxattr(path(file).c_str(), attribute, list.constData(),
                                      static_cast<std::size_t>(list.size()), 0);
        QVERIFY2(failed == 0, std::strerror(errno));
    }

    // Null when there is none.
    QByteArray accessList(const char *file) const
    {
        QByteArray list(1024, '\0');
        const ssize_t size = ::getxattr(path(file).c_str(), "system.posix_acl_access", list.data(), 1024);
        return size < 0 ? QByteArray() : list.first(size);
    }

    QStringList files() const { return QDir(m_directory->path()).entryList(QDir::Files | QDir::System); }

private Q_SLOTS:
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }

    void makesAFileThatOthersMayReadAsTheUmaskSays()
    {
        const mode_t before = ::umask(022);
        const auto replaced = replaceFile(path("new"), "text");
        ::umask(before);
        QVERIFY(replaced.hasValue());
        QCOMPARE(read("new"), "text");
        QCOMPARE(statusOf("new").st_mode & 0777, mode_t(0644));
    }

    void givesTheModeAskedFor()
    {
        const mode_t before = ::umask(0277);
        const bool isMade = replaceFile(path("new"), "text", 0600).hasValue();
        ::umask(before);
        QVERIFY(isMade);
        QCOMPARE(statusOf("new").st_mode & 0777, mode_t(0600));
        write("old", "old");
        QCOMPARE(::chmod(path("old").c_str(), 0664), 0);
        QVERIFY(replaceFile(path("old"), "new", 0600).hasValue());
        QCOMPARE(statusOf("old").st_mode & 0777, mode_t(0600));
    }

    void keepsModeAndOwner()
    {
        write("old", "old");
        const uid_t owner = ::geteuid() == 0 ? 4321 : ::geteuid(); // only root may give files away
        const gid_t group = ::geteuid() == 0 ? 4322 : ::getegid();
        QCOMPARE(::chmod(path("old").c_str(), 0640), 0);
        QCOMPARE(::chown(path("old").c_str(), owner, group), 0);

        QVERIFY(replaceFile(path("old"), "new").hasValue());
        QCOMPARE(read("old"), "new");
        const struct stat status = statusOf("old");
        QCOMPARE(status.st_mode & 0777, mode_t(0640));
        QCOMPARE(status.st_uid, owner);
        QCOMPARE(status.st_gid, group);
    }

    // The group's bits of a file with a list are its mask: a file without the list would give the group what
    // only user 12345 had.
    void keepsAccessLists()
    {
        write("old", "old");
        setAccessList("old", "system.posix_acl_access", privateList);
        QCOMPARE(statusOf("old").st_mode & 0777, mode_t(0640));
        QVERIFY(replaceFile(path("old"), "new").hasValue());
        QCOMPARE(read("old"), "new");
        QCOMPARE(accessList("old"), privateList);
        QCOMPARE(statusOf("old").st_mode & 0777, mode_t(0640));
        // Whoever asks for a mode gets that alone.
        QVERIFY(replaceFile(path("old"), "newer", 0600).hasValue());
        QCOMPARE(accessList("old"), QByteArray());
        QCOMPARE(statusOf("old").st_mode & 0777, mode_t(0600));
    }

    // A directory can give each new file a list.
    void takesNoListOfTheDirectory()
    {
        write("old", "old");
        QCOMPARE(::chmod(path("old").c_str(), 0600), 0);
        setAccessList("", "system.posix_acl_default", privateList);
        write("other", "inherits");
        QVERIFY(!accessList("other").isEmpty());
        QVERIFY(replaceFile(path("old"), "new").hasValue());
        QCOMPARE(accessList("old"), QByteArray());
        QCOMPARE(statusOf("old").st_mode & 0777, mode_t(0600));
        QVERIFY(replaceFile(path("old"), "newer", 0640).hasValue());
        QCOMPARE(accessList("old"), QByteArray());
        QCOMPARE(statusOf("old").st_mode & 0777, mode_t(0640));
    }

    void keepsOtherAttributes()
    {
        write("old", "old");
        QCOMPARE(::setxattr(path("old").c_str(), "user.comment", "of Jo", 5, 0), 0);
        QVERIFY(replaceFile(path("old"), "new").hasValue());
        char value[16];
        QCOMPARE(::getxattr(path("old").c_str(), "user.comment", value, sizeof value), ssize_t(5));
        QCOMPARE(QByteArray(value, 5), "of Jo");
    }

    void followsASymbolicLink()
    {
        write("real", "old");
        QVERIFY(QFile::link(name("real"), name("link")));
        QVERIFY(replaceFile(path("link"), "new").hasValue());
        QVERIFY(S_ISLNK(statusOf("link").st_mode));
        QCOMPARE(read("real"), "new");
    }

    void leavesTheOldFileWhenTheDiskIsFull_data()
    {
        QTest::addColumn<int>("size");
        QTest::newRow("a little") << 2'000;
        QTest::newRow("more than a buffer") << 100'000;
    }

    void leavesTheOldFileWhenTheDiskIsFull()
    {
        QFETCH(const int, size);
        write("old", "old");
        const auto replaced = [&] {
            const FullDisk disk(1'000);
            return replaceFile(path("old"), QByteArray(size, 'x'));
        }();
        QVERIFY(!replaced.hasValue());
        QCOMPARE(replaced.error(), path("old") + ": File too large");
        QCOMPARE(read("old"), "old");
        QCOMPARE(files(), QStringList{QStringLiteral("old")}); // nothing left behind
    }

    void leavesWhatIsNoRegularFileAlone()
    {
        QCOMPARE(::mkfifo(path("fifo").c_str(), 0600), 0);
        const auto replaced = replaceFile(path("fifo"), "text");
        QVERIFY(!replaced.hasValue());
        QCOMPARE(replaced.error(), path("fifo") + ": it is not a regular file");
        QVERIFY(S_ISFIFO(statusOf("fifo").st_mode));

        const auto directory = replaceFile(path("."), "text");
        QVERIFY(!directory.hasValue());
        QCOMPARE(directory.error(), path(".") + ": it is not a regular file");
    }

    void knowsWhatItMayLeaveBehind_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<bool>("expected");
        QTest::newRow("six letters") << "nodes.aBcXyZ" << true;
        QTest::newRow("the file") << "nodes" << false;
        QTest::newRow("seven letters") << "nodes.damaged" << false;
        QTest::newRow("a digit") << "nodes.abcde1" << false;
        QTest::newRow("no dot") << "nodes-abcdef" << false;
        QTest::newRow("of another file") << "modes.aBcXyZ" << false;
    }

    void knowsWhatItMayLeaveBehind()
    {
        QFETCH(const QString, file);
        QFETCH(const bool, expected);
        QCOMPARE(isLeftover(file.toStdString(), "nodes"), expected);
    }

    // Else a crash could leave the new name with none of its bytes, or the old file after all.
    void syncsTheFileThenItsDirectory()
    {
        write("old", "old");
        syncedPath = path("old");
        syncs.clear();
        const bool isReplaced = replaceFile(path("old"), "new").hasValue();
        syncedPath.clear();
        QVERIFY(isReplaced && syncs.size() >= 2);
        struct stat directory = {};
        QCOMPARE(::stat(m_directory->path().toUtf8().constData(), &directory), 0);
        for (const Sync &sync : syncs) {
            const bool isLast = &sync == &syncs.back();
            QCOMPARE(sync.isDirectory, isLast);
            QCOMPARE(sync.inode, isLast ? directory.st_ino : statusOf("old").st_ino);
            QCOMPARE(sync.target, isLast ? "new" : "old");
        }
    }

    void saysWhenItCannotSync_data()
    {
        QTest::addColumn<int>("ofFile");
        QTest::addColumn<int>("ofDirectory");
        QTest::addColumn<QByteArray>("error");
        QTest::addColumn<QByteArray>("after");
        QTest::newRow("the file") << ENOSPC << 0 << QByteArray("No space left on device")
                                  << QByteArray("old");
        QTest::newRow("the directory") << 0 << EIO << QByteArray("Input/output error") << QByteArray("new");
        // A file system that cannot sync is as good as it gets.
        QTest::newRow("not there") << EINVAL << EINVAL << QByteArray() << QByteArray("new");
    }

    void saysWhenItCannotSync()
    {
        QFETCH(const int, ofFile);
        QFETCH(const int, ofDirectory);
        QFETCH(const QByteArray, error);
        QFETCH(const QByteArray, after);
        write("old", "old");
        fileError = ofFile;
        directoryError = ofDirectory;
        const auto replaced = replaceFile(path("old"), "new");
        fileError = directoryError = 0;
        QCOMPARE(replaced.hasValue(), error.isEmpty());
        if (!replaced)
            QCOMPARE(replaced.error(), path("old") + ": " + error.toStdString());
        QCOMPARE(read("old"), after);
        QCOMPARE(files(), QStringList{QStringLiteral("old")});
    }

    void saysWhereItCannotWrite()
    {
        const auto replaced = replaceFile(path("absent/file"), "text");
        QVERIFY(!replaced.hasValue());
        QCOMPARE(replaced.error(), path("absent/file") + ": No such file or directory");
    }
};

SLURMSD_TEST(TestAtomicFile)

#include "tst_atomicfile.moc"
