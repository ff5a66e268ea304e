// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/jobvalues.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;

namespace {

// What a parser makes of a text: "good", or its error.
QString judged(const ValueResult<std::string> &value, const std::string &text)
{
    if (!value)
        return QString::fromStdString(value.error());
    return *value == text ? QStringLiteral("good") : QStringLiteral("another value");
}

void row(const char *text, const char *expected)
{
    QTest::newRow(text) << std::string(text) << QString::fromUtf8(expected);
}

void goodRow(const char *text) { row(text, "good"); }

void columns()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<QString>("expected");
}

template <typename Parse>
void check(Parse parse)
{
    QFETCH(std::string, text);
    QTEST(judged(parse(text), text), "expected");
}

} // namespace

// Conditions that no node could ever meet are refused, with what was probably meant.
class TestJobValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hostlist_data()
    {
        columns();
        for (const char *text :
             {"gpu001", "gpu[001-128]", "gpu[001-128],login01", "a_b.c-d", "all", "ALLOC1"})
            goodRow(text);
        row("ALL",
            "hostlist \"ALL\": no node has the name ALL; without match.nodes, the job is for all nodes");
        for (const char *text : {"gpu*", "*", "gpu?1", "gpu[001-010]*"})
            row(text, qUtf8Printable(
                          QStringLiteral("hostlist \"%1\": a hostlist has no patterns; name the nodes, as in "
                                         "gpu[001-128], or choose by match.partitions")
                              .arg(QString::fromUtf8(text))));
        row("gpu{001..128}", "hostlist \"gpu{001..128}\": did you mean \"gpu[001-128]\"?");
        row("gpu{1,3},login", "hostlist \"gpu{1,3},login\": did you mean \"gpu[1,3],login\"?");
        for (const char *text : {"gpu[001-010]!gpu005", "!gpu005", "gpu[1-9]&gpu[2-3]"})
            row(text,
                qUtf8Printable(
                    QStringLiteral("hostlist \"%1\": a hostlist cannot leave out nodes; name those that "
                                   "are meant, as in gpu[001-004,006-010]")
                        .arg(QString::fromUtf8(text))));
        for (const char *text : {"^gpu", "gpu$", "gpu\\d+"})
            row(text, qUtf8Printable(
                          QStringLiteral("hostlist \"%1\": a hostlist has no patterns; name the nodes, as in "
                                         "gpu[001-128], or choose by match.partitions")
                              .arg(QString::fromUtf8(text))));
        row("gpu1|gpu2", "hostlist \"gpu1|gpu2\": names are parted by commas");
        row("gpu1;gpu2", "hostlist \"gpu1;gpu2\": names are parted by commas");
        row("gpu01..gpu04", "hostlist \"gpu01..gpu04\": a range is written as in gpu[001-128]");
        row("/etc/nodes", "hostlist \"/etc/nodes\": no node has a / in its name, and files are not read");
        row("(null)", "hostlist \"(null)\": no node has a ( in its name");
        row("@gpus", "hostlist \"@gpus\": no node has a @ in its name");
        row("“gpu001”", "\"“gpu001”\" has a typographic quote, “, in it; YAML's quotes are \" and '");
        row("gpu[001-128", "hostlist \"gpu[001-128\", character 4: \"[\" without \"]\"");
    }
    void hostlist() { check(parseHostlist); }

    void extraHostlist_data()
    {
        columns();
        for (const char *text :
             {"login[01-04],head", "head.example.org", "10.0.0.1", "2001:db8::1,fe80::1%eth0"})
            goodRow(text);
        for (const char *text : {"head:9100", "10.0.0.1:9100"})
            row(text,
                qUtf8Printable(
                    QStringLiteral("expected hosts without ports, which are those of the job, got \"%1\"")
                        .arg(QString::fromUtf8(text))));
        row("a,login[01-02]:9100",
            "expected hosts without ports, which are those of the job, got \"login01:9100\"");
        row("a=b", "expected hosts, got \"a=b\"");
        row("http://head", "hostlist \"http://head\": no node has a / in its name, and files are not read");
        row("gpu[001-128", "hostlist \"gpu[001-128\", character 4: \"[\" without \"]\"");
    }
    void extraHostlist() { check(parseExtraHostlist); }

    void addressTemplate_data()
    {
        columns();
        for (const char *text : {"{node}-bmc", "{hostname}.example.org", "{address}", "{node}-{hostname}"})
            goodRow(text);
        for (const char *text : {"", "bmc", "{name}-bmc", "{node", "node}"})
            row(text,
                qUtf8Printable(QStringLiteral("expected a host name with {node}, {hostname} or {address} "
                                              "in it, got \"%1\"")
                                   .arg(QString::fromUtf8(text))));
        for (const char *text : {"{node}:623", "http://{node}", "{node}/metrics", "[{address}]", "{node} x"})
            row(text,
                qUtf8Printable(QStringLiteral("expected a host name alone, without scheme, port and path, "
                                              "got \"%1\"")
                                   .arg(QString::fromUtf8(text))));
    }
    void addressTemplate() { check(parseAddressTemplate); }

    void gres_data()
    {
        columns();
        for (const char *text : {"gpu", "gpu:a100", "gpu:nvidia_h200_nvl_4g.71gb", "gpu:1080", "shard",
                                 "VramPerGpu", "gpu:H100", "lustre"})
            goodRow(text);
        const auto meant = [](const char *text, const char *suggestion) {
            row(text, qUtf8Printable(
                          QStringLiteral("expected a GRES such as gpu or gpu:a100, got \"%1\"; did you mean "
                                         "\"%2\"?")
                              .arg(QString::fromUtf8(text), QString::fromUtf8(suggestion))));
        };
        meant("GPU", "gpu");
        meant("Gpu:a100", "gpu:a100");
        meant("GPU:A100", "gpu:A100");
        meant("MPS", "mps");
        meant("gres/gpu", "gpu");
        meant("gres/gpu:a100", "gpu:a100");
        meant("gpu*", "gpu");
        meant("gpu:*", "gpu");
        meant("gpu:h100:8", "gpu:h100");
        meant("gpu:", "gpu");
        meant("gpu/a100", "gpu:a100");
        meant("gpu=4", "gpu");
        meant("gres/gpu:a100=4", "gpu:a100");
        meant("gpu:a100(S:0-1)", "gpu:a100");
        row("gpu,mps", "expected a GRES such as gpu or gpu:a100, got \"gpu,mps\"; did you mean [gpu, mps]?");
        row("*", "expected a GRES such as gpu or gpu:a100, got \"*\"");
        row(":a100", "expected a GRES such as gpu or gpu:a100, got \":a100\"");
        row("‘gpu’", "\"‘gpu’\" has a typographic quote, ‘, in it; YAML's quotes are \" and '");
    }
    void gres() { check(parseGres); }

    void feature_data()
    {
        columns();
        for (const char *text : {"a100", "ib", "rack-07", "gpu(x)", "a*b"})
            goodRow(text);
        row("a100&ib",
            "expected the name of a feature, got \"a100&ib\"; that a node has both cannot be asked for here: "
            "name one, and keep the other with relabel_configs on __meta_slurm_features");
        row("a100|h100", "expected the name of a feature, got \"a100|h100\"; did you mean [a100, h100], "
                         "which is for nodes with one of "
                         "them?");
        row("[a100|h100]", "expected the name of a feature, got \"[a100|h100]\"; did you mean [a100, h100], "
                           "which is for nodes with one of them?");
        row("a100,ib",
            "expected a name without commas and spaces, got \"a100,ib\"; did you mean [a100, ib]?");
        row("a100 ib",
            "expected a name without commas and spaces, got \"a100 ib\"; did you mean [a100, ib]?");
        row("„ib“", "\"„ib“\" has a typographic quote, “, in it; YAML's quotes are \" and '");
    }
    void feature() { check(parseFeature); }

    void partition_data()
    {
        columns();
        for (const char *text : {"gpu", "gpu-.*", "gpu-[0-9]{1,2}", "(a|b)", "[a,b]x", "gpu*"})
            goodRow(text);
        row("gpu,mig",
            "expected a regular expression for the name of a partition, got \"gpu,mig\"; no partition has a "
            "comma in its name: did you mean [gpu, mig]?");
        row("gpu, mig,",
            "expected a regular expression for the name of a partition, got \"gpu, mig,\"; no partition has "
            "a comma in its name: did you mean [gpu, mig]?");
        row("“gpu”", "\"“gpu”\" has a typographic quote, “, in it; YAML's quotes are \" and '");
        row("*gpu", "expected a regular expression, got \"*gpu\": quantifier does not follow a repeatable "
                    "item; did you "
                    "mean \".*gpu\"?");
        row("*", "expected a regular expression, got \"*\": quantifier does not follow a repeatable item; "
                 "did you mean "
                 "\".*\"?");
    }
    void saysThatPartitionsAreNoHostlist()
    {
        const auto pattern = parsePartitionPattern("gpu[01-04]");
        QVERIFY(!pattern);
        QVERIFY(
            pattern.error().ends_with("; partitions are chosen by regular expressions, not by hostlists"));
    }
    void partition() { check(parsePartitionPattern); }
};

SLURMSD_TEST(TestJobValues)
#include "tst_jobvalues.moc"
