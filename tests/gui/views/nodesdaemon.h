// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/api/daemonclient.h"
#include "tests/support/daemonprocess.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>
#include <memory>
#include <vector>

namespace slurmsd::test {

// A made-up node as Slurm's API has it.
struct JsonNode
{
    const char *name;
    const char *partitions = "cpu"; // joined by commas
    const char *states = "IDLE";
    const char *reason = "";
    const char *reasonUser = "";
    qint64 reasonTime = 0; // seconds since 1970
};

// The built daemon with a node list from a file, and the jobs node (port 9100) and dcgm (9401, of the
// partition gpu, without down nodes); and a client of it.
class NodesDaemon
{
public:
    NodesDaemon()
        : m_daemon({QStringLiteral("--config.file"), path("config.yaml")})
    {
        write("config.yaml", "slurm: {endpoint: \"file:" + path("nodes.json").toUtf8() +
                                 "\", hold_polls: 0, update_interval: 1h}\n"
                                 "jobs:\n"
                                 "  - node:\n"
                                 "    port: 9100\n"
                                 "  - dcgm:\n"
                                 "    port: 9401\n"
                                 "    match: {partitions: [gpu]}\n"
                                 "    exclude_states: [down]\n");
    }

    // Starts both and waits for the nodes.
    bool start(const std::vector<JsonNode> &nodes)
    {
        writeNodes(nodes);
        if (!m_daemon.start())
            return false;
        FollowTiming timing;
        timing.poll = std::chrono::milliseconds(50);
        client.setTiming(timing);
        ConnectionProfile profile;
        profile.url = QUrl(m_daemon.url());
        client.open(profile, {});
        return QTest::qWaitFor([this] { return !client.nodes().empty() && !client.targets().empty(); },
                               20'000);
    }

    // Has the daemon poll another list, and waits until the client has it.
    bool change(const std::vector<JsonNode> &nodes)
    {
        const NodeLists before = client.nodes();
        writeNodes(nodes);
        m_daemon.post(QStringLiteral("/api/v1/refresh"));
        return QTest::qWaitFor([&] { return client.nodes() != before; }, 20'000);
    }

    void kill() { m_daemon.kill(); }

    DaemonClient client;

private:
    QString path(const char *name) const { return m_directory.filePath(QLatin1String(name)); }

    void write(const char *name, const QByteArray &bytes) const
    {
        const QString newName = path(name) + QStringLiteral(".new");
        QFile file(newName);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        QCOMPARE(std::rename(qPrintable(newName), qPrintable(path(name))), 0);
    }

    void writeNodes(const std::vector<JsonNode> &nodes) const
    {
        QByteArrayList texts;
        for (const JsonNode &node : nodes)
            texts += R"({"name":")" + QByteArray(node.name) + R"(","address":"10.0.0.)" +
                     QByteArray::number(texts.size() + 1) + R"(","state":[")" +
                     QByteArray(node.states).replace(",", "\",\"") + R"("],"partitions":[")" +
                     QByteArray(node.partitions).replace(",", "\",\"") + R"("],"reason":")" + node.reason +
                     R"(","reason_set_by_user":")" + node.reasonUser + R"(","reason_changed_at":)" +
                     QByteArray::number(node.reasonTime) + R"(,"boot_time":1795420000,"last_busy":0})";
        write("nodes.json", R"({"meta":{"slurm":{"cluster":"llm"}},"nodes":[)" + texts.join(',') + "]}");
    }

    QTemporaryDir m_directory;
    DaemonProcess m_daemon;
};

} // namespace slurmsd::test
