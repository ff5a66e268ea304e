// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/eventkind.h"
#include "gui/models/timelinemodel.h"
#include "gui/models/timelineproxy.h"
#include "gui/models/times.h"
#include "tests/support/testrunner.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace slurmsd;
using namespace Qt::StringLiterals;

namespace {

const QDateTime noon(QDate(2026, 11, 23), QTime(12, 0));

// An event `minutes` after noon.
Event eventOf(std::uint64_t id, Event::Kind kind, const char *subject, const char *text, int minutes = 0)
{
    return {id, fromLocalTime(noon.addSecs(60 * minutes)), kind, "llm", subject, text};
}

std::vector<Event> numbered(std::uint64_t first, std::uint64_t last)
{
    std::vector<Event> events;
    for (std::uint64_t id = first; id <= last; ++id)
        events.push_back(eventOf(id, Event::Kind::NodeAdded, "n", std::to_string(id).c_str()));
    return events;
}

QStringList texts(const QAbstractItemModel &model)
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(); ++row)
        lines += model.index(row, TimelineModel::TextColumn).data().toString();
    return lines;
}

} // namespace

class TestTimelineModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsTheNewestFirst();
    void keepsSoManyAndNoMore();
    void tellsTimes();
    void hasWordsForEachKind();
    void filters_data();
    void filters();
    void filtersWhatArrives();
};

void TestTimelineModel::showsTheNewestFirst()
{
    TimelineModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    model.append(numbered(1, 3));
    const QPersistentModelIndex three = model.index(0, TimelineModel::TextColumn);
    model.append(numbered(4, 5));
    model.append({});
    QCOMPARE(texts(model), QStringList({u"5"_s, u"4"_s, u"3"_s, u"2"_s, u"1"_s}));
    QCOMPARE(three.row(), 2);
    QCOMPARE(three.data().toString(), u"3"_s);
    QCOMPARE(inserted.size(), 2);
    QCOMPARE(inserted.at(1).at(2).toInt(), 1);
    QCOMPARE(resets.size(), 0);
    QCOMPARE(model.eventAt(0), eventOf(5, Event::Kind::NodeAdded, "n", "5"));
}

