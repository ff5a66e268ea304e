// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/quoting.h"
#include "gui/models/targetaddress.h"
#include "gui/models/targetcopy.h"
#include "gui/models/text.h"
#include "tests/support/testrunner.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace slurmsd;
using namespace Qt::StringLiterals;

namespace {

using Groups = std::vector<TargetGroup>;

const Label gpu{"__meta_slurm_partition", "gpu"};
const Label cpu{"__meta_slurm_partition", "cpu"};
const Label active{"__meta_state", "active"};
const Label down{"__meta_state", "down"};

const Groups cluster{
    {{"n1:9", "n2:9", "n10:9"}, {gpu, active}},
    {{"n3:9"}, {gpu, down}},
    {{"n4:9"}, {cpu, active, {"__meta_architecture", "x86_64"}}},
    {{"n5:9"}, {cpu, active, {"__meta_architecture", "aarch64"}}},
};

// All kinds of quotes at once, and what shells, YAML, PromQL and URLs take for their own.
const char *const hostileText = "a'b\"c\\d$(e)`f`{{g}} #h: &i %2F\n\tj\u00e9|.*";

TargetSelection choose(Groups groups, bool isWholeJob = false, const char *job = "node")
{
    return {job, isWholeJob, std::move(groups), std::make_shared<Groups>(cluster)};
}

ConnectionProfile profileOf(const QString &url, const QString &user = {})
{
    ConnectionProfile profile;
    profile.url = QUrl(url);
    profile.userName = user;
    return profile;
}

// What a shell makes of the command: its arguments.
QStringList argumentsOf(const QString &command)
{
    QProcess shell;
    shell.start(u"sh"_s,
                {u"-c"_s, u"curl() { for a in \"$@\"; do printf '%s\\0' \"$a\"; done; }\n"_s + command});
    if (!shell.waitForFinished())
        return {};
    return QString::fromUtf8(shell.readAllStandardOutput()).chopped(1).split(QChar(0));
}

} // namespace

class TestTargetCopy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void splitsAddresses_data();
    void splitsAddresses();
    void tellsLabels_data();
    void tellsLabels();
    void quotesForShells_data();
    void quotesForShells();
    void copiesJson();
    void copiesCurl_data();
    void copiesCurl();
    void copiesHostlist_data();
    void copiesHostlist();
    void copiesNamesOfNodes();
    void copiesPromql_data();
    void copiesPromql();
    void promqlMatchesWhatWasChosen();
    void copiesScrapeConfig();
    void copiesRulesForTheLabelsThatTargetsHave_data();
    void copiesRulesForTheLabelsThatTargetsHave();
    void promtoolTakesTheScrapeConfig_data();
    void promtoolTakesTheScrapeConfig();
    void promtoolTakesTheMatcher_data();
    void promtoolTakesTheMatcher();
};

void TestTargetCopy::splitsAddresses_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("port");
    QTest::newRow("name") << u"n1:9100"_s << u"n1"_s << u"9100"_s;
    QTest::newRow("no port") << u"n1"_s << u"n1"_s << u""_s;
    QTest::newRow("IPv6") << u"[fd00::1]:9100"_s << u"fd00::1"_s << u"9100"_s;
    QTest::newRow("IPv6 without a port") << u"[fd00::1]"_s << u"fd00::1"_s << u""_s;
    QTest::newRow("bare IPv6") << u"fd00::1"_s << u"fd00::1"_s << u""_s;
    QTest::newRow("nothing") << u""_s << u""_s << u""_s;
    QTest::newRow("a colon") << u":"_s << u""_s << u""_s;
    QTest::newRow("a bracket") << u"[]:1"_s << u"[]"_s << u"1"_s;
}

void TestTargetCopy::splitsAddresses()
{
    QFETCH(QString, address);
    const std::string text = address.toStdString();
    QTEST(toQString(hostOf(text)), "host");
    QTEST(toQString(portOf(text)), "port");
}

