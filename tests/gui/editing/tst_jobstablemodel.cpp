// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editing/jobseditor.h"
#include "gui/editing/jobstablemodel.h"
#include "tests/support/testrunner.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace slurmsd;
using namespace Qt::StringLiterals;

class TestJobsTableModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void showsJobs();
    void tellsRowDiffs();
    void tellsOnlyWhatChanges();
    void showsTargets_data();
    void showsTargets();
    void showsConditionsThatMatchNothing();

private:
    QString text(int row, int column) const { return m_model->index(row, column).data().toString(); }

    std::unique_ptr<JobsEditor> m_editor;
    std::unique_ptr<JobsTableModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

namespace {

JobConfig job(const char *name, Port port)
{
    JobConfig made;
    made.name = name;
    made.port = port;
    return made;
}

std::map<std::string, JobStatus> served(const std::map<std::string, std::size_t> &targets)
{
    std::map<std::string, JobStatus> jobs;
    for (const auto &[name, count] : targets)
        jobs[name].targets = count;
    return jobs;
}

} // namespace

void TestJobsTableModel::init()
{
    m_tester.reset();
    m_model.reset();
    m_editor = std::make_unique<JobsEditor>();
    JobConfig gpu = job("dcgm", 9401);
    gpu.match.partitions = {"gpu", "gpu-.*"};
    m_editor->setBase({job("node", 9100), gpu, job("ipmi", 9290)}, JobConfig());
    m_editor->setJobs(m_editor->base());
    m_model = std::make_unique<JobsTableModel>(*m_editor);
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
}

void TestJobsTableModel::showsJobs()
{
    QCOMPARE(m_model->rowCount(), 3);
    QCOMPARE(text(1, JobsTableModel::JobColumn), u"dcgm"_s);
    QCOMPARE(text(1, JobsTableModel::PortColumn), u"9401"_s);
    QCOMPARE(text(1, JobsTableModel::MatchesColumn), u"partition gpu or gpu-.*"_s);
    QCOMPARE(text(1, JobsTableModel::LabelsColumn), u"partition, state, architecture"_s);
    QCOMPARE(text(1, JobsTableModel::ProblemColumn), QString());
    m_editor->setText(1, JobKey::TargetPort, u"99999"_s);
    QCOMPARE(text(1, JobsTableModel::JobColumn), u"dcgm (changed)"_s);
    QCOMPARE(text(1, JobsTableModel::PortColumn), u"99999"_s);
    QCOMPARE(text(1, JobsTableModel::ProblemColumn),
             u"port: expected a port between 1 and 65535, got \"99999\""_s);
    // Marked as markup, without which a view would show &quot; as it is.
    QCOMPARE(m_model->index(1, 0).data(Qt::ToolTipRole).toString(),
             u"<qt>port: expected a port between 1 and 65535, got &quot;99999&quot;</qt>"_s);
    m_editor->insert(3, m_editor->newRow());
    QCOMPARE(text(3, JobsTableModel::JobColumn), u"job (new)"_s);
    QCOMPARE(m_model->headerData(JobsTableModel::MatchesColumn, Qt::Horizontal, Qt::DisplayRole).toString(),
             u"Matches"_s);
}

void TestJobsTableModel::tellsRowDiffs()
{
    QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
    QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(m_model.get(), &QAbstractItemModel::rowsRemoved);
    QSignalSpy moved(m_model.get(), &QAbstractItemModel::rowsMoved);
    const QPersistentModelIndex ipmi = m_model->index(2, 0);
    m_editor->move(2, 0);
    QCOMPARE(ipmi.row(), 0);
    m_editor->move(0, 1);
    QCOMPARE(ipmi.row(), 1);
    m_editor->insert(0, m_editor->newRow());
    QCOMPARE(ipmi.row(), 2);
    m_editor->remove(0);
    QCOMPARE(ipmi.row(), 1);
    m_editor->setJobs({job("x", 1), job("ipmi", 9290)});
    QCOMPARE(ipmi.row(), 1);
    QCOMPARE(text(0, JobsTableModel::JobColumn), u"x (new)"_s);
    QCOMPARE(inserted.size(), 2);
    QCOMPARE(removed.size(), 3);
    QCOMPARE(moved.size(), 2);
    QCOMPARE(reset.size(), 0);
}