void TestTimelineModel::keepsSoManyAndNoMore()
{
    TimelineModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.append(numbered(1, 9'999));
    const QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    model.append(numbered(10'000, 10'000));
    QCOMPARE(removed.size(), 0);
    model.append(numbered(10'001, 10'010));
    QCOMPARE(model.rowCount(), 10'000);
    QCOMPARE(removed.size(), 1);
    QCOMPARE(model.eventAt(0).id, 10'010U);
    QCOMPARE(model.eventAt(9'999).id, 11U);
    model.append(numbered(20'000, 40'000));
    QCOMPARE(model.rowCount(), 10'000);
    QCOMPARE(model.eventAt(9'999).id, 30'001U);
}

void TestTimelineModel::tellsTimes()
{
    TimelineModel model;
    model.setToday(noon.date());
    model.append({eventOf(1, Event::Kind::NodeAdded, "n", "yesterday", -24 * 60),
                  eventOf(2, Event::Kind::NodeAdded, "n", "today", 3)});
    const auto when = [&model](int row) {
        return model.index(row, TimelineModel::WhenColumn).data().toString();
    };
    QCOMPARE(when(0), u"12:03:00"_s);
    QCOMPARE(when(1), u"2026-11-22 12:00:00"_s);
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setToday(noon.date().addDays(1));
    QCOMPARE(when(0), u"2026-11-23 12:03:00"_s);
    QCOMPARE(changed.size(), 1);
    model.setToday(noon.date().addDays(1));
    QCOMPARE(changed.size(), 1);
}

void TestTimelineModel::hasWordsForEachKind()
{
    QSet<QString> words;
    for (int kind = 0; kind <= int(Event::Kind::Other); ++kind) {
        TimelineModel model;
        model.append({eventOf(1, Event::Kind(kind), "<b>", "<i>x</i>")});
        const QString shown = model.index(0, TimelineModel::KindColumn).data().toString();
        words.insert(shown);
        QVERIFY2(shown.size() > 3 && shown.at(1) == u' ', qPrintable(shown));
        QCOMPARE(model.index(0, TimelineModel::TextColumn).data(Qt::ToolTipRole).toString(),
                 u"<qt>&lt;i&gt;x&lt;/i&gt;</qt>"_s);
    }
    QCOMPARE(words.size(), int(Event::Kind::Other) + 1);
    QCOMPARE(EventWords::moodOf(Event::Kind::PollFailed), EventMood::Bad);
    QCOMPARE(EventWords::moodOf(Event::Kind::PollRecovered), EventMood::Good);
    QCOMPARE(EventWords::mark(Event::Kind::PollFailed), u"✕"_s);
}

void TestTimelineModel::filters_data()
{
    QTest::addColumn<QList<int>>("topics");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("from"); // minutes after noon; -1: open
    QTest::addColumn<int>("until");
    QTest::addColumn<QStringList>("shown");
    const QList<int> all;
    QTest::newRow("everything") << all << u""_s << -1 << -1 << QStringList{u"d"_s, u"c"_s, u"b"_s, u"a"_s};
    QTest::newRow("nodes") << QList<int>{int(EventTopic::Nodes)} << u""_s << -1 << -1
                           << QStringList{u"b"_s, u"a"_s};
    QTest::newRow("two topics") << QList<int>{int(EventTopic::Polls), int(EventTopic::Targets)} << u""_s << -1
                                << -1 << QStringList{u"d"_s, u"c"_s};
    QTest::newRow("subject") << all << u" GPU01 "_s << -1 << -1 << QStringList{u"a"_s};
    QTest::newRow("words of the kind") << all << u"poll failed"_s << -1 << -1 << QStringList{u"d"_s};
    QTest::newRow("no such text") << all << u"zzz"_s << -1 << -1 << QStringList();
    QTest::newRow("since") << all << u""_s << 20 << -1 << QStringList{u"d"_s, u"c"_s};
    QTest::newRow("until") << all << u""_s << -1 << 10 << QStringList{u"b"_s, u"a"_s};
    QTest::newRow("all at once") << QList<int>{int(EventTopic::Nodes)} << u"gpu"_s << 5 << 25
                                 << QStringList{u"b"_s};
}

void TestTimelineModel::filters()
{
    QFETCH(QList<int>, topics);
    QFETCH(QString, text);
    QFETCH(int, from);
    QFETCH(int, until);
    TimelineModel model;
    TimelineProxy proxy(model);
    const QAbstractItemModelTester tester(&proxy, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.append({eventOf(1, Event::Kind::NodeAdded, "gpu01", "a", 0),
                  eventOf(2, Event::Kind::NodeStateChanged, "gpu02", "b", 10),
                  eventOf(3, Event::Kind::TargetsChanged, "dcgm", "c", 20),
                  eventOf(4, Event::Kind::PollFailed, "", "d", 30)});
    QSet<EventTopic> chosen;
    for (const int topic : topics)
        chosen.insert(EventTopic(topic));
    proxy.setTopics(chosen);
    proxy.setFilter(*EventFilter::parse(text));
    proxy.setRange(from < 0 ? QDateTime() : noon.addSecs(60 * from),
                   until < 0 ? QDateTime() : noon.addSecs(60 * until));
    QTEST(texts(proxy), "shown");
    const std::vector<Event> events = proxy.events();
    QCOMPARE(qsizetype(events.size()), texts(proxy).size());
    for (std::size_t i = 0; i < events.size(); ++i)
        QCOMPARE(QString::fromStdString(events[i].text), texts(proxy).at(qsizetype(i)));
}

void TestTimelineModel::filtersWhatArrives()
{
    TimelineModel model;
    TimelineProxy proxy(model);
    proxy.setTopics({EventTopic::Polls});
    const QSignalSpy inserted(&proxy, &QAbstractItemModel::rowsInserted);
    model.append(numbered(1, 100));
    QCOMPARE(inserted.size(), 0);
    model.append({eventOf(101, Event::Kind::PollFailed, "", "it failed")});
    QCOMPARE(texts(proxy), QStringList{u"it failed"_s});
}

SLURMSD_TEST(TestTimelineModel)
#include "tst_timelinemodel.moc"
