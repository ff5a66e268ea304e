// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/api/probes.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;

class TestProbes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void healthyIsAlways200()
    {
        const HttpReply reply = healthyReply();
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.contentType, std::string("text/plain; charset=utf-8"));
        QCOMPARE(reply.body, QByteArray("prometheus-slurm-sd is healthy.\n"));
    }

    void readySaysWhy()
    {
        const HttpReply ready = readyReply({.ready = true, .summary = "Serving 118 nodes."});
        QCOMPARE(ready.status, 200);
        QCOMPARE(ready.body, QByteArray("Serving 118 nodes.\n"));
        const HttpReply notReady = readyReply({.ready = false, .summary = "No node list yet."});
        QCOMPARE(notReady.status, 503);
        QCOMPARE(notReady.body, QByteArray("No node list yet.\n"));
    }
};

SLURMSD_TEST(TestProbes)
#include "tst_probes.moc"
