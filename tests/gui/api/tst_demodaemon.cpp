// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/api/demodaemon.h"
#include "tests/gui/api/clienttesting.h"
#include "tests/support/testrunner.h"

#include <QFileInfo>
#include <QSignalSpy>

using namespace slurmsd;
using namespace slurmsd::test;
using namespace Qt::Literals::StringLiterals;

class TestDemoDaemon : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void serves()
    {
        auto demo = std::make_unique<DemoDaemon>();
        QSignalSpy started(demo.get(), &DemoDaemon::started);
        QSignalSpy failed(demo.get(), &DemoDaemon::failed);
        demo->start(QStringLiteral(SLURMSD_DAEMON));
        QVERIFY(started.wait(20'000));
        const QUrl url = started[0][0].toUrl();
        QCOMPARE(demo->url(), url);
        QCOMPARE(url.host(), u"127.0.0.1"_s);

        DaemonClient client;
        client.setTiming(hurry());
        client.open(profileOf(url), {});
        QTRY_COMPARE_WITH_TIMEOUT(client.targets().size(), 3U, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(client.nodes().size(), 1U, 20'000);
        QVERIFY(client.status()->isAdminApiEnabled);
        QVERIFY(client.status()->isLifecycleEnabled);
        for (const JobTargets &job : client.targets())
            QVERIFY2(!job.groups->empty(), job.job.c_str());
        Outcome<ConfigDocument> config;
        client.fetchConfig(this, config.callback());
        QVERIFY(config.isGood());
        QVERIFY(config.value().isWritable);
        const QString file = QString::fromStdString(config.value().file);
        QVERIFY(QFileInfo::exists(file));

        demo.reset();
        QTRY_COMPARE_WITH_TIMEOUT(client.state(), DaemonClient::State::Lost, 20'000);
        QVERIFY(!QFileInfo::exists(QFileInfo(file).path()));
        QCOMPARE(failed.size(), 0);
    }

    void cannotBeStarted_data()
    {
        QTest::addColumn<QString>("executable");
        QTest::addColumn<QString>("text"); // a part
        QTest::newRow("not found") << QString() << u"it is in the package prometheus-slurm-sd"_s;
        QTest::newRow("no such file") << u"/nonexistent/daemon"_s << u"No such file"_s;
        QTest::newRow("ends") << u"/bin/false"_s << u"the demo daemon has ended"_s;
    }

    void cannotBeStarted()
    {
        QFETCH(const QString, executable);
        QFETCH(const QString, text);
        DemoDaemon demo;
        QSignalSpy failed(&demo, &DemoDaemon::failed);
        demo.start(executable);
        QVERIFY(failed.wait(20'000));
        QVERIFY2(failed[0][0].toString().contains(text), qUtf8Printable(failed[0][0].toString()));
        QCOMPARE(demo.url(), QUrl());
    }
};

SLURMSD_TEST(TestDemoDaemon)
#include "tst_demodaemon.moc"
