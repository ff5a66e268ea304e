// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/slurmjobvalues.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;
using namespace Qt::StringLiterals;

namespace {

// What a parser makes of a text: as it is written again, or the error.
template <typename Parse, typename Write>
QString judged(std::string_view text, Parse parse, Write write)
{
    const auto value = parse(text);
    return QString::fromStdString(value ? std::string(write(*value)) : value.error());
}

constexpr auto writeName = [](auto value) { return toString(value); };

} // namespace

// The values of `role: job` and `slurm.jobs:`, and how they are written.
class TestSlurmJobValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void namesLabels();
};

void TestSlurmJobValues::reads_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *what, const char *text, const QString &value,
                        const QString &expected = {}) {
        QTest::newRow((std::string(what) + ' ' + text).c_str())
            << value << (expected.isNull() ? QString::fromUtf8(text) : expected);
    };
    for (const char *text : {"node", "job"})
        row("role", text, judged(text, parseJobRole, writeName));
    row("role", "Job", judged("Job", parseJobRole, writeName), u"expected node or job, got \"Job\""_s);
    row("role", "", judged("", parseJobRole, writeName), u"expected node or job, got \"\""_s);

    for (const char *text : {"comment", "admin_comment", "extra"})
        row("annotation", text, judged(text, parseAnnotationField, writeName));
    row("annotation", "system_comment", judged("system_comment", parseAnnotationField, writeName),
        u"expected comment, admin_comment or extra, got \"system_comment\""_s);

    const auto writeNodes = [](bool all) { return all ? "all" : "first"; };
    for (const char *text : {"first", "all"})
        row("nodes", text, judged(text, parseOnAllNodes, writeNodes));
    row("nodes", "true", judged("true", parseOnAllNodes, writeNodes),
        u"expected first or all, got \"true\""_s);

    const auto writeNumber = [](int number) { return std::to_string(number); };
    for (const char *text : {"1", "64", "65536"})
        row("max_targets", text, judged(text, parseMaxTargets, writeNumber));
    for (const char *text : {"0", "65537", "-1", "064", "many"})
        row("max_targets", text, judged(text, parseMaxTargets, writeNumber),
            QStringLiteral("expected a number of targets between 1 and 65536, got \"%1\"")
                .arg(QLatin1String(text)));

    for (const char *text : {"1024-65535", "1-65535", "8000"})
        row("ports", text, judged(text, parsePortRange, writeName));
    row("ports", "8000-8000", judged("8000-8000", parsePortRange, writeName), u"8000"_s);
    for (const char *text :
         {"", "-", "8000-", "-8000", "0-80", "1-65536", "8000-8001-8002", "8000 - 8001", "all"})
        row("ports", text, judged(text, parsePortRange, writeName),
            QStringLiteral("expected ports such as 1024-65535, or one, got \"%1\"").arg(QLatin1String(text)));
    row("ports", "8007-8000", judged("8007-8000", parsePortRange, writeName),
        u"expected ports such as 1024-65535, or one, got \"8007-8000\"; did you mean \"8000-8007\"?"_s);

    const auto asIs = [](const std::string &text) { return text; };
    for (const char *text : {"a100", "nvlink-4", "gpu:h100"})
        row("feature", text, judged(text, parseJobFeature, asIs));
    for (const char *text : {"", "a,b", "a100&ib", "a100|v100", "[a|b]", "a*2", "!a"})
        row("feature", text, judged(text, parseJobFeature, asIs),
            QStringLiteral(
                "expected the name of a feature, got \"%1\"; of a list, a job needs to have asked for one")
                .arg(QLatin1String(text)));

    for (const char *text : {"user", "name", "account"})
        row("hide", text, judged(text, parseJobMetricsLabel, writeName));
    row("hide", "job_id", judged("job_id", parseJobMetricsLabel, writeName),
        u"expected user, name or account, got \"job_id\""_s);

    row("label", "jobid", judged("jobid", parseSlurmJobLabel, writeName),
        u"expected a label of a running job, got \"jobid\"; did you mean \"job_id\"?"_s);
    row("label", "hostname", judged("hostname", parseSlurmJobLabel, writeName),
        u"expected a label of a running job, got \"hostname\"; it is one of role: node; known are: job_id, "
        "job_name, user, user_id, account, partition, qos, node, node_index, array_job_id, array_task_id, "
        "het_job_id, start_time, comment, annotations, cluster"_s);
}

void TestSlurmJobValues::reads()
{
    QFETCH(QString, value);
    QTEST(value, "expected");
}

void TestSlurmJobValues::namesLabels()
{
    QCOMPARE(slurmJobLabelNames().size(), std::size_t{16});
    for (const std::string_view name : slurmJobLabelNames()) {
        const auto label = parseSlurmJobLabel(name);
        QVERIFY(label);
        QCOMPARE(std::string(toString(*label)), std::string(name));
    }
    QVERIFY(slurmJobLabelFromString("job_id") == SlurmJobLabel::JobId);
    QVERIFY(slurmJobLabelFromString("cluster") == SlurmJobLabel::Cluster);
    QVERIFY(!slurmJobLabelFromString("Job_id"));
}

SLURMSD_TEST(TestSlurmJobValues)
#include "tst_slurmjobvalues.moc"
