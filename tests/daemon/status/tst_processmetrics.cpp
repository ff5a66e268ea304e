// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/status/processmetrics.h"
#include "tests/support/testrunner.h"

#include <QFile>
#include <QTest>

#include <chrono>
#include <ctime>
#include <map>
#include <sys/resource.h>

using namespace slurmsd;

Q_DECLARE_METATYPE(std::optional<ProcessStat>)

namespace {

std::map<std::string, double> values()
{
    std::map<std::string, double> values;
    for (const MetricFamily &family : processMetrics()) {
        const QByteArrayList parts = QByteArray::fromStdString(family.lines).split(' '); // name and value
        if (parts.size() == 2)
            values[family.name] = parts.back().toDouble();
    }
    return values;
}

} // namespace

class TestProcessMetrics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parses_data();
    void parses();
    void hasEachFamily();
    void tellsTheTruth();
    void countsOpenFiles();
    void countsCpuTime();
};

void TestProcessMetrics::parses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<std::optional<ProcessStat>>("stat");
    const QByteArray numbers = "S 1 2 3 0 -1 4194560 5 6 7 8 123 45 0 0 20 0 3 0 98765 111222333 444";
    const std::optional<ProcessStat> stat = ProcessStat{123, 45, 98765, 111222333, 444};
    const std::optional<ProcessStat> nothing;
    QTest::newRow("whole") << "42 (daemon) " + numbers + " 18446744073709551615 1 1 0\n" << stat;
    QTest::newRow("no more than is read") << "42 (daemon) " + numbers << stat;
    QTest::newRow("a name with spaces") << "42 (my daemon 1 2 3) " + numbers << stat;
    QTest::newRow("a name with parentheses") << "42 (a) R 1 (b)) " + numbers << stat;
    QTest::newRow("a name with a newline") << "42 (a\nb) " + numbers << stat;
    QTest::newRow("no name") << "42 () " + numbers << stat;
    QTest::newRow("nothing") << QByteArray() << nothing;
    QTest::newRow("no parentheses") << "42 daemon " + numbers << nothing;
    QTest::newRow("ends with the name") << QByteArray("42 (daemon)") << nothing;
    QTest::newRow("ends with the state") << QByteArray("42 (daemon) S") << nothing;
    QTest::newRow("ends with a space") << QByteArray("42 (daemon) S ") << nothing;
    QTest::newRow("one number less") << "42 (daemon) " + numbers.chopped(4) << nothing;
    QTest::newRow("a word") << "42 (daemon) " + QByteArray(numbers).replace("123", "abc") << nothing;
    QTest::newRow("an overflow") << "42 (daemon) " + QByteArray(numbers).replace("123", "9223372036854775808")
                                 << nothing;
}

void TestProcessMetrics::parses()
{
    QFETCH(QByteArray, text);
    QFETCH(std::optional<ProcessStat>, stat);
    QVERIFY(parseProcessStat(text.toStdString()) == stat);
}

void TestProcessMetrics::hasEachFamily()
{
    std::vector<std::string> names;
    for (const auto &[name, value] : values())
        names.push_back(name);
    const std::vector<std::string> expected{"process_cpu_seconds_total",  "process_max_fds",
                                            "process_open_fds",           "process_resident_memory_bytes",
                                            "process_start_time_seconds", "process_virtual_memory_bytes"};
    QVERIFY(names == expected);
}

void TestProcessMetrics::tellsTheTruth()
{
    auto all = values();
    rlimit limit{};
    QCOMPARE(getrlimit(RLIMIT_NOFILE, &limit), 0);
    QCOMPARE(all["process_max_fds"], double(limit.rlim_cur));
    QVERIFY(all["process_resident_memory_bytes"] > 1e6);
    QVERIFY(all["process_resident_memory_bytes"] < all["process_virtual_memory_bytes"]);
    const std::chrono::duration<double> now = std::chrono::system_clock::now().time_since_epoch();
    // The boot time has whole seconds only.
    QVERIFY(all["process_start_time_seconds"] < now.count() + 2);
    QVERIFY(all["process_start_time_seconds"] > now.count() - 600);
    QCOMPARE(values()["process_start_time_seconds"], all["process_start_time_seconds"]);
}

void TestProcessMetrics::countsOpenFiles()
{
    const double before = values()["process_open_fds"];
    QVERIFY(before >= 1);
    QFile file(QStringLiteral("/dev/null"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(values()["process_open_fds"], before + 1);
    file.close();
    QCOMPARE(values()["process_open_fds"], before);
}

void TestProcessMetrics::countsCpuTime()
{
    const auto spent = [] { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; };
    const double before = spent();
    while (spent() < before + 0.3) {
    }
    // The kernel counts in ticks, which are at most 10 ms, user and system time apart.
    const double counted = values()["process_cpu_seconds_total"];
    QVERIFY2(counted > before + 0.25 && counted < spent() + 0.05, QByteArray::number(counted).constData());
}

SLURMSD_TEST(TestProcessMetrics)
#include "tst_processmetrics.moc"
