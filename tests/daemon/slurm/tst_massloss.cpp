// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/massloss.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;
using namespace Qt::StringLiterals;

namespace {

// A sorted list of these nodes: "n1 n2".
std::shared_ptr<NodeSnapshot> list(const QString &names)
{
    auto snapshot = std::make_shared<NodeSnapshot>();
    for (const QString &name : names.split(u' ', Qt::SkipEmptyParts)) {
        Node node;
        node.name = snapshot->strings.store(name.toStdString());
        snapshot->nodes.push_back(node);
    }
    sortNodes(*snapshot);
    return snapshot;
}

} // namespace

class TestMassLoss : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsLostNames_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<int>("lost");

        QTest::newRow("none") << u"n1 n2 n10"_s << u"n1 n2 n10"_s << 0;
        QTest::newRow("grown") << u"n2"_s << u"n1 n2 n3"_s << 0;
        QTest::newRow("first, middle, last") << u"a1 n2 n10 n11 z"_s << u"n2 n11"_s << 3;
        QTest::newRow("renamed") << u"n1 n2"_s << u"m1 m2 m3"_s << 2;
        QTest::newRow("all") << u"n1 n2"_s << u""_s << 2;
        QTest::newRow("nothing to lose") << u""_s << u"n1"_s << 0;
        QTest::newRow("other padding") << u"n1 n02"_s << u"n01 n2"_s << 2;
    }
    void countsLostNames()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);

        QTEST(static_cast<int>(countLost(*list(before), *list(after))), "lost");
    }

    // Each row: the list in force, then lists as they come; the guard gives one letter each, A(ccepted) or
    // H(eld). 25 % may vanish; three polls must agree.
    void judges_data()
    {
        QTest::addColumn<QString>("inForce");
        QTest::addColumn<QStringList>("fresh");
        QTest::addColumn<QString>("verdicts");

        QTest::newRow("the first list") << u""_s << QStringList{u"n1"_s} << u"A"_s;
        QTest::newRow("the same") << u"n1 n2 n3 n4"_s << QStringList{u"n1 n2 n3 n4"_s} << u"A"_s;
        QTest::newRow("just the share") << u"n1 n2 n3 n4"_s << QStringList{u"n1 n2 n3"_s} << u"A"_s;
        QTest::newRow("more than the share") << u"n1 n2 n3 n4"_s << QStringList{u"n1 n2"_s} << u"H"_s;
        QTest::newRow("renamed nodes are lost")
            << u"n1 n2 n3 n4"_s << QStringList{u"n1 n2 m3 m4 m5"_s} << u"H"_s;
        QTest::newRow("until three polls agree")
            << u"n1 n2 n3 n4"_s << QStringList{u"n1"_s, u"n2"_s, u"n1"_s, u"n1"_s, u"n1 n2 n3"_s}
            << u"HHAAA"_s;
        QTest::newRow("a good list between")
            << u"n1 n2 n3 n4"_s << QStringList{u"n1"_s, u"n1"_s, u"n1 n2 n3 n4"_s, u"n1"_s, u"n1"_s, u"n1"_s}
            << u"HHAHHA"_s;
        QTest::newRow("no nodes") << u"n1"_s << QStringList{u""_s, u""_s, u""_s, u""_s} << u"HHAA"_s;
        QTest::newRow("no nodes at first") << u""_s << QStringList{u""_s, u""_s, u""_s, u""_s} << u"HHAA"_s;
        QTest::newRow("no nodes, then few")
            << u"n1 n2 n3 n4"_s << QStringList{u""_s, u"n1"_s, u"n1"_s} << u"HHA"_s;
        QTest::newRow("few, then no nodes")
            << u"n1 n2 n3 n4"_s << QStringList{u"n1"_s, u"n1"_s, u""_s, u""_s, u""_s} << u"HHHHA"_s;
        QTest::newRow("fewer and fewer")
            << u"n1 n2 n3 n4 n5 n6 n7 n8"_s
            << QStringList{u"n1 n2 n3 n4 n5"_s, u"n1 n2 n3 n4"_s, u"n1 n2"_s, u"n1 n2"_s, u"n1 n2"_s}
            << u"HHHHA"_s;
    }
    void judges()
    {
        QFETCH(QString, inForce);
        QFETCH(QStringList, fresh);

        MassLossGuard guard(0.25, 3);
        auto current = inForce.isEmpty() ? nullptr : list(inForce);
        QString verdicts;
        for (const QString &names : fresh) {
            const auto next = list(names);
            const bool isHeld = guard.judge(current.get(), *next).has_value();
            verdicts += isHeld ? u'H' : u'A';
            if (!isHeld)
                current = next;
        }
        QTEST(verdicts, "verdicts");
    }

    void saysWhatVanished()
    {
        MassLossGuard guard(0.25, 3);
        const auto four = list(u"n1 n2 n3 n4"_s);
        QCOMPARE(
            guard.judge(four.get(), *list(u"n1 n2"_s)).value_or(""),
            std::string("2 of 4 nodes vanished (50 %), more than slurm.max_node_loss 25 %; held: poll 1 of "
                        "3 that must agree"));
        QCOMPARE(guard.judge(four.get(), *list(u"n1 n2"_s)).value_or(""),
                 std::string("2 of 4 nodes vanished (50 %), more than slurm.max_node_loss 25 %; held: poll 2 "
                             "of 3 that must agree"));
        QCOMPARE(guard.judge(four.get(), *list({})).value_or(""),
                 std::string("Slurm lists no nodes at all; held: poll 1 of 3 that must agree"));
    }

    void canBeOff()
    {
        MassLossGuard guard(0.25, 0);
        QVERIFY(!guard.judge(list(u"n1 n2"_s).get(), *list({})));
        QVERIFY(!guard.judge(nullptr, *list({})));
    }
};

SLURMSD_TEST(TestMassLoss)
#include "tst_massloss.moc"
