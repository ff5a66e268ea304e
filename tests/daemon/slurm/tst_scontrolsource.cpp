// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/scontrolsource.h"
#include "tests/support/fetching.h"
#include "tests/support/testrunner.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <csignal>

namespace slurmsd {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::uint64_t maxBytes = 10'000;

// The names of the nodes, or the error.
QString fetch(NodeSource &source)
{
    return fetchText(source, [](const FetchResult &result) {
        QStringList names;
        for (const Node &node : (*result.nodes)->nodes)
            names += toQString(node.name);
        return names.join(u' ');
    });
}

// Prints the line of a node as scontrol --oneliner does, with the times that it is asked for.
const QByteArray printsText = R"(
node() {
    time=$(date +"$SLURM_TIME_FORMAT")
    echo "NodeName=$1 CoresPerSocket=1 CPUTot=2 NodeAddr=10.0.0.1 NodeHostName=$1 RealMemory=1000 State=IDLE" \
        "ThreadsPerCore=1 Partitions=batch  BootTime=$time LastBusyTime=$time CfgTRES=cpu=2"
}
)";

} // namespace

// Stand-ins for scontrol: shell scripts that do what the real one cannot be made to do. tests/e2e/scontrol.sh
// has the real one.
class TestScontrolSource : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void readsJson();
    void readsTextWhereThereIsNoJson();
    void asksForJsonAgainAfterAFailure();
    void runsItWithFixedArgumentsAndACleanEnvironment();
    void findsItInPath();
    void failsWithClearErrors_data();
    void failsWithClearErrors();
    void killsItsWholeGroupAtTheDeadline();
    void abortKillsIt();
    void canBeDestroyedByReceiver();

private:
    QString path(const QString &name) const { return m_dir->filePath(name); }
    // Makes it a shell script of these lines; its path.
    std::string write(const QByteArray &lines, const QString &name = u"scontrol"_s);
    QByteArray read(const QString &name) const;
    // A process of that id has ended, or its name is another's.
    bool isGone(const QString &pidFile) const;

    std::optional<QTemporaryDir> m_dir;
};

void TestScontrolSource::init() { m_dir.emplace(); }

std::string TestScontrolSource::write(const QByteArray &lines, const QString &name)
{
    QFile file(path(name));
    const QByteArray script = "#!/bin/sh\ncd " + m_dir->path().toUtf8() + "\n" + lines;
    const bool isWritten =
        file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(script) == script.size() &&
        file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    return isWritten ? file.fileName().toStdString() : "could not be written";
}

QByteArray TestScontrolSource::read(const QString &name) const
{
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("none");
}

bool TestScontrolSource::isGone(const QString &pidFile) const
{
    bool isNumber = false;
    const int pid = read(pidFile).trimmed().toInt(&isNumber);
    return isNumber && ::kill(pid, 0) != 0;
}

void TestScontrolSource::readsJson()
{
    ScontrolSource source(write("echo \"$*\" >>calls; echo '{\"nodes\": [{\"name\": \"n1\"}]}'"), 10s,
                          maxBytes);
    QCOMPARE(fetch(source), u"n1"_s);
    QCOMPARE(fetch(source), u"n1"_s);
    QCOMPARE(read(u"calls"_s), "show nodes --json\nshow nodes --json\n");
}

void TestScontrolSource::readsTextWhereThereIsNoJson()
{
    ScontrolSource source(write(printsText + R"(
echo "$*" >>calls
case $3 in --json) echo "scontrol: unrecognized option '--json'" >&2; exit 1 ;; esac
node n1; node n2)"),
                          10s, maxBytes);
    QCOMPARE(fetch(source), u"n1 n2"_s);
    QCOMPARE(fetch(source), u"n1 n2"_s);
    QCOMPARE(read(u"calls"_s), "show nodes --json\nshow nodes --oneliner\nshow nodes --oneliner\n");
}

// It may have been replaced by a newer one.
void TestScontrolSource::asksForJsonAgainAfterAFailure()
{
    const QByteArray noJson = "case $3 in --json) echo 'no JSON plugin' >&2; exit 1 ;; esac\n";
    ScontrolSource source(write(printsText + noJson + "node n1"), 10s, maxBytes);
    QCOMPARE(fetch(source), u"n1"_s);
    write("exit 3");
    QCOMPARE(fetch(source), u"slurm: scontrol ended with exit status 3"_s);
    write("echo \"$*\" >>calls; echo '{\"nodes\": [{\"name\": \"n2\"}]}'");
    QCOMPARE(fetch(source), u"n2"_s);
    QCOMPARE(read(u"calls"_s), "show nodes --json\n");
}

void TestScontrolSource::runsItWithFixedArgumentsAndACleanEnvironment()
{
    qputenv("SLURM_CONF", "/etc/slurm/other.conf");
    qputenv("SLURM_CLUSTERS", "another");
    qputenv("SLURM_JWT", "not for scontrol");
    ScontrolSource source(write("env | sed 's/=.*//' | sort | tr '\\n' ' ' >names; echo \"$SLURM_CONF "
                                "$SLURM_TIME_FORMAT $LC_ALL\" "
                                ">values; cat >input; echo '{\"nodes\": []}'"),
                          10s, maxBytes);
    QCOMPARE(fetch(source), u""_s);
    qunsetenv("SLURM_CONF");
    qunsetenv("SLURM_CLUSTERS");
    qunsetenv("SLURM_JWT");
    // The shell adds PWD and what it calls itself.
    QByteArray names = read(u"names"_s);
    for (const char *own : {"OLDPWD ", "PWD ", "SHLVL ", "_ "})
        names.replace(own, "");
    QCOMPARE(names, "LC_ALL PATH SLURM_CONF SLURM_TIME_FORMAT ");
    const QByteArray values = read(u"values"_s);
    QVERIFY2(values.startsWith("/etc/slurm/other.conf %s~") && values.endsWith(" C.UTF-8\n"),
             values.constData());
    QCOMPARE(read(u"input"_s), ""); // nothing to read, and nobody to wait for
}