void TestJobsTableModel::tellsOnlyWhatChanges()
{
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    m_model->setServed(served({{"node", 3}, {"dcgm", 0}, {"ipmi", 3}}));
    QCOMPARE(changed.size(), 3);
    m_model->setServed(served({{"node", 3}, {"dcgm", 0}, {"ipmi", 4}}));
    QCOMPARE(changed.size(), 4);
    QCOMPARE(changed.last().at(0).toModelIndex().row(), 2);
    m_model->setEffects(std::vector<JobEffect>{});
    QCOMPARE(changed.size(), 4);
    m_editor->setText(0, JobKey::TargetPort, u"1"_s);
    QCOMPARE(changed.size(), 5);
}

void TestJobsTableModel::showsTargets_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("expected");
    QTest::newRow("as it is") << u"node"_s << u"118"_s;
    QTest::newRow("changed") << u"dcgm"_s << u"64 → 73 (+12 −3)"_s;
    QTest::newRow("relabelled") << u"ipmi"_s << u"5 → 5 (~5)"_s;
    QTest::newRow("new") << u"new"_s << u"7 (+7)"_s;
    QTest::newRow("without counts") << u"many"_s << u"8"_s;
    QTest::newRow("not known") << u"other"_s << u""_s;
}

void TestJobsTableModel::showsTargets()
{
    QFETCH(QString, name);
    QFETCH(QString, expected);
    using Change = JobEffect::Change;
    m_model->setServed(served({{"node", 118}, {"dcgm", 64}, {"ipmi", 5}, {"many", 8}}));
    m_model->setEffects(
        std::vector<JobEffect>{{"node", Change::None, true, 1, 118, {}, {}, {}, 0, 0, 0, {}},
                               {"dcgm", Change::Changed, true, 1, 73, {}, {}, {}, 12, 3, 0, {}},
                               {"ipmi", Change::Changed, true, 1, 5, {}, {}, {}, 0, 0, 5, {}},
                               {"new", Change::Added, true, 1, 7, {}, {}, {}, 7, 0, 0, {}},
                               {"many", Change::Changed, false, 0, 0, {}, {}, {}, 0, 0, 0, {}}});
    m_editor->setText(0, JobKey::Name, name);
    QCOMPARE(text(0, JobsTableModel::TargetsColumn), expected);
}

// Those of the edited jobs, once the daemon has told them, else those of what is served; a problem comes
// first.
void TestJobsTableModel::showsConditionsThatMatchNothing()
{
    JobStatus dcgm;
    dcgm.warnings = {"no GRES gp", "no partition x"};
    m_model->setServed({{"dcgm", dcgm}});
    const auto problem = [this] { return text(1, JobsTableModel::ProblemColumn); };
    QCOMPARE(problem(), u"⚠ no GRES gp"_s);
    JobEffect effect{"dcgm", JobEffect::Change::Changed, true, 1, 1, {}, {}, {}, 0, 0, 0, {"no feature y"}};
    m_model->setEffects(std::vector{effect});
    QCOMPARE(problem(), u"⚠ no feature y"_s);
    effect.warnings.clear();
    m_model->setEffects(std::vector{effect});
    QCOMPARE(problem(), QString());
    m_model->setEffects({});
    m_editor->setText(1, JobKey::TargetPort, u"x"_s);
    QVERIFY(!problem().isEmpty() && !problem().startsWith(u'⚠'));
}

SLURMSD_TEST(TestJobsTableModel)
#include "tst_jobstablemodel.moc"
