// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/api/daemonclient.h"
#include "gui/editing/jobssession.h"
#include "gui/models/text.h"
#include "tests/support/daemonprocess.h"
#include "tests/support/testrunner.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace slurmsd;
using namespace slurmsd::test;
using namespace Qt::StringLiterals;
using State = JobsSession::State;

// A session from state to state, against a real daemon.
class TestJobsSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void goesFromStateToState();
    void keepsEditsMadeWhileSaving();
    void restoresTheFile_data();
    void restoresTheFile();
    void asksBeforeALoss_data();
    void asksBeforeALoss();
    void declinesALoss();
    void undoesATextThatWasSaved();
    void asksAlsoOverTheirs();

private:
    void open(const QByteArray &config);
    void write(const QString &name, const QByteArray &text);
    QByteArray config();
    void saveAndWait();
    JobsEditor &editor() { return m_session->editor(); }
    int state() { return int(m_session->state()); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<DaemonProcess> m_daemon;
    std::unique_ptr<DaemonClient> m_client;
    std::unique_ptr<JobsSession> m_session;
};

namespace {

constexpr const char *threeJobs = "# The cluster.\n"
                                  "jobs:\n"
                                  "  # Of every node.\n"
                                  "  - node:\n"
                                  "    port: 9100 # as ever\n"
                                  "\n"
                                  "  # The GPUs', see the wiki.\n"
                                  "  - { name: dcgm, port: 9401, match: {partitions: [ gpu ]} }\n"
                                  "  - name: \"ipmi\"\n"
                                  "    port:   9290\n";

} // namespace

void TestJobsSession::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QByteArray nodes;
    for (int i = 1; i <= 10; ++i) {
        const QByteArray name = "n" + QByteArray::number(i);
        nodes += QByteArray(i > 1 ? "," : "") + R"({"name": ")" + name + R"(", "address": ")" + name +
                 R"(", "hostname": ")" + name + R"(", "architecture": "x86_64", "state": ["IDLE"], )" +
                 R"("partitions": [")" + (i > 4 ? "gpu" : "cpu") + R"("]})";
    }
    write(u"nodes.json"_s, R"({"nodes": [)" + nodes + R"(], "errors": []})");
}

void TestJobsSession::cleanup()
{
    m_session.reset();
    m_client.reset();
    m_daemon.reset();
}

void TestJobsSession::write(const QString &name, const QByteArray &text)
{
    QFile file(m_folder->filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), text.size());
}

