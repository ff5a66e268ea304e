// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/config/jobchanges.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;
using namespace Qt::StringLiterals;

namespace {

// "node:9100 dcgm:9401"
std::vector<JobConfig> jobs(const QString &text)
{
    std::vector<JobConfig> jobs;
    for (const QString &word : text.split(u' ', Qt::SkipEmptyParts)) {
        JobConfig &job = jobs.emplace_back();
        job.name = word.section(u':', 0, 0).toStdString();
        job.port = Port(word.section(u':', 1).toUShort());
    }
    return jobs;
}

} // namespace

class TestJobChanges : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesThem_data();
    void namesThem();
};

void TestJobChanges::namesThem_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("words");
    QTest::newRow("none") << u"node:1 dcgm:2"_s << u"node:1 dcgm:2"_s << u""_s;
    QTest::newRow("another order") << u"node:1 dcgm:2"_s << u"dcgm:2 node:1"_s << u""_s;
    QTest::newRow("came") << u"node:1"_s << u"node:1 dcgm:2"_s << u"added dcgm"_s;
    QTest::newRow("went") << u"node:1 dcgm:2 ipmi:3"_s << u"node:1"_s << u"removed dcgm, ipmi"_s;
    QTest::newRow("changed") << u"node:1 dcgm:2"_s << u"node:9 dcgm:2"_s << u"changed node"_s;
    QTest::newRow("renamed") << u"node:1"_s << u"nodes:1"_s << u"added nodes; removed node"_s;
    QTest::newRow("all at once") << u"node:1 dcgm:2"_s << u"node:9 ipmi:3 lustre:4"_s
                                 << u"added ipmi, lustre; removed dcgm; changed node"_s;
}

void TestJobChanges::namesThem()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QFETCH(QString, words);
    QCOMPARE(QString::fromStdString(jobChanges(jobs(before), jobs(after))), words);
}

SLURMSD_TEST(TestJobChanges)
#include "tst_jobchanges.moc"
