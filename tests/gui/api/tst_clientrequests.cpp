// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/api/clienttesting.h"
#include "tests/support/testrunner.h"

using namespace slurmsd;
using namespace slurmsd::test;
using namespace Qt::Literals::StringLiterals;

using Step = ApiError::Step;

namespace {

const QByteArray text = "# Kept.\njobs:\n  - node:\n    port: 9100\n  - dcgm:\n    port: 9401\n"
                        "    match: {gres: [gpu]}\n    static_labels: {zone: b, area: a}\n";

} // namespace

// What the client asks the built daemon for once.
class TestClientRequests : public QObject
{
    Q_OBJECT

private:
    // A client of a demo daemon that may be changed, or not.
    void connectClient(bool hasAdminApi = true)
    {
        m_daemon = m_files->makeDaemon(u"demo:"_s, hasAdminApi ? QStringList{u"--web.enable-admin-api"_s}
                                                               : QStringList());
        QVERIFY(m_daemon->start());
        m_client = std::make_unique<DaemonClient>();
        m_client->setTiming(hurry());
        m_client->open(profileOf(QUrl(m_daemon->url())), {});
        QTRY_VERIFY_WITH_TIMEOUT(!m_client->nodes().empty(), 20'000);
    }

    ConfigDocument config()
    {
        Outcome<ConfigDocument> fetched;
        m_client->fetchConfig(this, fetched.callback());
        return fetched.isGood() ? fetched.value() : ConfigDocument();
    }

    std::unique_ptr<DaemonFiles> m_files;
    std::unique_ptr<DaemonProcess> m_daemon;
    std::unique_ptr<DaemonClient> m_client;

private Q_SLOTS:
    void init()
    {
        m_files = std::make_unique<DaemonFiles>();
        m_files->write(u"config.yaml"_s, text);
    }

    void cleanup()
    {
        m_client.reset();
        m_daemon.reset();
    }

    void explain()
    {
        connectClient();
        Outcome<std::vector<NodeExplanation>> known;
        m_client->explain("c01", {}, this, known.callback());
        QVERIFY(known.isGood());
        QCOMPARE(known.value().size(), 1U);
        QCOMPARE(known.value()[0].node, "c01");
        QCOMPARE(known.value()[0].jobs.size(), 2U);
        QCOMPARE(known.value()[0].jobs[1].key, "match.gres");
        Outcome<std::vector<NodeExplanation>> unknown;
        m_client->explain("a&b=+%", "x y", this, unknown.callback());
        QCOMPARE(unknown.error().step, Step::Request);
        QCOMPARE(unknown.error().status, 404);
        QCOMPARE(unknown.error().type, "not_found");
    }

    void configIsReadWhole()
    {
        connectClient();
        const ConfigDocument document = config();
        QCOMPARE(document.file, m_files->path(u"config.yaml"_s).toStdString());
        QCOMPARE(document.text, text.toStdString());
        QVERIFY(document.isWritable);
        QCOMPARE(document.revision.size(), 64U);
        QVERIFY(document.parsed.has_value());
        QCOMPARE(document.parsed->jobs.size(), 2U);
        const std::pair<std::string, std::string> first("zone", "b");
        QVERIFY(document.parsed->jobs[1].staticLabels[0] == first);
        const std::vector<std::string> flags{"slurm.endpoint", "web.listen_address"};
        QCOMPARE(document.overridden, flags);
    }

    void previewTellsTheEffect()
    {
        connectClient();
        std::vector<JobConfig> jobs = config().parsed->jobs;
        jobs[1].port = 9402;
        Outcome<ConfigPreview> preview;
        m_client->previewJobs(jobs, this, preview.callback());
        QVERIFY2(preview.isGood(), preview.error().message.c_str());
        QVERIFY(preview.value().isChanged);
        QVERIFY(preview.value().text.find("# Kept.\n") == 0);
        QVERIFY(preview.value().diff.find("+    port: 9402") != std::string::npos);
        const std::vector<JobEffect> effects = preview.value().jobs.value();
        QCOMPARE(effects.size(), 2U);
        QVERIFY(effects[0].change == JobEffect::Change::None && effects[0].hasCounts);
        QVERIFY(effects[1].change == JobEffect::Change::Changed);
        QCOMPARE(effects[1].addedTotal, effects[1].added.size());
        QCOMPARE(effects[1].addedTotal, effects[1].removedTotal);
        QVERIFY(effects[1].addedTotal > 0);

        Outcome<ConfigPreview> same;
        m_client->previewText(text.toStdString(), this, same.callback());
        QVERIFY(same.isGood());
        QVERIFY(!same.value().isChanged);
    }

    void problemsAreTold()
    {
        connectClient();
        Outcome<ConfigPreview> preview;
        m_client->previewText("jobs:\n  - node:\n    port: 99999\n", this, preview.callback());
        const ApiError error = preview.error();
        QCOMPARE(error.status, 422);
        QCOMPARE(error.step, Step::Request);
        QCOMPARE(error.problems.size(), 1U);
        QCOMPARE(error.problems[0].line, 3);
        QCOMPARE(error.problems[0].column, 11);
        QCOMPARE(error.problems[0].path, "jobs[0].port");
        QCOMPARE(error.problems[0].message, "expected a port between 1 and 65535, got \"99999\"");

        std::vector<JobConfig> jobs = config().parsed->jobs;
        jobs[1].port = 0;
        Outcome<ConfigWritten> written;
        m_client->putJobs(jobs, config().revision, this, written.callback());
        QCOMPARE(written.error().status, 422);
        QCOMPARE(written.error().problems.at(0).path, "jobs[1].port");
        QCOMPARE(config().text, text.toStdString());
    }

    void changesAreWritten()
    {
        connectClient();
        const ConfigDocument before = config();
        std::vector<JobConfig> jobs = before.parsed->jobs;
        jobs.push_back(jobs[0]);
        jobs[2].name = "ipmi";
        jobs[2].port = 9290;
        Outcome<ConfigWritten> written;
        m_client->putJobs(jobs, before.revision, this, written.callback());
        QVERIFY2(written.isGood(), written.error().message.c_str());
        QVERIFY(written.value().isChanged);
        QVERIFY(written.value().revision != before.revision);
        QTRY_COMPARE_WITH_TIMEOUT(m_client->targets().size(), 3U, 20'000);
        QCOMPARE(m_client->targets()[2].job, "ipmi");

        // Somebody who has read the one before.
        Outcome<ConfigWritten> late;
        m_client->putText(text.toStdString(), before.revision, this, late.callback());
        QCOMPARE(late.error().status, 412);
        QCOMPARE(late.error().type, "precondition_failed");
        QCOMPARE(late.error().step, Step::Request);
        QCOMPARE(late.error().revision, written.value().revision);

        Outcome<ConfigWritten> again;
        m_client->putText(text.toStdString(), late.error().revision, this, again.callback());
        QVERIFY(again.isGood());
        QCOMPARE(again.value().revision, before.revision);
    }

    void changesAreForbidden()
    {
        connectClient(false);
        QVERIFY(!m_client->status()->isAdminApiEnabled);
        Outcome<ConfigWritten> written;
        m_client->putText("jobs: [x]", config().revision, this, written.callback());
        QCOMPARE(written.error().status, 403);
        QCOMPARE(written.error().step, Step::Request);
        QCOMPARE(written.error().type, "forbidden");
        QVERIFY(written.error().message.find("--web.enable-admin-api") != std::string::npos);
        QCOMPARE(m_client->state(), DaemonClient::State::Connected);
    }

    void lifecycle()
    {
        connectClient();
        Outcome<Done> refreshed;
        m_client->refresh({}, this, refreshed.callback());
        QVERIFY(refreshed.isGood());
        Outcome<Done> ofNone;
        m_client->refresh("x", this, ofNone.callback());
        QCOMPARE(ofNone.error().status, 404);
        Outcome<Done> accepted;
        m_client->acceptHeld("0123456789abcdef", this, accepted.callback());
        QCOMPARE(accepted.error().status, 404);
        Outcome<Done> reloaded;
        m_client->reload(this, reloaded.callback());
        QVERIFY(reloaded.isGood());
        m_files->write(u"config.yaml"_s, "surplus: 1\n");
        Outcome<Done> refused;
        m_client->reload(this, refused.callback());
        QCOMPARE(refused.error().status, 422);
        QVERIFY(refused.error().message.find("surplus: unknown key") != std::string::npos);
    }

    void callbacksAreCalledOnce()
    {
        connectClient();
        Outcome<ConfigDocument> closed;
        m_client->fetchConfig(this, closed.callback());
        Outcome<ConfigDocument> orphaned;
        {
            QObject context;
            m_client->fetchConfig(&context, orphaned.callback());
        }
        m_client->close();
        QCOMPARE(closed.calls(), 0); // not from within close()
        QCOMPARE(closed.error().step, Step::Tcp);
        Outcome<ConfigDocument> afterwards;
        m_client->fetchConfig(nullptr, afterwards.callback());
        QCOMPARE(afterwards.calls(), 0);
        QCOMPARE(afterwards.error().message, "not connected");
        QCOMPARE(closed.calls(), 1);
        QCOMPARE(orphaned.calls(), 0);

        m_client->open(profileOf(QUrl(m_daemon->url())), {});
        Outcome<ConfigDocument> late;
        m_client->fetchConfig(this, late.callback());
        m_client.reset();
        QTest::qWait(0);
        QCOMPARE(late.calls(), 0);
    }
};

SLURMSD_TEST(TestClientRequests)
#include "tst_clientrequests.moc"
