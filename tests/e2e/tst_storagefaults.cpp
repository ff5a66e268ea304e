// SPDX-License-Identifier: GPL-3.0-or-later
// What can happen to the daemon itself: full disks, damaged state, a config that is gone, storms of signals,
// sudden deaths. Whatever it is, /targets gives a complete list that was once polled, or an error; never an
// empty list and never a part of one.
#include "tests/support/daemonprocess.h"
#include "tests/support/fakeslurmrestd.h"
#include "tests/support/testrunner.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <array>
#include <memory>
#include <sys/mount.h>
#include <unistd.h>

using namespace slurmsd;
using namespace slurmsd::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const QString targets = u"/targets?prom_job=node"_s;

QByteArray nodeList(int count)
{
    QByteArrayList nodes;
    for (int i = 1; i <= count; ++i)
        nodes.push_back(R"({"name":"n)" + QByteArray::number(i) +
                        R"(","state":["IDLE"],"partitions":["p"]})");
    return R"({"meta":{"slurm":{"cluster":"tux"}},"nodes":[)" + nodes.join(',') + "]}";
}

// Of two stored lists, how many bytes differ but for the checksum in the header (snapshotcodec.h) and one
// number of eight bytes; -1: they are not of one length.
qsizetype differingBytes(const QByteArray &left, const QByteArray &right)
{
    constexpr qsizetype headerBytes = 52;
    constexpr qsizetype checksumAt = 20;
    if (left.size() != right.size() || left.first(checksumAt) != right.first(checksumAt))
        return -1;
    QList<qsizetype> places;
    for (qsizetype at = headerBytes; at < left.size(); ++at) {
        if (left[at] != right[at])
            places.push_back(at);
    }
    return places.isEmpty() || places.last() - places.first() < 8 ? 0 : places.size();
}

} // namespace

