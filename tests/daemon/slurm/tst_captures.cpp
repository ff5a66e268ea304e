// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/nodesparser.h"
#include "tests/support/capture.h"
#include "tests/support/nodetext.h"
#include "tests/support/testrunner.h"

#include <QDirIterator>
#include <QHash>
#include <QRegularExpression>
#include <QtTest>

#include <algorithm>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

using ParseResult = Result<std::shared_ptr<NodeSnapshot>, PollError>;

ParseResult parseCapture(const QString &path)
{
    const std::optional<Capture> capture = readCapture(path);
    if (!capture)
        return Failure{PollError{PollErrorClass::Connect, "no such capture"}};
    NodesParser parser;
    parser.feed(capture->body);
    return parser.finish();
}

// The nodes of a capture without what differs between the releases: the version, and the reservation,
// which 22.05 does not tell.
QStringList comparableNodes(const QString &path)
{
    const ParseResult result = parseCapture(path);
    if (!result)
        return {toQString(result.error().message)};
    for (Node &node : (*result)->nodes) {
        node.version = {};
        node.reservation = {};
        // They were set up one after the other.
        node.reasonTime = node.bootTime = node.lastBusy = Node::notGiven;
    }
    return nodeTexts(**result);
}

enum class Outcome : unsigned char { Nodes, SingleNode, NoNodes, Parse, Slurm, Auth };

// What the captures of that name hold. The first row that fits a capture counts.
struct Expectation
{
    const char *directory; // the start of the capture's path
    const char *name;      // of the file, without its suffix
    Outcome outcome;
    const char *message; // of the error; the start of it
};

constexpr const char *noNodes = "not a node list: the JSON object has no \"nodes\"";
constexpr const char *authenticationFailure =
    "expected a JSON object, got a text that starts with: Authentication failure";
constexpr const char *noSuchPath =
    "expected a JSON object, got a text that starts with: Unable find requested URL. Please view /…";
constexpr const char *noSuchEndpoint =
    "expected a JSON object, got a text that starts with: Unable to find requested URL endpoint. ";
constexpr const char *noSuchType =
    "expected a JSON object, got a text that starts with: Accept content type is unknown";
constexpr const char *badTimestamp = "Parsing of ";
constexpr const char *yaml =
    "expected a JSON object, got a text that starts with: %YAML 1.1 --- !!map !!str nodes: !!seq -…";
constexpr const char *partitionsChanged = "Unable to query partitions: Unspecified error (error -1)";
constexpr const char *unspecified = "Unspecified error (error -1)";
constexpr const char *invalidNode = "Invalid node name specified (error 2018)";
constexpr const char *refused = "Failure to query nodes: Protocol authentication error (error 1007)";
constexpr const char *controllerDown =
    "Failure to query nodes: Unable to contact slurm controller (connect failure) (error 1800)";

