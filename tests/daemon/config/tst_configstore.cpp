// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/config/configstore.h"
#include "tests/support/testrunner.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace slurmsd;

namespace {

// Root may write everything: what a daemon meets is tried as another user.
class AsDaemon
{
public:
    AsDaemon()
    {
        if (::geteuid() == 0 && (::setegid(4322) != 0 || ::seteuid(4321) != 0))
            qFatal("cannot become another user");
    }
    ~AsDaemon()
    {
        if (::getuid() == 0 && (::seteuid(0) != 0 || ::setegid(0) != 0))
            qFatal("cannot become root again");
    }
    Q_DISABLE_COPY_MOVE(AsDaemon)
};

QString kindOf(ConfigStoreError::Kind kind)
{
    static const char *const names[] = {"unreadable", "forbidden", "changed", "failed"};
    return QString::fromLatin1(names[static_cast<int>(kind)]);
}

template <typename Value>
QString kindOf(const Result<Value, ConfigStoreError> &result)
{
    return result ? QStringLiteral("fine") : kindOf(result.error().kind);
}

} // namespace

class TestConfigStore : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_directory;

    std::string path(const char *file = "c.yaml") const
    {
        return m_directory->filePath(QString::fromLatin1(file)).toStdString();
    }

    // A file of the daemon's user.
    void write(const QByteArray &bytes, mode_t mode = 0644) const
    {
        QFile file(QString::fromStdString(path()));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
        file.close();
        QCOMPARE(::chmod(path().c_str(), mode), 0);
        if (::geteuid() == 0)
            QCOMPARE(::chown(path().c_str(), 4321, 4322), 0);
    }

    QByteArray read() const
    {
        QFile file(QString::fromStdString(path()));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("none");
    }

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        if (::geteuid() == 0)
            QCOMPARE(::chown(m_directory->path().toUtf8().constData(), 4321, 4322), 0);
    }

    void reads()
    {
        write("jobs: []\n");
        const auto stored = ConfigStore(path()).read();
        QVERIFY(stored.hasValue());
        QCOMPARE(stored->text, "jobs: []\n");
        // printf 'jobs: []\n' | sha256sum
        QCOMPARE(stored->revision, configRevision("jobs: []\n"));
        QCOMPARE(configRevision("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    void writesWhatWasRead()
    {
        write("old", 0640);
        const AsDaemon daemon;
        const ConfigStore store(path());
        QCOMPARE(kindOf(store.checkWritable()), QStringLiteral("fine"));
        const auto revision = store.write("new", store.read()->revision);
        QVERIFY(revision.hasValue());
        QCOMPARE(*revision, configRevision("new"));
        QCOMPARE(store.read()->text, "new");
        struct stat status = {};
        QCOMPARE(::stat(path().c_str(), &status), 0);
        QCOMPARE(status.st_mode & 0777, mode_t(0640));
        QCOMPARE(status.st_uid, ::geteuid());
        QCOMPARE(status.st_gid, ::getegid());
        QCOMPARE(QDir(m_directory->path()).entryList(QDir::Files), QStringList{QStringLiteral("c.yaml")});
    }

    void keepsASymbolicLink()
    {
        write("old");
        QCOMPARE(::symlink("c.yaml", path("link").c_str()), 0);
        const ConfigStore store(path("link"));
        QVERIFY(store.write("new", configRevision("old")).hasValue());
        struct stat status = {};
        QCOMPARE(::lstat(path("link").c_str(), &status), 0);
        QVERIFY(S_ISLNK(status.st_mode));
        QCOMPARE(read(), "new");
    }

    void refusesALostRace()
    {
        write("edited by another");
        const auto result = ConfigStore(path()).write("new", configRevision("old"));
        QCOMPARE(kindOf(result), QStringLiteral("changed"));
        QCOMPARE(result.error().message, path() + ": has changed meanwhile");
        QCOMPARE(read(), "edited by another");
    }

    void refusesWhatItMayNotWrite_data()
    {
        QTest::addColumn<int>("mode");
        QTest::addColumn<int>("directoryMode");
        QTest::addColumn<int>("owner"); // -1: the daemon
        QTest::addColumn<QString>("message");
        QTest::newRow("read-only") << 0444 << 0755 << -1
                                   << QStringLiteral("this program may not write the file (user ");
        QTest::newRow("directory is read-only")
            << 0644 << 0555 << -1 << QStringLiteral("this program may not write in ");
        QTest::newRow("another's") << 0644 << 0755 << 0
                                   << QStringLiteral("this program may not write the file (user ");
        QTest::newRow("another's, that all may write")
            << 0666 << 0755 << 0
            << QStringLiteral("belongs to user 0 and group 0, whom this program could not give it back to");
    }

    void refusesWhatItMayNotWrite()
    {
        QFETCH(const int, mode);
        QFETCH(const int, directoryMode);
        QFETCH(const int, owner);
        QFETCH(const QString, message);
        if (owner == 0 && ::geteuid() != 0) {
            // Only root can make such a file; there is one everywhere.
            const auto checked = ConfigStore("/etc/passwd").checkWritable();
            QCOMPARE(kindOf(checked), QStringLiteral("forbidden"));
            return;
        }
        write("old", static_cast<mode_t>(mode));
        if (owner == 0)
            QCOMPARE(::chown(path().c_str(), 0, 0), 0);
        const QByteArray directory = m_directory->path().toUtf8();
        QCOMPARE(::chmod(directory.constData(), static_cast<mode_t>(directoryMode)), 0);
        {
            const AsDaemon daemon;
            const ConfigStore store(path());
            const auto checked = store.checkWritable();
            QCOMPARE(kindOf(checked), QStringLiteral("forbidden"));
            const QString text = QString::fromStdString(checked.error().message);
            QVERIFY2(text.startsWith(QString::fromStdString(path()) + QStringLiteral(": ") + message),
                     qPrintable(text));
            QCOMPARE(kindOf(store.write("new", configRevision("old"))), QStringLiteral("forbidden"));
        }
        QCOMPARE(::chmod(directory.constData(), 0755), 0);
        QCOMPARE(read(), "old");
    }

    void saysWhatIsNoFile()
    {
        const ConfigStore gone(path("gone.yaml"));
        QCOMPARE(kindOf(gone.read()), QStringLiteral("unreadable"));
        QCOMPARE(gone.read().error().message,
                 path("gone.yaml") + ": cannot be opened: No such file or directory");
        QCOMPARE(kindOf(gone.checkWritable()), QStringLiteral("unreadable"));
        QCOMPARE(kindOf(gone.write("new", configRevision(""))), QStringLiteral("unreadable"));
        QVERIFY(!QFile::exists(QString::fromStdString(path("gone.yaml"))));

        QCOMPARE(::mkdir(path("directory").c_str(), 0755), 0);
        const ConfigStore directory(path("directory"));
        QCOMPARE(kindOf(directory.read()), QStringLiteral("unreadable"));
        QCOMPARE(kindOf(directory.write("new", configRevision(""))), QStringLiteral("unreadable"));
        QCOMPARE(directory.checkWritable().error().message, path("directory") + ": is not a regular file");

        QCOMPARE(::symlink("nowhere", path("dangling").c_str()), 0);
        QCOMPARE(kindOf(ConfigStore(path("dangling")).write("new", configRevision(""))),
                 QStringLiteral("unreadable"));
    }
};

SLURMSD_TEST(TestConfigStore)

#include "tst_configstore.moc"
