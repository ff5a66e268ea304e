// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/nodesparser.h"
#include "daemon/slurm/poller.h"
#include "daemon/targets/answerguard.h"
#include "daemon/targets/nodelistguard.h"
#include "tests/support/testrunner.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <functional>
#include <numeric>

using namespace slurmsd;
using namespace Qt::StringLiterals;

namespace {

// Makes another node of one; a null value takes it out of the list.
using Change = std::function<QJsonValue(QJsonObject node, int number)>;

// Of 200 nodes, n1 to n100 are in the partitions batch and gpu, and have GPUs and a feature; the others are
// in batch alone.
QJsonObject nodeOf(int number)
{
    const bool hasGpu = number <= 100;
    QJsonObject node{{u"name"_s, u"n%1"_s.arg(number)},
                     {u"hostname"_s, u"n%1"_s.arg(number)},
                     {u"address"_s, u"192.0.2.%1"_s.arg(number)},
                     {u"architecture"_s, u"x86_64"_s},
                     {u"state"_s, QJsonArray{u"IDLE"_s}}};
    node[u"partitions"_s] = hasGpu ? QJsonArray{u"batch"_s, u"gpu"_s} : QJsonArray{u"batch"_s};
    node[u"gres"_s] = hasGpu ? u"gpu:a100:4(S:0-1)"_s : u""_s;
    node[u"features"_s] = hasGpu ? QJsonArray{u"a100"_s, u"ib"_s} : QJsonArray{u"ib"_s};
    return node;
}

// As slurmrestd answers.
std::shared_ptr<NodeSnapshot> poll(const Change &change, const QString &cluster = u"tux"_s)
{
    QJsonArray nodes;
    for (int number = 1; number <= 200; ++number) {
        if (const QJsonValue node = change(nodeOf(number), number); !node.isNull())
            nodes.push_back(node);
    }
    const QJsonObject answer{{u"nodes"_s, nodes},
                             {u"errors"_s, QJsonArray()},
                             {u"meta"_s, QJsonObject{{u"slurm"_s, QJsonObject{{u"cluster"_s, cluster}}}}}};
    NodesParser parser;
    parser.feed(QJsonDocument(answer).toJson(QJsonDocument::Compact).toStdString());
    auto parsed = parser.finish();
    if (!parsed)
        return {};
    sortNodes(**parsed);
    completeList(**parsed, SlurmConfig());
    return *parsed;
}

QJsonValue same(QJsonObject node, int) { return node; }

JobConfig job(std::string name)
{
    JobConfig job;
    job.name = std::move(name);
    job.port = 9100;
    return job;
}

// Everything, which is 300 targets with the label `partition`; and 100 each by partition, feature and GRES.
std::vector<JobConfig> fourJobs()
{
    std::vector<JobConfig> jobs{job("all"), job("partition"), job("feature"), job("gres")};
    jobs[1].match.partitions = {"gpu"};
    jobs[2].match.features = {"a100"};
    jobs[2].labels = {LabelKind::State};
    jobs[3].match.gres = {"gpu"};
    jobs[3].labels = {LabelKind::State};
    return jobs;
}

constexpr GuardLimits limits{0.2, 0.2, std::chrono::hours(1), 3, std::chrono::minutes(5)};

// "all 300, partition held 100 of 100, feature 70 (30 explained)": the targets served of each job, and what
// was told.
QString wordsOf(const JobJudgement &judgement)
{
    QString text = QString::fromStdString(judgement.job) + u' ';
    if (judgement.held)
        return text + u"held %1 of %2"_s.arg(judgement.held->lost).arg(judgement.held->before);
    text += QString::number(judgement.targets);
    for (std::size_t i = 0; i < judgement.lost.size(); ++i) {
        if (judgement.lost[i] > 0)
            text +=
                u" (%1 %2)"_s.arg(judgement.lost[i]).arg(QLatin1String(toString(static_cast<LossReason>(i))));
    }
    return text;
}

} // namespace

Q_DECLARE_METATYPE(Change)

// What a change in Slurm does to the targets of four jobs, from slurmrestd's answer on.
class TestGuardKinds : public QObject
{
    Q_OBJECT

