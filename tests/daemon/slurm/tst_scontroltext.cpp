// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/nodesparser.h"
#include "daemon/slurm/scontroltextparser.h"
#include "tests/support/nodetext.h"
#include "tests/support/testrunner.h"

#include <QFile>
#include <QtTest>

#include <algorithm>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

// What the recordings in tests/data/scontrol were made with, and what a comment cannot know.
constexpr const char *mark = "4711";

QByteArray recording(const QString &release, const char *file)
{
    QFile opened(QStringLiteral(SLURMSD_TEST_DATA "/scontrol/%1/%2").arg(release, QLatin1String(file)));
    return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray("no such recording");
}

std::string_view view(const QByteArray &bytes)
{
    return {bytes.data(), static_cast<std::size_t>(bytes.size())};
}

// The nodes, or the error alone.
template <typename Parser>
QStringList outcome(Parser &parser)
{
    const auto result = parser.finish();
    if (!result)
        return {toQString(toString(result.error().errorClass)) + u": "_s + toQString(result.error().message)};
    return nodeTexts(**result);
}

QStringList nodesOf(const QByteArray &text, qsizetype chunkBytes = 65536)
{
    ScontrolTextParser parser(mark);
    for (qsizetype at = 0; at < text.size(); at += chunkBytes)
        parser.feed(view(text).substr(static_cast<std::size_t>(at), static_cast<std::size_t>(chunkBytes)));
    return outcome(parser);
}

// A line as scontrol prints it, for a node that has been busy; `tail` with a blank before it.
QByteArray line(const char *name, const QByteArray &tail = {}, const char *times = "1796066598~4711",
                const char *state = "IDLE")
{
    return QByteArray("NodeName=") + name +
           " Arch=x86_64 CoresPerSocket=1  CPUAlloc=0 CPUEfctv=2 CPUTot=2 CPULoad=0.10 AvailableFeatures=ib "
           "ActiveFeatures=ib Gres=(null) NodeAddr=10.0.0.1 NodeHostName=h Port=6818 Version=22.05.8 "
           "OS=Linux  "
           "RealMemory=1000 AllocMem=0 FreeMem=N/A Sockets=2 Boards=1 State=" +
           state +
           " ThreadsPerCore=1 TmpDisk=0 Weight=1 Owner=N/A MCS_label=N/A Partitions=batch  BootTime=" +
           times + " SlurmdStartTime=" + times + " LastBusyTime=" + times +
           " CfgTRES=cpu=2 AllocTRES= AveWatts=0" + tail + '\n';
}

QStringList namesOf(const QStringList &nodes)
{
    QStringList names;
    for (const QString &node : nodes)
        names += node.section(u' ', 0, 0);
    return names;
}

} // namespace

// scontrol's text against what slurmrestd of the same cluster answered at the same time: tests/data/scontrol
// has both.
class TestScontrolText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatSlurmrestdSays_data();
    void saysWhatSlurmrestdSays();
    void takesChunksOfAnySize_data() { saysWhatSlurmrestdSays_data(); }
    void takesChunksOfAnySize();
    void readsTheEndOfALine_data();
    void readsTheEndOfALine();
    void readsStates_data();
    void readsStates();
    void isNotFooledByTexts_data();
    void isNotFooledByTexts();
    void refusesOtherTexts_data();
    void refusesOtherTexts();
};

void TestScontrolText::saysWhatSlurmrestdSays_data()
{
    QTest::addColumn<bool>("tellsReservations");
    QTest::addColumn<int>("nodes");
    QTest::newRow("22.05.8") << false << 17;
    QTest::newRow("26.05.5") << true << 17;
}

void TestScontrolText::saysWhatSlurmrestdSays()
{
    QFETCH(const bool, tellsReservations);
    const QString release = QString::fromLatin1(QTest::currentDataTag());
    NodesParser rest;
    rest.feed(view(recording(release, "nodes.json")));
    const auto answer = rest.finish();
    QVERIFY(answer);
    if (!tellsReservations)
        std::ranges::for_each((*answer)->nodes, [](Node &node) { node.reservation = {}; });
    QStringList expected = nodeTexts(**answer);
    QFETCH(const int, nodes);
    QCOMPARE(expected.size(), nodes);
    const QStringList text = nodesOf(recording(release, "nodes.txt"));
    for (qsizetype i = 0; i < std::min(text.size(), expected.size()); ++i)
        QCOMPARE(text[i], expected[i]);
    QCOMPARE(text.size(), expected.size());
}

