// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/store/snapshotstore.h"
#include "tests/support/testrunner.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace slurmsd;
using namespace std::chrono_literals;

namespace {

// What the process to be killed stores, in turn: a list that is written at once, and one that takes a while.
std::shared_ptr<NodeSnapshot> alternatingCluster(bool isLarge)
{
    auto list = std::make_shared<NodeSnapshot>();
    for (int i = 1; i <= (isLarge ? 4000 : 1); ++i) {
        Node &node = list->nodes.emplace_back();
        node.name = list->strings.store("n" + std::to_string(i));
        node.reason = list->strings.intern("none");
    }
    list->takenAt = std::chrono::system_clock::now() - 1min;
    return list;
}

// Stores lists in turn, as fast as it can, until it is killed. Says so once the first is there.
int storeForever(QCoreApplication &application, const QString &directory)
{
    SnapshotStore store(directory.toStdString(), "");
    bool isLarge = false;
    bool isTold = false;
    const auto storeNext = [&] {
        isLarge = !isLarge;
        store.store({"unix:/run/slurmrestd/slurmrestd.sock", alternatingCluster(isLarge)});
    };
    QObject::connect(&store, &SnapshotStore::stored, &store, [&](const std::string &error) {
        if (!error.empty())
            qFatal("%s", error.c_str());
        if (!isTold && ::write(STDOUT_FILENO, "!", 1) != 1)
            qFatal("nobody listens");
        isTold = true;
        storeNext();
    });
    storeNext();
    return application.exec();
}

} // namespace

// Apart from tst_snapshotstore, which runs under ThreadSanitizer: clang 14's runtime ends with a failed check
// of its own, now and then, when a program of several threads forks.
class TestSnapshotKills : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void survivesKillsAtAnyMoment()
    {
        const QTemporaryDir directory;
        bool hasSeenSmall = false;
        bool hasSeenLarge = false;
        const auto small = alternatingCluster(false);
        const auto large = alternatingCluster(true);
        // Both must have been seen, or the processes were always killed at the same point.
        for (int i = 0; i < 60 || !hasSeenSmall || !hasSeenLarge; ++i) {
            QProcess process;
            process.start(
                QCoreApplication::applicationFilePath(),
                {QStringLiteral("tst_snapshotkills"), QStringLiteral("--store-forever"), directory.path()});
            QVERIFY(process.waitForReadyRead(10000));
            QTest::qSleep(QRandomGenerator::global()->bounded(1, 20 + i)); // longer where the disk is slow
            QCOMPARE(process.state(), QProcess::Running);
            process.kill();
            QVERIFY(process.waitForFinished(10000));
            QCOMPARE(process.exitStatus(), QProcess::CrashExit);

            const auto loaded = SnapshotStore(directory.path().toStdString(), "").load();
            QCOMPARE(loaded.warning, "");
            QVERIFY(loaded.nodes);
            const bool isLarge = loaded.nodes->nodes.size() > 1;
            QVERIFY(loaded.nodes->nodes == (isLarge ? large : small)->nodes);
            QCOMPARE(QDir(directory.path()).entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot),
                     QStringList{QStringLiteral("nodes")});
            (isLarge ? hasSeenLarge : hasSeenSmall) = true;
        }
    }
};

static int runSnapshotKills(int argc, char *argv[])
{
    if (argc != 3 || qstrcmp(argv[1], "--store-forever") != 0)
        return test::runTest<QCoreApplication, TestSnapshotKills>(argc, argv);
    QCoreApplication application(argc, argv);
    return storeForever(application, QString::fromLocal8Bit(argv[2]));
}

SLURMSD_TEST_MAIN(runSnapshotKills)

#include "tst_snapshotkills.moc"
