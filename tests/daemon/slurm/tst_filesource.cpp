// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/filesource.h"
#include "tests/support/fakecluster.h"
#include "tests/support/fetching.h"
#include "tests/support/testrunner.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include <sys/stat.h>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

constexpr std::uint64_t maxBytes = std::uint64_t{1} << 20;

// "2 nodes, 60 bytes" or the error.
QString fetch(NodeSource &source)
{
    return fetchText(source, [](const FetchResult &result) {
        return u"%1 nodes, %2 bytes"_s.arg((*result.nodes)->nodes.size()).arg(result.bytes);
    });
}

} // namespace

class TestFileSource : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void readsNodes();
    void readsAnewEachTime();
    void readsLargeFileInTurns();
    void failsWithClearErrors_data();
    void failsWithClearErrors();
    void refusesTooLargeFile();
    void neverFinishesWithinFetch();
    void abortEndsFetch();
    void canBeDestroyedMidway();
    void canBeDestroyedByReceiver();

private:
    QString path(const QString &name) const { return m_dir->filePath(name); }
    QString write(const QByteArray &text);

    std::optional<QTemporaryDir> m_dir;
};

void TestFileSource::init() { m_dir.emplace(); }

QString TestFileSource::write(const QByteArray &text)
{
    QFile file(path(u"nodes.json"_s));
    const bool isWritten = file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
    return isWritten ? file.fileName() : u"could not be written"_s;
}

void TestFileSource::readsNodes()
{
    FileSource source(write("{\"nodes\": [{\"name\": \"n1\"}]}").toStdString(), maxBytes);
    std::shared_ptr<NodeSnapshot> nodes;
    connect(&source, &NodeSource::finished, this, [&](const FetchResult &result) { nodes = *result.nodes; });
    const auto before = std::chrono::system_clock::now();
    QCOMPARE(fetch(source), u"1 nodes, 27 bytes"_s);
    QCOMPARE(nodeTexts(*nodes), QStringList{u"name=n1 class=unknown"_s});
    QVERIFY(nodes->takenAt >= before);
    QVERIFY(nodes->takenAt <= std::chrono::system_clock::now());
    QVERIFY(nodes->apiVersion.empty());
}

void TestFileSource::readsAnewEachTime()
{
    FileSource source(path(u"nodes.json"_s).toStdString(), maxBytes);
    write("{\"nodes\": [{\"name\": \"n1\"}]}");
    QCOMPARE(fetch(source), u"1 nodes, 27 bytes"_s);
    // As a careful writer replaces it.
    QFile other(path(u"new.json"_s));
    QVERIFY(other.open(QIODevice::WriteOnly));
    QCOMPARE(other.write("{\"nodes\": []}"), 13);
    other.close();
    QVERIFY(QFile::remove(path(u"nodes.json"_s)));
    QVERIFY(fetch(source).startsWith(u"connect: cannot open "));
    QVERIFY(other.rename(path(u"nodes.json"_s)));
    QCOMPARE(fetch(source), u"0 nodes, 13 bytes"_s);
}

