// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/httpserver/preparationgate.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;

namespace {

// Lets everybody in, or nobody, at once or later.
class Door : public RequestGate
{
public:
    std::optional<Decision> decide(const RequestHead &, const QHostAddress &, QObject *,
                                   Decided decided) override
    {
        if (!isLate)
            return decision;
        waiting = std::move(decided);
        return {};
    }

    bool isLate = false;
    Decision decision;
    Decided waiting;
};

RequestHead headOf(std::string_view method, std::string_view target)
{
    RequestHead head;
    head.method = method;
    head.target = target;
    head.headers = {{"Accept-Encoding", "gzip"}};
    return head;
}

} // namespace

class TestPreparationGate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void waits_data()
    {
        QTest::addColumn<bool>("isDoorLate");
        QTest::addColumn<bool>("isWaiting");
        for (const bool isDoorLate : {false, true}) {
            for (const bool isWaiting : {false, true})
                QTest::addRow("door %s, %s", isDoorLate ? "late" : "open", isWaiting ? "wait" : "ready")
                    << isDoorLate << isWaiting;
        }
    }
    void waits()
    {
        QFETCH(bool, isDoorLate);
        QFETCH(bool, isWaiting);
        Door door;
        door.isLate = isDoorLate;
        PreparationGate gate(door);
        HttpRequest asked;
        std::function<void()> ready;
        gate.add("/made", [&](const HttpRequest &request, QObject *, std::function<void()> whenReady) {
            asked = request;
            ready = std::move(whenReady);
            return isWaiting;
        });
        int decisions = 0;
        bool isIn = false;
        const auto decided = [&](const RequestGate::Decision &decision) {
            ++decisions;
            isIn = !decision;
        };
        const auto early =
            gate.decide(headOf("GET", "/made?a=b%20c&a=d"), QHostAddress::LocalHost, this, decided);
        QCOMPARE(early.has_value(), !isDoorLate && !isWaiting);
        if (isDoorLate) {
            QVERIFY(!ready); // nothing is made for somebody who may not get in
            door.waiting({});
        }
        QCOMPARE(asked.path, "/made");
        const std::vector<std::pair<std::string, std::string>> query{{"a", "b c"}, {"a", "d"}};
        QVERIFY(asked.query == query);
        QCOMPARE(asked.header("accept-encoding").value_or(""), "gzip");
        if (isWaiting) {
            QCOMPARE(decisions, 0);
            ready();
        }
        QCOMPARE(decisions, early ? 0 : 1);
        QVERIFY(early ? !*early : isIn);
    }

    void refuses_data()
    {
        QTest::addColumn<bool>("isLate");
        QTest::newRow("at once") << false;
        QTest::newRow("later") << true;
    }
    void refuses()
    {
        Door door;
        QFETCH(bool, isLate);
        door.isLate = isLate;
        door.decision = HttpRefusal{401, "who are you?"};
        PreparationGate gate(door);
        int prepared = 0;
        gate.add("/made", [&](const HttpRequest &, QObject *, const std::function<void()> &) {
            ++prepared;
            return true;
        });
        RequestGate::Decision told;
        auto early = gate.decide(headOf("GET", "/made"), QHostAddress::LocalHost, this,
                                 [&told](const RequestGate::Decision &decision) { told = decision; });
        if (isLate)
            door.waiting(door.decision);
        else
            told = early.value();
        QVERIFY(told && told->status == 401);
        QCOMPARE(prepared, 0);
    }

    void leavesOthersAlone()
    {
        Door door;
        PreparationGate gate(door);
        int prepared = 0;
        gate.add("/made", [&](const HttpRequest &, QObject *, const std::function<void()> &) {
            ++prepared;
            return true;
        });
        for (const auto &[method, target] : {std::pair("GET", "/"), std::pair("GET", "/made/"),
                                             std::pair("POST", "/made"), std::pair("GET", "/?x=/made")}) {
            const auto decision = gate.decide(headOf(method, target), QHostAddress::LocalHost, this, {});
            QVERIFY(decision && !*decision);
        }
        QCOMPARE(prepared, 0);
        QVERIFY(!gate.decide(headOf("HEAD", "/m%61de"), QHostAddress::LocalHost, this, {}));
        QCOMPARE(prepared, 1);
    }
};

SLURMSD_TEST(TestPreparationGate)
#include "tst_preparationgate.moc"
