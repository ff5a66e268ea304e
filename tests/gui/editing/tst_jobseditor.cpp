// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editing/jobseditor.h"
#include "gui/models/text.h"
#include "tests/support/testrunner.h"

#include <QSignalSpy>
#include <QStringList>
#include <QTest>

using namespace slurmsd;
using namespace Qt::StringLiterals;

class TestJobsEditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void showsSavedJobs();
    void editsAndUndoes();
    void keepsWhatIsWrong();
    void refusesSecondName();
    void makesNewJobs();
    void placesDaemonProblems();
    void turnsRoles();
    void comparesRenamedJob();
    void setsRows_data();
    void setsRows();

private:
    std::unique_ptr<JobsEditor> m_editor;
};

namespace {

JobConfig job(const char *name, Port port)
{
    JobConfig made;
    made.name = name;
    made.port = port;
    return made;
}

QString names(const JobsEditor &editor)
{
    QStringList list;
    for (int row = 0; row < editor.count(); ++row)
        list += editor.draft(row).text(JobKey::Name);
    return list.join(u' ');
}

} // namespace

void TestJobsEditor::init()
{
    m_editor = std::make_unique<JobsEditor>();
    m_editor->setBase({job("node", 9100), job("dcgm", 9401), job("ipmi", 9290)}, JobConfig());
    m_editor->setJobs(m_editor->base());
}

void TestJobsEditor::showsSavedJobs()
{
    QCOMPARE(names(*m_editor), u"node dcgm ipmi"_s);
    QVERIFY(!m_editor->hasChanges());
    QVERIFY(m_editor->isValid());
    QVERIFY(!m_editor->isChanged(0));
    QVERIFY(m_editor->jobs() == m_editor->base());
    QCOMPARE(m_editor->rowOf(u"ipmi"_s), 2);
    QCOMPARE(m_editor->rowOf(u"lustre"_s), -1);
}

void TestJobsEditor::editsAndUndoes()
{
    QCOMPARE(m_editor->setText(1, JobKey::TargetPort, u"9402"_s), u"9401"_s);
    QVERIFY(m_editor->isChanged(1));
    QVERIFY(m_editor->isChanged(1, JobKey::TargetPort));
    QVERIFY(!m_editor->isChanged(1, JobKey::Name));
    QVERIFY(m_editor->hasChanges());
    m_editor->setText(1, JobKey::TargetPort, u"9401"_s);
    QVERIFY(!m_editor->hasChanges());

    const JobsEditor::Row removed = m_editor->remove(0);
    QCOMPARE(names(*m_editor), u"dcgm ipmi"_s);
    QVERIFY(m_editor->hasChanges());
    m_editor->insert(0, removed);
    QVERIFY(!m_editor->hasChanges());

    m_editor->move(0, 2);
    QCOMPARE(names(*m_editor), u"dcgm ipmi node"_s);
    QVERIFY(m_editor->hasChanges());
    m_editor->move(2, 0);
    QVERIFY(!m_editor->hasChanges());
}

void TestJobsEditor::keepsWhatIsWrong()
{
    m_editor->setText(1, JobKey::TargetPort, u"99999"_s);
    QCOMPARE(m_editor->draft(1).text(JobKey::TargetPort), u"99999"_s);
    QCOMPARE(m_editor->problem(1, JobKey::TargetPort),
             u"expected a port between 1 and 65535, got \"99999\""_s);
    QCOMPARE(m_editor->firstProblem(1), u"port: expected a port between 1 and 65535, got \"99999\""_s);
    QCOMPARE(m_editor->problemCount(), 1);
    QVERIFY(!m_editor->isValid());
    QVERIFY(m_editor->hasChanges());
}

void TestJobsEditor::refusesSecondName()
{
    m_editor->setText(2, JobKey::Name, u"node"_s);
    QCOMPARE(m_editor->problem(2, JobKey::Name), u"jobs[0] has the name \"node\" already"_s);
    QVERIFY(m_editor->problem(0, JobKey::Name).isEmpty());
    QVERIFY(!m_editor->isValid());
    // Another one goes, and it is right again.
    QSignalSpy changed(m_editor.get(), &JobsEditor::rowChanged);
    m_editor->setText(0, JobKey::Name, u"node1"_s);
    QVERIFY(m_editor->isValid());
    QCOMPARE(changed.size(), 2);
}

void TestJobsEditor::makesNewJobs()
{
    JobConfig defaults;
    defaults.labels = {LabelKind::Node};
    m_editor->setBase(m_editor->base(), defaults);
    const JobsEditor::Row first = m_editor->newRow();
    QCOMPARE(first.draft.text(JobKey::Name), u"job"_s);
    QCOMPARE(first.draft.text(JobKey::TargetPort), u"9402"_s);
    QCOMPARE(first.draft.text(JobKey::Labels), u"node"_s);
    m_editor->insert(3, first);
    QVERIFY(m_editor->isNew(3));
    QVERIFY(m_editor->isValid());
    QCOMPARE(m_editor->newRow().draft.text(JobKey::Name), u"job2"_s);
    m_editor->setText(3, JobKey::TargetPort, u"65535"_s);
    QCOMPARE(m_editor->newRow().draft.text(JobKey::TargetPort), u"65535"_s);
    QCOMPARE(m_editor->copyOf(1).draft.text(JobKey::Name), u"dcgm-copy"_s);
    QCOMPARE(m_editor->copyOf(1).draft.text(JobKey::TargetPort), u"9401"_s);
}

