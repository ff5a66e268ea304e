// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/nodestate.h"
#include "tests/support/testrunner.h"

#include <QTest>

#include <iterator>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

using namespace slurmsd;
using namespace Qt::StringLiterals;

namespace {

StateClass classify(const std::string &states, StateClasses classes = StateClasses::Basic)
{
    std::istringstream words(states);
    const std::vector<std::string> list(std::istream_iterator<std::string>(words), {});
    const std::vector<std::string_view> views(list.begin(), list.end());
    return classifyState(views, classes);
}

QString text(std::string_view view) { return QString::fromUtf8(view.data(), qsizetype(view.size())); }

} // namespace

class TestNodeState : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void classifies_data();
    void classifies();
    void tellsDrainingFromDrained_data();
    void tellsDrainingFromDrained();
    void firstRuleWins();
    void namesClasses();
    void knowsBaseStates_data();
    void knowsBaseStates();
};

void TestNodeState::classifies_data()
{
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *states, QString expected) { QTest::newRow(states) << expected; };
    row("FUTURE", u"future"_s);
    row("IDLE DYNAMIC_FUTURE", u"future"_s);
    row("IDLE POWERED_DOWN", u"powered_down"_s);
    row("IDLE CLOUD POWERED_DOWN", u"powered_down"_s);
    row("ALLOCATED POWERING_DOWN", u"powered_down"_s);
    row("IDLE CLOUD NOT_RESPONDING POWERING_UP", u"powering_up"_s);
    row("DOWN", u"down"_s);
    row("ERROR", u"down"_s);
    row("IDLE FAIL", u"down"_s);
    row("UNKNOWN FAIL NOT_RESPONDING", u"down"_s);
    row("IDLE NOT_RESPONDING", u"down"_s);
    row("IDLE INVALID_REG", u"down"_s);
    row("DOWN DRAIN", u"down"_s);
    row("IDLE MAINTENANCE", u"maintenance"_s);
    row("IDLE REBOOT_ISSUED", u"maintenance"_s);
    row("IDLE DRAIN MAINTENANCE", u"maintenance"_s);
    row("DOWN DRAIN REBOOT_ISSUED", u"maintenance"_s); // scontrol reboot, on 22.05, 24.11 and 26.05
    row("DOWN REBOOT_ISSUED NOT_RESPONDING", u"maintenance"_s);
    row("DOWN RESERVED NOT_RESPONDING MAINTENANCE", u"maintenance"_s);
    row("DOWN POWERED_DOWN REBOOT_ISSUED", u"powered_down"_s);
    row("DOWN DRAIN REBOOT_REQUESTED", u"down"_s);
    row("IDLE DRAIN", u"drained"_s);
    row("MIXED DRAIN", u"drained"_s);
    row("ALLOCATED COMPLETING DRAIN", u"drained"_s);
    row("UNKNOWN DRAIN", u"drained"_s);
    row("UNKNOWN", u"unknown"_s);
    row("INVALID", u"unknown"_s);
    row("", u"unknown"_s);
    row("CLOUD", u"unknown"_s);
    row("NEW_FLAG", u"unknown"_s);
    row("DRAIN", u"drained"_s);
    row("IDLE", u"active"_s);
    row("ALLOCATED", u"active"_s);
    row("MIXED", u"active"_s);
    row("EXTERNAL", u"active"_s);
    row("MIXED COMPLETING PLANNED RESERVED CLOUD", u"active"_s);
    row("IDLE REBOOT_REQUESTED", u"active"_s);
    row("IDLE DYNAMIC_NORM", u"active"_s);
    row("IDLE BLOCKED", u"active"_s);
    row("IDLE NEW_FLAG", u"active"_s);
    row("NEW_FLAG IDLE", u"active"_s);
    row("idle", u"unknown"_s);
}

void TestNodeState::classifies()
{
    QFETCH(QString, expected);
    QCOMPARE(text(toString(classify(QTest::currentDataTag()))), expected);
}

// One state of each row of the table, from the last on: each wins over all that came before, in any order.
// With both, all others are the same class in either.
void TestNodeState::tellsDrainingFromDrained_data()
{
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *states, QString expected) { QTest::newRow(states) << expected; };
    row("MIXED DRAIN", u"draining"_s);
    row("ALLOCATED DRAIN", u"draining"_s);
    row("IDLE COMPLETING DRAIN", u"draining"_s);
    row("IDLE DRAIN", u"drained"_s);
    row("IDLE DRAIN PLANNED", u"drained"_s);
    row("MIXED DRAIN NOT_RESPONDING", u"down"_s);
    row("ALLOCATED DRAIN MAINTENANCE", u"maintenance"_s);
    row("ALLOCATED", u"active"_s);
    row("UNKNOWN DRAIN", u"drained"_s);
}

void TestNodeState::tellsDrainingFromDrained()
{
    const StateClass stateClass = classify(QTest::currentDataTag(), StateClasses::Detailed);
    QTEST(text(toString(stateClass)), "expected");
    const StateClass basic = classify(QTest::currentDataTag());
    QVERIFY(basic != StateClass::Draining);
    QCOMPARE(text(toString(basic)),
             stateClass == StateClass::Draining ? u"drained"_s : text(toString(stateClass)));
}

void TestNodeState::firstRuleWins()
{
    const std::vector<std::pair<std::string, StateClass>> rows{
        {"IDLE", StateClass::Active},
        {"UNKNOWN", StateClass::Unknown},
        {"DRAIN", StateClass::Drained},
        {"DOWN", StateClass::Down},
        {"MAINTENANCE", StateClass::Maintenance},
        {"POWERING_UP", StateClass::PoweringUp},
        {"POWERED_DOWN", StateClass::PoweredDown},
        {"FUTURE", StateClass::Future},
    };
    std::string growing;
    for (const auto &[state, expected] : rows) {
        QVERIFY2(classify(growing + ' ' + state) == expected, state.c_str());
        QVERIFY2(classify(state + ' ' + growing) == expected, state.c_str());
        growing += ' ' + state;
    }
}

void TestNodeState::namesClasses()
{
    const QStringList names{u"future"_s,  u"powered_down"_s, u"powering_up"_s, u"down"_s,  u"maintenance"_s,
                            u"drained"_s, u"draining"_s,     u"unknown"_s,     u"active"_s};
    QStringList actual;
    for (const StateClass stateClass : allStateClasses) {
        actual += text(toString(stateClass));
        QVERIFY(stateClassFromString(toString(stateClass)) == stateClass);
    }
    QCOMPARE(actual, names);
    for (const std::string_view other : {"", "Active", "idle", "active "})
        QVERIFY(!stateClassFromString(other));
}

void TestNodeState::knowsBaseStates_data()
{
    QTest::addColumn<bool>("expected");
    for (const char *state :
         {"INVALID", "UNKNOWN", "DOWN", "IDLE", "ALLOCATED", "ERROR", "MIXED", "FUTURE", "EXTERNAL"})
        QTest::newRow(state) << true;
    for (const char *flag : {"", "DRAIN", "CLOUD", "DYNAMIC_FUTURE", "idle", "INVALID_REG", "POWERED_DOWN"})
        QTest::newRow(flag) << false;
}

void TestNodeState::knowsBaseStates()
{
    QFETCH(bool, expected);
    QCOMPARE(isBaseState(QTest::currentDataTag()), expected);
}

SLURMSD_TEST(TestNodeState)
#include "tst_nodestate.moc"
