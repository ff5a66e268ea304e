// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/store/snapshotstore.h"
#include "tests/support/nodetext.h"
#include "tests/support/testrunner.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace slurmsd;
using namespace std::chrono_literals;

namespace {

const std::string endpoint = "unix:/run/slurmrestd/slurmrestd.sock";

// n1, n2, …, all with that reason.
std::shared_ptr<NodeSnapshot> cluster(int nodes, std::string_view reason = "none")
{
    auto list = std::make_shared<NodeSnapshot>();
    for (int i = 1; i <= nodes; ++i) {
        Node &node = list->nodes.emplace_back();
        node.name = list->strings.store("n" + std::to_string(i));
        node.reason = list->strings.intern(reason);
    }
    list->takenAt = std::chrono::system_clock::now() - 1min;
    return list;
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

// Root may read and write everything: be someone else meanwhile.
class Unprivileged
{
public:
    Unprivileged() { become(::geteuid() == 0 ? nobody : ::geteuid()); }
    ~Unprivileged() { become(::getuid()); }
    Q_DISABLE_COPY_MOVE(Unprivileged)

    static constexpr uid_t nobody = 65534;

private:
    static void become(uid_t user)
    {
        if (::seteuid(user) != 0)
            qFatal("cannot become user %u", user);
    }
};

} // namespace

class TestSnapshotStore : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_directory;

    QString name(const char *file) const { return m_directory->filePath(QString::fromLatin1(file)); }
    std::string path(const char *file) const { return name(file).toStdString(); }
    std::string directory() const { return m_directory->path().toStdString(); }
    QStringList files() const
    {
        return QDir(m_directory->path()).entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot);
    }

    QByteArray read(const char *file) const
    {
        QFile opened(name(file));
        return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray("none");
    }
    void write(const char *file, const QByteArray &bytes) const
    {
        QFile opened(name(file));
        QVERIFY(opened.open(QIODevice::WriteOnly));
        QCOMPARE(opened.write(bytes), bytes.size());
    }
    struct stat statusOf(const char *file) const
    {
        struct stat status = {};
        if (::lstat(path(file).c_str(), &status) != 0)
            qFatal("no %s", file);
        return status;
    }
    void setTime(const char *file, std::chrono::system_clock::time_point time) const
    {
        const timespec times[2] = {{std::chrono::system_clock::to_time_t(time), 0},
                                   {std::chrono::system_clock::to_time_t(time), 0}};
        QCOMPARE(::utimensat(AT_FDCWD, path(file).c_str(), times, 0), 0);
    }

    // Stores it and waits; the error, or "" on success.
    static QString stored(SnapshotStore &store, std::shared_ptr<const NodeSnapshot> list)
    {
        QSignalSpy spy(&store, &SnapshotStore::stored);
        store.store({endpoint, std::move(list)});
        if (!spy.isEmpty() || !spy.wait(10000))
            return QStringLiteral("stored() came at once, or never");
        return QString::fromStdString(spy.at(0).at(0).value<std::string>());
    }
    void storeOnce(std::shared_ptr<const NodeSnapshot> list) const
    {
        SnapshotStore store(directory(), "");
        QCOMPARE(stored(store, std::move(list)), QString());
    }
    SnapshotStore::Loaded load() const { return SnapshotStore(directory(), "").load(); }
    QString warning() const
    {
        const auto loaded = load();
        return loaded.nodes ? QStringLiteral("loaded") : QString::fromStdString(loaded.warning);
    }
    QString inDirectory(const QString &text) const { return text.arg(m_directory->path()); }