    int m_held = 0;
    int m_explained = 0;
    int m_within = 0;

private Q_SLOTS:
    void losesNothingUnseen_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("expected"); // "list": it is held as a whole
        const auto row = [](const char *name, Change change, const QString &expected) {
            QTest::newRow(name) << std::move(change) << expected;
        };
        const QString nothing = u"all 300, partition 100, feature 100, gres 100"_s;
        const QString list = u"list"_s;

        // Nothing of a node but these keys: null, of another type, under another key, or the same for all.
        const auto with = [](const char *key, QJsonValue value) -> Change {
            return [key = QString::fromLatin1(key), value](QJsonObject node, int) -> QJsonValue {
                node[key] = value;
                return node;
            };
        };
        const auto renamed = [](const char *key, const char *other) -> Change {
            return [key = QString::fromLatin1(key), other = QString::fromLatin1(other)](QJsonObject node,
                                                                                        int) -> QJsonValue {
                node[other] = node.take(key);
                return node;
            };
        };
        const auto gpuNodes = [](const char *key, QJsonValue value, int last = 100) -> Change {
            return [=](QJsonObject node, int number) -> QJsonValue {
                if (number <= last)
                    node[QString::fromLatin1(key)] = value;
                return node;
            };
        };
        const auto without = [](int first, int last) -> Change {
            return [=](QJsonObject node, int number) -> QJsonValue {
                return number >= first && number <= last ? QJsonValue() : QJsonValue(node);
            };
        };
        const QJsonArray batch{u"batch"_s};
        const QString byPartition =
            u"all held 100 of 300, partition held 100 of 100, feature 100, gres 100"_s;
        const QString noPartition =
            u"all held 300 of 300, partition held 100 of 100, feature 100, gres 100"_s;
        const QString noFeature = u"all 300, partition 100, feature held 100 of 100, gres 100"_s;
        const QString noGres = u"all 300, partition 100, feature 100, gres held 100 of 100"_s;
        const QString noAddress =
            u"all held 300 of 300, partition held 100 of 100, feature held 100 of 100, gres held 100 of 100"_s;

        row("nothing", same, nothing);
        row("partition renamed", gpuNodes("partitions", QJsonArray{u"batch"_s, u"gpu2"_s}), byPartition);
        row("partition in capitals", gpuNodes("partitions", QJsonArray{u"batch"_s, u"GPU"_s}), byPartition);
        row("partition left by all its nodes", gpuNodes("partitions", batch), byPartition);
        row("partition deleted, and no node in another", gpuNodes("partitions", QJsonArray()),
            u"all held 200 of 300, partition held 100 of 100, feature 100, gres 100"_s);
        row("partition left by a third", gpuNodes("partitions", batch, 33),
            u"all 267 (33 within_limit), partition held 33 of 100, feature 100, gres 100"_s);
        row("partition left by one node", gpuNodes("partitions", batch, 1),
            u"all 299 (1 within_limit), partition 99 (1 within_limit), feature 100, gres 100"_s);
        row("partition that got all nodes", with("partitions", QJsonArray{u"batch"_s, u"gpu"_s}),
            u"all 400, partition 200, feature 100, gres 100"_s);
        row("partitions null", with("partitions", QJsonValue::Null), noPartition);
        row("partitions a number", with("partitions", 7), noPartition);
        row("partitions an object", with("partitions", QJsonObject{{u"a"_s, 1}}), noPartition);
        row("partitions true", with("partitions", true), noPartition);
        row("partitions under another key", renamed("partitions", "partition"), noPartition);
        row("partitions empty", with("partitions", QJsonArray()), noPartition);
        row("partitions all equal", with("partitions", QJsonArray{u"other"_s}), noPartition);