void TestTargetCopy::tellsLabels_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("words");
    QTest::newRow("Slurm's") << u"__meta_slurm_partition"_s << u"gpu"_s << u"partition gpu"_s;
    QTest::newRow("state") << u"__meta_state"_s << u"down"_s << u"state down"_s;
    QTest::newRow("empty") << u"__meta_slurm_partition"_s << u""_s << u"partition –"_s;
    QTest::newRow("list") << u"__meta_slurm_partitions"_s << u",a,b,"_s << u"partitions a,b"_s;
    QTest::newRow("commas") << u"__meta_slurm_gres"_s << u",,"_s << u"gres ,,"_s;
    QTest::newRow("one's own") << u"site"_s << u"x y"_s << u"site x y"_s;
    QTest::newRow("Prometheus's") << u"__scheme__"_s << u"https"_s << u"__scheme__ https"_s;
    QTest::newRow("just a prefix") << u"__meta_"_s << u"x"_s << u"__meta_ x"_s;
}

void TestTargetCopy::tellsLabels()
{
    QFETCH(QString, name);
    QFETCH(QString, value);
    QTEST(labelsInWords({{name.toStdString(), value.toStdString()}}), "words");
}

void TestTargetCopy::quotesForShells_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("quoted");
    QTest::newRow("plain") << u"/etc/ca-1.pem"_s << u"/etc/ca-1.pem"_s;
    QTest::newRow("empty") << u""_s << u"''"_s;
    QTest::newRow("space") << u"a b"_s << u"'a b'"_s;
    QTest::newRow("quote") << u"a'b"_s << uR"('a'\''b')"_s;
    QTest::newRow("newline at the end") << u"a\n"_s << u"'a\n'"_s;
    QTest::newRow("home") << u"~x"_s << u"'~x'"_s;
    QTest::newRow("zsh's =command") << u"=ls"_s << u"'=ls'"_s;
}

void TestTargetCopy::quotesForShells()
{
    QFETCH(QString, text);
    QTEST(shellQuoted(text), "quoted");
    QCOMPARE(argumentsOf(u"curl "_s + shellQuoted(text)), QStringList{text});
}

void TestTargetCopy::copiesJson()
{
    QCOMPARE(targetsAsJson(choose({})), u"[]\n"_s);
    QCOMPARE(targetsAsJson(choose({cluster[1]})), uR"([
{"targets":["n3:9"],"labels":{"__meta_slurm_partition":"gpu","__meta_state":"down"}}
]
)"_s);
    QCOMPARE(targetsAsLines(choose({cluster[0], cluster[1]})), u"n1:9\nn2:9\nn10:9\nn3:9\n"_s);
    const Groups hostile{{{hostileText, "\xff"}, {{"__meta_slurm_reason", hostileText}}}, cluster[0]};
    const QJsonArray groups = QJsonDocument::fromJson(targetsAsJson(choose(hostile)).toUtf8()).array();
    QCOMPARE(groups.size(), 2);
    QCOMPARE(groups.at(0)[u"targets"_s].toArray(),
             (QJsonArray{QString::fromUtf8(hostileText), QString(QChar(0xfffd))}));
    QCOMPARE(groups.at(0)[u"labels"_s].toObject(),
             (QJsonObject{{u"__meta_slurm_reason"_s, QString::fromUtf8(hostileText)}}));
}