QByteArray TestJobsSession::config()
{
    QFile file(m_folder->filePath(u"config.yaml"_s));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestJobsSession::open(const QByteArray &config)
{
    write(u"config.yaml"_s, config);
    m_daemon = std::make_unique<DaemonProcess>(
        QStringList{u"--slurm.endpoint"_s, u"file:"_s + m_folder->filePath(u"nodes.json"_s),
                    u"--config.file"_s, m_folder->filePath(u"config.yaml"_s), u"--web.enable-admin-api"_s});
    QVERIFY(m_daemon->start());
    QTRY_COMPARE(m_daemon->get(u"/-/ready"_s).status, 200);
    m_client = std::make_unique<DaemonClient>();
    FollowTiming timing;
    timing.poll = std::chrono::milliseconds(100);
    m_client->setTiming(timing);
    m_session = std::make_unique<JobsSession>(*m_client);
    QCOMPARE(state(), int(State::Unread));
    ConnectionProfile profile;
    profile.url = QUrl(m_daemon->url());
    m_client->open(profile, {});
    QTRY_COMPARE(state(), int(State::Unchanged));
    QTRY_COMPARE(m_session->readOnlyReason(), QString());
}

// Confirms what would be lost.
void TestJobsSession::saveAndWait()
{
    QTRY_COMPARE(state(), int(State::Previewed));
    m_session->save();
    m_session->confirm();
    QCOMPARE(state(), int(State::Saving));
    QTRY_COMPARE(state(), int(State::Unchanged));
    QCOMPARE(m_session->note(), u"Saved, and in force."_s);
}

void TestJobsSession::goesFromStateToState()
{
    open(threeJobs);
    QCOMPARE(m_session->saveBlockedReason(), u"Nothing has changed."_s);
    m_session->typeText(0, JobKey::TargetPort, u"0"_s);
    QCOMPARE(state(), int(State::Blocked));
    QVERIFY(m_session->hasChanges());
    m_session->typeText(0, JobKey::TargetPort, u"9111"_s);
    QCOMPARE(state(), int(State::Previewing));
    QTRY_COMPARE(state(), int(State::Previewed));
    QCOMPARE(m_session->saveBlockedReason(), QString());
    m_session->undoStack().undo();
    QCOMPARE(state(), int(State::Unchanged));
    QVERIFY(!m_session->hasChanges());
    m_session->undoStack().redo();
    QTRY_COMPARE(state(), int(State::Previewed));

    // Somebody else's file is found with the save.
    write(u"config.yaml"_s, QByteArray(threeJobs).replace("9401", "9402"));
    m_session->save();
    QCOMPARE(state(), int(State::Saving));
    QTRY_COMPARE(state(), int(State::Conflict));
    QCOMPARE(m_session->theirChanges(), QStringList{u"dcgm: port 9401 → 9402"_s});
    m_session->typeText(0, JobKey::TargetPort, u"9112"_s);
    QCOMPARE(state(), int(State::Conflict));
    m_session->merge({});
    QCOMPARE(state(), int(State::Previewing));
    saveAndWait();
    QCOMPARE(config(), QByteArray(threeJobs).replace("9401", "9402").replace("9100", "9112"));

    m_daemon->kill();
    m_session->typeText(0, JobKey::TargetPort, u"9113"_s);
    QTRY_COMPARE(state(), int(State::Failed));
    m_session->discard();
    QCOMPARE(state(), int(State::Unchanged));
    QCOMPARE(editor().draft(0).text(JobKey::TargetPort), u"9112"_s);
}

void TestJobsSession::keepsEditsMadeWhileSaving()
{
    open(threeJobs);
    m_session->typeText(0, JobKey::TargetPort, u"9111"_s);
    QTRY_COMPARE(state(), int(State::Previewed));
    m_session->save();
    m_session->typeText(0, JobKey::TargetPort, u"9112"_s);
    QCOMPARE(state(), int(State::Saving));
    QTRY_COMPARE(state(), int(State::Previewed));
    QCOMPARE(config(), QByteArray(threeJobs).replace("9100", "9111"));
    // Back to what is saved now is no change, and before that one.
    m_session->undoStack().undo();
    QCOMPARE(state(), int(State::Unchanged));
    m_session->undoStack().undo();
    saveAndWait();
    QCOMPARE(config(), QByteArray(threeJobs));
}

void TestJobsSession::restoresTheFile_data()
{
    using Edit = std::function<void(JobsSession &)>;
    QTest::addColumn<Edit>("edit");
    const auto row = [](const char *name, const Edit &edit) { QTest::newRow(name) << edit; };
    row("the first removed", [](JobsSession &session) { session.removeJob(0); });
    row("one in flow style removed", [](JobsSession &session) { session.removeJob(1); });
    row("the last removed", [](JobsSession &session) { session.removeJob(2); });
    row("one moved", [](JobsSession &session) { session.moveJob(0, 2); });
    row("one added", [](JobsSession &session) { session.addJob(0); });
    row("one duplicated", [](JobsSession &session) { session.duplicateJob(1); });
    row("a name", [](JobsSession &session) { session.typeText(1, JobKey::Name, u"gpu"_s); });
    row("a value with its spacing",
        [](JobsSession &session) { session.typeText(2, JobKey::TargetPort, u"9291"_s); });
    row("another role", [](JobsSession &session) { session.typeText(1, JobKey::Role, u"job"_s); });
}

// Comments and spelling included, though the save between took them out; and again.
void TestJobsSession::restoresTheFile()
{
    QFETCH(std::function<void(JobsSession &)>, edit);
    open(threeJobs);
    edit(*m_session);
    saveAndWait();
    const QByteArray changed = config();
    QVERIFY(changed != threeJobs);
    m_session->undoStack().undo();
    QVERIFY(m_session->hasChanges());
    saveAndWait();
    QCOMPARE(config(), QByteArray(threeJobs));
    m_session->undoStack().redo();
    saveAndWait();
    QCOMPARE(config(), changed);
}

void TestJobsSession::asksBeforeALoss_data()
{
    QTest::addColumn<int>("row");
    QTest::addColumn<int>("key"); // -1: the job is removed
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("loss"); // empty: it is not asked for
    const auto type = [](const char *name, int row, JobKey key, const QString &text, const QString &loss) {
        QTest::newRow(name) << row << int(key) << text << loss;
    };
    QTest::newRow("job") << 1 << -1 << QString() << u"The job dcgm goes, with 6 target(s)."_s;
    type("renamed", 1, JobKey::Name, u"gpu"_s, u"The job dcgm goes, with 6 target(s)."_s);
    type("six of ten", 0, JobKey::Partitions, u"cpu"_s, u"node loses 6 of its 10 target(s)."_s);
    type("all of one", 1, JobKey::Nodes, u"n1"_s, u"dcgm loses 6 of its 6 target(s)."_s);
    type("no more than the guard's share", 0, JobKey::Nodes, u"n[1-8]"_s, {});
    type("as many on another port", 0, JobKey::TargetPort, u"9111"_s, {});
    type("more", 1, JobKey::Partitions, u"gpu, cpu"_s, {});
}

void TestJobsSession::asksBeforeALoss()
{
    QFETCH(int, row);
    QFETCH(int, key);
    QFETCH(QString, text);
    QFETCH(QString, loss);
    open(threeJobs);
    if (key < 0)
        m_session->removeJob(row);
    else
        m_session->typeText(row, JobKey(key), text);
    QTRY_COMPARE(state(), int(State::Previewed));
    QCOMPARE(m_session->lossWords().join(u' '), loss);
    m_session->save();
    if (!loss.isEmpty()) {
        QCOMPARE(state(), int(State::Confirming));
        m_session->save(); // the same key twice is no consent
        QCOMPARE(state(), int(State::Confirming));
        m_session->confirm();
    }
    QCOMPARE(state(), int(State::Saving));
    QTRY_COMPARE(state(), int(State::Unchanged));
    QVERIFY(config() != threeJobs);
}

void TestJobsSession::declinesALoss()
{
    open(threeJobs);
    m_session->confirm(); // of nothing
    m_session->removeJob(1);
    QTRY_COMPARE(state(), int(State::Previewed));
    m_session->save();
    m_session->decline();
    QCOMPARE(state(), int(State::Previewed));
    m_session->save();
    QCOMPARE(state(), int(State::Confirming));
    // An edit takes the question back.
    m_session->undoStack().undo();
    QCOMPARE(state(), int(State::Unchanged));
    m_session->confirm();
    QCOMPARE(state(), int(State::Unchanged));
    QCOMPARE(config(), QByteArray(threeJobs));
}

void TestJobsSession::undoesATextThatWasSaved()
{
    open(threeJobs);
    m_session->typeText(0, JobKey::TargetPort, u"9111"_s);
    saveAndWait();
    QVERIFY(m_session->turnToText());
    const QByteArray mended = config().replace("as ever", "as never") + "# end\n";
    m_session->setText(mended.toStdString());
    saveAndWait();
    QCOMPARE(config(), mended);
    QVERIFY(m_session->turnToJobs());
    m_session->undoStack().undo();
    QVERIFY(m_session->hasChanges());
    m_session->undoStack().undo();
    saveAndWait();
    QCOMPARE(config(), QByteArray(threeJobs));
}

// Where mine would take away what theirs added, and has in force.
void TestJobsSession::asksAlsoOverTheirs()
{
    open(threeJobs);
    m_session->typeText(0, JobKey::TargetPort, u"9111"_s);
    write(u"config.yaml"_s, QByteArray(threeJobs) + "  - lustre: {port: 9169}\n");
    m_daemon->reload();
    QTRY_COMPARE_WITH_TIMEOUT(state(), int(State::Conflict), 15'000);
    m_session->keepMine();
    QCOMPARE(state(), int(State::Previewing));
    QTRY_COMPARE(state(), int(State::Confirming));
    QCOMPARE(m_session->lossWords(), QStringList{u"The job lustre goes, with 10 target(s)."_s});
    m_session->confirm();
    QTRY_COMPARE(state(), int(State::Unchanged));
    QCOMPARE(config(), QByteArray(threeJobs).replace("9100", "9111"));
}

SLURMSD_TEST(TestJobsSession)
#include "tst_jobssession.moc"
