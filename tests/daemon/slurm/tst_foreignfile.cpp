// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/foreignfile.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;

class TestForeignFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatItIs_data()
    {
        QTest::addColumn<QByteArray>("start");
        QTest::addColumn<QByteArray>("what"); // empty: it is not known
        const auto row = [](const char *start, const char *what) {
            QTest::newRow(start) << QByteArray(start) << QByteArray(what);
        };
        row("{\"sinfo\": [{\"node\": {\"state\": [\"IDLE\"]}}], \"meta\": {}}", "the output of sinfo --json");
        row("{\"meta\": {\"slurm\": {\"release\": \"25.11.2\"}}, \"errors\": [], \"sinfo\": [",
            "the output of sinfo --json");
        row(" {\n \"jobs\": [", "a list of jobs, as squeue --json has it");
        row("{\"partitions\": []}", "the output of scontrol show partitions --json");
        row("{\"reservations\": []}", "the output of scontrol show reservations --json");
        row("{\"openapi\": \"3.0.3\", \"paths\": {}}", "the description of slurmrestd's API (/openapi/v3)");
        row("[{\"targets\": [\"n1:9100\"], \"labels\": {}}]", "a list of targets for Prometheus");
        row("[1]", "a list");
        row("NodeName=c01 Arch=x86_64", "the output of scontrol show nodes without --json");
        row("PARTITION AVAIL  TIMELIMIT  NODES  STATE NODELIST", "the output of sinfo without --json");
        row("NODELIST      NODES PARTITION STATE", "the output of sinfo without --json");
        row("nodes:\n- name: c01\n", "YAML");
        row("---\nnodes:\n", "YAML");
        row("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n",
            "an answer with its HTTP head, as curl -i prints it");
        row("\x1f\x8b\x08", "compressed (gzip)");
        row("<!DOCTYPE html>", "HTML or XML");
        row("{}", "");
        row("{\"note\": \"\\\"sinfo\\\": 1\", \"x\": {\"sinfo\": 1}, \"y\": [\"sinfo\"]}", "");
        row("root:x:0:0", "");
    }
    void tellsWhatItIs()
    {
        QFETCH(QByteArray, start);
        QFETCH(QByteArray, what);
        const QByteArray expected =
            (what.isEmpty() ? QByteArray("; expected") : QByteArray("; it is " + what + ": expected")) +
            QByteArray(" the output of scontrol show nodes --json");
        QCOMPARE(QByteArray::fromStdString(foreignFileHint(start.toStdString())), expected);
    }

    void saysNothingOfANodeList_data()
    {
        QTest::addColumn<QByteArray>("start");
        for (const char *start : {"", " \n", "{\"nodes\": nul", "{\"jobs\": [], \"nodes\": [",
                                  "{\"meta\": {\"a\": \"}\"}, \"errors\": [], \"nodes\": [{\"name\": \"c"})
            QTest::newRow(start) << QByteArray(start);
    }
    void saysNothingOfANodeList()
    {
        QFETCH(QByteArray, start);
        QCOMPARE(foreignFileHint(start.toStdString()), std::string());
    }
};

SLURMSD_TEST(TestForeignFile)
#include "tst_foreignfile.moc"
