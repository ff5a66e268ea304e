// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/problemtile.h"
#include "tests/support/testrunner.h"

#include <QTest>

#include <algorithm>

using namespace slurmsd;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const WallTime now{1'796'000'000s};

StateCounts counts(StateClass stateClass, int nodes)
{
    StateCounts states{};
    const auto place = std::ranges::find(allStateClasses, stateClass) - allStateClasses.begin();
    states[std::size_t(place)] = std::size_t(nodes);
    return states;
}

// "down 14 [+3 since yesterday]"
QString textOf(const ProblemTile &tile)
{
    return u"%1 %2 [%3]"_s.arg(tile.title).arg(tile.count).arg(tile.detail);
}

} // namespace

class TestProblemTile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isTheSameTiles();
    void comparesWithYesterday_data();
    void comparesWithYesterday();
    void tellsJobsWithoutTargets_data();
    void tellsJobsWithoutTargets();
    void tellsWhatIsHeld();
    void addsClustersUp();
};

void TestProblemTile::isTheSameTiles()
{
    QStringList titles;
    for (const ProblemTile &tile : problemTiles({}, StateHistory(), now)) {
        titles += tile.title;
        QCOMPARE(tile.count, 0U);
        QCOMPARE(tile.detail, QString());
    }
    QCOMPARE(titles, QStringList({u"down"_s, u"drained"_s, u"draining"_s, u"maintenance"_s,
                                  u"jobs without targets"_s, u"held by the guard"_s}));
}

void TestProblemTile::comparesWithYesterday_data()
{
    QTest::addColumn<int>("hoursAgo"); // when the history begins
    QTest::addColumn<int>("then");     // nodes down
    QTest::addColumn<int>("today");
    QTest::addColumn<QString>("tile");
    QTest::newRow("more") << 30 << 11 << 14 << u"down 14 [+3 since yesterday]"_s;
    QTest::newRow("fewer") << 24 << 14 << 12 << u"down 12 [-2 since yesterday]"_s;
    QTest::newRow("as many") << 24 << 5 << 5 << u"down 5 [as yesterday]"_s;
    QTest::newRow("of last week") << 168 << 5 << 7 << u"down 7 []"_s;
    QTest::newRow("of today, as many") << 1 << 5 << 5 << u"down 5 []"_s;
    const QString since = QDateTime::fromSecsSinceEpoch(1'796'000'000 - 60).toString(u"HH:mm"_s);
    QTest::newRow("of today, more") << 0 << 5 << 7 << u"down 7 [+2 since %1]"_s.arg(since);
}

void TestProblemTile::comparesWithYesterday()
{
    QFETCH(int, hoursAgo);
    QFETCH(int, then);
    QFETCH(int, today);
    StateHistory history;
    history.add(now - std::chrono::hours(hoursAgo) - 1min, counts(StateClass::Down, then));
    if (hoursAgo > 100)
        history.interrupt();
    DaemonStatus status;
    status.clusters.resize(1);
    status.clusters[0].states = counts(StateClass::Down, today);
    history.add(now, status.clusters[0].states);
    QTEST(textOf(problemTiles(status, history, now).front()), "tile");
}

void TestProblemTile::tellsJobsWithoutTargets_data()
{
    QTest::addColumn<int>("targets");
    QTest::addColumn<bool>("isAnswered");
    QTest::addColumn<bool>("isEmptyAllowed");
    QTest::addColumn<bool>("isOfRunningJobs");
    QTest::addColumn<bool>("isTold");
    QTest::newRow("none") << 0 << true << false << false << true;
    QTest::newRow("some") << 3 << true << false << false << false;
    QTest::newRow("not known yet") << 0 << false << false << false << false;
    QTest::newRow("allow_empty") << 0 << true << true << false << false;
    QTest::newRow("role: job") << 0 << true << false << true << false;
}

void TestProblemTile::tellsJobsWithoutTargets()
{
    QFETCH(int, targets);
    QFETCH(bool, isAnswered);
    QFETCH(bool, isEmptyAllowed);
    QFETCH(bool, isOfRunningJobs);
    QFETCH(bool, isTold);
    JobStatus job;
    job.name = "ipmi";
    job.targets = std::size_t(targets);
    job.etag = isAnswered ? "e" : "";
    job.isEmptyAllowed = isEmptyAllowed;
    if (isOfRunningJobs)
        job.slurmJobs.emplace();
    DaemonStatus status;
    status.jobs = {job};
    QCOMPARE(isWithoutTargets(job), isTold);
    QCOMPARE(emptyJobs(status).size(), isTold ? 1U : 0U);
    QCOMPARE(textOf(problemTiles(status, StateHistory(), now)[4]),
             isTold ? u"jobs without targets 1 [ipmi]"_s : u"jobs without targets 0 []"_s);
}

void TestProblemTile::tellsWhatIsHeld()
{
    DaemonStatus status;
    status.clusters.resize(2);
    HeldStatus held;
    held.since = now - 1min;
    status.clusters[0].held = {held};
    held.since = now - 2min;
    status.clusters[1].held = {held, held};
    const QString since = QDateTime::fromSecsSinceEpoch(1'796'000'000 - 120).toString(u"HH:mm"_s);
    QCOMPARE(textOf(problemTiles(status, StateHistory(), now).back()),
             u"held by the guard 3 [since %1]"_s.arg(since));
}

void TestProblemTile::addsClustersUp()
{
    DaemonStatus status;
    status.clusters.resize(2);
    status.clusters[0].states = counts(StateClass::Drained, 3);
    status.clusters[1].states = counts(StateClass::Drained, 4);
    QCOMPARE(problemTiles(status, StateHistory(), now)[1].count, 7U);
}

SLURMSD_TEST(TestProblemTile)
#include "tst_problemtile.moc"