void TestScontrolSource::findsItInPath()
{
    const QByteArray before = qgetenv("PATH");
    qputenv("PATH", m_dir->path().toUtf8());
    ScontrolSource source({}, 10s, maxBytes);
    QCOMPARE(fetch(source), u"connect: no scontrol in $PATH, which is \"%1\"; give its path, as "
                            "scontrol:/opt/slurm/bin/scontrol"_s.arg(m_dir->path()));
    write("echo '{\"nodes\": [{\"name\": \"n1\"}]}'");
    const QString found = fetch(source);
    qputenv("PATH", before);
    QCOMPARE(found, u"n1"_s);
}

void TestScontrolSource::failsWithClearErrors_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *script, const char *expected) {
        QTest::newRow(name) << QByteArray(script) << QString::fromUtf8(expected);
    };
    row("controller away",
        "echo 'slurm_load_node error: Unable to contact slurm controller (connect failure)' >&2; exit 1",
        "connect: scontrol ended with exit status 1: slurm_load_node error: Unable to contact slurm "
        "controller (connect "
        "failure)");
    row("no configuration",
        "echo 'scontrol: error: fetch_config: DNS SRV lookup failed' >&2\n"
        "echo 'scontrol: fatal: Could not establish a configuration source' >&2; exit 1",
        "connect: scontrol ended with exit status 1: scontrol: fatal: Could not establish a configuration "
        "source");
    row("refused", "echo 'slurm_load_node error: Protocol authentication error' >&2; exit 1",
        "auth: scontrol ended with exit status 1: slurm_load_node error: Protocol authentication error");
    row("no reason", "exit 4", "slurm: scontrol ended with exit status 4");
    row("killed", "kill -9 $$", "slurm: scontrol was killed by a signal");
    row("exit status 1 behind nodes", "echo '{\"nodes\": [{\"name\": \"n1\"}]}'; echo odd >&2; exit 1",
        "slurm: scontrol ended with exit status 1: odd");
    row("half a list", "printf '{\"nodes\": [{\"name\": \"n1\"}, {'",
        "parse: the JSON ends too early, after 28 bytes");
    row("another program", "echo 'usage: scontrol'",
        "parse: expected a JSON object, got a text that starts with: usage: scontrol ");
    row("nothing", "", "parse: expected JSON, got an empty text");
    row("an endless list", "echo '{\"nodes\": ['; while :; do echo '{\"name\": \"n1\"},'; done",
        "too_large: scontrol printed more than 10000 bytes");
    row("an endless complaint",
        "i=0; while [ $i -lt 3000 ]; do echo 'oh no, this will not do' >&2; i=$((i+1)); done; exit 1",
        "slurm: scontrol ended with exit status 1: oh no, this will not do");
    row("control characters", "printf 'a\\033[31m\\tb\\n' >&2; exit 1",
        "slurm: scontrol ended with exit status 1: a [31m b");
}

void TestScontrolSource::failsWithClearErrors()
{
    QFETCH(const QByteArray, script);
    QFETCH(const QString, expected);
    ScontrolSource source(write(script), 10s, maxBytes);
    QCOMPARE(fetch(source), expected);
    // It goes on after each of them.
    write("echo '{\"nodes\": [{\"name\": \"n1\"}]}'");
    QCOMPARE(fetch(source), u"n1"_s);
}

void TestScontrolSource::killsItsWholeGroupAtTheDeadline()
{
    ScontrolSource source(write("echo $$ >leader; echo 'waits for something' >&2\n"
                                "sleep 600 & echo $! >child; wait"),
                          1000ms, maxBytes);
    QCOMPARE(fetch(source),
             u"timeout: scontrol did not end within slurm.timeout, 1000 ms; it said: waits for something"_s);
    QTRY_VERIFY(isGone(u"leader"_s));
    QTRY_VERIFY(isGone(u"child"_s));
}

void TestScontrolSource::abortKillsIt()
{
    ScontrolSource source(write("echo $$ >leader.new; mv leader.new leader; sleep 600"), 60s, maxBytes);
    bool isFinished = false;
    connect(&source, &NodeSource::finished, this, [&] { isFinished = true; });
    source.fetch();
    QTRY_VERIFY(QFile::exists(path(u"leader"_s)));
    source.abort();
    QTRY_VERIFY(isGone(u"leader"_s));
    QVERIFY(!isFinished);
    write("echo '{\"nodes\": [{\"name\": \"n1\"}]}'");
    QCOMPARE(fetch(source), u"n1"_s);
}

void TestScontrolSource::canBeDestroyedByReceiver()
{
    auto source = std::make_unique<ScontrolSource>(write("echo '{\"nodes\": []}'"), 10s, maxBytes);
    connect(source.get(), &NodeSource::finished, this, [&] { source.reset(); });
    source->fetch();
    QTRY_VERIFY(!source);
}

} // namespace slurmsd

SLURMSD_TEST(slurmsd::TestScontrolSource)

#include "tst_scontrolsource.moc"
