// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/targets/labels.h"
#include "tests/support/testrunner.h"

#include <QSet>
#include <QTest>

using namespace slurmsd;

Q_DECLARE_METATYPE(slurmsd::LabelKind)

class TestLabels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasARowForEachKind_data()
    {
        QTest::addColumn<LabelKind>("kind");
        QTest::addColumn<std::string>("value"); // of the full node
        QTest::addColumn<bool>("isAlwaysThere");
        const auto row = [](LabelKind kind, const char *name, const char *value, bool isAlwaysThere = false) {
            QTest::newRow(name) << kind << std::string(value) << isAlwaysThere;
        };
        using enum LabelKind;
        row(Partition, "__meta_slurm_partition", "gpu", true);
        row(State, "__meta_state", "drained", true);
        row(Architecture, "__meta_architecture", "x86_64", true);
        row(Partitions, "__meta_slurm_partitions", ",batch,gpu,");
        row(SlurmState, "__meta_slurm_state", ",IDLE,DRAIN,");
        row(Cluster, "__meta_slurm_cluster", "tux");
        row(LabelKind::Node, "__meta_slurm_node", "n1");
        row(Hostname, "__meta_slurm_hostname", "n1.example.org");
        row(Address, "__meta_slurm_address", "10.0.0.1");
        row(Features, "__meta_slurm_features", ",a100,ib,");
        row(ActiveFeatures, "__meta_slurm_active_features", ",ib,");
        row(Gres, "__meta_slurm_gres", ",gpu:a100:4,lustre:1,");
        row(GresTypes, "__meta_slurm_gres_types", ",gpu,lustre,");
        row(Cpus, "__meta_slurm_cpus", "128");
        row(Sockets, "__meta_slurm_sockets", "2");
        row(Cores, "__meta_slurm_cores", "32");
        row(Threads, "__meta_slurm_threads", "0");
        row(RealMemory, "__meta_slurm_real_memory", "4000000000");
        row(Weight, "__meta_slurm_weight", "1");
        row(Boards, "__meta_slurm_boards", "3");
        row(OperatingSystem, "__meta_slurm_operating_system", "Linux 6.1.0");
        row(Version, "__meta_slurm_version", "24.11.5");
        row(Owner, "__meta_slurm_owner", "jo");
        row(McsLabel, "__meta_slurm_mcs_label", "red");
        row(Comment, "__meta_slurm_comment", "left, then right");
        row(Extra, "__meta_slurm_extra", "{\"rack\": 7}");
        row(Reservation, "__meta_slurm_reservation", "course");
        row(InstanceId, "__meta_slurm_instance_id", "i-0abc");
        row(InstanceType, "__meta_slurm_instance_type", "c5.xlarge");
        row(Reason, "__meta_slurm_reason", "fan broken");
        row(Topology, "__meta_slurm_topology", "default:s1");
    }
    void hasARowForEachKind()
    {
        slurmsd::Node full;
        full.name = "n1";
        full.hostname = "n1.example.org";
        full.address = "10.0.0.1";
        full.architecture = "x86_64";
        full.partitions = "batch,gpu,hidden";
        full.states = "IDLE,DRAIN";
        full.features = "a100,ib";
        full.activeFeatures = "ib";
        full.gres = "gpu:a100:4(S:0-1),lustre:1";
        full.operatingSystem = "Linux 6.1.0";
        full.version = "24.11.5";
        full.owner = "jo";
        full.mcsLabel = "red";
        full.comment = "left, then right";
        full.extra = "{\"rack\": 7}";
        full.reservation = "course";
        full.instanceId = "i-0abc";
        full.instanceType = "c5.xlarge";
        full.reason = "fan broken";
        full.topology = "default:s1";
        full.cpus = 128;
        full.boards = 3;
        full.sockets = 2;
        full.cores = 32;
        full.threads = 0;
        full.realMemory = 4'000'000'000;
        full.weight = 1;
        full.stateClass = StateClass::Drained;

        QFETCH(LabelKind, kind);
        QCOMPARE(QByteArray::fromStdString(std::string(labelName(kind))), QTest::currentDataTag());
        QTEST(labelValue(kind, labelSource(kind, {full, "gpu", "batch,gpu", "tux"})), "value");
        QTEST(isAlwaysPresent(kind), "isAlwaysThere");

        const slurmsd::Node empty;
        const std::string value = labelValue(kind, labelSource(kind, {empty, {}, {}, {}}));
        QCOMPARE(value, std::string(kind == LabelKind::State ? "unknown" : ""));
    }

    void namesAreValidAndDifferent()
    {
        QSet<QByteArray> names;
        for (int i = 0; i <= static_cast<int>(LabelKind::Topology); ++i) {
            const std::string_view name = labelName(static_cast<LabelKind>(i));
            QVERIFY(name.starts_with("__meta_"));
            QCOMPARE(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_"), std::string_view::npos);
            names.insert(QByteArray(name.data(), static_cast<qsizetype>(name.size())));
        }
        QCOMPARE(names.size(), static_cast<int>(LabelKind::Topology) + 1);
    }
};

SLURMSD_TEST(TestLabels)
#include "tst_labels.moc"
