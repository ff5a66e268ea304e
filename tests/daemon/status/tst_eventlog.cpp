// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/hostlist.h"
#include "daemon/status/eventlog.h"
#include "tests/daemon/targets/targettesting.h"
#include "tests/support/testrunner.h"

#include <QStringList>
#include <QTest>

using namespace slurmsd;

namespace {

const WallTime someTime{std::chrono::seconds(1'795'423'898)};

Event eventWith(std::string text)
{
    Event event;
    event.text = std::move(text);
    return event;
}

EventLog logOf(std::size_t events)
{
    EventLog log("boot-1");
    for (std::size_t i = 1; i <= events; ++i)
        log.add(eventWith("event " + std::to_string(i)));
    return log;
}

// "n1=active n2=down(disk check)"
std::shared_ptr<NodeSnapshot> nodes(const QString &text)
{
    auto snapshot = std::make_shared<NodeSnapshot>();
    for (const QString &word : text.split(u';', Qt::SkipEmptyParts)) {
        Node &node = snapshot->nodes.emplace_back();
        node.name = snapshot->strings.store(word.section(u'=', 0, 0).trimmed().toStdString());
        const QString state = word.section(u'=', 1);
        node.stateClass = *stateClassFromString(state.section(u'(', 0, 0).toStdString());
        node.reason =
            snapshot->strings.store(state.section(u'(', 1).chopped(state.contains(u'(')).toStdString());
    }
    snapshot->cluster = "llm";
    sortNodes(*snapshot);
    return snapshot;
}

QString texts(const std::vector<Event> &events)
{
    QStringList list;
    for (const Event &event : events)
        list.push_back(QString::fromStdString(event.text));
    return list.join(u'\n');
}

} // namespace

class TestEventLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pages_data()
    {
        QTest::addColumn<int>("events");
        QTest::addColumn<quint64>("after");
        QTest::addColumn<int>("limit");
        QTest::addColumn<quint64>("first"); // id; 0: none
        QTest::addColumn<int>("count");
        QTest::addColumn<quint64>("next");
        QTest::addColumn<quint64>("dropped");
        const auto row = [](const char *name, int events, quint64 after, int limit, quint64 first, int count,
                            quint64 next, quint64 dropped) {
            QTest::newRow(name) << events << after << limit << first << count << next << dropped;
        };
        row("empty", 0, 0, 10, 0, 0, 0, 0);
        row("empty, from the future", 0, 7, 10, 0, 0, 0, 0);
        row("all", 3, 0, 10, 1, 3, 3, 0);
        row("the rest", 3, 2, 10, 3, 1, 3, 0);
        row("nothing new", 3, 3, 10, 0, 0, 3, 0);
        row("from the future", 3, 4, 10, 1, 3, 3, 0);
        row("from the far future", 3, ~quint64(0), 10, 1, 3, 3, 0);
        row("some", 5, 1, 2, 2, 2, 3, 0);
        row("none wanted", 5, 1, 0, 0, 0, 1, 0);
        row("full", 10'000, 0, 20'000, 1, 10'000, 10'000, 0);
        row("wrapped around", 10'003, 0, 20'000, 4, 10'000, 10'003, 3);
        row("wrapped around, some known", 10'003, 2, 5, 4, 5, 8, 1);
        row("wrapped around, all known", 10'003, 3, 5, 4, 5, 8, 0);
        row("wrapped around, nothing new", 10'003, 10'003, 5, 0, 0, 10'003, 0);
        row("wrapped around, none wanted", 10'003, 0, 0, 0, 0, 3, 3);
        row("wrapped around twice, from the future", 25'000, 25'001, 1, 15'001, 1, 15'001, 15'000);
    }
    void pages()
    {
        QFETCH(const int, events);
        QFETCH(const quint64, after);
        QFETCH(const int, limit);
        QFETCH(const int, count);
        QFETCH(const quint64, first);
        const EventPage page =
            logOf(static_cast<std::size_t>(events)).after(after, static_cast<std::size_t>(limit));
        QCOMPARE(page.log, std::string("boot-1"));
        QCOMPARE(page.events.size(), static_cast<std::size_t>(count));
        QTEST(quint64(page.next), "next");
        QTEST(quint64(page.dropped), "dropped");
        for (std::size_t i = 0; i < page.events.size(); ++i) {
            QCOMPARE(page.events[i].id, first + i);
            QCOMPARE(page.events[i].text, "event " + std::to_string(first + i));
        }
    }

    void tellsEveryEventOnceToWhoeverGoesOn()
    {
        const EventLog log = logOf(1000);
        std::uint64_t next = 0;
        for (std::uint64_t seen = 0; seen < 1000;) {
            const EventPage page = log.after(next, 7);
            QVERIFY(!page.events.empty());
            for (const Event &one : page.events)
                QCOMPARE(one.id, ++seen);
            next = page.next;
        }
        QVERIFY(log.after(next, 7).events.empty());
    }

    void boundsTheStringsOfAnEvent()
    {
        EventLog log("x");
        Event huge = eventWith(std::string(100'000, 't'));
        huge.subject = std::string(254, 's') + "ää";
        huge.cluster = std::string(256, 'c');
        log.add(huge);
        const Event kept = log.after(0, 1).events.at(0);
        QCOMPARE(kept.text, std::string(997, 't') + "…");
        QCOMPARE(kept.subject, std::string(252, 's') + "…");
        QCOMPARE(kept.cluster, std::string(252, 'c') + "…");
        QVERIFY(kept.text.capacity() < 2000);
    }

    void tellsWhatHappenedToNodes_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QString>("expected");
        QTest::newRow("nothing") << "n1=active"
                                 << "n1=active"
                                 << "";
        QTest::newRow("no nodes") << ""
                                  << ""
                                  << "";
        QTest::newRow("a state") << "n1=active;n2=active"
                                 << "n1=active;n2=powering_up"
                                 << "n2: active → powering_up";
        QTest::newRow("came") << "n1=active"
                              << "n1=active;n2=future"
                              << "n2: came, future";
        QTest::newRow("went") << "n1=active;n2=down"
                              << "n1=active"
                              << "n2: went, was down";
        QTest::newRow("all went") << "n1=active;n2=down"
                                  << ""
                                  << "n1: went, was active\nn2: went, was down";
        QTest::newRow("natural order") << "n2=active;n10=active;n1=active"
                                       << "n10=down;n2=down;n3=active"
                                       << "n1: went, was active\nn2: active → down\nn3: came, active\n"
                                          "n10: active → down";
        QTest::newRow("a reason") << "n1=active;n2=active"
                                  << "n1=drained(disk check);n2=down(dead\nfan)"
                                  << "n1: active → drained (disk check)\nn2: active → down (dead\\nfan)";
        QTest::newRow("a reason of the past") << "n1=drained(disk check)"
                                              << "n1=active(disk check)"
                                              << "n1: drained → active";
    }
    void tellsWhatHappenedToNodes()
    {
        QFETCH(const QString, before);
        QFETCH(const QString, after);
        const auto old = nodes(before);
        const auto events = nodeEvents(*old, *nodes(after), someTime);
        QTEST(texts(events), "expected");
        for (const Event &one : events) {
            QVERIFY(one.when == someTime);
            QCOMPARE(one.cluster, std::string("llm"));
            QVERIFY(one.text.starts_with(one.subject + ": "));
        }
    }

    void tellsKinds()
    {
        const auto old = nodes(QStringLiteral("n1=active;n2=active"));
        const auto events = nodeEvents(*old, *nodes(QStringLiteral("n2=down;n3=active")), someTime);
        QCOMPARE(events.size(), 3U);
        QVERIFY(events[0].kind == Event::Kind::NodeRemoved);
        QVERIFY(events[1].kind == Event::Kind::NodeStateChanged);
        QVERIFY(events[2].kind == Event::Kind::NodeAdded);
        QCOMPARE(events[2].subject, std::string("n3"));
    }

    void foldsManyChanges_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QString>("expected");
        QTest::newRow("as many as the limit") << "n1=active;n2=active"
                                              << "n1=down;n2=down"
                                              << "n1: active → down\nn2: active → down";
        QTest::newRow("more") << "n1=active;n2=active;n3=active"
                              << "n1=down;n2=down;n3=down"
                              << "3 nodes active → down: n[1-3]";
        QTest::newRow("of each kind") << "n1=active;n2=active;n3=down;n5=active"
                                      << "n1=down;n2=down;n3=active;n4=future"
                                      << "1 node came, future: n4\n1 node down → active: n3\n"
                                         "1 node went, was active: n5\n2 nodes active → down: n[1-2]";
    }
    void foldsManyChanges()
    {
        QFETCH(const QString, before);
        QFETCH(const QString, after);
        const auto old = nodes(before);
        QTEST(texts(nodeEvents(*old, *nodes(after), someTime, 2)), "expected");
    }

    void boundsFoldedNames()
    {
        auto snapshot = std::make_shared<NodeSnapshot>();
        for (int i = 0; i < 20'000; ++i)
            snapshot->nodes.emplace_back().name = snapshot->strings.store("n" + std::to_string(2 * i) + 'x');
        sortNodes(*snapshot);
        const auto events = nodeEvents({}, *snapshot, someTime);
        QCOMPARE(events.size(), 1U);
        QVERIFY(events[0].text.starts_with("20,000 nodes came, unknown: n0x,n2x,n4x,"));
        QVERIFY(events[0].text.ends_with("…"));
        QVERIFY(events[0].text.size() <= EventLog::maxTextBytes);
    }
};

SLURMSD_TEST(TestEventLog)
#include "tst_eventlog.moc"