void TestTargetCopy::copiesCurl_data()
{
    QTest::addColumn<TargetSelection>("selection");
    QTest::addColumn<ConnectionProfile>("profile");
    QTest::addColumn<QStringList>("arguments");
    const ConnectionProfile plain = profileOf(u"http://head:8080"_s);
    QTest::newRow("job") << choose(cluster, true) << plain
                         << QStringList{u"-sS"_s, u"http://head:8080/targets?prom_job=node"_s};
    QTest::newRow("group") << choose({cluster[1]}) << plain
                           << QStringList{
                                  u"-sS"_s,
                                  u"http://head:8080/targets?prom_job=node&partition=gpu&state=down"_s};
    QTest::newRow("groups") << choose({cluster[1], cluster[2]}) << plain
                            << QStringList{u"-sS"_s, u"http://head:8080/targets?prom_job=node&partition=cpu&"
                                                     "partition=gpu&state=active&state=down"_s};
    QTest::newRow("not all have a state")
        << choose({cluster[1], {{"x:1"}, {gpu}}}) << plain
        << QStringList{u"-sS"_s, u"http://head:8080/targets?prom_job=node&partition=gpu"_s};
    QTest::newRow("below a path") << choose({}, true) << profileOf(u"https://h/slurm%20sd/"_s, u"ops"_s)
                                  << QStringList{u"-sS"_s, u"-u"_s, u"ops"_s,
                                                 u"https://h/slurm%20sd/targets?prom_job=node"_s};
    QTest::newRow("IPv6") << choose({}, true) << profileOf(u"http://[::1]:8080/"_s)
                          << QStringList{u"-sS"_s, u"--globoff"_s,
                                         u"http://[::1]:8080/targets?prom_job=node"_s};
    ConnectionProfile tls = profileOf(u"https://head"_s, u"o'ps"_s);
    tls.caFile = u"/etc/my ca.pem"_s;
    tls.certFile = u"/etc/c:\\1.pem"_s;
    tls.keyFile = u"-k$HOME"_s;
    QTest::newRow("TLS and login") << choose({}, true) << tls
                                   << QStringList{u"-sS"_s,
                                                  u"-u"_s,
                                                  u"o'ps"_s,
                                                  u"--cacert"_s,
                                                  u"/etc/my ca.pem"_s,
                                                  u"--cert"_s,
                                                  uR"(/etc/c\:\\1.pem)"_s,
                                                  u"--key"_s,
                                                  u"-k$HOME"_s,
                                                  u"https://head/targets?prom_job=node"_s};
    QTest::newRow("hostile")
        << choose({{{"x:1"}, {{"__meta_state", "a&b='c'"}}}}, false, hostileText)
        << profileOf(u"http://user:secret@head/#x"_s)
        << QStringList{
               u"-sS"_s,
               u"http://head/targets?prom_job=a%27b%22c%5Cd%24%28e%29%60f%60%7B%7Bg%7D%7D%20%23h%3A%20"
               "%26i%20%252F%0A%09j%C3%A9%7C.%2A&state=a%26b%3D%27c%27"_s};
}

void TestTargetCopy::copiesCurl()
{
    QFETCH(TargetSelection, selection);
    QFETCH(ConnectionProfile, profile);
    QTEST(argumentsOf(targetsAsCurl(selection, profile)), "arguments");
}

void TestTargetCopy::copiesHostlist_data()
{
    QTest::addColumn<Groups>("groups");
    QTest::addColumn<QString>("hostlist");
    QTest::newRow("nothing") << Groups() << u""_s;
    QTest::newRow("folded, each once") << Groups{cluster[0], {{"n2:9200", "n3:9"}, {}}} << u"n[1-3,10]"_s;
    QTest::newRow("padded") << Groups{{{"gpu001:9", "gpu002:9", "login:9"}, {}}} << u"gpu[001-002],login"_s;
    QTest::newRow("IPv4") << Groups{{{"10.0.0.10:9", "10.0.0.2:9", "n1:9"}, {}}}
                          << u"n1,10.0.0.2,10.0.0.10"_s;
    QTest::newRow("IPv6") << Groups{{{"[fd00::1]:9"}, {}}} << u"fd00::1"_s;
    QTest::newRow("domains") << Groups{{{"n1.x.org:9", "n2.x.org:9"}, {}}} << u"n1.x.org,n2.x.org"_s;
    QTest::newRow("no plain names") << Groups{{{"a b1:9", "a b2:9", "n1:9", "n2:9", ":9"}, {}}}
                                    << u"n[1-2],,a b1,a b2"_s;
}

void TestTargetCopy::copiesHostlist()
{
    QFETCH(Groups, groups);
    QTEST(targetsAsHostlist(choose(groups)), "hostlist");
}

void TestTargetCopy::copiesNamesOfNodes()
{
    const NodeNames names = [](const TargetGroup &group, std::string_view address) {
        return address == "10.0.0.1:9" && group.labels.empty() ? std::string("n7") : std::string();
    };
    QCOMPARE(targetsAsHostlist(choose({{{"10.0.0.1:9", "10.0.0.2:9", "n8:9"}, {}}}), names),
             u"n[7-8],10.0.0.2"_s);
}

