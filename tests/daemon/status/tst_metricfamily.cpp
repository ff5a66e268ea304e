// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/status/metricfamily.h"
#include "tests/support/testrunner.h"

#include <QTest>

#include <limits>

using namespace slurmsd;

namespace {

// The line of a gauge `x` with this sample.
QByteArray lineOf(std::initializer_list<MetricLabel> labels, double value)
{
    MetricFamily family{"x", "Help.", MetricFamily::Type::Gauge};
    family.add(labels, value);
    const QByteArray text = metricsText({&family, 1});
    const QByteArray head = "# HELP x Help.\n# TYPE x gauge\n";
    return text.startsWith(head) && text.endsWith('\n') ? text.mid(head.size()).chopped(1)
                                                        : "not so: " + text;
}

} // namespace

class TestMetricFamily : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesFamiliesInOrder();
    void escapesHelp();
    void escapesLabels_data();
    void escapesLabels();
    void writesValues_data();
    void writesValues();
};

void TestMetricFamily::writesFamiliesInOrder()
{
    using enum MetricFamily::Type;
    std::vector<MetricFamily> families{
        {"b_total", "Counted.", Counter}, {"none", "Left out.", Gauge}, {"a_seconds", "Long.", Histogram}};
    families[0].add({{"z", "1"}, {"a", "2"}}, 3);
    families[0].add({}, 4);
    families[2].add({{"le", "0.5"}}, 1, "_bucket");
    families[2].add({}, 0.25, "_sum");
    families[2].add({}, 1, "_count");
    QCOMPARE(metricsText(families), "# HELP b_total Counted.\n"
                                    "# TYPE b_total counter\n"
                                    "b_total{z=\"1\",a=\"2\"} 3\n"
                                    "b_total 4\n"
                                    "# HELP a_seconds Long.\n"
                                    "# TYPE a_seconds histogram\n"
                                    "a_seconds_bucket{le=\"0.5\"} 1\n"
                                    "a_seconds_sum 0.25\n"
                                    "a_seconds_count 1\n");
    QCOMPARE(metricsText({}), "");
}

void TestMetricFamily::escapesHelp()
{
    MetricFamily family{"x", "a \"b\" \\ c\nd größe \xff", MetricFamily::Type::Gauge};
    family.add({}, 1);
    QCOMPARE(metricsText({&family, 1}), "# HELP x a \"b\" \\\\ c\\nd größe \uFFFD\n# TYPE x gauge\nx 1\n");
}

void TestMetricFamily::escapesLabels_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("escaped");
    QTest::newRow("empty") << QByteArray() << QByteArray();
    QTest::newRow("plain") << QByteArray("gpu-1 {}=,") << QByteArray("gpu-1 {}=,");
    QTest::newRow("quote") << QByteArray("a\"b") << QByteArray("a\\\"b");
    QTest::newRow("backslash") << QByteArray("a\\nb") << QByteArray("a\\\\nb");
    QTest::newRow("newline") << QByteArray("a\nb") << QByteArray("a\\nb");
    QTest::newRow("other control characters") << QByteArray("a\tb\rc") << QByteArray("a\tb\rc");
    QTest::newRow("UTF-8") << QByteArray("größe→😀") << QByteArray("größe→😀");
    QTest::newRow("not UTF-8") << QByteArray("a\xff") << QByteArray("a\uFFFD");
}

void TestMetricFamily::escapesLabels()
{
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, escaped);
    QCOMPARE(lineOf({{"l", value.toStdString()}}, 1), "x{l=\"" + escaped + "\"} 1");
}

void TestMetricFamily::writesValues_data()
{
    using Limits = std::numeric_limits<double>;
    QTest::addColumn<double>("value");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("zero") << 0.0 << QByteArray("0");
    QTest::newRow("negative zero") << -0.0 << QByteArray("0");
    QTest::newRow("one") << 1.0 << QByteArray("1");
    QTest::newRow("negative") << -12.0 << QByteArray("-12");
    QTest::newRow("a million") << 1e6 << QByteArray("1000000");
    QTest::newRow("2^53") << 9007199254740992.0 << QByteArray("9007199254740992");
    QTest::newRow("over 2^53") << 1e18 << QByteArray("1e+18");
    QTest::newRow("fraction") << 0.1 << QByteArray("0.1");
    QTest::newRow("sum") << 0.1 + 0.2 << QByteArray("0.30000000000000004");
    QTest::newRow("time") << 1795464000.123 << QByteArray("1795464000.123");
    QTest::newRow("small") << 1e-9 << QByteArray("1e-09");
    QTest::newRow("largest") << Limits::max() << QByteArray("1.7976931348623157e+308");
    QTest::newRow("smallest") << Limits::denorm_min() << QByteArray("5e-324");
    QTest::newRow("infinite") << Limits::infinity() << QByteArray("+Inf");
    QTest::newRow("negative infinite") << -Limits::infinity() << QByteArray("-Inf");
    QTest::newRow("not a number") << Limits::quiet_NaN() << QByteArray("NaN");
    QTest::newRow("negative not a number") << -Limits::quiet_NaN() << QByteArray("NaN");
}

void TestMetricFamily::writesValues()
{
    QFETCH(double, value);
    QFETCH(QByteArray, text);
    QCOMPARE(lineOf({}, value), "x " + text);
}

SLURMSD_TEST(TestMetricFamily)
#include "tst_metricfamily.moc"
