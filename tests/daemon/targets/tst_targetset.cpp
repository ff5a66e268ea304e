// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/targets/filesd.h"
#include "daemon/targets/targetset.h"
#include "tests/daemon/targets/targettesting.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;

namespace {

JobConfig job(std::string name, Port port)
{
    JobConfig job;
    job.name = std::move(name);
    job.port = port;
    job.labels = {LabelKind::Partition};
    return job;
}

std::shared_ptr<NodeSnapshot> threeNodes()
{
    auto nodes = snapshotOf({activeNode("n1", "a"), activeNode("n2", "b"), activeNode("n3", "a")});
    nodes->nodes[2].stateClass = StateClass::Down;
    return nodes;
}

std::shared_ptr<const TargetSet> twoJobs()
{
    return TargetSet::build({{threeNodes()}, {job("x", 1), job("y", 2)}});
}

QByteArray lines(std::initializer_list<QByteArray> groups)
{
    return "[\n" + QByteArrayList(groups).join(",\n") + "\n]\n";
}

} // namespace

class TestTargetSet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Whatever a filter asks for, they have none of it.
    void addsExtraHostsWithoutAFilter()
    {
        JobConfig extra = job("x", 1);
        extra.extraHosts = {{"login01", {{"role", "login"}}}};
        const auto set = TargetSet::build({{threeNodes()}, {job("y", 1), extra}});
        const std::size_t without = set->document("y")->targets;
        QCOMPARE(set->document("x")->targets, without + 1);
        QVERIFY(set->document("x")->json.contains(R"({"targets":["login01:1"],"labels":{"role":"login"}})"));
        TargetFilter filter;
        filter.states = {StateClass::Active};
        QVERIFY(!set->document("x", filter)->json.contains("login01"));
        filter = {};
        filter.clusters = {""};
        QVERIFY(!set->document("x", filter)->json.contains("login01"));
        QVERIFY(set->document(std::nullopt)->json.contains("login01"));
    }

    void hasADocumentForEachJob()
    {
        const auto set = twoJobs();
        const auto x = set->document("x");
        QVERIFY(x);
        QCOMPARE(x->json, lines({R"({"targets":["n1:1","n3:1"],"labels":{"__meta_slurm_partition":"a"}})",
                                 R"({"targets":["n2:1"],"labels":{"__meta_slurm_partition":"b"}})"}));
        QCOMPARE(x->groups, 2U);
        QCOMPARE(x->targets, 3U);
        QVERIFY(set->document("y"));
        QVERIFY(!set->document("z"));
        QVERIFY(!set->document(""));
    }

    void joinsAllJobs()
    {
        const auto all = twoJobs()->document({});
        QVERIFY(all);
        const QByteArray label = R"("labels":{"__meta_slurm_job":)";
        QCOMPARE(all->json,
                 lines({R"({"targets":["n1:1","n3:1"],)" + label + R"("x","__meta_slurm_partition":"a"}})",
                        R"({"targets":["n2:1"],)" + label + R"("x","__meta_slurm_partition":"b"}})",
                        R"({"targets":["n1:2","n3:2"],)" + label + R"("y","__meta_slurm_partition":"a"}})",
                        R"({"targets":["n2:2"],)" + label + R"("y","__meta_slurm_partition":"b"}})"}));
        QCOMPARE(all->groups, 4U);
        QCOMPARE(all->targets, 6U);
    }

    void filters()
    {
        const auto set = twoJobs();
        const auto down = set->document("x", {{}, {StateClass::Down}, {}});
        QCOMPARE(down->json, lines({R"({"targets":["n3:1"],"labels":{"__meta_slurm_partition":"a"}})"}));
        QCOMPARE(down->targets, 1U);
        QCOMPARE(set->document({}, {{"b"}, {}, {}})->targets, 2U);
        QCOMPARE(set->document("x", {{"nowhere"}, {}, {}})->json, "[]\n");
        QCOMPARE(set->document({}, {{"nowhere"}, {}, {}})->json, "[]\n");
        QVERIFY(!set->document("z", {{"a"}, {}, {}}));
    }

    void remembersAnswers()
    {
        const auto set = twoJobs();
        const TargetFilter filter{{"b"}, {}, {}};
        const QByteArray first = set->document("x", filter)->json;
        QCOMPARE(set->document("x", filter)->json.constData(), first.constData()); // the same bytes
        for (int i = 0; i < 100; ++i)
            QCOMPARE(set->document("x", {{std::to_string(i)}, {}, {}})->json, "[]\n");
        QVERIFY(set->document("x", filter)->json.constData() != first.constData()); // long forgotten
        QCOMPARE(set->document("x", filter)->json, first);
    }

    void hasTagsThatFollowFromTheContent()
    {
        const auto set = twoJobs();
        const auto replica = twoJobs();
        QCOMPARE(set->document("x")->etag, replica->document("x")->etag);
        QCOMPARE(set->document({})->etag, replica->document({})->etag);
        QVERIFY(set->document("x")->etag != set->document("y")->etag);
        QVERIFY(set->document({})->etag != set->document({}, {{"a"}, {}, {}})->etag);
        const std::string etag = set->document("x")->etag;
        QCOMPARE(etag.size(), 34U);
        QVERIFY(etag.starts_with('"') && etag.ends_with('"'));

        auto changed = threeNodes();
        changed->nodes[0].address = "elsewhere";
        const auto other = TargetSet::build({{changed}, {job("x", 1), job("y", 2)}});
        QVERIFY(other->document("x")->etag != etag);
        QVERIFY(other->document({})->etag != set->document({})->etag);
    }

    void stopsWhenAsked()
    {
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!TargetSet::build({{threeNodes()}, {job("x", 1)}}, stop.get_token()));
    }
};

SLURMSD_TEST(TestTargetSet)
#include "tst_targetset.moc"