void TestTargetCopy::copiesPromql_data()
{
    QTest::addColumn<TargetSelection>("selection");
    QTest::addColumn<QString>("matcher");
    QTest::newRow("job") << choose(cluster, true) << uR"({job="node"})"_s;
    const TargetGroup batch{{"b1:9", "b2:9"}, {{"__meta_slurm_partition", "batch"}, active}};
    TargetSelection group = choose({batch});
    group.all = std::make_shared<Groups>(Groups{cluster[0], batch});
    QTest::newRow("group") << group << uR"({job="node",partition="batch"})"_s;
    // The series do not have the state.
    QTest::newRow("a group of a state") << choose({cluster[1]}) << uR"({job="node",instance=~"n3(:9)?"})"_s;
    TargetGroup large{{}, {gpu, down, {"__meta_slurm_cluster", "t"}}};
    for (int i = 0; i < 1000; ++i)
        large.targets.push_back("n" + std::to_string(i) + ":9");
    group.all =
        std::make_shared<Groups>(Groups{large, {{"x:9"}, {gpu, active, {"__meta_slurm_cluster", "t"}}}});
    group.groups = {large};
    QTest::newRow("thousands of characters") << group << uR"({job="node",cluster="t",partition="gpu"})"_s;
    group.all = std::make_shared<Groups>(Groups{batch, cluster[0], cluster[2]});
    group.groups = {batch, cluster[0]};
    QTest::newRow("groups") << group << uR"({job="node",partition=~"batch|gpu"})"_s;
    QTest::newRow("a group that looks like another")
        << choose({cluster[2]}) << uR"({job="node",instance=~"n4(:9)?"})"_s;
    QTest::newRow("part of a group") << choose({{{"n2:9"}, {gpu, active}}})
                                     << uR"({job="node",instance=~"n2(:9)?"})"_s;
    QTest::newRow("two groups") << choose({cluster[0], cluster[1]}) << uR"({job="node",partition="gpu"})"_s;
    QTest::newRow("two ports") << choose({{{"n1:1", "n2:2"}, {}}})
                               << uR"({job="node",instance=~"(n1|n2)(:[0-9]+)?"})"_s;
    QTest::newRow("specials") << choose({{{"a.b:9", "[fd00::1]:9"}, {}}}, false, "j\"\\\n")
                              << uR"({job="j\"\\\n",instance=~"(\\[fd00::1\\]|a\\.b)(:9)?"})"_s;
}

void TestTargetCopy::copiesPromql()
{
    QFETCH(TargetSelection, selection);
    QTEST(targetsAsPromql(selection), "matcher");
}

void TestTargetCopy::promqlMatchesWhatWasChosen()
{
    const std::string hostile(hostileText);
    const QString pattern = toQString(regexEscaped(hostile));
    // RE2 and PCRE agree about these.
    const QRegularExpression regex(QRegularExpression::anchoredPattern(pattern));
    QVERIFY(regex.match(toQString(hostile)).hasMatch());
    QVERIFY(!regex.match(toQString(hostile) + u'x').hasMatch());
}

