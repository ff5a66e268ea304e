// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/targets/gres.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;

class TestGres : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsItemsAndTypes_data()
    {
        QTest::addColumn<std::string>("gres");
        QTest::addColumn<std::string>("items");
        QTest::addColumn<std::string>("types");
        const auto row = [](const char *name, const char *gres, const char *items, const char *types) {
            QTest::newRow(name) << std::string(gres) << std::string(items) << std::string(types);
        };
        row("nothing", "", "", "");
        row("Slurm's word for nothing", "(null)", "", "");
        row("name", "lustre", "lustre", "lustre");
        row("name and count", "gpu:4", "gpu:4", "gpu");
        row("name, type and count", "gpu:a100:4", "gpu:a100:4", "gpu");
        row("sockets", "gpu:a100:4(S:0-1),lustre:1", "gpu:a100:4,lustre:1", "gpu,lustre");
        row("commas in the sockets", "gpu:a100:8(S:0,2-3,5),nic:2(S:0,1)", "gpu:a100:8,nic:2", "gpu,nic");
        row("two types of one name", "gpu:a100:2(S:0),shard:8,gpu:t4:2(S:1)", "gpu:a100:2,shard:8,gpu:t4:2",
            "gpu,shard");
        row("a name that starts another", "gpu:1,gpu2:1", "gpu:1,gpu2:1", "gpu,gpu2");
        row("never closed", "gpu:1(S:0,lustre:1", "gpu:1", "gpu");
        row("never opened", "gpu:1),lustre:1", "gpu:1,lustre:1", "gpu,lustre");
        row("nested", "gpu:1(S:(0,1),2),lustre:1", "gpu:1,lustre:1", "gpu,lustre");
        row("empty items", ",gpu:1,,", "gpu:1", "gpu");
        row("none", "gpu:0", "", "");
        row("none of a type", "gpu:a100:0", "", "");
        row("none, with sockets", "gpu:0(S:0-1)", "", "");
        row("none, with a unit", "lustre:0G", "", "");
        row("none, of several digits", "gpu:000", "", "");
        row("none beside some", "gpu:0,lustre:4", "lustre:4", "lustre");
        row("none of one type", "gpu:a100:0,gpu:t4:2", "gpu:t4:2", "gpu");
        row("a count that ends with 0", "gpu:10", "gpu:10", "gpu");
        row("a type that is a number", "gpu:1080", "gpu:1080", "gpu");
        row("a type that is 0", "gpu:0:4", "gpu:0:4", "gpu");
        row("a unit alone", "lustre:G", "lustre:G", "lustre");
    }
    void readsItemsAndTypes()
    {
        QFETCH(std::string, gres);
        QTEST(gresItems(gres), "items");
        QTEST(gresTypes(gres), "types");
    }

    void matchesWholeParts_data()
    {
        QTest::addColumn<std::string>("item");
        QTest::addColumn<std::string>("wanted");
        QTest::addColumn<bool>("matches");
        const auto row = [](const char *item, const char *wanted, bool matches) {
            QTest::addRow("%s as %s", item, wanted) << std::string(item) << std::string(wanted) << matches;
        };
        row("gpu:a100:4", "gpu", true);
        row("gpu:a100:4", "gpu:a100", true);
        row("gpu:a100:4", "gpu:a10", false);
        row("gpu:a100:4", "gp", false);
        row("gpu:a100:4", "a100", false);
        row("gpu:4", "gpu", true);
        row("gpu:4", "gpu:a100", false);
        row("gpu", "gpu", true);
        row("gpu", "gpu:a100", false);
    }
    void matchesWholeParts()
    {
        QFETCH(std::string, item);
        QFETCH(std::string, wanted);
        QTEST(isGres(item, wanted), "matches");
    }
};

SLURMSD_TEST(TestGres)
#include "tst_gres.moc"