constexpr Expectation expectations[] = {
    {"26.05.5", "badpath", Outcome::Parse, noSuchEndpoint},
    {"26.05.5", "badversion", Outcome::Parse, noSuchEndpoint},

    {"", "nodes", Outcome::Nodes, ""},
    {"", "nodes-planned", Outcome::Nodes, ""},
    {"", "nodes-noslash", Outcome::Nodes, ""},
    {"", "compressed", Outcome::Nodes, ""},
    {"", "flags-detail", Outcome::Nodes, ""},
    {"", "tcp-nodes", Outcome::Nodes, ""},
    {"", "unix-sameuser", Outcome::Nodes, ""},
    {"", "unix-sameuser-jwt", Outcome::Nodes, ""},
    {"", "unknown-param", Outcome::Nodes, ""},
    {"", "wronguser", Outcome::Nodes, ""},
    {"", "node-c01", Outcome::SingleNode, ""},
    {"", "openapi_v3", Outcome::Parse, noNodes},
    {"", "diag", Outcome::Parse, noNodes},
    {"", "partitions", Outcome::Parse, noNodes},
    {"", "ping", Outcome::Parse, noNodes},
    {"", "tcp-noauth-openapi_v3", Outcome::Parse, authenticationFailure},
    {"", "tcp-noauth-badversion", Outcome::Parse, authenticationFailure},
    {"", "unauth", Outcome::Parse, authenticationFailure},
    {"", "unauth-nametonly", Outcome::Parse, authenticationFailure},
    {"", "unix-otheruser", Outcome::Parse, authenticationFailure},
    {"", "badpath", Outcome::Parse, noSuchPath},
    {"", "badversion", Outcome::Parse, noSuchPath},
    {"", "tcp-badversion", Outcome::Parse, noSuchPath},
    {"", "accept-plain", Outcome::Parse, noSuchType},

    {"22.05.8", "scontrol-show-nodes", Outcome::Parse,
     "expected a JSON object, got a text that starts with: scontrol: unrecognized option '--json' T…"},
    {"22.05.8", "nodes-yaml", Outcome::Parse, noSuchType},
    {"22.05.8", "bearer", Outcome::Parse, authenticationFailure},
    {"22.05.8", "name-bearer", Outcome::Parse, authenticationFailure},
    {"22.05.8", "tokenonly", Outcome::Parse, authenticationFailure},
    {"22.05.8", "flags-nonsense", Outcome::Nodes, ""},
    {"22.05.8", "private", Outcome::Slurm, unspecified},
    {"22.05.8", "post", Outcome::Parse,
     "expected a JSON object, got a text that starts with: Requested REST method is not defined at …"},
    {"22.05.8/v0.0.36", "unchanged", Outcome::Nodes, ""},
    {"22.05.8/v0.0.36", "unchanged-future", Outcome::Nodes, ""},
    {"22.05.8/v0.0.36", "update_time-bad", Outcome::Nodes, ""},
    {"22.05.8/v0.0.36", "badtoken", Outcome::Slurm, invalidNode},
    {"22.05.8/v0.0.36", "expiredtoken", Outcome::Slurm, invalidNode},
    {"22.05.8/v0.0.36", "ctld-down", Outcome::Slurm, invalidNode},
    {"22.05.8/v0.0.36", "ctld-down-tcp", Outcome::Slurm, invalidNode},
    {"22.05.8/v0.0.36", "ctld-down-ping", Outcome::Slurm,
     "_op_handler_ping: slurmctld config is unable to load: Unknown error 1800 (error 1800)"},
    {"22.05.8", "node-nope", Outcome::Slurm, invalidNode},
    {"22.05.8", "unchanged", Outcome::Parse, "expected JSON, got an empty text"}, // 304
    {"22.05.8", "unchanged-future", Outcome::Parse, "expected JSON, got an empty text"},
    {"22.05.8", "update_time-bad", Outcome::NoNodes, ""}, // 400
    {"22.05.8", "badtoken", Outcome::Slurm, unspecified},
    {"22.05.8", "expiredtoken", Outcome::Slurm, unspecified},
    {"22.05.8", "changed-nodes-only-500", Outcome::Slurm, unspecified},
    {"22.05.8", "ctld-down", Outcome::Slurm, unspecified},
    {"22.05.8", "ctld-down-tcp", Outcome::Slurm, unspecified},
    {"22.05.8", "ctld-hung", Outcome::Slurm, unspecified},
    {"22.05.8", "ctld-down-ping", Outcome::Slurm,
     "slurmctld config is unable to load: Unspecified error (error -1)"},
    {"22.05.8", "ctld-hung-ping", Outcome::Slurm,
     "slurmctld config is unable to load: Unspecified error (error -1)"},

    {"24.11.5", "scontrol-show-nodes", Outcome::Nodes, ""},
    {"24.11.5", "bearer", Outcome::Nodes, ""},
    {"24.11.5", "name-bearer", Outcome::Nodes, ""},
    {"24.11.5", "tokenonly", Outcome::Nodes, ""},
    {"24.11.5", "nodes-yaml", Outcome::Parse, yaml},
    {"24.11.5", "ctld-down-ping", Outcome::Parse, noNodes}, // 200
    {"24.11.5", "ctld-hung-ping", Outcome::Parse, noNodes},
    {"24.11.5", "node-nope", Outcome::Slurm, "Failure to query node nope: No error (error 0)"}, // 200
    {"24.11.5", "badtoken", Outcome::Auth, refused},
    {"24.11.5", "expiredtoken", Outcome::Auth, refused},
    {"24.11.5", "post", Outcome::Auth, "Failure to update node (null): Invalid user id (error 2010)"},
    {"24.11.5", "ctld-down", Outcome::Slurm, controllerDown},
    {"24.11.5", "ctld-down-tcp", Outcome::Slurm, controllerDown},
    {"24.11.5", "ctld-hung", Outcome::Slurm,
     "Failure to query nodes: Socket timed out on send/recv operation (error 5004)"},
    {"24.11.5", "changed-nodes-only-500", Outcome::Slurm, partitionsChanged},
    {"24.11.5", "unchanged-uts", Outcome::Slurm, partitionsChanged},
    {"24.11.5", "flags-nonsense", Outcome::Slurm,
     "Unknown flag \"NONSENSE\": Data parser unable to parse invalid flag (error 9207)"},
    {"24.11.5", "update_time-bad", Outcome::Slurm, badTimestamp},
    {"24.11.5/v0.0.42", "unchanged", Outcome::Parse, "expected JSON, got an empty text"}, // 304
    {"24.11.5/v0.0.42", "unchanged-future", Outcome::Parse, "expected JSON, got an empty text"},
    {"24.11.5", "unchanged", Outcome::Slurm, badTimestamp},
    {"24.11.5", "unchanged-future", Outcome::Slurm, badTimestamp},

    {"26.05.5", "node-nope", Outcome::Slurm, "Failure to query node nope: No error (error 0)"}, // 200
    {"26.05.5", "badtoken", Outcome::Auth, refused},
    {"26.05.5", "expiredtoken", Outcome::Auth, refused},
    {"26.05.5", "ctld-down", Outcome::Slurm, controllerDown},
    {"26.05.5", "unchanged", Outcome::Parse, "expected JSON, got an empty text"}, // 304
    {"26.05.5", "flags-nonsense", Outcome::Slurm,                                 // 500, with all nodes
     "Unknown flag \"NONSENSE\": Data parser unable to parse invalid flag (error 9207)"},
};

