// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editing/jobsmerge.h"
#include "gui/models/text.h"
#include "tests/support/testrunner.h"

#include <QStringList>
#include <QTest>

using namespace slurmsd;
using namespace Qt::StringLiterals;

class TestJobsMerge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void merges_data();
    void merges();
};

namespace {

// "node:9100 dcgm:9401"
std::vector<JobConfig> jobsOf(const QString &text)
{
    std::vector<JobConfig> jobs;
    for (const QString &item : text.split(u' ', Qt::SkipEmptyParts)) {
        JobConfig job;
        job.name = toStdString(item.section(u':', 0, 0));
        job.port = item.section(u':', 1).toUShort();
        jobs.push_back(job);
    }
    return jobs;
}

QString textOf(const std::vector<JobConfig> &jobs)
{
    QStringList items;
    for (const JobConfig &job : jobs)
        items += u"%1:%2"_s.arg(toQString(job.name), QString::number(job.port));
    return items.join(u' ');
}

} // namespace

void TestJobsMerge::merges_data()
{
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("mine");
    QTest::addColumn<QString>("theirs");
    QTest::addColumn<QString>("choices"); // names whose theirs is chosen
    QTest::addColumn<QString>("merged");
    QTest::addColumn<QString>("conflicts");
    const auto row = [](const char *name, const char *base, const char *mine, const char *theirs,
                        const char *choices, const char *merged, const char *conflicts) {
        QTest::newRow(name) << QString::fromUtf8(base) << QString::fromUtf8(mine) << QString::fromUtf8(theirs)
                            << QString::fromUtf8(choices) << QString::fromUtf8(merged)
                            << QString::fromUtf8(conflicts);
    };
    row("nothing changed", "a:1 b:2", "a:1 b:2", "a:1 b:2", "", "a:1 b:2", "");
    row("mine changed", "a:1 b:2", "a:3 b:2", "a:1 b:2", "", "a:3 b:2", "");
    row("theirs changed", "a:1 b:2", "a:1 b:2", "a:1 b:3", "", "a:1 b:3", "");
    row("each another job", "a:1 b:2", "a:3 b:2", "a:1 b:4", "", "a:3 b:4", "");
    row("both alike", "a:1 b:2", "a:3 b:2", "a:3 b:2", "", "a:3 b:2", "");
    row("both differently, mine", "a:1 b:2", "a:3 b:2", "a:4 b:2", "", "a:3 b:2", "a");
    row("both differently, theirs", "a:1 b:2", "a:3 b:2", "a:4 b:2", "a", "a:4 b:2", "a");
    row("mine added", "a:1", "a:1 b:2", "a:1", "", "a:1 b:2", "");
    row("theirs added", "a:1", "a:1", "a:1 b:2", "", "a:1 b:2", "");
    row("both added others", "a:1", "a:1 b:2", "a:1 c:3", "", "a:1 b:2 c:3", "");
    row("both added alike", "a:1", "a:1 b:2", "a:1 b:2", "", "a:1 b:2", "");
    row("both added one name", "a:1", "a:1 b:2", "a:1 b:3", "b", "a:1 b:3", "b");
    row("mine removed", "a:1 b:2", "a:1", "a:1 b:2", "", "a:1", "");
    row("theirs removed", "a:1 b:2", "a:1 b:2", "a:1", "", "a:1", "");
    row("both removed", "a:1 b:2", "a:1", "a:1", "", "a:1", "");
    row("mine removed what theirs changed", "a:1 b:2", "a:1", "a:1 b:3", "", "a:1", "b");
    row("mine removed what theirs changed, theirs", "a:1 b:2", "a:1", "a:1 b:3", "b", "a:1 b:3", "b");
    row("theirs removed what mine changed", "a:1 b:2", "a:1 b:3", "a:1", "", "a:1 b:3", "b");
    row("theirs removed what mine changed, theirs", "a:1 b:2", "a:1 b:3", "a:1", "b", "a:1", "b");
    row("mine renamed", "a:1 b:2", "c:1 b:2", "a:1 b:3", "", "c:1 b:3", "");
    row("mine in another order", "a:1 b:2 c:3", "c:3 a:1 b:2", "a:1 b:4 c:3", "", "c:3 a:1 b:4", "");
    row("theirs in another order", "a:1 b:2 c:3", "a:4 b:2 c:3", "c:3 a:1 b:2", "", "c:3 a:4 b:2", "");
    row("both in another order", "a:1 b:2 c:3", "b:2 a:1 c:3", "c:3 a:1 b:2", "", "c:3 a:1 b:2", "");
    row("mine added in the middle", "a:1 b:2", "a:1 x:9 b:2", "a:1 b:2 y:8", "", "a:1 x:9 b:2 y:8", "");
    row("mine added first", "a:1 b:2", "x:9 a:1 b:2", "a:1 b:3", "", "x:9 a:1 b:3", "");
    row("two conflicts, one each", "a:1 b:2", "a:3 b:3", "a:4 b:4", "b", "a:3 b:4", "a b");
    row("from nothing", "", "a:1", "b:2", "", "a:1 b:2", "");
}

void TestJobsMerge::merges()
{
    QFETCH(QString, base);
    QFETCH(QString, mine);
    QFETCH(QString, theirs);
    QFETCH(QString, choices);
    QFETCH(QString, merged);
    QFETCH(QString, conflicts);
    std::map<std::string, MergeSide> chosen;
    for (const QString &name : choices.split(u' ', Qt::SkipEmptyParts))
        chosen[toStdString(name)] = MergeSide::Theirs;
    const MergedJobs result = mergeJobs(jobsOf(base), jobsOf(mine), jobsOf(theirs), chosen);
    QCOMPARE(textOf(result.jobs), merged);
    QStringList names;
    for (const JobConflict &conflict : result.conflicts)
        names += toQString(conflict.name);
    QCOMPARE(names.join(u' '), conflicts);
}

SLURMSD_TEST(TestJobsMerge)
#include "tst_jobsmerge.moc"
