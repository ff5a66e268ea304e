// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/targets/guardlimits.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;
using namespace std::chrono_literals;

class TestGuardLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesThemFromTheConfig()
    {
        SlurmConfig config;
        QCOMPARE(guardLimits(config), (GuardLimits{0.2, 0.2, 1h, 3, 5min}));
        config.maxNodeLoss = 0.1;
        config.maxTargetLoss = 0.3;
        config.lossWindow = 2h;
        config.holdPolls = 7;
        config.updateInterval = 1min;
        QCOMPARE(guardLimits(config), (GuardLimits{0.1, 0.3, 2h, 7, 1min}));
    }

    void knowsTooMuch_data()
    {
        QTest::addColumn<std::size_t>("lost");
        QTest::addColumn<std::size_t>("before");
        QTest::addColumn<double>("share");
        QTest::addColumn<bool>("expected");
        const auto row = [](std::size_t lost, std::size_t before, double share, bool expected) {
            QTest::addRow("%zu of %zu at %g", lost, before, share) << lost << before << share << expected;
        };
        row(0, 0, 0.2, false);
        row(0, 10, 0, false);
        row(1, 1, 0.2, false);
        row(1, 100, 0, false);
        row(2, 100, 0, true);
        row(2, 2, 0.2, true);
        row(2, 2, 1, false);
        row(20, 100, 0.2, false);
        row(21, 100, 0.2, true);
        row(29, 100, 0.29, false);
        row(7, 100, 0.07, false);
        row(8, 100, 0.07, true);
    }
    void knowsTooMuch()
    {
        QFETCH(std::size_t, lost);
        QFETCH(std::size_t, before);
        QFETCH(double, share);
        QTEST(isTooMuch(lost, before, share), "expected");
    }

    void namesWhatIsHeld()
    {
        const std::vector<std::string> lost{"n1", "n2"};
        const std::string id = heldId("tux", "gpu", lost);
        QCOMPARE(id.size(), std::size_t{16});
        QCOMPARE(heldId("tux", "gpu", lost), id);
        QVERIFY(heldId("tuxg", "pu", lost) != id);
        QVERIFY(heldId("tux", "gpu", std::vector<std::string>{"n1n2"}) != id);
        QVERIFY(heldId("tux", "gpu", {}) != id);
    }

    void saysPercent_data()
    {
        QTest::addColumn<double>("share");
        QTest::addColumn<std::string>("text");
        const auto row = [](double share, const char *text) {
            QTest::newRow(text) << share << std::string(text);
        };
        row(0, "0 %");
        row(0.006, "1 %");
        row(0.19, "19 %");
        row(0.29, "29 %");
        row(0.995, "99 %");
        row(1, "100 %");
    }
    void saysPercent()
    {
        QFETCH(double, share);
        QTEST(percent(share), "text");
    }

    void foldsNames()
    {
        QCOMPARE(foldedNames({"n10", "n1", "n2", "n1"}), std::string("n[1-2,10]"));
        std::vector<std::string> many;
        for (int i = 0; i < 1000; ++i)
            many.push_back("n" + std::to_string(2 * i));
        QVERIFY(foldedNames(many).size() <= 400 && foldedNames(many).ends_with("…"));
    }
};

SLURMSD_TEST(TestGuardLimits)
#include "tst_guardlimits.moc"
