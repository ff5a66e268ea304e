// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editing/jobseditor.h"
#include "gui/models/text.h"
#include "gui/views/jobkeysform.h"
#include "tests/support/testrunner.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace slurmsd;
using namespace Qt::StringLiterals;

// The fields of a job without a daemon: which of them there are.
class TestJobKeysForm : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void showsTheFieldsOfTheRole_data();
    void showsTheFieldsOfTheRole();
    void turnsToTheOtherRole();
    void offersTheLabelsOfTheRole();
    void showsProblemsOfTheRoleAlone();

private:
    QStringList shown() const;
    bool hasLabel(const QString &text) const;

    std::unique_ptr<JobsEditor> m_editor;
    std::unique_ptr<JobKeysForm> m_form;
};

void TestJobKeysForm::init()
{
    JobConfig node;
    node.name = "node";
    node.port = 9100;
    JobConfig vllm;
    vllm.name = "vllm";
    vllm.role = JobRole::Job;
    m_form.reset();
    m_editor = std::make_unique<JobsEditor>();
    m_editor->setBase({node, vllm}, JobConfig());
    m_editor->setJobs(m_editor->base());
    m_form = std::make_unique<JobKeysForm>(*m_editor);
    connect(m_form.get(), &JobKeysForm::edited, m_editor.get(), &JobsEditor::setText);
    m_form->resize(800, 600);
    m_form->setVisible(true);
    QVERIFY(QTest::qWaitForWindowActive(m_form.get()));
}

// The keys whose fields are there, each once.
QStringList TestJobKeysForm::shown() const
{
    QStringList keys;
    for (const JobKey key : allJobKeys()) {
        if (m_form->input(key)->isVisible())
            keys += toQString(toString(key));
    }
    return keys;
}

bool TestJobKeysForm::hasLabel(const QString &text) const
{
    const QList<QLabel *> labels = m_form->findChildren<QLabel *>();
    return std::ranges::any_of(labels, [&text](const QLabel *label) {
        return label->isVisible() && label->text().remove(u'&') == text;
    });
}

void TestJobKeysForm::showsTheFieldsOfTheRole_data()
{
    QTest::addColumn<int>("row");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<QString>("heading");
    const QString nodes =
        u"name role port partition_ports match.partitions match.features match.gres match.nodes match.states "
        "address address_template extra_hosts labels exclude_states static_labels scheme metrics_path params "
        "scrape_interval scrape_timeout"_s;
    QTest::newRow("none") << -1 << nodes << u"Which nodes: all of these hold"_s;
    QTest::newRow("node") << 0 << nodes << u"Which nodes: all of these hold"_s;
    QTest::newRow("job")
        << 1
        << u"name role port annotation annotated allowed_ports nodes max_targets match.names "
           "match.users match.accounts match.partitions match.qos match.features address "
           "address_template labels static_labels scheme metrics_path params scrape_interval "
           "scrape_timeout"_s
        << u"Which running jobs: all of these hold"_s;
}

void TestJobKeysForm::showsTheFieldsOfTheRole()
{
    QFETCH(int, row);
    QFETCH(QString, expected);
    QFETCH(QString, heading);
    m_form->setRow(row);
    QCOMPARE(shown().join(u' '), expected);
    QVERIFY(hasLabel(heading));
    QCOMPARE(hasLabel(u"What a running job may ask for"_s), row == 1);
    // A field goes with its name.
    for (const QString &key : shown())
        QVERIFY2(hasLabel(key), qPrintable(key));
    QVERIFY(hasLabel(u"match.gres"_s) != (row == 1));
    const auto *port = qobject_cast<QLineEdit *>(m_form->input(JobKey::TargetPort));
    QCOMPARE(port->placeholderText(),
             row < 0 ? QString() : u"e.g. 9100"_s); // nothing can be typed in that of no job
}

void TestJobKeysForm::turnsToTheOtherRole()
{
    m_form->setRow(0);
    QSignalSpy edited(m_form.get(), &JobKeysForm::edited);
    m_form->focusField(JobKey::Role);
    auto *role = qobject_cast<QComboBox *>(m_form->input(JobKey::Role));
    QVERIFY(role);
    QCOMPARE(role->currentText(), u"node (the cluster's nodes)"_s);
    QTest::keyClick(role, Qt::Key_Down);
    QCOMPARE(edited.size(), 1);
    QCOMPARE(edited.front().at(2).toString(), u"job"_s);
    QCOMPARE(role->currentText(), u"job (servers inside running jobs)"_s);
    QVERIFY(m_form->input(JobKey::AllowedPorts)->isVisible());
    QVERIFY(!m_form->input(JobKey::Gres)->isVisible());
    QCOMPARE(m_form->focusWidget(), role);
    // As undo does.
    m_editor->setText(0, JobKey::Role, u"node"_s);
    QVERIFY(!m_form->input(JobKey::AllowedPorts)->isVisible());
    QVERIFY(m_form->input(JobKey::Gres)->isVisible());
    QVERIFY(!m_editor->hasChanges());
}

void TestJobKeysForm::offersTheLabelsOfTheRole()
{
    m_form->setRow(1);
    const auto *list = qobject_cast<QListWidget *>(m_form->input(JobKey::JobLabels));
    QVERIFY(list);
    QCOMPARE(list->count(), int(slurmJobLabelNames().size()));
    QCOMPARE(list->item(0)->text(), u"job_id"_s);
    QCOMPARE(list->item(0)->checkState(), Qt::Checked);
    QVERIFY(list->findItems(u"hostname"_s, Qt::MatchExactly).isEmpty());
    list = qobject_cast<QListWidget *>(m_form->input(JobKey::Labels));
    QVERIFY(list);
    QCOMPARE(list->count(), int(labelKindNames().size()));
}

void TestJobKeysForm::showsProblemsOfTheRoleAlone()
{
    m_form->setRow(0);
    m_editor->setText(0, JobKey::Gres, u"gpu:"_s);
    const QString problem =
        u"✕ expected a GRES such as gpu or gpu:a100, got \"gpu:\"; did you mean \"gpu\"?"_s;
    QVERIFY(hasLabel(problem));
    m_editor->setText(0, JobKey::Role, u"job"_s);
    QVERIFY(!hasLabel(problem));
    QVERIFY(m_editor->isValid());
    m_editor->setText(0, JobKey::AllowedPorts, u"0"_s);
    QVERIFY(hasLabel(u"✕ expected ports such as 1024-65535, or one, got \"0\""_s));
}

SLURMSD_WIDGETS_TEST(TestJobKeysForm)
#include "tst_jobkeysform.moc"