QStringList allCaptures()
{
    QStringList paths;
    const QDir root(QStringLiteral(SLURMSD_TEST_DATA "/captures"));
    QDirIterator files(root.path(), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext())
        paths += root.relativeFilePath(files.next());
    paths.sort();
    return paths;
}

Outcome outcomeOf(const ParseResult &result)
{
    if (result) {
        const std::size_t count = (*result)->nodes.size();
        return count == 0 ? Outcome::NoNodes : count == 1 ? Outcome::SingleNode : Outcome::Nodes;
    }
    switch (result.error().errorClass) {
    case PollErrorClass::Auth:
        return Outcome::Auth;
    case PollErrorClass::Slurm:
        return Outcome::Slurm;
    default:
        return Outcome::Parse;
    }
}

} // namespace

class TestCaptures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachHoldsWhatIsExpected_data();
    void eachHoldsWhatIsExpected();
    void sameClusterGivesSameNodes_data();
    void sameClusterGivesSameNodes();
    void v36HasNoPartitionsNoLastBusyAndFewerStates();
    void releasesDifferInVersionAndReservationOnly();
    void plannedNodesAreActive_data();
    void plannedNodesAreActive();
    void nodesHaveTheirValues_data();
    void nodesHaveTheirValues();
    void clusterAndReleaseAreTold_data();
    void clusterAndReleaseAreTold();
};

void TestCaptures::eachHoldsWhatIsExpected_data()
{
    QTest::addColumn<QString>("path");
    const QStringList paths = allCaptures();
    QVERIFY(paths.size() > 180);
    for (const QString &path : paths)
        QTest::newRow(qPrintable(path)) << path;
}

void TestCaptures::eachHoldsWhatIsExpected()
{
    QFETCH(QString, path);
    const QString name = QFileInfo(path).completeBaseName();
    const auto expected = std::ranges::find_if(expectations, [&](const Expectation &row) {
        return path.startsWith(QLatin1String(row.directory)) && name == QLatin1String(row.name);
    });
    QVERIFY2(expected != std::end(expectations), "a capture that no row of the table is for");

    const ParseResult result = parseCapture(path);
    const QString message = result ? u""_s : toQString(result.error().message);
    QVERIFY2(message.startsWith(QString::fromUtf8(expected->message)), qPrintable(message));
    QCOMPARE(message.isEmpty(), *expected->message == '\0');
    QCOMPARE(outcomeOf(result), expected->outcome);
}

void TestCaptures::sameClusterGivesSameNodes_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("same");
    const QString v38 = u"22.05.8/v0.0.38/nodes.http"_s;
    const QString v42 = u"24.11.5/v0.0.42/nodes.http"_s;
    QTest::newRow("22.05 v37") << u"22.05.8/v0.0.37/nodes.http"_s << v38;
    QTest::newRow("24.11 v40") << u"24.11.5/v0.0.40/nodes.http"_s << v42;
    QTest::newRow("24.11 v41") << u"24.11.5/v0.0.41/nodes.http"_s << v42;
    QTest::newRow("24.11 scontrol") << u"24.11.5/scontrol-show-nodes.json"_s << v42;
    QTest::newRow("24.11 v42 over TCP") << u"24.11.5/v0.0.42/tcp-nodes.http"_s << v42;
    const QString v45 = u"26.05.5/v0.0.45/nodes.http"_s;
    QTest::newRow("26.05 v43") << u"26.05.5/v0.0.43/nodes.http"_s << v45;
    QTest::newRow("26.05 v44") << u"26.05.5/v0.0.44/nodes.http"_s << v45;
    QTest::newRow("26.05 v45 over TCP") << u"26.05.5/v0.0.45/tcp-nodes.http"_s << v45;
    QTest::newRow("22.05 v37 planned")
        << u"22.05.8/v0.0.37/nodes-planned.json"_s << u"22.05.8/v0.0.38/nodes-planned.json"_s;
    for (const char *version : {"v0.0.40", "v0.0.41"}) {
        QTest::addRow("24.11 %s planned", version)
            << u"24.11.5/%1/nodes-planned.json"_s.arg(QLatin1String(version))
            << u"24.11.5/v0.0.42/nodes-planned.json"_s;
    }
}

