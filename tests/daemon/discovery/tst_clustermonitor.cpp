// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/discovery/clustermonitor.h"
#include "daemon/slurm/keptanswer.h"
#include "daemon/slurm/makenodesource.h"
#include "tests/support/fakeslurmrestd.h"
#include "tests/support/testrunner.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace slurmsd;
using namespace Qt::StringLiterals;

namespace {

std::unique_ptr<NodeSource> makeSource(const SlurmConfig &config) { return makeNodeSource(config); }

} // namespace

// With real files for Slurm's answers and for the stored list.
class TestClusterMonitor : public QObject
{
    Q_OBJECT

    QTemporaryDir m_directory;
    QStringList m_events;

    QString path(const QString &name) const { return m_directory.filePath(name); }

    // A node list of "n1 n2:DOWN", in the partition p; anything else than a list is written as it is.
    void answer(const QString &nodes)
    {
        QStringList items;
        for (const QString &node : nodes.split(u' ', Qt::SkipEmptyParts)) {
            const QStringList parts = node.split(u':');
            items.push_back(uR"({"name":"%1","state":["%2"],"partitions":["p"]})"_s.arg(
                parts[0], parts.value(1, u"IDLE"_s)));
        }
        QFile file(path(u"nodes.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(nodes.startsWith(u'{') ? nodes.toUtf8()
                                          : (u"{\"nodes\":["_s + items.join(u',') + u"]}"_s).toUtf8());
    }

    SlurmConfig config() const
    {
        SlurmConfig config;
        config.endpoint = "file:" + path(u"nodes.json"_s).toStdString();
        config.cluster = "tux";
        config.updateInterval = std::chrono::hours(1);
        return config;
    }

    // Polls and waits for the end of that.
    void poll(ClusterMonitor &monitor)
    {
        QSignalSpy polled(&monitor, &ClusterMonitor::polled); // at the begin, and at the end
        monitor.pollNow();
        QTRY_VERIFY(polled.count() >= 2);
    }

    // `settles`: the targets are made of each list as soon as it is in force.
    void start(ClusterMonitor &monitor, bool settles = true)
    {
        m_events.clear();
        if (settles)
            connect(&monitor, &ClusterMonitor::nodesChanged, &monitor, [&monitor] { monitor.settle(false); });
        connect(&monitor, &ClusterMonitor::happened, this, [this](const Event &event) {
            m_events.push_back(QString::fromStdString(std::string(toString(event.kind))));
        });
        QSignalSpy polled(&monitor, &ClusterMonitor::polled);
        monitor.start();
        QTRY_VERIFY(polled.count() >= 2);
    }

    std::string storage() const { return path(u"state"_s).toStdString(); }

private Q_SLOTS:
    void init()
    {
        QFile::remove(path(u"nodes.json"_s));
        QFile::remove(path(u"state/nodes"_s));
    }

    void knowsHowItIs()
    {
        answer(u"n1 n2:DOWN"_s);
        ClusterMonitor monitor(config(), {}, makeSource);
        QCOMPARE(monitor.name(), std::string("tux"));
        QVERIFY(!monitor.status().listTakenAt);
        QSignalSpy changed(&monitor, &ClusterMonitor::nodesChanged);
        start(monitor);
        QCOMPARE(changed.count(), 1);
        const ClusterStatus status = monitor.status();
        QCOMPARE(status.nodes, 2U);
        QCOMPARE(status.states[static_cast<std::size_t>(StateClass::Down)], 1U);
        QCOMPARE(status.partitions.size(), 1U);
        QCOMPARE(status.partitions[0].nodes, 2U);
        QVERIFY(!status.isListStored && !status.failingSince && !status.lastFailure && status.held.empty());
        QVERIFY(status.lastSuccess && status.nextPoll && *status.nextPoll > *status.lastSuccess);
        QVERIFY(status.lastPollBytes > 50);
        QCOMPARE(monitor.counters().pollsByResult, (std::map<std::string, std::uint64_t>{{"success", 1}}));
        QCOMPARE(monitor.counters().pollDuration.count(), 1U);
        QVERIFY(m_events.isEmpty()); // a first list is no change
    }

    // As the first is when the daemon and slurmctld start together.
    void asksSoonAfterAListOfUnknownNodes()
    {
        answer(u"n1:UNKNOWN n2:UNKNOWN n3 n4"_s);
        ClusterMonitor monitor(config(), {}, makeSource);
        start(monitor);
        const auto waits = [&monitor] {
            return *monitor.status().nextPoll - std::chrono::system_clock::now();
        };
        QVERIFY(waits() < std::chrono::seconds(15));
        answer(u"n1 n2 n3:UNKNOWN n4"_s);
        poll(monitor);
        poll(monitor);
        QVERIFY(waits() > std::chrono::minutes(50)); // one alone may stay so
    }

    // The guard counts time, not polls.
    void noticesDoNotWearTheGuardDown()
    {
        answer(u"n1 n2 n3 n4"_s);
        SlurmConfig impatient = config();
        impatient.minInterval = std::chrono::milliseconds(1);
        ClusterMonitor monitor(impatient, {}, makeSource);
        start(monitor);
        QVERIFY(!monitor.status().lastNotice);
        answer(u"n1"_s);
        for (std::uint64_t polls = 1; polls <= 4; ++polls) {
            for (int notices = 0; notices < 250; ++notices)
                monitor.takeNotice();
            QTRY_COMPARE_WITH_TIMEOUT(monitor.counters().heldLists, polls, 10'000);
            QCOMPARE(monitor.counters().noticePolls, polls);
        }
        QCOMPARE(monitor.counters().notices, 1000U);
        QVERIFY(monitor.status().lastNotice);
        QCOMPARE(monitor.nodes()->nodes.size(), 4U);
        QCOMPARE(monitor.status().held.size(), 1U);
    }

    // For Slurm's other clients.
    void keepsSlurmsAnswerWhilePollsFailAndItIsWanted()
    {
        FakeSlurmrestd server(FakeSlurmrestd::Kind::Unix);
        server.answer({httpAnswer(200, R"({"nodes":[{"name":"n1"}]})"), httpAnswer(500, "x")});
        SlurmConfig slurm = config();
        slurm.endpoint = server.endpoint();
        slurm.apiVersion = "v0.0.42";
        slurm.keepsAnswers = true;
        ClusterMonitor monitor(slurm, {}, makeSource);
        start(monitor);
        QVERIFY(monitor.answer());
        const std::weak_ptr<const KeptAnswer> kept = monitor.answer();
        poll(monitor);
        QVERIFY(monitor.status().failingSince);
        QVERIFY(monitor.answer() == kept.lock());
        slurm.keepsAnswers = false;
        monitor.configure(slurm);
        QVERIFY(kept.expired()); // and not with the next poll
    }

    void keepsTheListWhenPollsFail()
    {
        answer(u"n1 n2"_s);
        ClusterMonitor monitor(config(), {}, makeSource);
        start(monitor);
        const auto nodes = monitor.nodes();
        answer(u"{"_s);
        poll(monitor);
        poll(monitor);
        QCOMPARE(monitor.nodes(), nodes);
        const ClusterStatus failing = monitor.status();
        QVERIFY(failing.failingSince && *failing.failingSince <= failing.lastFailure->when);
        QVERIFY(failing.lastFailure->errorClass == PollErrorClass::Parse);
        QCOMPARE(failing.nodes, 2U);
        QCOMPARE(m_events, QStringList{u"poll_failed"_s}); // once for a row of the same
        QFile::remove(path(u"nodes.json"_s));
        poll(monitor);
        QCOMPARE(monitor.status().failingSince, failing.failingSince);
        QCOMPARE(m_events, (QStringList{u"poll_failed"_s, u"poll_failed"_s}));

        answer(u"n1 n3 n2:DRAIN"_s);
        poll(monitor);
        QVERIFY(!monitor.status().failingSince);
        QVERIFY(monitor.status().lastFailure->errorClass == PollErrorClass::Connect);
        QCOMPARE(m_events.mid(2),
                 (QStringList{u"poll_recovered"_s, u"node_state_changed"_s, u"node_added"_s}));
        QCOMPARE(monitor.counters().pollsByResult,
                 (std::map<std::string, std::uint64_t>{{"connect", 1}, {"parse", 2}, {"success", 2}}));
    }

    void holdsAListUntilItIsAccepted()
    {
        answer(u"n1 n2 n3 n4"_s);
        ClusterMonitor monitor(config(), {}, makeSource);
        start(monitor, false);
        QVERIFY(!monitor.acceptHeld(""));
        answer(u"n1"_s);
        poll(monitor);
        const ClusterStatus status = monitor.status();
        QCOMPARE(status.nodes, 4U);
        QCOMPARE(status.held.size(), 1U);
        const HeldStatus held = status.held.front();
        QCOMPARE(held.before, 4U);
        QCOMPARE(held.after, 1U);
        QCOMPARE(held.lost, 3U);
        QCOMPARE(held.what, std::string("n[2-4]"));
        QVERIFY(status.lastFailure->errorClass == PollErrorClass::Guard);
        QCOMPARE(monitor.counters().heldLists, 1U);
        // It is asked again soon.
        QVERIFY(*status.nextPoll - std::chrono::system_clock::now() < std::chrono::seconds(13));

        QVERIFY(!monitor.acceptHeld("0123456789abcdef"));
        QVERIFY(monitor.acceptHeld(held.id));
        QVERIFY(!monitor.acceptHeld(held.id));
        QCOMPARE(monitor.status().nodes, 1U);
        QVERIFY(monitor.status().held.empty() && !monitor.status().failingSince);
        QCOMPARE(m_events.first(2), (QStringList{u"list_held"_s, u"list_accepted"_s}));
        QCOMPARE(m_events.count(u"node_removed"_s), 3);
        // The jobs are told, until their targets are made from it.
        QCOMPARE(monitor.guardedList().decided,
                 (std::optional(DecidedLoss{LossReason::Accepted, {"n2", "n3", "n4"}})));
        monitor.settle(false);
        QVERIFY(!monitor.guardedList().decided);
        // It was no poll of its own.
        QCOMPARE(monitor.counters().pollsByResult,
                 (std::map<std::string, std::uint64_t>{{"guard", 1}, {"success", 1}}));
    }

    void givesUpAHeldListWithItsConfig()
    {
        answer(u"n1 n2 n3 n4"_s);
        ClusterMonitor monitor(config(), {}, makeSource);
        start(monitor);
        answer(u"n1"_s);
        poll(monitor);
        const std::string id = monitor.status().held.at(0).id;
        monitor.configure(config());
        QCOMPARE(monitor.status().held.size(), 1U); // nothing is new

        SlurmConfig other = config();
        other.endpoint += ".other"; // that is not there
        QSignalSpy polled(&monitor, &ClusterMonitor::polled);
        bool isShown = false;
        connect(&monitor, &ClusterMonitor::polled, this,
                [&] { isShown = isShown || !monitor.status().held.empty(); });
        monitor.configure(other);
        QVERIFY(monitor.status().held.empty());
        QVERIFY(!monitor.acceptHeld(id));
        QTRY_VERIFY(polled.count() >= 2);
        QVERIFY(!isShown && monitor.status().held.empty());
        QVERIFY(!monitor.acceptHeld(id));
        QCOMPARE(monitor.status().nodes, 4U);
    }

    // However an endpoint is spelled, the list in force is what new ones are compared with.
    void comparesListsOfAllEndpoints()
    {
        answer(u"n1 n2 n3 n4"_s);
        ClusterMonitor monitor(config(), {}, makeSource);
        start(monitor);
        answer(u"n1"_s);
        SlurmConfig other = config();
        other.endpoint = "file:" + path(u"./nodes.json"_s).toStdString();
        QSignalSpy polled(&monitor, &ClusterMonitor::polled);
        monitor.configure(other);
        QTRY_VERIFY(polled.count() >= 2);
        QCOMPARE(monitor.status().nodes, 4U);
        QCOMPARE(monitor.status().held.size(), 1U);
    }

    // A restart must not make a job forget what it is held by.
    void storesNothingWhileTargetsAreHeld()
    {
        answer(u"n1 n2 n3 n4"_s);
        ClusterMonitor monitor(config(), storage(), makeSource);
        start(monitor, false);
        monitor.settle(true);
        QTest::qWait(50);
        QVERIFY(!QFile::exists(path(u"state/nodes"_s)));
        QVERIFY(*monitor.status().nextPoll - std::chrono::system_clock::now() < std::chrono::seconds(13));
        monitor.settle(false);
        QTRY_VERIFY(QFile::exists(path(u"state/nodes"_s)));
    }

    void beginsWithAStoredListOfAnySpelling()
    {
        answer(u"n1 n2 n3 n4"_s);
        {
            ClusterMonitor monitor(config(), storage(), makeSource);
            start(monitor);
        }
        answer(u"n1"_s);
        SlurmConfig other = config();
        other.endpoint = "file:" + path(u"./nodes.json"_s).toStdString();
        ClusterMonitor monitor(other, storage(), makeSource);
        start(monitor);
        QCOMPARE(m_events, (QStringList{u"list_restored"_s, u"list_held"_s}));
        QCOMPARE(monitor.status().nodes, 4U);
    }

    void servesTheStoredListWhileSlurmIsDown()
    {
        answer(u"n1 n2 n3 n4"_s);
        {
            ClusterMonitor monitor(config(), storage(), makeSource);
            start(monitor);
        }
        QFile::remove(path(u"nodes.json"_s));
        ClusterMonitor monitor(config(), storage(), makeSource);
        start(monitor);
        QCOMPARE(m_events, (QStringList{u"list_restored"_s, u"poll_failed"_s}));
        QCOMPARE(monitor.status().nodes, 4U);
        QVERIFY(monitor.status().isListStored);
        QVERIFY(!monitor.status().lastSuccess);
        QCOMPARE(monitor.name(), std::string("tux"));
        // The guard knows the stored list.
        answer(u"n1"_s);
        poll(monitor);
        QCOMPARE(monitor.status().nodes, 4U);
        QCOMPARE(monitor.status().held.size(), 1U);
        answer(u"n1 n2 n3"_s);
        poll(monitor);
        QCOMPARE(monitor.status().nodes, 3U);
        QVERIFY(!monitor.status().isListStored);
    }

    void saysWhenItCannotStore()
    {
        answer(u"n1"_s);
        QFile file(path(u"plain"_s));
        QVERIFY(file.open(QIODevice::WriteOnly)); // where the directory should be
        ClusterMonitor monitor(config(), path(u"plain/state"_s).toStdString(), makeSource);
        start(monitor);
        QTRY_VERIFY(!monitor.status().storageError.empty());
        QCOMPARE(monitor.counters().storageFailures, 1U);
        QCOMPARE(m_events, QStringList{u"storage_failed"_s});
        QCOMPARE(monitor.status().nodes, 1U);
    }
};

SLURMSD_TEST(TestClusterMonitor)
#include "tst_clustermonitor.moc"