// What promtool, of the package prometheus, says against such a file; empty: nothing.
static QByteArray promtoolsObjection(const QString &kind, const QByteArray &text)
{
    QTemporaryDir directory;
    QFile file(directory.filePath(u"checked.yml"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        return "cannot write " + file.fileName().toUtf8();
    file.close();
    QProcess promtool;
    promtool.setProcessChannelMode(QProcess::MergedChannels);
    promtool.start(u"promtool"_s, {u"check"_s, kind, file.fileName()});
    if (!promtool.waitForFinished())
        return "promtool: " + promtool.errorString().toUtf8();
    return promtool.exitStatus() == QProcess::NormalExit && promtool.exitCode() == 0
               ? QByteArray()
               : "refused: " + promtool.readAll();
}

void TestTargetCopy::copiesScrapeConfig()
{
    ConnectionProfile profile = profileOf(u"https://head:8080"_s, u"ops"_s);
    profile.caFile = u"/etc/ca.pem"_s;
    QCOMPARE(targetsAsScrapeConfig(choose(cluster, true), profile), uR"(scrape_configs:
  - job_name: "node"
    http_sd_configs:
      - url: "https://head:8080/targets?prom_job=node"
        basic_auth:
          username: "ops"
          # A file with the password alone in it.
          password_file: "/etc/prometheus/prometheus-slurm-sd.password"
        tls_config:
          ca_file: "/etc/ca.pem"
    relabel_configs:
      - source_labels: [__address__]
        regex: "(.*):[0-9]+"
        target_label: instance
      - source_labels: [__meta_slurm_partition]
        target_label: partition
)"_s);
}

void TestTargetCopy::copiesRulesForTheLabelsThatTargetsHave_data()
{
    QTest::addColumn<Groups>("groups");
    QTest::addColumn<QStringList>("labels");
    const Label node{"__meta_slurm_node", "n1"};
    const Label both{"__meta_slurm_partitions", ",cpu,gpu,"};
    const Label tux{"__meta_slurm_cluster", "tux"};
    // As in resources/prometheus/scrape.
    const QStringList sample{u"instance"_s, u"node"_s, u"partitions"_s};
    QTest::newRow("those of the samples") << Groups{{{"n1:9"}, {node, both}}} << sample;
    QTest::newRow("no targets") << Groups() << sample;
    QTest::newRow("no label") << Groups{{{"n1:9"}, {}}} << QStringList{u"instance"_s};
    QTest::newRow("never the state") << Groups{{{"n1:9"}, {node, active}}}
                                     << QStringList{u"instance"_s, u"node"_s};
    QTest::newRow("each partition") << Groups{{{"n1:9"}, {gpu, node}}}
                                    << QStringList{u"instance"_s, u"node"_s, u"partition"_s};
    QTest::newRow("several clusters") << Groups{{{"n1:9"}, {tux, node, both}}}
                                      << QStringList{u"instance"_s, u"node"_s, u"partitions"_s, u"cluster"_s};
}

void TestTargetCopy::copiesRulesForTheLabelsThatTargetsHave()
{
    QFETCH(Groups, groups);
    TargetSelection selection = choose({}, true);
    selection.all = std::make_shared<Groups>(groups);
    const QString text = targetsAsScrapeConfig(selection, profileOf(u"http://head:8080"_s));
    QStringList labels;
    const QRegularExpression target(u"target_label: (\\w+)"_s);
    for (const QRegularExpressionMatch &match : target.globalMatch(text))
        labels += match.captured(1);
    QTEST(labels, "labels");
    QCOMPARE(text.contains(u"[__address__]"_s), !labels.contains(u"node"_s));
    QCOMPARE(promtoolsObjection(u"config"_s, text.toUtf8()), QByteArray());
}

void TestTargetCopy::promtoolTakesTheScrapeConfig_data()
{
    QTest::addColumn<QString>("job");
    QTest::addColumn<ConnectionProfile>("profile");
    ConnectionProfile full = profileOf(u"https://[::1]:8080/a%20b"_s, QString::fromUtf8(hostileText));
    full.caFile = u"/ca: #\"x\".pem"_s;
    full.certFile = u"/c\\.pem"_s;
    full.keyFile = u"/k'.pem"_s;
    QTest::newRow("plain") << u"node"_s << profileOf(u"http://head:8080"_s);
    QTest::newRow("a number") << u"007"_s << profileOf(u"http://head:8080/"_s);
    QTest::newRow("no") << u"no"_s << profileOf(u"http://head:8080/x/"_s);
    QTest::newRow("everything hostile") << QString::fromUtf8(hostileText) << full;
}

void TestTargetCopy::promtoolTakesTheScrapeConfig()
{
    QFETCH(QString, job);
    QFETCH(ConnectionProfile, profile);
    const QString config = targetsAsScrapeConfig(choose(cluster, true, job.toUtf8().constData()), profile);
    QCOMPARE(promtoolsObjection(u"config"_s, config.toUtf8()), QByteArray());
}

void TestTargetCopy::promtoolTakesTheMatcher_data()
{
    QTest::addColumn<TargetSelection>("selection");
    QTest::newRow("job") << choose(cluster, true, hostileText);
    QTest::newRow("group") << choose({cluster[0]});
    QTest::newRow("targets") << choose({{{std::string(hostileText) + ":9", "[::1]:9", "n^$+?1"}, {}}});
}

void TestTargetCopy::promtoolTakesTheMatcher()
{
    QFETCH(TargetSelection, selection);
    const QJsonObject rule{{u"record"_s, u"x"_s}, {u"expr"_s, QString(u"up"_s + targetsAsPromql(selection))}};
    const QJsonObject group{{u"name"_s, u"g"_s}, {u"rules"_s, QJsonArray{rule}}};
    const QJsonDocument rules(QJsonObject{{u"groups"_s, QJsonArray{group}}});
    QCOMPARE(promtoolsObjection(u"rules"_s, rules.toJson()), QByteArray());
}

SLURMSD_TEST(TestTargetCopy)
#include "tst_targetcopy.moc"