void TestCaptures::sameClusterGivesSameNodes()
{
    QFETCH(QString, path);
    QFETCH(QString, same);
    const ParseResult left = parseCapture(path);
    const ParseResult right = parseCapture(same);
    QVERIFY(left.hasValue());
    QVERIFY(right.hasValue());
    QCOMPARE((*left)->nodes.size(), 7U);
    QCOMPARE(nodeTexts(**left), nodeTexts(**right));
    QVERIFY((*left)->nodes == (*right)->nodes);
    QCOMPARE(toQString((*left)->slurmRelease), toQString((*right)->slurmRelease));
    QCOMPARE((*left)->skipped, 0U);
}

void TestCaptures::v36HasNoPartitionsNoLastBusyAndFewerStates()
{
    const ParseResult v36 = parseCapture(u"22.05.8/v0.0.36/nodes.http"_s);
    const ParseResult v38 = parseCapture(u"22.05.8/v0.0.38/nodes.http"_s);
    QVERIFY(v36.hasValue());
    QVERIFY(v38.hasValue());

    QStringList states;
    for (const Node &node : (*v36)->nodes)
        states += toQString(node.name) + u' ' + toQString(node.states);
    const QStringList expected{u"c01 IDLE"_s, u"c02 ALLOCATED"_s, u"c03 IDLE"_s, u"d01 INVALID"_s,
                               u"d02 DOWN"_s, u"g01 ALLOCATED"_s, u"x01 IDLE"_s};
    QCOMPARE(states, expected);
    QCOMPARE(toQString(findNode(**v38, "c01").partitions), u"batch,debug"_s);

    for (Node &node : (*v38)->nodes) {
        const Node old = findNode(**v36, node.name);
        QVERIFY(old.partitions.empty());
        QCOMPARE(old.lastBusy, Node::notGiven);
        node.partitions = {};
        node.lastBusy = Node::notGiven;
        node.states = old.states;
        node.stateClass = old.stateClass;
    }
    QCOMPARE(nodeTexts(**v38), nodeTexts(**v36));
}

void TestCaptures::releasesDifferInVersionAndReservationOnly()
{
    const QStringList older = comparableNodes(u"22.05.8/v0.0.38/nodes.http"_s);
    QCOMPARE(older.size(), 7);
    QCOMPARE(comparableNodes(u"24.11.5/v0.0.42/nodes.http"_s), older);
}

void TestCaptures::plannedNodesAreActive_data()
{
    QTest::addColumn<QString>("path");
    for (const char *path :
         {"22.05.8/v0.0.37", "22.05.8/v0.0.38", "24.11.5/v0.0.40", "24.11.5/v0.0.41", "24.11.5/v0.0.42"})
        QTest::newRow(path) << QLatin1String(path) + u"/nodes-planned.json";
}

void TestCaptures::plannedNodesAreActive()
{
    QFETCH(QString, path);
    const ParseResult result = parseCapture(path);
    QVERIFY(result.hasValue());
    const Node node = findNode(**result, "c01");
    QCOMPARE(toQString(node.states), u"IDLE,PLANNED"_s);
    QCOMPARE(toQString(toString(node.stateClass)), u"active"_s);
}

void TestCaptures::nodesHaveTheirValues_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("partitionsAndStates"); // one line each of c01, g01 and x01
    QTest::addColumn<QString>("classes");
    const QString states = u"partitions=batch,debug states=IDLE,DRAIN|partitions=gpu,debug states=MIXED|"
                           "partitions=cloud states=IDLE,CLOUD,NOT_RESPONDING,POWERING_UP"_s;
    const QString classes = u"drained|active|powering_up"_s;
    QTest::newRow("v36") << u"22.05.8/v0.0.36"_s << u"states=IDLE|states=ALLOCATED|states=IDLE"_s
                         << u"active|active|active"_s;
    for (const char *version : {"22.05.8/v0.0.37", "22.05.8/v0.0.38", "24.11.5/v0.0.40", "24.11.5/v0.0.41",
                                "24.11.5/v0.0.42", "26.05.5/v0.0.43", "26.05.5/v0.0.44", "26.05.5/v0.0.45"})
        QTest::newRow(version) << QString(QLatin1String(version)) << states << classes;
}

