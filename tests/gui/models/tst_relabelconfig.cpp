// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/relabelconfig.h"
#include "gui/models/text.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;
using namespace Qt::StringLiterals;

namespace {

const TargetGroup group{{"10.0.0.1:9100"}, {{"__meta_slurm_node", "n1"}, {"__meta_state", "down"}}};

// "scheme://address/path name=value …", or what became of the target instead.
QString relabelled(const RelabelConfig &config)
{
    const RelabelledTarget target = relabelTarget(config, group, group.targets.front());
    if (target.fate == RelabelledTarget::Fate::Dropped)
        return u"dropped by %1"_s.arg(target.rule);
    if (target.fate == RelabelledTarget::Fate::Refused)
        return u"refused: "_s + target.problem;
    const LabelSet labels(target.labels);
    QString text = toQString(labels.value("__scheme__") + "://" + labels.value("__address__") +
                             labels.value("__metrics_path__"));
    for (const Label &label : target.labels) {
        if (!label.name.starts_with("__") || label.name.starts_with("__param_"))
            text += u' ' + toQString(label.name) + u'=' + toQString(label.value);
    }
    return text;
}

} // namespace

// What tst_relabelprometheus does not compare: where the rules are found, and what is told.
class TestRelabelConfig : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
};

void TestRelabelConfig::reads_data()
{
    QTest::addColumn<QString>("yaml");
    QTest::addColumn<QString>("target");
    const QString plain = u"http://10.0.0.1:9100/metrics instance=10.0.0.1:9100 job=node"_s;
    const QString named = u"http://10.0.0.1:9100/metrics instance=n1 job=node"_s;
    const QString rule = u"{source_labels: [__meta_slurm_node], target_label: instance}"_s;
    QTest::newRow("nothing") << u""_s << plain;
    QTest::newRow("list of rules") << QString(u"- "_s + rule) << named;
    QTest::newRow("the key") << QString(u"relabel_configs:\n- "_s + rule) << named;
    QTest::newRow("empty key") << u"relabel_configs:"_s << plain;
    QTest::newRow("scrape configuration")
        << QString(u"job_name: exporter\nscheme: https\nmetrics_path: /x\nparams: {module: [a, b]}\n"_s +
                   u"relabel_configs: ["_s + rule + u']')
        << u"https://10.0.0.1:9100/x __param_module=a instance=n1 job=exporter"_s;
    const QString several = u"- {job_name: other}\n- job_name: node\n  relabel_configs: ["_s + rule + u']';
    QTest::newRow("several, the job's") << several << named;
    QTest::newRow("prometheus.yml") << QString(u"global: {scrape_interval: 15s}\nscrape_configs:\n"_s +
                                               several)
                                    << named;
    QTest::newRow("none of the job: the first")
        << QString(u"scrape_configs:\n- job_name: x\n  relabel_configs: ["_s + rule + u"]\n- {job_name: y}"_s)
        << u"http://10.0.0.1:9100/metrics instance=n1 job=x"_s;
    QTest::newRow("no scrape configuration") << u"scrape_configs: []"_s << plain;
    QTest::newRow("dropped") << QString(u"- "_s + rule +
                                        u"\n- {source_labels: [__meta_state], regex: down, action: drop}"_s)
                             << u"dropped by 1"_s;
    QTest::newRow("refused") << u"- {target_label: __address__, replacement: ''}"_s
                             << u"refused: no address"_s;
}

void TestRelabelConfig::reads()
{
    QFETCH(QString, yaml);
    const auto config = parseRelabelConfig(yaml.toStdString(), "node");
    QVERIFY2(config.hasValue(), config.hasValue() ? "" : config.error().message.c_str());
    QTEST(relabelled(*config), "target");
}

void TestRelabelConfig::refuses_data()
{
    QTest::addColumn<QString>("yaml");
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const QString &yaml, int line, const char *message) {
        QTest::newRow(name) << yaml << line << QString::fromUtf8(message);
    };
    row("no list", u"relabel_configs: keep"_s, 1, "expected a list of rules");
    row("rule", u"- {regex: a, action: keep}\n- {modulus: 1, action: hashmod}"_s, 2,
        "relabel configuration for hashmod action requires 'target_label' value");
    row("action", u"- regex: a\n  action: kep"_s, 2, "unknown relabel action \"kep\"");
    row("look-ahead", u"- {source_labels: [a], regex: 'a(?=b)', action: keep}"_s, 1,
        "error parsing regexp: invalid or unsupported Perl syntax: (?=b");
    row("back-reference", u"- {source_labels: [a], regex: '(a)\\1', action: keep}"_s, 1,
        "error parsing regexp: invalid escape sequence: \\1");
    row("key", u"- source_labels: [a]\n  targetlabel: b"_s, 2, "there is no key \"targetlabel\" in a rule");
}

void TestRelabelConfig::refuses()
{
    QFETCH(QString, yaml);
    const auto config = parseRelabelConfig(yaml.toStdString(), "node");
    QVERIFY(!config);
    QTEST(toQString(config.error().message), "message");
    QTEST(config.error().line, "line");
}

SLURMSD_TEST(TestRelabelConfig)
#include "tst_relabelconfig.moc"
