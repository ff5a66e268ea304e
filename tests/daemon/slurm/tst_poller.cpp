// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/poller.h"
#include "tests/support/testrunner.h"

#include <QTest>
#include <QTimer>

using namespace slurmsd;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

// What a fetch of the fake source gives: the names of nodes, a failure, or nothing ever.
struct Script
{
    enum class Kind : unsigned char { Nodes, Failure, Never };

    Kind kind = Kind::Nodes;
    QString names; // "n1 n2"
};

Script list(const QString &names) { return {Script::Kind::Nodes, names}; }
const Script failure{Script::Kind::Failure, {}};
const Script never{Script::Kind::Never, {}};

// What the fake sources of one test share.
struct World
{
    explicit World(QList<Script> all)
        : scripts(std::move(all))
    {}

    QList<Script> scripts;            // of the coming fetches; the last is repeated
    std::vector<SlurmConfig> configs; // of the sources that were made
    int fetches = 0;
    int aborts = 0; // of fetches under way
    int underWay = 0;
    int mostUnderWay = 0;
};

class FakeSource : public NodeSource
{
public:
    explicit FakeSource(World &world)
        : m_world(world)
    {
        m_timer.setSingleShot(true);
        connect(&m_timer, &QTimer::timeout, this, [this] { finish(); });
    }
    ~FakeSource() override { abort(); }

    void fetch() override
    {
        ++m_world.fetches;
        m_world.mostUnderWay = std::max(m_world.mostUnderWay, ++m_world.underWay);
        m_isUnderWay = true;
        m_script = m_world.scripts.size() > 1 ? m_world.scripts.takeFirst() : m_world.scripts.value(0);
        if (m_script.kind != Script::Kind::Never)
            m_timer.start(1ms);
    }
    void abort() override
    {
        if (!std::exchange(m_isUnderWay, false))
            return;
        m_timer.stop();
        ++m_world.aborts;
        --m_world.underWay;
    }

private:
    void finish()
    {
        m_isUnderWay = false;
        --m_world.underWay;
        if (m_script.kind == Script::Kind::Failure) {
            Q_EMIT finished({Failure{PollError{PollErrorClass::Slurm, "no"}}, 7});
            return;
        }
        auto snapshot = std::make_shared<NodeSnapshot>();
        for (const QString &name : m_script.names.split(u' ', Qt::SkipEmptyParts)) {
            Node node;
            node.name = snapshot->strings.store(name.toStdString());
            snapshot->nodes.push_back(node);
        }
        Q_EMIT finished({snapshot, 7});
    }

    World &m_world;
    Script m_script;
    QTimer m_timer;
    bool m_isUnderWay = false;
};

SlurmConfig every(std::chrono::milliseconds interval)
{
    SlurmConfig config;
    config.endpoint = "demo:";
    config.updateInterval = interval;
    return config;
}

// What a poller says, one word each: "n1,n2" for a list, the error's class for a failure.
struct Listener
{
    explicit Listener(Poller &poller)
    {
        QObject::connect(&poller, &Poller::pollStarted, &context, [this] { ++started; });
        QObject::connect(&poller, &Poller::nodesPolled, &context,
                         [this](const std::shared_ptr<const NodeSnapshot> &nodes, const PollStats &s) {
                             QStringList names;
                             for (const Node &node : nodes->nodes)
                                 names.push_back(QString::fromStdString(std::string(node.name)));
                             seen.push_back(names.join(u','));
                             stats.push_back(s);
                         });
        QObject::connect(&poller, &Poller::pollFailed, &context,
                         [this](const PollError &error, const PollStats &s) {
                             seen.push_back(QString::fromStdString(std::string(toString(error.errorClass))));
                             stats.push_back(s);
                         });
    }

    bool waitFor(qsizetype polls)
    {
        return QTest::qWaitFor([&] { return seen.size() >= polls; });
    }

    QObject context;
    int started = 0;
    QStringList seen;
    std::vector<PollStats> stats;
};

} // namespace