        row("state null", with("state", QJsonValue::Null), list);
        row("state a number", with("state", 7), list);
        row("state an object", with("state", QJsonObject{{u"current"_s, u"IDLE"_s}}), list);
        row("state under another key", renamed("state", "states"), list);
        row("state empty", with("state", QJsonArray()), list);
        row("state a word of another release", with("state", QJsonArray{u"RESTING"_s}), list);
        row("slurmctld has just started", with("state", QJsonArray{u"UNKNOWN"_s}), list);
        row(
            "and a tenth of the nodes are back",
            [](QJsonObject node, int number) -> QJsonValue {
                node[u"state"_s] = QJsonArray{number % 10 == 0 ? u"IDLE"_s : u"UNKNOWN"_s};
                return node;
            },
            list);
        row("state all equal, idle", with("state", QJsonArray{u"IDLE"_s}), nothing);
        row("state all equal, down", with("state", QJsonArray{u"DOWN"_s}), nothing);
        row("30 nodes of gpu unknown", gpuNodes("state", QJsonArray{u"UNKNOWN"_s}, 30),
            u"all 300 (60 within_limit), partition held 30 of 100, feature held 30 of 100, gres held 30 of 100"_s);
        row("30 nodes of gpu without a base state", gpuNodes("state", QJsonArray{u"POWERED_DOWN"_s}, 30),
            u"all 240 (60 within_limit), partition held 30 of 100, feature held 30 of 100, gres held 30 of 100"_s);
        row("a third powered down", gpuNodes("state", QJsonArray{u"IDLE"_s, u"POWERED_DOWN"_s}, 66),
            u"all 168 (132 explained), partition 34 (66 explained), feature 34 (66 explained), "
            "gres 34 (66 explained)"_s);
        row("all powered down", with("state", QJsonArray{u"IDLE"_s, u"CLOUD"_s, u"POWERED_DOWN"_s}),
            u"all 0 (300 explained), partition 0 (100 explained), feature 0 (100 explained), "
            "gres 0 (100 explained)"_s);
        row("all future", with("state", QJsonArray{u"FUTURE"_s}),
            u"all 0 (300 explained), partition 0 (100 explained), feature 0 (100 explained), "
            "gres 0 (100 explained)"_s);
        row("all drained", with("state", QJsonArray{u"IDLE"_s, u"DRAIN"_s}), nothing);

        row("features null", with("features", QJsonValue::Null), noFeature);
        row("features a number", with("features", 7), noFeature);
        row("features under another key", renamed("features", "feature"), noFeature);
        row("features all equal", with("features", QJsonArray{u"ib"_s}), noFeature);
        row("features empty", with("features", QJsonArray()), noFeature);
        row("gres null", with("gres", QJsonValue::Null), noGres);
        row("gres a number", with("gres", 7), noGres);
        row("gres under another key", renamed("gres", "tres"), noGres);
        row("gres all equal", with("gres", u"lustre:1"_s), noGres);
        row("gres empty", with("gres", u""_s), noGres);
        row("address null", with("address", QJsonValue::Null), noAddress);
        row("address a number", with("address", 7), noAddress);
        row("address under another key", renamed("address", "addr"), noAddress);
        row("address all equal", with("address", u"192.0.2.1"_s),
            u"all held 298 of 300, partition held 99 of 100, feature held 99 of 100, gres held 99 of 100"_s);
        row("address of nobody", with("address", u"a b/c"_s), noAddress);
        row("hostname null", with("hostname", QJsonValue::Null), nothing);
        row("architecture null", with("architecture", QJsonValue::Null), nothing);