void TestJobsEditor::placesDaemonProblems()
{
    QSignalSpy changed(m_editor.get(), &JobsEditor::rowChanged);
    const std::vector<ConfigProblem> others =
        m_editor->setDaemonProblems({{{}, 0, 0, "jobs[1].match.nodes", "too many"},
                                     {{}, 0, 0, "jobs", "no"},
                                     {{}, 0, 0, "jobs[7].port", "?"}});
    QCOMPARE(others.size(), std::size_t(2));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(m_editor->problem(1, JobKey::Nodes), u"too many"_s);
    // It goes along with its job, until its field is changed.
    m_editor->move(1, 0);
    QCOMPARE(m_editor->problem(0, JobKey::Nodes), u"too many"_s);
    m_editor->setText(0, JobKey::TargetPort, u"1"_s);
    QCOMPARE(m_editor->problem(0, JobKey::Nodes), u"too many"_s);
    m_editor->setText(0, JobKey::Nodes, u"a1"_s);
    QCOMPARE(m_editor->problem(0, JobKey::Nodes), QString());
    // Labels are those of the job's role.
    m_editor->setText(0, JobKey::Role, u"job"_s);
    QVERIFY(
        m_editor->setDaemonProblems({{{}, 0, 0, "jobs[0].labels[1]", "a"}, {{}, 0, 0, "jobs[1].labels", "b"}})
            .empty());
    QCOMPARE(m_editor->problem(0, JobKey::JobLabels), u"a"_s);
    QCOMPARE(m_editor->problem(0, JobKey::Labels), QString());
    QCOMPARE(m_editor->problem(1, JobKey::Labels), u"b"_s);
}

// What the other role starts with is the file's, and no change until the job has that role.
void TestJobsEditor::turnsRoles()
{
    JobConfig defaults;
    defaults.slurmJobs.labels = {SlurmJobLabel::Cluster};
    m_editor->setBase({job("node", 9100)}, defaults);
    m_editor->setJobs(m_editor->base());
    QVERIFY(!m_editor->hasChanges());
    QCOMPARE(m_editor->setText(0, JobKey::Role, u"job"_s), u"node"_s);
    QVERIFY(m_editor->isChanged(0, JobKey::Role));
    QVERIFY(!m_editor->isChanged(0, JobKey::JobLabels));
    QVERIFY(m_editor->isValid());
    QVERIFY(m_editor->jobs().front().slurmJobs.labels == defaults.slurmJobs.labels);
    QCOMPARE(m_editor->setText(0, JobKey::Role, u"node"_s), u"job"_s);
    QVERIFY(!m_editor->hasChanges());
}

void TestJobsEditor::comparesRenamedJob()
{
    m_editor->setText(1, JobKey::Name, u"gpu"_s);
    QVERIFY(!m_editor->isNew(1));
    QVERIFY(m_editor->isChanged(1, JobKey::Name));
    QVERIFY(!m_editor->isChanged(1, JobKey::TargetPort));
}

void TestJobsEditor::setsRows_data()
{
    QTest::addColumn<QStringList>("wanted");
    QTest::addColumn<int>("inserted");
    QTest::addColumn<int>("removed");
    QTest::addColumn<int>("moved");
    QTest::newRow("the same") << QStringList{u"node"_s, u"dcgm"_s, u"ipmi"_s} << 0 << 0 << 0;
    QTest::newRow("one more") << QStringList{u"node"_s, u"new"_s, u"dcgm"_s, u"ipmi"_s} << 1 << 0 << 0;
    QTest::newRow("one less") << QStringList{u"node"_s, u"ipmi"_s} << 0 << 1 << 0;
    QTest::newRow("another order") << QStringList{u"ipmi"_s, u"node"_s, u"dcgm"_s} << 0 << 0 << 1;
    QTest::newRow("others") << QStringList{u"a"_s, u"b"_s} << 2 << 3 << 0;
    QTest::newRow("one name twice") << QStringList{u"node"_s, u"node"_s} << 1 << 2 << 0;
    QTest::newRow("none") << QStringList() << 0 << 3 << 0;
}

void TestJobsEditor::setsRows()
{
    QFETCH(QStringList, wanted);
    std::vector<JobsEditor::Row> rows;
    for (const QString &name : wanted)
        rows.push_back({JobDraft::of(job(qPrintable(name), 1)), {}});
    QSignalSpy inserted(m_editor.get(), &JobsEditor::rowInserted);
    QSignalSpy removed(m_editor.get(), &JobsEditor::rowRemoved);
    QSignalSpy moved(m_editor.get(), &JobsEditor::rowMoved);
    m_editor->setRows(rows);
    QCOMPARE(names(*m_editor), wanted.join(u' '));
    QVERIFY(m_editor->rows() == rows);
    QTEST(int(inserted.size()), "inserted");
    QTEST(int(removed.size()), "removed");
    QTEST(int(moved.size()), "moved");
}

SLURMSD_TEST(TestJobsEditor)
#include "tst_jobseditor.moc"