class TestPoller : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pollsAgainAndAgain()
    {
        World world({list(u"n10 n2 n1"_s), failure, list(u"n1 n2"_s)});
        Poller poller(every(5ms), factory(world));
        Listener listener(poller);
        poller.start();
        QVERIFY(listener.waitFor(4));
        poller.stop();
        QCOMPARE(listener.seen.first(4), (QStringList{u"n1,n2,n10"_s, u"slurm"_s, u"n1,n2"_s, u"n1,n2"_s}));
        QCOMPARE(listener.started, world.fetches);
        QCOMPARE(world.mostUnderWay, 1);
        QCOMPARE(world.configs.size(), std::size_t{1});
    }

    void tellsWhatAPollTook()
    {
        World world({list(u"n1"_s), failure, failure, list(u""_s)});
        Poller poller(every(1h), factory(world));
        Listener listener(poller);
        poller.start();
        for (int poll = 1; poll <= 4; ++poll) {
            QVERIFY(listener.waitFor(poll));
            poller.pollNow();
        }
        QCOMPARE(listener.seen, (QStringList{u"n1"_s, u"slurm"_s, u"slurm"_s, u""_s}));
        const auto nextPollIn = [&](std::size_t poll) { return listener.stats[poll].nextPollIn; };
        QVERIFY(nextPollIn(0) >= 57min && nextPollIn(0) <= 63min);
        QVERIFY(nextPollIn(1) >= 4s && nextPollIn(1) <= 6s);
        QVERIFY(nextPollIn(2) >= 8s && nextPollIn(2) <= 12s);
        QVERIFY(nextPollIn(3) >= 57min && nextPollIn(3) <= 63min);
        for (const PollStats &stats : listener.stats) {
            QCOMPARE(stats.bytes, std::uint64_t{7});
            QVERIFY(stats.duration >= 1ms && stats.duration < 10s);
        }
    }

    // By what each poll told: the timer's own remaining time is rounded (Qt::CoarseTimer).
    void asksSoonerWhileSomethingIsHeld()
    {
        World world({list(u"n1"_s)});
        Poller poller(every(1h), factory(world));
        Listener listener(poller);
        poller.setHolding(true); // before anything is polled
        QCOMPARE(poller.nextPollIn(), 0ms);
        poller.start();
        QVERIFY(listener.waitFor(1));
        QVERIFY(listener.stats[0].nextPollIn >= 8s && listener.stats[0].nextPollIn <= 12s);
        poller.pollNow();
        QVERIFY(listener.waitFor(2));
        QVERIFY(listener.stats[1].nextPollIn >= 16s && listener.stats[1].nextPollIn <= 24s);
        poller.setHolding(true);
        QVERIFY(poller.nextPollIn() > 15s);
        poller.setHolding(false);
        poller.pollNow();
        QVERIFY(listener.waitFor(3));
        QVERIFY(poller.nextPollIn() >= 56min);
        poller.setHolding(true); // what the last poll gave
        QVERIFY(poller.nextPollIn() > 7s && poller.nextPollIn() <= 12s);
        QCOMPARE(world.fetches, 3);
    }

    void namesTheClusterWhereSlurmDoesNot()
    {
        World world({list(u"n1"_s)});
        SlurmConfig config = every(1h);
        config.cluster = "tux";
        Poller poller(config, factory(world));
        QStringList clusters;
        connect(&poller, &Poller::nodesPolled, this, [&](const std::shared_ptr<const NodeSnapshot> &nodes) {
            clusters += QString::fromStdString(nodes->cluster);
        });
        poller.start();
        QVERIFY(QTest::qWaitFor([&] { return clusters.size() == 1; }));
        config.cluster = "gnu"; // in force with the next list, which is asked for at once
        poller.configure(config);
        QVERIFY(QTest::qWaitFor([&] { return clusters.size() == 2; }));
        QCOMPARE(clusters, (QStringList{u"tux"_s, u"gnu"_s}));
    }

    void asksForOneListAtATime()
    {
        World world({never});
        Poller poller(every(1h), factory(world));
        poller.pollNow(); // not started yet
        QCOMPARE(world.fetches, 0);
        poller.start();
        poller.pollNow();
        poller.start();
        QCOMPARE(world.fetches, 1);
    }

    void stopsAtOnce()
    {
        World world({never, list(u"n1"_s)});
        Poller poller(every(1ms), factory(world));
        Listener listener(poller);
        poller.start();
        poller.stop();
        QCOMPARE(world.aborts, 1);
        poller.stop();
        poller.pollNow();
        QTest::qWait(20);
        QCOMPARE(world.fetches, 1);
        QCOMPARE(listener.seen, QStringList{});
        poller.start();
        QVERIFY(listener.waitFor(1));
        QCOMPARE(listener.seen.first(), u"n1"_s);
    }

    void endsWithAFetchUnderWay()
    {
        World world({never});
        {
            Poller poller(every(1h), factory(world));
            poller.start();
        }
        QCOMPARE(world.aborts, 1);
        QCOMPARE(world.underWay, 0);
    }

    void changesItsConfigInTheMiddleOfAPoll()
    {
        World world({never, list(u"n1"_s)});
        Poller poller(every(1h), factory(world));
        Listener listener(poller);
        poller.start();
        SlurmConfig other = every(1h);
        other.userName = "ann";
        poller.configure(other);
        QCOMPARE(world.aborts, 1);
        QVERIFY(listener.waitFor(1));
        QCOMPARE(listener.seen, QStringList{u"n1"_s});
        QCOMPARE(world.configs.size(), std::size_t{2});
        QCOMPARE(world.configs.back(), other);

        poller.configure(other); // the same: nothing to do
        QTest::qWait(5);
        QCOMPARE(world.fetches, 2);
        QCOMPARE(world.configs.size(), std::size_t{2});
    }

    void changesItsConfigInASlot()
    {
        World world({list(u"n1"_s), list(u"n1 n2"_s)});
        Poller poller(every(1h), factory(world));
        SlurmConfig other = every(1h);
        other.endpoint = "file:/nodes.json";
        connect(&poller, &Poller::nodesPolled, this, [&] { poller.configure(other); });
        Listener listener(poller); // comes after that slot, and still gets the list
        poller.start();
        QVERIFY(listener.waitFor(2));
        QCOMPARE(listener.seen, (QStringList{u"n1"_s, u"n1,n2"_s}));
    }

    void doesNotStartByBeingConfigured()
    {
        World world({list(u"n1"_s)});
        Poller poller(every(1h), factory(world));
        SlurmConfig other = every(1h);
        other.userName = "ann";
        poller.configure(other);
        QTest::qWait(5);
        QCOMPARE(world.fetches, 0);
    }

    void namesTheCluster_data()
    {
        QTest::addColumn<QString>("name");    // in `clusters:`
        QTest::addColumn<QString>("cluster"); // slurm.cluster
        QTest::addColumn<QString>("slurms");
        QTest::addColumn<QString>("expected");
        QTest::newRow("Slurm's") << u""_s << u"fallback"_s << u"tux"_s << u"tux"_s;
        QTest::newRow("Slurm tells none") << u""_s << u"fallback"_s << u""_s << u"fallback"_s;
        QTest::newRow("none at all") << u""_s << u""_s << u""_s << u""_s;
        QTest::newRow("of several") << u"a"_s << u""_s << u"tux"_s << u"a"_s;
    }
    void namesTheCluster()
    {
        QFETCH(QString, name);
        QFETCH(QString, cluster);
        QFETCH(QString, slurms);
        SlurmConfig config;
        config.name = name.toStdString();
        config.cluster = cluster.toStdString();
        NodeSnapshot nodes;
        nodes.cluster = slurms.toStdString();
        completeList(nodes, config);
        QTEST(QString::fromStdString(nodes.cluster), "expected");
        QCOMPARE(QString::fromStdString(nodes.slurmCluster), slurms);
    }

    void classesOfStatesAreThoseOfTheConfig()
    {
        NodeSnapshot nodes;
        for (const char *states : {"ALLOCATED,DRAIN", "IDLE,DRAIN", "IDLE"}) {
            Node node;
            node.name = states;
            node.states = states;
            node.stateClass = node.states == "IDLE" ? StateClass::Active : StateClass::Drained;
            nodes.nodes.push_back(node);
        }
        SlurmConfig config;
        const auto classes = [&] {
            completeList(nodes, config);
            std::vector<StateClass> all;
            for (const Node &node : nodes.nodes)
                all.push_back(node.stateClass);
            return all;
        };
        using enum StateClass;
        QVERIFY(classes() == (std::vector{Drained, Active, Drained})); // in the order of the names
        config.stateClasses = StateClasses::Detailed;
        QVERIFY(classes() == (std::vector{Draining, Active, Drained}));
    }

private:
    static Poller::SourceFactory factory(World &world)
    {
        return [&world](const SlurmConfig &config) {
            world.configs.push_back(config);
            return std::make_unique<FakeSource>(world);
        };
    }
};

SLURMSD_TEST(TestPoller)
#include "tst_poller.moc"
