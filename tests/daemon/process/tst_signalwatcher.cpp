// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/process/signalwatcher.h"
#include "tests/support/testrunner.h"

#include <QSignalSpy>
#include <QTest>

#include <csignal>

using namespace slurmsd;

class TestSignalWatcher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bringsEachSignal()
    {
        SignalWatcher watcher;
        QSignalSpy terminated(&watcher, &SignalWatcher::terminationRequested);
        QSignalSpy reloaded(&watcher, &SignalWatcher::reloadRequested);

        QCOMPARE(std::raise(SIGHUP), 0);
        QVERIFY(reloaded.wait(1000));
        QCOMPARE(terminated.count(), 0);
        QCOMPARE(std::raise(SIGTERM), 0);
        QVERIFY(terminated.wait(1000));
        QCOMPARE(std::raise(SIGINT), 0);
        QVERIFY(terminated.wait(1000));
        QCOMPARE(terminated.count(), 2);
        QCOMPARE(reloaded.count(), 1);
    }

    void survivesAStorm()
    {
        SignalWatcher watcher;
        QSignalSpy reloaded(&watcher, &SignalWatcher::reloadRequested);
        // More than the pipe holds: none may block, and at least one must arrive.
        for (int i = 0; i < 100000; ++i)
            std::raise(SIGHUP);
        QTRY_VERIFY(reloaded.count() >= 1);
        QVERIFY(reloaded.count() < 100000);
    }

    void restoresTheHandlersBefore()
    {
        struct sigaction before = {};
        ::sigaction(SIGHUP, nullptr, &before);
        {
            SignalWatcher watcher;
            struct sigaction during = {};
            ::sigaction(SIGHUP, nullptr, &during);
            QVERIFY(during.sa_handler != before.sa_handler);
        }
        struct sigaction after = {};
        ::sigaction(SIGHUP, nullptr, &after);
        QVERIFY(after.sa_handler == before.sa_handler);
    }

    void ignoresSigpipe()
    {
        SignalWatcher watcher;
        QCOMPARE(std::raise(SIGPIPE), 0); // would end the test otherwise
        struct sigaction action = {};
        ::sigaction(SIGPIPE, nullptr, &action);
        QVERIFY(action.sa_handler == SIG_IGN);
    }
};

SLURMSD_TEST(TestSignalWatcher)
#include "tst_signalwatcher.moc"