private Q_SLOTS:
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }

    void loadsWhatWasStored()
    {
        const auto list = cluster(100);
        list->cluster = "alpha";
        const mode_t before = ::umask(0);
        storeOnce(list);
        ::umask(before);
        QCOMPARE(files(), QStringList{QStringLiteral("nodes")});
        QCOMPARE(statusOf("nodes").st_mode & 07777, mode_t(0600));

        const auto loaded = load();
        QCOMPARE(loaded.warning, "");
        QVERIFY(loaded.nodes);
        QCOMPARE(nodeTexts(*loaded.nodes), nodeTexts(*list));
        QCOMPARE(loaded.nodes->cluster, "alpha");
        QCOMPARE(loaded.endpoint, endpoint);
        QVERIFY(loaded.nodes->takenAt == list->takenAt);
    }

    void loadsNothingWhereNothingIs()
    {
        const auto loaded = load();
        QVERIFY(!loaded.nodes);
        QCOMPARE(loaded.warning, "");
        const auto absent = SnapshotStore(path("absent"), "").load();
        QVERIFY(!absent.nodes);
        QCOMPARE(absent.warning, "");
        QVERIFY(files().isEmpty());
    }

    void makesItsDirectory()
    {
        const mode_t before = ::umask(0);
        SnapshotStore store(path("new"), "");
        const QString error = stored(store, cluster(1));
        ::umask(before);
        QCOMPARE(error, QString());
        QCOMPARE(statusOf("new").st_mode & 07777, mode_t(0700));
        QVERIFY(store.load().nodes);
    }

    void namesTheFileByTheCluster_data()
    {
        QTest::addColumn<QString>("cluster");
        QTest::addColumn<QString>("file");
        QTest::newRow("the only one") << ""
                                      << "nodes";
        QTest::newRow("plain") << "gpu_2-a"
                               << "nodes-gpu_2-a";
        QTest::newRow("a path") << "../etc/x"
                                << "nodes-%2E%2E%2Fetc%2Fx";
        QTest::newRow("as if set aside") << "x.damaged"
                                         << "nodes-x%2Edamaged";
        QTest::newRow("UTF-8") << "zürich"
                               << "nodes-z%C3%BCrich";
        QTest::newRow("percent") << "a%2Eb"
                                 << "nodes-a%252Eb";
    }

    void namesTheFileByTheCluster()
    {
        QFETCH(const QString, cluster);
        QFETCH(const QString, file);
        SnapshotStore store(directory(), cluster.toStdString());
        QCOMPARE(QString::fromStdString(store.path()), inDirectory(QStringLiteral("%1/")) + file);
        QCOMPARE(stored(store, ::cluster(1)), QString());
        QCOMPARE(files(), QStringList{file});
    }

    void setsTheTimeAloneOfAnEqualList()
    {
        storeOnce(cluster(3));
        SnapshotStore store(directory(), "");
        QVERIFY(store.load().nodes);
        const ino_t before = statusOf("nodes").st_ino;

        const auto later = cluster(3);
        later->takenAt += 30s;
        QCOMPARE(stored(store, later), QString());
        QCOMPARE(statusOf("nodes").st_ino, before);
        QVERIFY(load().nodes->takenAt == later->takenAt);

        QCOMPARE(stored(store, cluster(4)), QString());
        QVERIFY(statusOf("nodes").st_ino != before);
        QCOMPARE(load().nodes->nodes.size(), 4U);
    }

    void storesAgainWhatWasTakenAway_data()
    {
        QTest::addColumn<bool>("isReplaced");
        QTest::newRow("removed") << false;
        QTest::newRow("another file in its place") << true;
    }

    void storesAgainWhatWasTakenAway()
    {
        QFETCH(const bool, isReplaced);
        SnapshotStore store(directory(), "");
        QCOMPARE(stored(store, cluster(3)), QString());
        QVERIFY(QFile::rename(name("nodes"), name("away")));
        if (isReplaced)
            write("nodes", "text");
        QCOMPARE(stored(store, cluster(3)), QString());
        QCOMPARE(load().nodes->nodes.size(), 3U);
    }

    void writesTheLastOfManyCalls()
    {
        SnapshotStore store(directory(), "");
        QSignalSpy spy(&store, &SnapshotStore::stored);
        for (int nodes = 1; nodes <= 100; ++nodes)
            store.store({endpoint, cluster(nodes)});
        QVERIFY(spy.wait(10000));
        QTRY_COMPARE(spy.size(), 2); // the first and the last
        QCOMPARE(load().nodes->nodes.size(), 100U);
    }

    void endsItsWritesBeforeItIsGone()
    {
        {
            SnapshotStore store(directory(), "");
            store.store({endpoint, cluster(1)});
            store.store({endpoint, cluster(2)});
        }
        QCOMPARE(load().nodes->nodes.size(), 2U);
        QCOMPARE(files(), QStringList{QStringLiteral("nodes")});
    }

    void takesTheTimeOfTheFile_data()
    {
        QTest::addColumn<int>("hours");
        QTest::newRow("yesterday") << -24;
        QTest::newRow("clock set back") << 24;
    }

    void takesTheTimeOfTheFile()
    {
        QFETCH(const int, hours);
        storeOnce(cluster(1));
        const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
        setTime("nodes", now + std::chrono::hours(hours));
        const auto takenAt = load().nodes->takenAt;
        if (hours < 0) {
            QVERIFY(takenAt == now + std::chrono::hours(hours));
        } else {
            QVERIFY(takenAt >= now);
            QVERIFY(takenAt <= std::chrono::system_clock::now());
        }
    }

    void setsAsideWhatIsCutShort()
    {
        storeOnce(cluster(200));
        const QByteArray bytes = read("nodes");
        for (qsizetype size = 0; size < bytes.size(); size += 64) {
            write("nodes", bytes.first(size));
            const QString text = warning();
            QVERIFY2(text.startsWith(inDirectory(QStringLiteral("%1/nodes: damaged: cut short, "))),
                     qPrintable(text));
            QVERIFY2(text.endsWith(inDirectory(QStringLiteral("; kept as %1/nodes.damaged"))),
                     qPrintable(text));
            QCOMPARE(read("nodes.damaged"), bytes.first(size));
            QCOMPARE(files(), QStringList{QStringLiteral("nodes.damaged")});
        }
        QVERIFY(bytes.size() > 1024);
    }

    void setsAsideWhatItCannotUse_data()
    {
        QTest::addColumn<QByteArray>("version");
        QTest::addColumn<QString>("kept");
        QTest::addColumn<QString>("warning");
        QTest::newRow("another version") << QByteArray("\0\0\0\7", 4) << "nodes.other-version"
                                         << "%1/nodes: it is in format 7, this program reads formats up to "
                                            "3; kept as %1/nodes.other-version";
        QTest::newRow("no version") << QByteArray("\0\0\0\0", 4) << "nodes.other-version"
                                    << "%1/nodes: it is in format 0, this program reads formats up to 3; "
                                       "kept as %1/nodes.other-version";
    }

    void setsAsideWhatItCannotUse()
    {
        QFETCH(const QByteArray, version);
        QFETCH(const QString, kept);
        QFETCH(const QString, warning);
        storeOnce(cluster(3));
        const QByteArray bytes = read("nodes").replace(8, 4, version);
        write("nodes", bytes);
        write(qPrintable(kept), "of an earlier time");
        QCOMPARE(this->warning(), inDirectory(warning));
        QCOMPARE(files(), QStringList{kept});
        QCOMPARE(read(qPrintable(kept)), bytes);
    }

    void doesNotReadAFileWithoutBound()
    {
        write("nodes", "slurmsd\n");
        QCOMPARE(::truncate(path("nodes").c_str(), (off_t{1} << 30) + 1), 0); // takes no room on the disk
        QCOMPARE(warning(),
                 inDirectory(QStringLiteral("%1/nodes: damaged: 1073741825 bytes, more than any node list "
                                            "has; kept as %1/nodes.damaged")));
    }

    void leavesWhatItMayNotReadOrMove()
    {
        storeOnce(cluster(3));
        QCOMPARE(::chmod(path("nodes").c_str(), 0), 0);
        QCOMPARE(::chmod(directory().c_str(), 0755), 0);
        {
            const Unprivileged user;
            QCOMPARE(warning(), inDirectory(QStringLiteral("%1/nodes: Permission denied")));
        }
        QCOMPARE(files(), QStringList{QStringLiteral("nodes")});

        QCOMPARE(::chmod(path("nodes").c_str(), 0644), 0);
        write("nodes", "text");
        QCOMPARE(::chmod(directory().c_str(), 0555), 0);
        {
            const Unprivileged user;
            QCOMPARE(warning(),
                     inDirectory(QStringLiteral("%1/nodes: damaged: it does not begin as a stored node list "
                                                "does; it cannot be set aside as %1/nodes.damaged: "
                                                "Permission denied")));
        }
        QCOMPARE(read("nodes"), "text");
        QCOMPARE(::chmod(directory().c_str(), 0755), 0); // to be removed
    }

    void leavesWhatIsNoFile_data()
    {
        QTest::addColumn<bool>("isDirectory");
        QTest::newRow("directory") << true;
        QTest::newRow("FIFO") << false;
    }

    void leavesWhatIsNoFile()
    {
        QFETCH(const bool, isDirectory);
        QCOMPARE(isDirectory ? ::mkdir(path("nodes").c_str(), 0700) : ::mkfifo(path("nodes").c_str(), 0600),
                 0);
        QCOMPARE(warning(), inDirectory(QStringLiteral("%1/nodes: it is not a regular file")));
        SnapshotStore store(directory(), "");
        QCOMPARE(stored(store, cluster(1)),
                 inDirectory(QStringLiteral("%1/nodes: it is not a regular file")));
        QCOMPARE(files(), QStringList{QStringLiteral("nodes")});
        QCOMPARE(isDirectory ? ::rmdir(path("nodes").c_str()) : ::unlink(path("nodes").c_str()), 0);
        QCOMPARE(stored(store, cluster(1)), QString());
        QVERIFY(load().nodes);
    }

    void removesWhatAKilledWriterLeft()
    {
        storeOnce(cluster(3));
        write("nodes.aBcDeF", "half a list");
        write("nodes.damaged", "of an earlier time");
        write("nodes-x.aBcDeF", "of another cluster");
        QVERIFY(load().nodes);
        QCOMPARE(files(), (QStringList{QStringLiteral("nodes"), QStringLiteral("nodes-x.aBcDeF"),
                                       QStringLiteral("nodes.damaged")}));
    }

    void survivesAFullDisk()
    {
        SnapshotStore store(directory(), "");
        QCOMPARE(stored(store, cluster(3)), QString());
        {
            const FullDisk disk(1000);
            for (int i = 0; i < 3; ++i)
                QCOMPARE(stored(store, cluster(100)),
                         inDirectory(QStringLiteral("%1/nodes: File too large")));
            QCOMPARE(files(), QStringList{QStringLiteral("nodes")});
            QCOMPARE(load().nodes->nodes.size(), 3U);
        }
        QCOMPARE(stored(store, cluster(100)), QString());
        QCOMPARE(load().nodes->nodes.size(), 100U);
    }

    void survivesADirectoryThatIsReadOnly()
    {
        if (::geteuid() == 0)
            QCOMPARE(::chown(directory().c_str(), Unprivileged::nobody, gid_t(-1)), 0);
        const Unprivileged user;
        SnapshotStore store(directory(), "");
        QCOMPARE(stored(store, cluster(3)), QString());
        QCOMPARE(::chmod(directory().c_str(), 0500), 0);
        QCOMPARE(stored(store, cluster(4)), inDirectory(QStringLiteral("%1/nodes: Permission denied")));
        QCOMPARE(load().nodes->nodes.size(), 3U);
        QCOMPARE(::chmod(directory().c_str(), 0700), 0);
        QCOMPARE(stored(store, cluster(4)), QString());
        QCOMPARE(load().nodes->nodes.size(), 4U);
    }

    void survivesADirectoryThatVanishes()
    {
        SnapshotStore store(path("state"), "");
        QCOMPARE(stored(store, cluster(3)), QString());
        QVERIFY(QDir(name("state")).removeRecursively());
        QCOMPARE(stored(store, cluster(3)), QString()); // made anew

        QVERIFY(QDir(name("state")).removeRecursively());
        write("state", "a file");
        QCOMPARE(stored(store, cluster(3)), inDirectory(QStringLiteral("%1/state/nodes: Not a directory")));

        SnapshotStore nowhere(path("absent/state"), "");
        QCOMPARE(stored(nowhere, cluster(3)),
                 inDirectory(QStringLiteral("%1/absent/state: No such file or directory")));
    }

    void survivesTwoDaemonsOnOneDirectory()
    {
        SnapshotStore left(directory(), "");
        SnapshotStore right(directory(), "");
        QSignalSpy leftStored(&left, &SnapshotStore::stored);
        QSignalSpy rightStored(&right, &SnapshotStore::stored);
        for (int i = 1; i <= 50; ++i) {
            left.store({endpoint, cluster(500 + i, "left")});
            right.store({endpoint, cluster(1 + i, "right")});
            QTRY_COMPARE(leftStored.size(), i);
            QTRY_COMPARE(rightStored.size(), i);
            const auto loaded = load();
            QCOMPARE(loaded.warning, "");
            QVERIFY(loaded.nodes->nodes == cluster(500 + i, "left")->nodes ||
                    loaded.nodes->nodes == cluster(1 + i, "right")->nodes);
        }
    }
};

SLURMSD_TEST(TestSnapshotStore)

#include "tst_snapshotstore.moc"
