// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/targets/statetimes.h"
#include "tests/daemon/targets/targettesting.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;

namespace {

// The nodes as "NAME" that are active, and "NAME!" that are down; the list of the second `when`.
std::shared_ptr<NodeSnapshot> listAt(std::int64_t when, std::initializer_list<std::string_view> nodes)
{
    std::vector<Node> all;
    for (std::string_view name : nodes) {
        const bool isDown = name.ends_with('!');
        all.push_back(activeNode(isDown ? name.substr(0, name.size() - 1) : name));
        if (isDown)
            all.back().stateClass = StateClass::Down;
    }
    auto list = snapshotOf(all);
    list->takenAt = std::chrono::system_clock::time_point(std::chrono::seconds(when));
    return list;
}

} // namespace

class TestStateTimes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firstList()
    {
        QVERIFY(stateTimes(nullptr, {}, *listAt(7, {"n1", "n2!"})) == (StateTimes{7, 7}));
        QVERIFY(stateTimes(nullptr, {}, *listAt(7, {})).empty());
    }

    void changes()
    {
        const auto before = listAt(5, {"n1", "n2", "n3!", "n9", "n10"});
        const StateTimes times{1, 2, 3, 4, 5};
        // n2 went down, n3 came back, n9 is gone, n11 is new.
        const auto after = listAt(8, {"n1", "n2!", "n3", "n10", "n11"});
        QVERIFY(stateTimes(before.get(), times, *after) == (StateTimes{1, 8, 8, 5, 8}));
        // A node that was away is new.
        const auto last = listAt(9, {"n1", "n9"});
        QVERIFY(stateTimes(after.get(), {1, 8, 8, 5, 8}, *last) == (StateTimes{1, 9}));
    }

    // As after an update from a version that stored none.
    void timesThatAreNotKnown()
    {
        const auto before = listAt(5, {"n1", "n2"});
        QVERIFY(stateTimes(before.get(), {}, *listAt(8, {"n1", "n2!"})) == (StateTimes{5, 8}));
    }

    void listsThatHaveNothingInCommon()
    {
        const auto before = listAt(5, {"a1", "z1"});
        QVERIFY(stateTimes(before.get(), {1, 2}, *listAt(8, {"b1", "zz1"})) == (StateTimes{8, 8}));
    }
};

SLURMSD_TEST(TestStateTimes)
#include "tst_statetimes.moc"
