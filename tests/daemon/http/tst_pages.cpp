// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/http/pages.h"

#include <QTest>

using namespace slurmsd;

class TestPages : public QObject
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
        const HttpReply ready = readyReply({.ready = true, .summary = "Serving 118 nodes.", .jobs = {}});
        QCOMPARE(ready.status, 200);
        QCOMPARE(ready.body, QByteArray("Serving 118 nodes.\n"));
        const HttpReply notReady = readyReply({.ready = false, .summary = "No node list yet.", .jobs = {}});
        QCOMPARE(notReady.status, 503);
        QCOMPARE(notReady.body, QByteArray("No node list yet.\n"));
    }

    void indexEscapesWhatComesFromOutside()
    {
        const HttpReply reply =
            indexReply({.ready = false, .summary = "failed: <b>%4</b>", .jobs = {"a&b \"é\"<script>"}});
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.contentType, std::string("text/html; charset=utf-8"));
        QVERIFY(reply.body.contains("failed: &lt;b&gt;%4&lt;/b&gt;"));
        QVERIFY(reply.body.contains("/targets?prom_job=a%26b%20%22%C3%A9%22%3Cscript%3E\">"));
        QVERIFY(reply.body.contains("a&amp;b &quot;é&quot;&lt;script&gt;</a>"));
        QVERIFY(!reply.body.contains("<script"));
        QVERIFY(reply.body.contains("Not ready."));
        QVERIFY(reply.body.contains("Version " SLURMSD_VERSION));
    }
};

QTEST_GUILESS_MAIN(TestPages)
#include "tst_pages.moc"
