// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/notification.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;
using namespace std::chrono_literals;

using Kind = Event::Kind;

namespace {

Event eventOf(Kind kind, const char *text, std::chrono::seconds when = 10s)
{
    return {1, WallTime(when), kind, {}, {}, text};
}

} // namespace

Q_DECLARE_METATYPE(std::vector<Event>)

class TestNotification : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void none();
    void kinds_data();
    void kinds();
    void several();
};

void TestNotification::none()
{
    const auto noticeOf = [](const std::vector<Event> &events) {
        return eventNotice(QStringLiteral("head"), events, WallTime(5s));
    };
    QVERIFY(!noticeOf({}));
    QVERIFY(
        !noticeOf({eventOf(Kind::NodeStateChanged, "gpu01: active → down"), eventOf(Kind::ConfigReloaded, ""),
                   eventOf(Kind::ListAccepted, ""), eventOf(Kind::Other, "?")}));
    QVERIFY(!noticeOf({eventOf(Kind::PollFailed, "long ago", 4s)}));
}

void TestNotification::kinds_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("title");
    QTest::addColumn<bool>("isAlarm");
    QTest::newRow("failed") << Kind::PollFailed << QStringLiteral("head: Slurm cannot be polled") << true;
    QTest::newRow("recovered") << Kind::PollRecovered << QStringLiteral("head: Slurm can be polled again")
                               << false;
    QTest::newRow("held") << Kind::ListHeld << QStringLiteral("head: a node list is held back") << true;
    QTest::newRow("reload") << Kind::ConfigReloadFailed
                            << QStringLiteral("head: the config could not be reloaded") << true;
    QTest::newRow("storage") << Kind::StorageFailed << QStringLiteral("head: the node list cannot be stored")
                             << true;
    QTest::newRow("storage back") << Kind::StorageRecovered
                                  << QStringLiteral("head: the node list can be stored again") << false;
}

void TestNotification::kinds()
{
    QFETCH(Kind, kind);
    const auto notice = eventNotice(QStringLiteral("head"), {eventOf(kind, "words")}, WallTime(5s));
    QVERIFY(notice.has_value());
    QTEST(notice->title, "title");
    QTEST(notice->isAlarm, "isAlarm");
    QCOMPARE(notice->text, QStringLiteral("words"));
}

void TestNotification::several()
{
    const std::vector<Event> events{eventOf(Kind::PollFailed, "one"),  eventOf(Kind::PollFailed, "two"),
                                    eventOf(Kind::NodeAdded, "node"),  eventOf(Kind::StorageFailed, "three"),
                                    eventOf(Kind::PollFailed, "four"), eventOf(Kind::PollRecovered, "five")};
    const auto notice = eventNotice(QStringLiteral("head"), events, WallTime(5s));
    QVERIFY(notice.has_value());
    QCOMPARE(notice->title, QStringLiteral("head: Slurm can be polled again"));
    QVERIFY(!notice->isAlarm);
    QCOMPARE(notice->text, QStringLiteral("five\nfour\nthree\nAnd 2 more event(s)."));
}

SLURMSD_TEST(TestNotification)
#include "tst_notification.moc"