void TestFileSource::readsLargeFileInTurns()
{
    const std::string text = FakeCluster::text({.nodes = 2'000});
    FileSource source(write(QByteArray::fromStdString(text)).toStdString(), text.size());
    int turns = 0;
    QTimer counter;
    connect(&counter, &QTimer::timeout, this, [&] { ++turns; });
    counter.start(0);
    QCOMPARE(fetch(source), u"2000 nodes, %1 bytes"_s.arg(text.size()));
    QVERIFY2(turns > 10, qPrintable(QString::number(turns)));
}

void TestFileSource::failsWithClearErrors_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("error");
    QTest::newRow("missing") << u"missing.json"_s << u"connect: cannot open %1: No such file or directory"_s;
    QTest::newRow("directory") << u"directory"_s << u"connect: cannot read %1: it is not a regular file"_s;
    QTest::newRow("FIFO") << u"fifo"_s << u"connect: cannot read %1: it is not a regular file"_s;
    QTest::newRow("endless link") << u"link"_s
                                  << u"connect: cannot open %1: Too many levels of symbolic links"_s;
    QTest::newRow("a file as directory")
        << u"torn.json/nodes.json"_s << u"connect: cannot open %1: Not a directory"_s;
    QTest::newRow("torn") << u"torn.json"_s << u"parse: the JSON ends too early, after 20 bytes"_s;
    QTest::newRow("empty") << u"empty.json"_s << u"parse: expected JSON, got an empty text"_s;
    QTest::newRow("no JSON")
        << u"text"_s
        << u"parse: expected a JSON object, got a text that starts with: NodeName=n1; it is the output "
           "of scontrol show nodes without --json: expected the output of scontrol show "
           "nodes --json"_s;
    QTest::newRow("of sinfo")
        << u"sinfo"_s
        << u"parse: not a node list: the JSON object has no \"nodes\"; it is the output of sinfo --json: "
           "expected the output of scontrol show nodes --json"_s;
}

// Root may read everything, so none of these is about permissions.
void TestFileSource::failsWithClearErrors()
{
    QFETCH(QString, name);
    QFETCH(QString, error);
    const auto create = [&](const QString &file, const QByteArray &text) {
        QFile made(path(file));
        return made.open(QIODevice::WriteOnly) && made.write(text) == text.size();
    };
    QVERIFY(QDir(m_dir->path()).mkdir(u"directory"_s));
    QCOMPARE(::mkfifo(path(u"fifo"_s).toLocal8Bit().constData(), 0600), 0);
    QVERIFY(QFile::link(path(u"link"_s), path(u"link"_s)));
    QVERIFY(create(u"torn.json"_s, "{\"nodes\": [{\"name\": "));
    QVERIFY(create(u"empty.json"_s, ""));
    QVERIFY(create(u"text"_s, "NodeName=n1"));
    QVERIFY(create(u"sinfo"_s, "{\"sinfo\": [], \"meta\": {}}"));

    FileSource source(path(name).toStdString(), maxBytes);
    const QString expected = error.contains(u"%1") ? error.arg(path(name)) : error;
    QCOMPARE(fetch(source), expected);
    QCOMPARE(fetch(source), expected);
}

void TestFileSource::refusesTooLargeFile()
{
    const QString file = write("{\"nodes\": []}");
    FileSource enough(file.toStdString(), 13);
    QCOMPARE(fetch(enough), u"0 nodes, 13 bytes"_s);
    FileSource tooSmall(file.toStdString(), 12);
    QCOMPARE(fetch(tooSmall), u"too_large: %1 has more than 12 bytes"_s.arg(file));
}

void TestFileSource::neverFinishesWithinFetch()
{
    FileSource source(path(u"missing"_s).toStdString(), maxBytes);
    QSignalSpy finished(&source, &NodeSource::finished);
    source.fetch();
    QCOMPARE(finished.count(), 0);
    QTRY_COMPARE(finished.count(), 1);
}

void TestFileSource::abortEndsFetch()
{
    const QByteArray text = QByteArray::fromStdString(FakeCluster::text({.nodes = 300}));
    FileSource source(write(text).toStdString(), maxBytes);
    QSignalSpy finished(&source, &NodeSource::finished);
    source.abort(); // nothing to end
    for (int turns = 0; turns < 4; ++turns) {
        source.fetch();
        for (int turn = 0; turn < turns; ++turn)
            QCoreApplication::processEvents();
        source.abort();
        QTest::qWait(5);
        QCOMPARE(finished.count(), 0);
    }
    finished.clear();
    QCOMPARE(fetch(source), u"300 nodes, %1 bytes"_s.arg(text.size()));
    QCOMPARE(finished.count(), 1);
}

void TestFileSource::canBeDestroyedMidway()
{
    const QByteArray text = QByteArray::fromStdString(FakeCluster::text({.nodes = 300}));
    auto source = std::make_unique<FileSource>(write(text).toStdString(), maxBytes);
    QSignalSpy finished(source.get(), &NodeSource::finished);
    source->fetch();
    QCoreApplication::processEvents();
    source.reset();
    QTest::qWait(5);
    QCOMPARE(finished.count(), 0);
}

void TestFileSource::canBeDestroyedByReceiver()
{
    auto source = std::make_unique<FileSource>(write("{\"nodes\": []}").toStdString(), maxBytes);
    connect(source.get(), &NodeSource::finished, this, [&] { source.reset(); });
    source->fetch();
    QTRY_VERIFY(!source);
}

} // namespace slurmsd

SLURMSD_TEST(slurmsd::TestFileSource)
#include "tst_filesource.moc"
