// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/makenodesource.h"
#include "tests/support/fakeslurmrestd.h"
#include "tests/support/testrunner.h"

#include <QEventLoop>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace slurmsd;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

using Kind = FakeSlurmrestd::Kind;

namespace {

const QByteArray twoNodes = R"({"nodes":[{"name":"n1"},{"name":"n2"}],"errors":[]})";

// How many nodes the source of this config gives; -1: an error.
int countNodes(const SlurmConfig &config)
{
    const auto source = makeNodeSource(config);
    QEventLoop loop;
    int count = -1;
    QObject::connect(source.get(), &NodeSource::finished, &loop, [&](const FetchResult &result) {
        count = result.nodes ? static_cast<int>((*result.nodes)->nodes.size()) : -1;
        loop.quit();
    });
    QTimer::singleShot(10s, &loop, &QEventLoop::quit);
    source->fetch();
    loop.exec();
    return count;
}

SlurmConfig at(const std::string &endpoint)
{
    SlurmConfig config;
    config.endpoint = endpoint;
    config.apiVersion = "v0.0.42";
    return config;
}

} // namespace

class TestMakeNodeSource : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reachesServers_data()
    {
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<QString>("suffix"); // of the endpoint
        QTest::addColumn<QByteArray>("path");

        QTest::newRow("unix") << Kind::Unix << u""_s << QByteArray("/slurm/v0.0.42/nodes/");
        QTest::newRow("http") << Kind::Tcp << u""_s << QByteArray("/slurm/v0.0.42/nodes/");
        QTest::newRow("a slash") << Kind::Tcp << u"/"_s << QByteArray("/slurm/v0.0.42/nodes/");
        QTest::newRow("a proxy's prefix")
            << Kind::Tcp << u"/a%20b/c/"_s << QByteArray("/a%20b/c/slurm/v0.0.42/nodes/");
    }
    void reachesServers()
    {
        QFETCH(Kind, kind);
        QFETCH(QString, suffix);
        QFETCH(QByteArray, path);

        FakeSlurmrestd server(kind);
        server.answer({httpAnswer(200, twoNodes)});
        QCOMPARE(countNodes(at(server.endpoint() + suffix.toStdString())), 2);
        QCOMPARE(server.requests().size(), std::size_t{1});
        QCOMPARE(server.requests().front().path(), path);
    }

    void keepsTheLimits()
    {
        FakeSlurmrestd server(Kind::Unix);
        server.answer({httpAnswer(200, twoNodes), {}});
        SlurmConfig config = at(server.endpoint());
        config.maxResponseBytes = 10;
        QCOMPARE(countNodes(config), -1);
        config = at(server.endpoint());
        config.timeout = 50ms;
        QCOMPARE(countNodes(config), -1);
    }

    void readsFiles()
    {
        QTemporaryDir directory;
        QFile file(directory.filePath(u"nodes.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(twoNodes), twoNodes.size());
        file.close();
        QCOMPARE(countNodes(at("file:" + file.fileName().toStdString())), 2);
    }

    void hasADemo() { QVERIFY(countNodes(at("demo:")) > 10); }
};

SLURMSD_TEST(TestMakeNodeSource)
#include "tst_makenodesource.moc"