        row("no nodes", without(1, 200), list);
        row("name null", with("name", QJsonValue::Null), u"no list"_s);
        row("name under another key", renamed("name", "node_name"), u"no list"_s);
        row("name all equal", with("name", u"n1"_s), list);
        row(
            "nodes renamed",
            [](QJsonObject node, int number) -> QJsonValue {
                node[u"name"_s] = u"m%1"_s.arg(number);
                return node;
            },
            list);
        row("half of the nodes gone", without(101, 200), list);
        row("21 % of the nodes gone, in a DNS outage", without(159, 200), list);
        row("20 % of the nodes gone", without(161, 200),
            u"all 260 (40 within_limit), partition 100, feature 100, gres 100"_s);
        row("30 nodes of gpu gone", without(1, 30),
            u"all 240 (60 within_limit), partition held 30 of 100, feature held 30 of 100, gres held 30 of 100"_s);
        row("one node gone", without(1, 1),
            u"all 298 (2 within_limit), partition 99 (1 within_limit), feature 99 (1 within_limit), "
            "gres 99 (1 within_limit)"_s);
    }
    void losesNothingUnseen()
    {
        QFETCH(Change, change);
        QFETCH(QString, expected);
        static const auto before = poll(same);
        const auto after = poll(change);
        QVERIFY(before);
        if (!after) { // a failed poll, which leaves all as it is
            QCOMPARE(u"no list"_s, expected);
            return;
        }
        after->takenAt = before->takenAt + std::chrono::minutes(5);

        NodeListGuard listGuard("", limits);
        AnswerGuard answerGuard;
        QVERIFY(listGuard.judge(before));
        answerGuard.judge(fourJobs(), {{"", before, limits}});
        if (!listGuard.judge(after)) {
            ++m_held;
            QCOMPARE(u"list"_s, expected);
            QVERIFY(!listGuard.held()->message.empty());
            QCOMPARE(listGuard.held()->id.size(), std::size_t{16});
            QCOMPARE(listGuard.held()->before, std::size_t{200});
            QCOMPARE(listGuard.inForce(), std::shared_ptr<const NodeSnapshot>(before));
            return;
        }
        QStringList words;
        for (const JobJudgement &judgement : answerGuard.judge(fourJobs(), {{"", after, limits}})) {
            words += wordsOf(judgement);
            // What is held is served as before, and said; what went is counted.
            const std::size_t served = judgement.job == "all" ? 300 : 100;
            const auto lost = std::accumulate(judgement.lost.begin(), judgement.lost.end(), std::size_t{0});
            if (judgement.held) {
                ++m_held;
                QVERIFY(judgement.isNews && !judgement.held->message.empty() &&
                        !judgement.held->what.empty());
                QCOMPARE(judgement.targets, served);
                QCOMPARE(answerGuard.list("", judgement.job), std::shared_ptr<const NodeSnapshot>(before));
            } else {
                m_explained += judgement.lost[0] > 0 ? 1 : 0;
                m_within += judgement.lost[1] > 0 ? 1 : 0;
                QVERIFY(judgement.targets + lost >= served);
                QCOMPARE(answerGuard.list("", judgement.job), std::shared_ptr<const NodeSnapshot>(after));
            }
        }
        QCOMPARE(words.join(u", "_s), expected);
    }

    void knowsDynamicNodes_data()
    {
        QTest::addColumn<int>("last"); // of those that are left
        QTest::addColumn<QString>("expected");
        QTest::newRow("scaled down") << 20
                                     << u"all 40 (260 explained), partition 20 (80 explained), "
                                        "feature 20 (80 explained), gres 20 (80 explained)"_s;
        QTest::newRow("none left") << 0 << u"list"_s;
    }
    void knowsDynamicNodes()
    {
        QFETCH(int, last);
        QFETCH(QString, expected);
        const Change dynamic = [](QJsonObject node, int) -> QJsonValue {
            node[u"state"_s] = QJsonArray{u"IDLE"_s, u"DYNAMIC_NORM"_s};
            return node;
        };
        const auto before = poll(dynamic);
        const auto after = poll([&](QJsonObject node, int number) {
            return number <= last ? dynamic(node, number) : QJsonValue();
        });
        NodeListGuard listGuard("", limits);
        AnswerGuard answerGuard;
        QVERIFY(listGuard.judge(before));
        answerGuard.judge(fourJobs(), {{"", before, limits}});
        if (!listGuard.judge(after)) {
            QCOMPARE(u"list"_s, expected);
            return;
        }
        QStringList words;
        for (const JobJudgement &judgement : answerGuard.judge(fourJobs(), {{"", after, limits}}))
            words += wordsOf(judgement);
        QCOMPARE(words.join(u", "_s), expected);
    }

    void knowsTheCluster_data()
    {
        QTest::addColumn<QString>("cluster");
        QTest::addColumn<bool>("isHeld");
        QTest::newRow("the same") << u"tux"_s << false;
        QTest::newRow("another") << u"gnu"_s << true;
        QTest::newRow("not told any more") << u""_s << false;
    }
    void knowsTheCluster()
    {
        QFETCH(QString, cluster);
        NodeListGuard guard("", limits);
        QVERIFY(guard.judge(poll(same)));
        QTEST(!guard.judge(poll(same, cluster)), "isHeld");
    }

    void cleanupTestCase()
    {
        qInfo("%d held, %d told as explained, %d told as within the limit, 0 lost untold", m_held,
              m_explained, m_within);
        QVERIFY(m_held > 0 && m_explained > 0 && m_within > 0);
    }
};

SLURMSD_TEST(TestGuardKinds)
#include "tst_guardkinds.moc"