void TestScontrolText::takesChunksOfAnySize()
{
    const QByteArray text = recording(QString::fromLatin1(QTest::currentDataTag()), "nodes.txt");
    const QStringList whole = nodesOf(text);
    for (const qsizetype size : {1, 2, 7, 100, 1000})
        QCOMPARE(nodesOf(text, size), whole);
}

void TestScontrolText::readsTheEndOfALine_data()
{
    QTest::addColumn<QByteArray>("tail");
    QTest::addColumn<QString>("expected"); // of the fields that the end of a line fills
    const auto row = [](const char *name, const char *tail, const QString &expected) {
        QTest::newRow(name) << QByteArray(tail) << expected;
    };
    row("nothing", "", u""_s);
    row("reason", " Reason=full [root@1796066598~4711]", u"reason=full reasonUser=root"_s);
    row("reason of slurm.conf", " Reason=no power supply", u"reason=no power supply"_s);
    row("a user with a dot", " Reason=full [a.b@1796066598~4711]", u"reason=full reasonUser=a.b"_s);
    row("brackets in a reason", " Reason=[x@1] odd [now] [root@1796066598~4711]",
        u"reason=[x@1] odd [now] reasonUser=root"_s);
    row("keys in a reason", " Reason=a Comment=b [root@1796066598~4711]",
        u"reason=a Comment=b reasonUser=root"_s);
    row("lines of a reason", " Reason=a [root@1796066598~4711]        b        c Comment=d",
        u"comment=d reason=a\nb\nc reasonUser=root"_s);
    row("comment and extra", " Comment=c Extra={\"a\": \"b c\"}", u"comment=c extra={\"a\": \"b c\"}"_s);
    row("keys of before in a comment", " Comment=Reason=x State=DOWN NodeName=y",
        u"comment=Reason=x State=DOWN NodeName=y"_s);
    row("all",
        " Reason=r [root@1796066598~4711] Comment=c Extra=e InstanceId=i InstanceType=t ReservationName=m",
        u"comment=c extra=e reservation=m instanceId=i instanceType=t reason=r reasonUser=root"_s);
    row("blanks", " Comment=  c  Extra=e", u"comment=  c  extra=e"_s);
    row("said to be nothing", " Comment=(null) Extra=N/A", u""_s);
    row("Latin-1", " Comment=caf\xe9", u"comment=caf\ufffd"_s);
    // What the text cannot tell: how much of it is the comment.
    row("a later key in a comment", " Comment=a Extra=b Extra=c", u"comment=a extra=b Extra=c"_s);
}

void TestScontrolText::readsTheEndOfALine()
{
    QFETCH(const QByteArray, tail);
    QFETCH(const QString, expected);
    ScontrolTextParser parser(mark);
    parser.feed(view(line("n1", tail)));
    const auto result = parser.finish();
    QVERIFY(result);
    QCOMPARE((*result)->nodes.size(), 1U);
    const Node &node = (*result)->nodes.front();
    const bool isTimed = tail.contains("[root@") || tail.contains("[a.b@");
    QCOMPARE(node.reasonTime, isTimed ? 1796066598 : Node::notGiven);
    Node end;
    end.comment = node.comment;
    end.extra = node.extra;
    end.reservation = node.reservation;
    end.instanceId = node.instanceId;
    end.instanceType = node.instanceType;
    end.reason = node.reason;
    end.reasonUser = node.reasonUser;
    QCOMPARE(node.bootTime, 1796066598);
    QCOMPARE(node.lastBusy, 1796066598);
    QCOMPARE(nodeText(end), expected + (expected.isEmpty() ? u"class=unknown"_s : u" class=unknown"_s));
    QCOMPARE(toQString(node.partitions), u"batch"_s);
    QCOMPARE(toQString(node.states), u"IDLE"_s);
}