class TestStorageFaults : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_directory;

    QString path(const QString &name) const { return m_directory->filePath(name); }

    void write(const QString &name, const QByteArray &bytes) const
    {
        // As whoever keeps such a file should: at no moment is there half of one.
        QFile file(path(name + u".new"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        QCOMPARE(::rename(qPrintable(path(name + u".new"_s)), qPrintable(path(name))), 0);
    }

    QByteArray read(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    void configure(const char *interval = "1h", const QByteArray &jobs = "[{node: , port: 9100}]") const
    {
        write(u"config.yaml"_s, "slurm: {endpoint: \"file:" + path(u"nodes.json"_s).toUtf8() +
                                    "\", hold_polls: 0, update_interval: " + interval + "}\njobs: " + jobs +
                                    '\n');
    }

    QStringList arguments(const QString &storage) const
    {
        return {u"--config.file"_s, path(u"config.yaml"_s), u"--storage.path"_s, path(storage)};
    }

    // A state file of ten nodes.
    void makeState()
    {
        write(u"nodes.json"_s, nodeList(10));
        configure();
        DaemonProcess daemon(arguments(u"state"_s));
        QVERIFY(daemon.start());
        QTRY_VERIFY(!read(u"state/nodes"_s).isEmpty());
    }

private Q_SLOTS:
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }

    void servesTheStoredListWhileSlurmIsDown()
    {
        makeState();
        QVERIFY(QFile::remove(path(u"nodes.json"_s)));
        DaemonProcess daemon(arguments(u"state"_s));
        QVERIFY(daemon.start());
        QCOMPARE(daemon.get(targets).status, 200);
        QCOMPARE(daemon.get(targets).body.count(":9100"), 10);
        QCOMPARE(daemon.metric("slurm_sd_node_list_stored{cluster=\"tux\"}"), 1.0);
        QVERIFY(daemon.cluster().isListStored);
        QVERIFY(daemon.get(u"/"_s).body.contains("stored"));
        daemon.kill();
        // As often as one likes.
        QVERIFY(daemon.start());
        QCOMPARE(daemon.get(targets).body.count(":9100"), 10);
    }

    void refusesAStateFileThatIsCutShort()
    {
        makeState();
        const QByteArray state = read(u"state/nodes"_s);
        QVERIFY(state.size() > 300);
        QVERIFY(QFile::remove(path(u"nodes.json"_s)));
        int cuts = 0;
        for (qsizetype size = 0; size < state.size(); size += 64) {
            write(u"state/nodes"_s, state.first(size));
            DaemonProcess daemon(arguments(u"state"_s));
            QVERIFY(daemon.start());
            const DaemonReply reply = daemon.get(targets);
            QCOMPARE(reply.status, 503);
            QVERIFY(daemon.log().contains("the stored node list cannot be used"));
            QCOMPARE(read(u"state/nodes.damaged"_s), state.first(size));
            QVERIFY(!QFile::exists(path(u"state/nodes"_s)));
            // It goes on without.
            write(u"nodes.json"_s, nodeList(10));
            QCOMPARE(daemon.post(u"/api/v1/refresh"_s).status, 202);
            QTRY_COMPARE(daemon.get(targets).body.count(":9100"), 10);
            // The same but for when the states were first seen: eight bytes, and the checksum before all.
            QTRY_COMPARE(differingBytes(read(u"state/nodes"_s), state), 0);
            QVERIFY(QFile::remove(path(u"nodes.json"_s)));
            ++cuts;
        }
        QCOMPARE(cuts, (state.size() + 63) / 64);
    }

    // It may be the same cluster by another name; when a poll says that it is not, its list is put in force.
    void servesTheListOfAnotherEndpoint()
    {
        makeState();
        write(u"config.yaml"_s, "slurm: {endpoint: \"file:/nonexistent/nodes.json\"}\n");
        DaemonProcess daemon(arguments(u"state"_s));
        QVERIFY(daemon.start());
        QCOMPARE(daemon.get(targets).body.count(":9100"), 10);
        QVERIFY(daemon.cluster().isListStored);
        QVERIFY(!read(u"state/nodes"_s).isEmpty());
    }

    void survivesAFullDisk()
    {
        if (::geteuid() != 0)
            QFAIL("needs root, to mount a small tmpfs");
        const QByteArray disk = path(u"disk"_s).toUtf8();
        QVERIFY(QDir().mkdir(path(u"disk"_s)));
        QCOMPARE(::mount("tmpfs", disk.constData(), "tmpfs", 0, "size=64k"), 0);
        const auto unmount = qScopeGuard([&disk] { ::umount2(disk.constData(), MNT_DETACH); });
        write(u"nodes.json"_s, nodeList(10));
        configure();
        DaemonProcess daemon(arguments(u"disk/state"_s));
        QVERIFY(daemon.start());
        QTRY_VERIFY(!read(u"disk/state/nodes"_s).isEmpty());
        const QByteArray state = read(u"disk/state/nodes"_s);

        QFile ballast(path(u"disk/ballast"_s));
        QVERIFY(ballast.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
        while (ballast.write(QByteArray(4096, 'x')) > 0) {
        }
        write(u"nodes.json"_s, nodeList(11));
        QCOMPARE(daemon.post(u"/api/v1/refresh"_s).status, 202);
        QTRY_COMPARE(daemon.get(targets).body.count(":9100"), 11);
        QTRY_VERIFY(!daemon.cluster().storageError.empty());
        QVERIFY(daemon.cluster().storageError.find("No space left on device") != std::string::npos);
        QCOMPARE(daemon.metric("slurm_sd_storage_write_failures_total{cluster=\"tux\"}"), 1.0);
        QVERIFY(daemon.log().contains("cannot store the node list"));
        QCOMPARE(read(u"disk/state/nodes"_s), state);
        QCOMPARE(QDir(path(u"disk/state"_s)).entryList(QDir::Files | QDir::Hidden), QStringList{u"nodes"_s});

        ballast.remove();
        write(u"nodes.json"_s, nodeList(12));
        QCOMPARE(daemon.post(u"/api/v1/refresh"_s).status, 202);
        QTRY_VERIFY(daemon.cluster().storageError.empty() && daemon.cluster().nodes == 12);

        QCOMPARE(::mount("tmpfs", disk.constData(), "tmpfs", MS_REMOUNT | MS_RDONLY, "size=64k"), 0);
        write(u"nodes.json"_s, nodeList(13));
        QCOMPARE(daemon.post(u"/api/v1/refresh"_s).status, 202);
        QTRY_VERIFY(!daemon.cluster().storageError.empty());
        QVERIFY(daemon.cluster().storageError.ends_with("is not writable"));
        QCOMPARE(daemon.metric("slurm_sd_storage_write_failures_total{cluster=\"tux\"}"), 2.0);
        QCOMPARE(daemon.get(targets).body.count(":9100"), 13);
    }

    void survivesAClockThatIsSet_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::newRow("back an hour") << qint64(-3600);
        QTest::newRow("back ten years") << qint64(-10) * 365 * 86400;
        QTest::newRow("ahead ten years") << qint64(10) * 365 * 86400;
    }
    // While it runs.
    void survivesAClockThatIsSet()
    {
        QFETCH(qint64, seconds);
        write(u"nodes.json"_s, nodeList(10));
        configure("1s");
        DaemonProcess daemon(arguments(u"state"_s),
                             {u"env"_s, u"LD_PRELOAD=" SLURMSD_SHIFTED_CLOCK ""_s,
                              // It would have to come before all else that is preloaded.
                              u"ASAN_OPTIONS=verify_asan_link_order=0"_s,
                              u"CLOCK_SHIFT_FILE="_s + path(u"shift"_s)});
        QVERIFY(daemon.start());
        QTRY_COMPARE(daemon.get(targets).status, 200);
        const DaemonReply good = daemon.get(targets);
        daemon.watch(targets);
        const auto before = std::chrono::system_clock::now();
        QVERIFY(abs(daemon.status().now - before) < 60s);

        write(u"shift"_s, QByteArray::number(seconds));
        const auto there = before + std::chrono::seconds(seconds);
        QVERIFY(abs(daemon.status().now - there) < 60s);
        const auto age = daemon.metric("slurm_sd_node_list_age_seconds{cluster=\"tux\"}");
        QVERIFY(age && *age >= 0 && (seconds > 0 || *age < 60));
        const auto polls = [&] {
            return daemon.metric("slurm_sd_polls_total{cluster=\"tux\",result=\"success\"}");
        };
        const auto counted = polls();
        QTRY_VERIFY(polls() >= *counted + 2); // as often as ever
        QVERIFY(abs(*daemon.cluster().lastSuccess - there) < 60s);
        QVERIFY(abs(*daemon.cluster().listTakenAt - there) < 60s);
        QVERIFY(daemon.status().health == DaemonStatus::Health::Ok);
        QVERIFY(QFile::remove(path(u"nodes.json"_s)));
        QTRY_VERIFY(daemon.cluster().failingSince);
        QCOMPARE(daemon.seen(), QList{good});

        // The stored list is from another time, too.
        daemon.kill();
        QVERIFY(QFile::remove(path(u"shift"_s)));
        QVERIFY(daemon.start());
        QCOMPARE(daemon.get(targets), good);
    }

    // The list seems to be from the future then.
    void survivesAClockThatIsSetBackMeanwhile()
    {
        makeState();
        QVERIFY(QFile::remove(path(u"nodes.json"_s)));
        QFile state(path(u"state/nodes"_s));
        QVERIFY(state.open(QIODevice::ReadWrite));
        QVERIFY(
            state.setFileTime(QDateTime::currentDateTime().addYears(1), QFileDevice::FileModificationTime));
        state.close();
        DaemonProcess daemon(arguments(u"state"_s));
        QVERIFY(daemon.start());
        QCOMPARE(daemon.get(targets).body.count(":9100"), 10);
        const auto age = daemon.metric("slurm_sd_node_list_age_seconds{cluster=\"tux\"}");
        QVERIFY(age && *age >= 0 && *age < 60);
    }

    void survivesAConfigThatIsGone_data()
    {
        QTest::addColumn<QString>("what");
        for (const char *what : {"a directory", "nothing", "junk", "another endpoint's flaw", "no job"})
            QTest::newRow(what) << QString::fromLatin1(what);
    }
    void survivesAConfigThatIsGone()
    {
        QFETCH(QString, what);
        write(u"nodes.json"_s, nodeList(10));
        configure();
        DaemonProcess daemon(arguments(u"state"_s));
        QVERIFY(daemon.start());
        QTRY_COMPARE(daemon.get(targets).status, 200);
        const DaemonReply good = daemon.get(targets);
        daemon.watch(targets);
        QVERIFY(QFile::remove(path(u"config.yaml"_s)));
        if (what == u"a directory"_s)
            QVERIFY(QDir().mkdir(path(u"config.yaml"_s)));
        else if (what == u"junk"_s)
            write(u"config.yaml"_s, QByteArray("\0\xff{[", 4));
        else if (what == u"no job"_s)
            write(u"config.yaml"_s, "slurm: {endpoint: \"demo:\"}\njobs: []\n");
        else if (what != u"nothing"_s)
            write(u"config.yaml"_s, "slurm: {endpoint: nowhere}\n");
        daemon.reload();
        QTRY_COMPARE(daemon.metric("slurm_sd_config_last_reload_successful"), 0.0);
        QVERIFY(!daemon.status().config.reloadProblems.empty());
        QVERIFY(daemon.status().health == DaemonStatus::Health::Degraded);
        QCOMPARE(daemon.post(u"/-/reload"_s).status, 422);
        QVERIFY(daemon.log().contains("reload failed, the old config stays in force"));

        QDir().rmdir(path(u"config.yaml"_s));
        configure();
        daemon.reload();
        QTRY_COMPARE(daemon.metric("slurm_sd_config_last_reload_successful"), 1.0);
        QVERIFY(daemon.status().health == DaemonStatus::Health::Ok);
        QCOMPARE(daemon.seen(), QList{good});
    }

    void survivesAStormOfReloads()
    {
        write(u"nodes.json"_s, nodeList(10));
        configure();
        DaemonProcess daemon(arguments(u"state"_s));
        QVERIFY(daemon.start());
        QTRY_COMPARE(daemon.get(targets).status, 200);
        const DaemonReply good = daemon.get(targets);
        daemon.watch(targets);
        for (int i = 0; i < 500; ++i) {
            if (i % 50 == 0)
                configure("1h", i % 100 == 0 ? "[{node: , port: 9100}, {dcgm: , port: 9401}]"
                                             : "[{node: , port: 9100}]");
            daemon.reload();
            if (i % 5 == 0)
                QTest::qWait(5);
        }
        configure("1h", "[{node: , port: 9100}, {last: , port: 9999}]");
        daemon.reload();
        QTRY_COMPARE(daemon.get(u"/targets?prom_job=last"_s).status, 200);
        QVERIFY(daemon.isRunning());
        QVERIFY(daemon.watched() > 20);
        QCOMPARE(daemon.seen(), QList{good});
    }

    // Killed again and again while it polls and stores the lists of two clusters, which change. Each life
    // begins with Slurm away, so that it has what the one before left: of each cluster a whole list that was
    // polled, none that is older than the one left before, and none of the other cluster.
    void survivesSuddenDeath()
    {
        struct Cluster
        {
            QString name;
            int surplus;  // nodes that it has more, so that no list could be the other's
            int left = 0; // nodes of the list that was left; they never get fewer
            int changes = 0;
        };
        std::array<Cluster, 2> clusters{Cluster{u"a"_s, 0}, Cluster{u"b"_s, 1000}};
        QByteArray config = "clusters:\n";
        for (const Cluster &cluster : clusters)
            config += "  - {name: " + cluster.name.toUtf8() +
                      ", endpoint: \"file:" + path(cluster.name).toUtf8() +
                      "\", hold_polls: 0, update_interval: 1h}\n";
        write(u"config.yaml"_s, config + "jobs: [{node: , port: 9100}]\n");
        int nodes = 20;
        double wait = 25; // ms to the death at most; hunts for the time in which this machine stores both
        for (int life = 0; life < 100; ++life) {
            int changes = 0;
            for (const Cluster &cluster : clusters)
                QFile::remove(path(cluster.name));
            DaemonProcess daemon(arguments(u"state"_s));
            QVERIFY(daemon.start());
            for (Cluster &cluster : clusters) {
                const DaemonReply reply = daemon.get(targets + u"&cluster="_s + cluster.name);
                if (cluster.left == 0 && reply.status == 503)
                    continue;
                QCOMPARE(reply.status, 200);
                const auto count = int(reply.body.count(":9100"));
                const int least = std::max(cluster.left, 21 + cluster.surplus);
                QVERIFY2(count >= least && count <= nodes + cluster.surplus,
                         QByteArray::number(count).constData());
                QCOMPARE(reply.body.count(QByteArray("\"n" + QByteArray::number(count) + ":9100\"")), 1);
                const int stored = count > cluster.left ? 1 : 0;
                changes += stored;
                cluster.changes += stored;
                cluster.left = count;
            }
            wait *= changes == 2 ? 0.9 : 1.1;
            ++nodes;
            for (const Cluster &cluster : clusters)
                write(cluster.name, nodeList(nodes + cluster.surplus));
            QCOMPARE(daemon.post(u"/api/v1/refresh"_s).status, 202);
            QTest::qWait(int(QRandomGenerator::global()->bounded(wait)));
            daemon.kill();
        }
        for (const Cluster &cluster : clusters)
            QVERIFY2(cluster.changes > 20, QByteArray::number(cluster.changes).constData());
        DaemonProcess daemon(arguments(u"state"_s));
        QVERIFY(daemon.start());
        QTRY_COMPARE(daemon.get(targets).body.count(":9100"), 2 * nodes + 1000);
        // What deaths left half done is gone.
        QCOMPARE(QDir(path(u"state"_s)).entryList(QDir::Files | QDir::Hidden).size(), 2);
    }
};

SLURMSD_TEST(TestStorageFaults)
#include "tst_storagefaults.moc"
