// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/nodesparser.h"
#include "daemon/store/snapshotcodec.h"
#include "tests/support/fakecluster.h"
#include "tests/support/nodetext.h"
#include "tests/support/testrunner.h"

#include <QCryptographicHash>
#include <QTest>
#include <QtEndian>

using namespace slurmsd;

namespace {

std::shared_ptr<NodeSnapshot> listOf(std::initializer_list<Node> nodes)
{
    auto list = std::make_shared<NodeSnapshot>();
    list->nodes = nodes;
    return list;
}

Node named(std::string_view name)
{
    Node node;
    node.name = name;
    return node;
}

// Every field has a value of its own, and none its default.
Node fullNode()
{
    Node node{"n1",
              "host",
              "10.0.0.1",
              "x86_64",
              "batch,gpu",
              "IDLE,DRAIN",
              "a100,ib",
              "a100",
              "gpu:a100:4(S:0-1)",
              "Linux",
              "24.11.5",
              "owner",
              "mcs",
              "a comment",
              "extra=1",
              "reserved",
              "i-1",
              "c5.large",
              "Grund: Lüfter",
              "root",
              "rack1:n1"};
    node.cpus = 1;
    node.boards = 2;
    node.sockets = 3;
    node.cores = 4;
    node.threads = 5;
    node.realMemory = std::int64_t{1} << 40;
    node.weight = 0;
    node.reasonTime = 1'795'424'821;
    node.stateClass = StateClass::Drained;
    return node;
}

// As the daemon has it after a poll.
std::shared_ptr<NodeSnapshot> parsedCluster(std::size_t nodes)
{
    NodesParser parser;
    parser.feed(FakeCluster::text({.nodes = nodes}));
    auto list = parser.finish();
    if (!list)
        qFatal("%s", list.error().message.c_str());
    sortNodes(**list);
    for (Node &node : (*list)->nodes)
        node.bootTime = node.lastBusy = Node::notGiven; // are not stored
    return *list;
}

QByteArray encoded(std::shared_ptr<const NodeSnapshot> list, std::string endpoint = "demo:")
{
    return encodeSnapshot({std::move(endpoint), std::move(list)});
}

QString errorOf(const QByteArray &bytes)
{
    const auto decoded = decodeSnapshot(bytes);
    return decoded ? QStringLiteral("none") : QString::fromStdString(decoded.error().message);
}

bool isDamage(const QByteArray &bytes)
{
    const auto decoded = decodeSnapshot(bytes);
    return !decoded && decoded.error().kind == SnapshotError::Kind::Damaged;
}

// The payload behind a header that fits it.
QByteArray sealed(const QByteArray &payload, char version = 2)
{
    QByteArray bytes = encoded(listOf({})).first(12);
    bytes[11] = version;
    const auto length = qToBigEndian(static_cast<quint64>(payload.size()));
    bytes += QByteArrayView(reinterpret_cast<const char *>(&length), sizeof length);
    bytes += QCryptographicHash::hash(payload, QCryptographicHash::Blake2b_256);
    return bytes + payload;
}

// A payload as a person writes it: numbers of four bytes, texts as they are.
class Payload
{
public:
    Payload &number(quint32 value)
    {
        const quint32 bytes = qToBigEndian(value);
        m_bytes += QByteArrayView(reinterpret_cast<const char *>(&bytes), sizeof bytes);
        return *this;
    }
    // The texts, and the endpoint to the API version, all empty; nothing skipped.
    Payload &beginning(std::initializer_list<const char *> texts, int version = 2)
    {
        const auto count = static_cast<quint32>(texts.size());
        QByteArray all;
        for (const char *text : texts)
            all += text;
        number(static_cast<quint32>(all.size()));
        m_bytes += all;
        number(count + 1).number(0);
        for (const char *text : texts)
            number(static_cast<quint32>(qstrlen(text)));
        if (version > 1)
            number(0); // slurmCluster
        return number(0).number(0).number(0).number(0).number(0).number(0);
    }
    // A node whose name alone differs from the one before.
    Payload &node(quint32 nameIndex) { return number(1).number(nameIndex); }

    QByteArray bytes() const { return m_bytes; }

private:
    QByteArray m_bytes;
};

} // namespace

class TestSnapshotCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsEveryField()
    {
        const auto list = listOf({fullNode()});
        list->cluster = "alpha";
        list->slurmCluster = "tux";
        list->slurmRelease = "24.11.5";
        list->apiVersion = "v0.0.42";
        list->skipped = 3;
        const std::chrono::system_clock::time_point yesterday{std::chrono::hours(480000)};

        const auto decoded = decodeSnapshot(encoded(list, "unix:/run/slurmrestd.sock"), yesterday);
        QVERIFY(decoded.hasValue());
        QCOMPARE(decoded->endpoint, "unix:/run/slurmrestd.sock");
        QCOMPARE(nodeTexts(*decoded->nodes), nodeTexts(*list));
        QVERIFY(decoded->nodes->nodes == list->nodes);
        QCOMPARE(decoded->nodes->cluster, "alpha");
        QCOMPARE(decoded->nodes->slurmCluster, "tux");
        QCOMPARE(decoded->nodes->slurmRelease, "24.11.5");
        QCOMPARE(decoded->nodes->apiVersion, "v0.0.42");
        QCOMPARE(decoded->nodes->skipped, 3U);
        QVERIFY(decoded->nodes->takenAt == yesterday);
    }

    void keepsAnEmptyListAndEmptyFields()
    {
        const auto empty = decodeSnapshot(encoded(listOf({}), ""));
        QVERIFY(empty.hasValue());
        QCOMPARE(empty->endpoint, "");
        QVERIFY(empty->nodes->nodes.empty());

        const auto sorted = decodeSnapshot(encoded(listOf({fullNode(), named("n2"), named("n10")})));
        QVERIFY(sorted.hasValue());
        QVERIFY(sorted->nodes->nodes == (std::vector{fullNode(), named("n2"), named("n10")}));
    }

    void keepsEveryStateClass()
    {
        std::vector<std::string> names;
        for (std::size_t i = 0; i < allStateClasses.size(); ++i)
            names.push_back("n" + std::to_string(i));
        const auto list = listOf({});
        for (std::size_t i = 0; i < allStateClasses.size(); ++i) {
            list->nodes.push_back(named(names[i]));
            list->nodes.back().stateClass = allStateClasses[i];
        }
        const auto decoded = decodeSnapshot(encoded(list));
        QVERIFY(decoded.hasValue());
        QVERIFY(decoded->nodes->nodes == list->nodes);
    }

    void keepsALargeCluster()
    {
        const auto list = parsedCluster(8192);
        const QByteArray bytes = encoded(list);
        const auto decoded = decodeSnapshot(bytes);
        QVERIFY(decoded.hasValue());
        QVERIFY(decoded->nodes->nodes == list->nodes);
        QCOMPARE(encodeSnapshot(*decoded), bytes); // equal lists, whatever memory they are in
        // Strings in common are there once: 20 fields a node take some 50 bytes.
        QVERIFY2(bytes.size() < 8192 * 64, qPrintable(QString::number(bytes.size())));
    }

    void tellsListsApartButNotTimes()
    {
        const auto list = listOf({fullNode()});
        const QByteArray before = encoded(list);
        list->takenAt = std::chrono::system_clock::now();
        QCOMPARE(encoded(list), before);
        list->nodes.front().weight = 1;
        QVERIFY(encoded(list) != before);
        list->nodes.front().weight = 0;
        QCOMPARE(encoded(list), before);
        QVERIFY(encoded(list, "other:") != before);
    }

    void saysThatItIsCutShortAtAnyByte()
    {
        const QByteArray bytes = encoded(listOf({fullNode()}));
        for (qsizetype size = 0; size < bytes.size(); ++size) {
            QVERIFY(isDamage(bytes.first(size)));
            const QString error = errorOf(bytes.first(size));
            QVERIFY2(error.startsWith(QStringLiteral("damaged: cut short, ")), qPrintable(error));
        }
        QCOMPARE(errorOf(QByteArray()), QStringLiteral("damaged: cut short, 0 bytes do not hold its header"));
        QCOMPARE(errorOf(bytes.first(60)),
                 QStringLiteral("damaged: cut short, 8 bytes follow its header instead of %1")
                     .arg(bytes.size() - snapshotHeaderBytes));
    }

    void noticesEachFlippedBit()
    {
        const QByteArray bytes = encoded(listOf({fullNode()}));
        for (qsizetype at = 0; at < bytes.size(); ++at) {
            for (int bit = 0; bit < 8; ++bit) {
                QByteArray flipped = bytes;
                flipped[at] = static_cast<char>(flipped[at] ^ (1 << bit));
                // But for those that make it 1 or 2, which there are.
                const bool isVersion = at >= 8 && at < 12 && !(at == 11 && bit < 2);
                QVERIFY(!decodeSnapshot(flipped).hasValue());
                QCOMPARE(isDamage(flipped), !isVersion);
            }
        }
        QByteArray flipped = bytes;
        flipped[100] = static_cast<char>(~flipped[100]);
        QCOMPARE(errorOf(flipped), QStringLiteral("damaged: its checksum does not match its content"));
    }

    // As it was before lists knew Slurm's own name for their cluster.
    void readsFormat1()
    {
        const auto decoded =
            decodeSnapshot(sealed(Payload().beginning({"a", "b"}, 1).number(2).node(1).node(2).bytes(), 1));
        QVERIFY(decoded);
        QCOMPARE(nodeTexts(*decoded->nodes).size(), 2);
        QCOMPARE(decoded->nodes->slurmCluster, "");
        QVERIFY(isDamage(sealed(Payload().beginning({"a", "b"}, 1).number(2).node(1).node(2).bytes(), 2)));
    }

    // As it was before state times, and who gave a reason.
    void readsFormat2()
    {
        constexpr quint32 weightAndClass = 1 | 1U << 26 | 1U << 27; // beside the name
        Payload payload;
        payload.beginning({"a", "b", "down"}).number(2);
        payload.number(weightAndClass).number(1).number(0).number(7).number(3).node(2);
        const auto decoded = decodeSnapshot(sealed(payload.bytes(), 2));
        QVERIFY(decoded);
        QVERIFY(decoded->stateTimes.empty());
        QCOMPARE(decoded->nodes->nodes.size(), 2U);
        for (const Node &node : decoded->nodes->nodes) {
            QCOMPARE(node.weight, 7);
            QVERIFY(node.stateClass == StateClass::Down);
            QCOMPARE(node.reasonTime, Node::notGiven);
        }
        QVERIFY(isDamage(sealed(payload.bytes(), 3))); // there these bits are other fields
    }

    void keepsStateTimes()
    {
        const auto list = listOf({fullNode(), named("n2"), named("n10")});
        const StateTimes times{1'700'000'000, 1'700'000'000, 1'800'000'000};
        const auto decoded = decodeSnapshot(encodeSnapshot({"demo:", list, times}));
        QVERIFY(decoded);
        QVERIFY(decoded->stateTimes == times);
        QVERIFY(decodeSnapshot(encoded(list))->stateTimes.empty());
        QVERIFY(encodeSnapshot({"demo:", list, times}) != encoded(list));
    }

    void refusesOtherFiles_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("error");
        const QByteArray good = encoded(listOf({fullNode()}));
        QByteArray newer = good;
        newer[11] = 4;
        QByteArray endless = good;
        endless.replace(12, 8, QByteArray(8, '\xff'));

        QTest::newRow("text") << QByteArray("[]") << "damaged: it does not begin as a stored node list does";
        QTest::newRow("zeros") << QByteArray(4096, '\0')
                               << "damaged: it does not begin as a stored node list does";
        QTest::newRow("newer") << newer << "it is in format 4, this program reads formats up to 3";
        QTest::newRow("newer, cut short")
            << newer.first(12) << "it is in format 4, this program reads formats up to 3";
        QTest::newRow("longer") << good + '\n'
                                << QStringLiteral(
                                       "damaged: too long, %1 bytes follow its header instead of %2")
                                       .arg(good.size() - snapshotHeaderBytes + 1)
                                       .arg(good.size() - snapshotHeaderBytes);
        QTest::newRow("a length without end")
            << endless
            << QStringLiteral(
                   "damaged: cut short, %1 bytes follow its header instead of 18446744073709551615")
                   .arg(good.size() - snapshotHeaderBytes);
    }

    void refusesOtherFiles()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const QString, error);
        QCOMPARE(errorOf(bytes), error);
        const bool isVersion = error.startsWith(QStringLiteral("it is in format"));
        QCOMPARE(isDamage(bytes), !isVersion);
    }

    void refusesNonsenseBehindAGoodHeader_data()
    {
        QTest::addColumn<QByteArray>("payload");
        const auto start = [] { return Payload().beginning({"a", "b"}); };

        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("texts of 4 GB") << Payload().number(0xfffffffe).bytes();
        QTest::newRow("4,294,967,295 texts") << Payload().number(0).number(0xffffffff).bytes();
        QTest::newRow("a text longer than all") << Payload().number(0).number(1).number(7).bytes();
        QTest::newRow("texts that nothing counts") << Payload().beginning({}).bytes().replace(3, 1, "\4");
        QTest::newRow("not UTF-8") << Payload().beginning({"\xff"}).number(0).bytes();
        QTest::newRow("no node count") << start().bytes();
        QTest::newRow("4,294,967,295 nodes") << start().number(0xffffffff).bytes();
        QTest::newRow("fewer nodes than counted") << start().number(2).node(1).bytes();
        QTest::newRow("more nodes than counted") << start().number(1).node(1).node(2).bytes();
        QTest::newRow("a text that is not there") << start().number(1).node(3).bytes();
        QTest::newRow("a node without a name") << start().number(1).number(0).bytes();
        QTest::newRow("an empty name") << start().number(1).node(0).bytes();
        QTest::newRow("a name twice") << start().number(2).node(1).node(1).bytes();
        QTest::newRow("out of order") << start().number(2).node(2).node(1).bytes();
        QTest::newRow("a field that is none")
            << start().number(1).number(1 | 1U << 28).number(1).number(0).bytes();
        QTest::newRow("a class that is none")
            << start().number(1).number(1 | 1U << 27).number(1).number(2).bytes();
    }

    void refusesNonsenseBehindAGoodHeader()
    {
        QFETCH(const QByteArray, payload);
        const QByteArray bytes = sealed(payload);
        QVERIFY(isDamage(bytes));
        const QString error = errorOf(bytes);
        QVERIFY2(error.startsWith(QStringLiteral("damaged: what is before byte ")), qPrintable(error));
    }

    // What the rows above differ from.
    void acceptsAPayloadWrittenByHand()
    {
        const auto decoded =
            decodeSnapshot(sealed(Payload().beginning({"a", "b"}).number(2).node(1).node(2).bytes()));
        QVERIFY(decoded.hasValue());
        QVERIFY(decoded->nodes->nodes == (std::vector{named("a"), named("b")}));
    }
};

SLURMSD_TEST(TestSnapshotCodec)

#include "tst_snapshotcodec.moc"