void TestScontrolText::readsStates_data()
{
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *state, const char *expected) {
        QTest::newRow(state) << QString::fromUtf8(expected);
    };
    row("IDLE", "IDLE");
    row("MIXED+DRAIN", "MIXED,DRAIN");
    row("IDLE+CLOUD+NOT_RESPONDING+POWERING_UP", "IDLE,CLOUD,NOT_RESPONDING,POWERING_UP");
    row("DOWN*", "DOWN,NOT_RESPONDING");
    row("IDLE+DRAIN*", "IDLE,DRAIN,NOT_RESPONDING");
    row("IDLE+CLOUD~", "IDLE,CLOUD,POWERED_DOWN");
    row("IDLE$*", "IDLE,MAINTENANCE,NOT_RESPONDING");
    row("DOWN^", "DOWN,REBOOT_ISSUED");
    row("IDLE+\xe9", "IDLE,\ufffd");
}

void TestScontrolText::readsStates()
{
    QFETCH(const QString, expected);
    ScontrolTextParser parser(mark);
    parser.feed(view(line("n1", {}, "None", QTest::currentDataTag())));
    const auto result = parser.finish();
    QVERIFY(result);
    QCOMPARE(toQString((*result)->nodes.front().states), expected);
}

void TestScontrolText::isNotFooledByTexts_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("names");
    const QStringList both{u"name=n1"_s, u"name=n2"_s};
    QTest::newRow("a comment of two lines") << line("n1", " Comment=a\n\nb") + line("n2") << both;
    QTest::newRow("a name in the next line")
        << line("n1", " Comment=a\nNodeName=evil State=DOWN") + line("n2") << both;
    QTest::newRow("a whole node, times that it knows")
        << line("n1", " Comment=a\n" + line("evil", {}, "2026-11-30T19:23:18").trimmed()) + line("n2")
        << both;
    QTest::newRow("a whole node, times of another mark")
        << line("n1", " Extra=a\n" + line("n2", {}, "1796066598~1234", "DOWN").trimmed()) + line("n2")
        << both;
    QTest::newRow("a node that was never busy behind a comment")
        << line("n1", " Comment=a") + line("n2", {}, "None") << both;
    QTest::newRow("no time is known") << line("n1", {}, "Unknown") + line("n2", {}, "None") << both;
}

void TestScontrolText::isNotFooledByTexts()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QStringList, names);
    QCOMPARE(namesOf(nodesOf(text)), names);
}

void TestScontrolText::refusesOtherTexts_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const QByteArray &text, const QString &expected) {
        QTest::newRow(name) << text << QStringList{expected};
    };
    const QString other =
        u"parse: not scontrol's list of nodes: expected a line \"NodeName=…\" with what a node has, got "_s;
    row("nothing", "", u"parse: not scontrol's list of nodes: it is empty"_s);
    row("another text", "slurm_load_node error\n", other + u"\"slurm_load_node error\""_s);
    row("another language", "Knotenname=n1\n", other + u"\"Knotenname=n1\""_s);
    row("a name alone", "NodeName=n1\n", other + u"\"NodeName=n1\""_s);
    row("the form of several lines", "NodeName=n1 Arch=x86_64 CoresPerSocket=1\n   CPUTot=2\n",
        other + u"\"NodeName=n1 Arch=x86_64 CoresPerSocket=1\""_s);
    row("times without the mark", line("n1", {}, "2026-11-30T19:23:18"),
        other + u"\"NodeName=n1 Arch=x86_64 CoresPerSocket=1  CPUAlloc=0 CPUEfct…\""_s);
    row("cut short", line("n1") + line("n2").chopped(1),
        u"parse: scontrol's list of nodes is cut short: it ends within \"NodeName=n2 Arch=x86_64 "
        u"CoresPerSocket=1  "
        "CPUAlloc=0 CPUEfct…\""_s);
    row("the same name twice", line("n1") + line("n2") + line("n1"),
        u"parse: node \"n1\" comes twice: does a comment or extra text repeat a node's line?"_s);
    row("a node without end", line("n1", " Comment=") + QByteArray(600'000, 'x') + '\n',
        u"parse: not scontrol's list of nodes: a node of more than 524288 bytes"_s);
    QTest::newRow("no nodes") << QByteArray("No nodes in the system\n") << QStringList();
}

void TestScontrolText::refusesOtherTexts()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QStringList, expected);
    QCOMPARE(nodesOf(text), expected);
    QCOMPARE(nodesOf(text, 1), expected);
}

} // namespace slurmsd

SLURMSD_TEST(slurmsd::TestScontrolText)

#include "tst_scontroltext.moc"