void TestCaptures::nodesHaveTheirValues()
{
    QFETCH(QString, version);
    QFETCH(QString, partitionsAndStates);
    QFETCH(QString, classes);
    const QStringList states = partitionsAndStates.split(u'|');
    const QStringList expectedClass = classes.split(u'|');
    const QString release = version.section(u'/', 0, 0);
    // When c01 was drained, and the times of c01 and g01.
    const QHash<QString, QStringList> timesOf{
        {u"22.05.8"_s,
         {u"1795424821"_s, u"bootTime=1795423898 lastBusy=1795424820"_s,
          u"bootTime=1795423898 lastBusy=1795424820"_s}},
        {u"24.11.5"_s,
         {u"1795425105"_s, u"bootTime=1795423898 lastBusy=1795425088"_s,
          u"bootTime=1795423898 lastBusy=1795425088"_s}},
        {u"26.05.5"_s,
         {u"1796101570"_s, u"bootTime=1796096556 lastBusy=1796101553"_s,
          u"bootTime=1796096556 lastBusy=1796101562"_s}},
    };
    QStringList times = timesOf[release];
    if (version == u"22.05.8/v0.0.36"_s)
        times.replaceInStrings(QRegularExpression(u" lastBusy=.*"_s), QString());
    const QString os = u"operatingSystem=Linux 6.18.44-fc-v769 #1 SMP PREEMPT_DYNAMIC @0"_s;
    const ParseResult result = parseCapture(version + u"/nodes.http");
    QVERIFY(result.hasValue());

    QCOMPARE(nodeText(findNode(**result, "c01")),
             u"name=c01 hostname=vm address=127.0.0.1 architecture=x86_64 %1 features=skylake,ib "
             "activeFeatures=skylake,ib %2 version=%3 reason=bad disk, \"quoted\" é reasonUser=root cpus=2 "
             "boards=1 "
             "sockets=2 cores=1 threads=1 realMemory=1000 weight=1 reasonTime=%5 %6 class=%4"_s.arg(
                 states[0], os, release, expectedClass[0], times[0], times[1]));
    QCOMPARE(
        nodeText(findNode(**result, "g01")),
        u"name=g01 hostname=vm address=127.0.0.1 architecture=x86_64 %1 features=gpu,a100 "
        "activeFeatures=gpu,a100 gres=gpu:a100:4 %2 version=%3 cpus=4 boards=1 sockets=4 cores=1 threads=1 "
        "realMemory=2000 weight=1 %5 class=%4"_s.arg(states[1], os, release, expectedClass[1], times[2]));
    QCOMPARE(
        nodeText(findNode(**result, "x01")),
        u"name=x01 hostname=x01 address=127.0.0.4 %1 features=cloud activeFeatures=cloud cpus=2 boards=1 "
        "sockets=2 cores=1 threads=1 realMemory=1000 weight=1 class=%2"_s.arg(states[2], expectedClass[2]));
}

void TestCaptures::clusterAndReleaseAreTold_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("cluster");
    QTest::addColumn<QString>("release");
    QTest::newRow("v36") << u"22.05.8/v0.0.36/nodes.http"_s << QString() << u"22.05.8"_s;
    QTest::newRow("v38") << u"22.05.8/v0.0.38/nodes.http"_s << QString() << u"22.05.8"_s;
    QTest::newRow("v40") << u"24.11.5/v0.0.40/nodes.http"_s << u"rig"_s << u"24.11.5"_s;
    QTest::newRow("v42") << u"24.11.5/v0.0.42/nodes.http"_s << u"rig"_s << u"24.11.5"_s;
    QTest::newRow("v45") << u"26.05.5/v0.0.45/nodes.http"_s << u"rig"_s << u"26.05.5"_s;
}

void TestCaptures::clusterAndReleaseAreTold()
{
    QFETCH(QString, path);
    const ParseResult result = parseCapture(path);
    QVERIFY(result.hasValue());
    QTEST(toQString((*result)->cluster), "cluster");
    QTEST(toQString((*result)->slurmRelease), "release");
}

} // namespace slurmsd

SLURMSD_TEST(slurmsd::TestCaptures)
#include "tst_captures.moc"
