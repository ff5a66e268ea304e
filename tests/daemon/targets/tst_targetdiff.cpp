// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/wording.h"
#include "daemon/targets/filesd.h"
#include "daemon/targets/targetdiff.h"
#include "tests/support/testrunner.h"

#include <QStringList>
#include <QTest>

using namespace slurmsd;
using namespace Qt::StringLiterals;
using Labels = std::vector<Label>;

namespace {

// "n1 n2 {a}; n3 {b}": targets and the value of the one label.
QByteArray answer(const QString &text)
{
    std::vector<TargetGroup> groups;
    for (const QString &part : text.split(QStringLiteral("; "), Qt::SkipEmptyParts)) {
        TargetGroup &group = groups.emplace_back();
        const auto brace = part.indexOf(u'{');
        for (const QString &target : part.left(brace).split(u' ', Qt::SkipEmptyParts))
            group.targets.push_back(target.toStdString());
        group.labels = {{"l", part.mid(brace + 1).chopped(1).toStdString()}};
    }
    return fileSdJson(groups);
}

QString words(const std::vector<std::string> &targets)
{
    QStringList list;
    for (const std::string &target : targets)
        list.push_back(QString::fromStdString(target));
    return list.join(u' ');
}

} // namespace

class TestTargetDiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tells_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QString>("added");
        QTest::addColumn<QString>("removed");
        QTest::addColumn<QString>("relabeled");
        const auto row = [](const char *name, const char *before, const char *after, const char *added,
                            const char *removed, const char *relabeled) {
            QTest::newRow(name) << QString::fromUtf8(before) << QString::fromUtf8(after)
                                << QString::fromUtf8(added) << QString::fromUtf8(removed)
                                << QString::fromUtf8(relabeled);
        };
        row("nothing and nothing", "", "", "", "", "");
        row("the same", "n1 n2 {a}", "n1 n2 {a}", "", "", "");
        row("from nothing", "", "n1 n10 {a}; n2 {b}", "n1 n10 n2", "", "");
        row("to nothing", "n1 n10 {a}; n2 {b}", "", "", "n1 n10 n2", "");
        row("one came, one went", "n1 n2 {a}", "n2 n3 {a}", "n3", "n1", "");
        row("another label", "n1 n2 {a}", "n1 {a}; n2 {b}", "", "", "n2");
        row("all labels", "n1 n2 {a}", "n1 n2 {b}", "", "", "n1 n2");
        row("one more partition", "n1 n2 {a}", "n1 n2 {a}; n1 {b}", "n1", "", "");
        row("one partition less", "n1 n2 {a}; n1 {b}", "n1 n2 {b}", "", "n1", "n2");
        row("both others", "n1 {a}; n1 {b}", "n1 {c}; n1 {d}", "", "", "n1 n1");
        row("of two to three", "n1 {a}; n1 {b}", "n1 {b}; n1 {c}; n1 {d}", "n1", "", "n1");
        row("new in two partitions", "n1 {a}", "n1 n2 {a}; n2 {b}", "n2 n2", "", "");
        row("groups in another order", "n1 n2 {a}; n1 {b}; n2 {c}", "n2 {c}; n1 n2 {a}; n1 {b}", "", "", "");
        row("targets in another order", "n1 n2 {a}", "n2 n1 {a}", "", "", "");
        row("ports", "n1:9100 {a}", "n1:9101 {a}", "n1:9101", "n1:9100", "");
        row("IPv6", "[fe80::1]:9100 {a}", "[fe80::2]:9100 {a}", "[fe80::2]:9100", "[fe80::1]:9100", "");
        row("one name begins another", "n1 {a}", "n1 n11 {a}", "n11", "", "");
        row("quotes and backslashes", "a\"b c\\ {x}", "a\"c c\\ \\\" {x}", "a\"c \\\"", "a\"b", "");
        row("brackets and commas", "],\"labels\":{ {x}", "n,1 ],\"labels\":{ {x}", "n,1", "", "");
        row("control characters", "a\x01 {x}", "a\x1f {x}", "a\x1f", "a\x01", "");
        row("not ASCII", "knoten-ä {x}", "knoten-ö {x}", "knoten-ö", "knoten-ä", "");
        row("escapes in labels", "n1 {\"}],\\\n\"}", "n1 {\"}],\\\n}", "", "", "n1");
    }
    void tells()
    {
        QFETCH(const QString, before);
        QFETCH(const QString, after);
        const TargetDiff diff = diffTargets(answer(before), answer(after));
        QTEST(words(diff.added), "added");
        QTEST(words(diff.removed), "removed");
        QTEST(words(diff.relabeled), "relabeled");
        const TargetDiff back = diffTargets(answer(after), answer(before));
        QTEST(QString(words(back.added)), "removed");
        QTEST(QString(words(back.removed)), "added");
        QCOMPARE(back.relabeled.size(), diff.relabeled.size());
    }

    void tellsWhichLabelsChanged_data()
    {
        QTest::addColumn<Labels>("before");
        QTest::addColumn<Labels>("after");
        QTest::addColumn<QString>("what");
        QTest::newRow("one") << Labels{{"p", "a"}, {"s", "up"}} << Labels{{"p", "a"}, {"s", "down"}}
                             << "s up → down";
        QTest::newRow("two") << Labels{{"p", "a"}, {"s", "up"}} << Labels{{"p", "b"}, {"s", "down"}}
                             << "p a → b, s up → down";
        QTest::newRow("came") << Labels{{"p", "a"}} << Labels{{"p", "a"}, {"r", "bad disk"}}
                              << "r none → bad disk";
        QTest::newRow("went") << Labels{{"p", "a"}, {"r", "bad, disk"}} << Labels{{"p", "a"}}
                              << "r bad, disk → none";
        QTest::newRow("all") << Labels{} << Labels{{"p", "a"}} << "p none → a";
        QTest::newRow("long") << Labels{{"p", "a"}} << Labels{{"p", std::string(100, 'b')}}
                              << u"p a → "_s + QString::fromStdString(printable(std::string(100, 'b')));
        QTest::newRow("order only") << Labels{{"p", "a"}, {"q", "b"}} << Labels{{"q", "b"}, {"p", "a"}}
                                    << "the same values in other groups";
    }
    void tellsWhichLabelsChanged()
    {
        QFETCH(const Labels, before);
        QFETCH(const Labels, after);
        const auto json = [](const Labels &labels) {
            return fileSdJson(std::vector<TargetGroup>{{{"n1"}, labels}});
        };
        const TargetDiff diff = diffTargets(json(before), json(after));
        QCOMPARE(diff.labelChanges.size(), 1U);
        QTEST(QString::fromStdString(diff.labelChanges.front().what), "what");
        QCOMPARE(diff.labelChanges.front().targets, 1U);
        QCOMPARE(words(diff.labelChanges.front().named), u"n1"_s);
    }

    void takesNoAnswerForOneWithoutTargets()
    {
        const QByteArray two = answer(QStringLiteral("n1 n2 {a}"));
        QCOMPARE(words(diffTargets({}, two).added), QStringLiteral("n1 n2"));
        QCOMPARE(words(diffTargets(two, {}).removed), QStringLiteral("n1 n2"));
        QVERIFY(diffTargets({}, answer({})).isEmpty());
        QVERIFY(diffTargets({}, {}).isEmpty());
    }

    void takesGroupsWithoutTargetsOrLabels()
    {
        const QByteArray empty = fileSdJson(std::vector<TargetGroup>{{{}, {}}});
        const QByteArray one = fileSdJson(std::vector<TargetGroup>{{{}, {}}, {{"n1"}, {}}});
        QVERIFY(diffTargets(empty, {}).isEmpty());
        QCOMPARE(words(diffTargets(empty, one).added), QStringLiteral("n1"));
    }

    void staysRightAsItGrows()
    {
        // More targets than the first text made room for.
        std::vector<TargetGroup> groups(7);
        for (int i = 0; i < 7000; ++i)
            groups[static_cast<std::size_t>(i % 7)].targets.push_back("n" + std::to_string(i));
        for (std::size_t i = 0; i < 7; ++i)
            groups[i].labels = {{"l", std::to_string(i)}};
        const QByteArray many = fileSdJson(groups);
        const TargetDiff diff = diffTargets(answer(QStringLiteral("n0 n1 gone {0}")), many);
        QCOMPARE(diff.added.size(), 6998U);
        QCOMPARE(words(diff.removed), QStringLiteral("gone"));
        QCOMPARE(words(diff.relabeled), QStringLiteral("n1"));
        QCOMPARE(diffTargets(many, {}).removed.size(), 7000U);
    }

    void becomesAnEvent_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QString>("text");
        QTest::newRow("came") << ""
                              << "n1 {a}"
                              << "node: 1 target came (n1)";
        QTest::newRow("came and went") << "n9:1 {a}"
                                       << "n1:1 n2:1 {a}"
                                       << "node: 2 targets came (n1:1, n2:1), 1 went (n9:1)";
        QTest::newRow("all three") << "n1 n2 n3 {a}"
                                   << "n1 {a}; n2 n4 {b}"
                                   << "node: 1 target came (n4), 1 went (n3), 1 changed labels: l a → b (n2)";
        QTest::newRow("labels") << "n1 n2 {a}; n3 {b}"
                                << "n1 n2 {b}; n3 {a}"
                                << "node: 3 targets changed labels: l a → b (n1, n2); l b → a (n3)";
        QTest::newRow("one more partition") << "n1 n2 {a}"
                                            << "n1 n2 {a}; n1 {b}"
                                            << "node: 1 target came (n1)";
        QTest::newRow("in two partitions") << "n1 {a}; n1 {b}"
                                           << "n1 {c}; n1 {d}"
                                           << "node: 2 targets changed labels: l a and b → c and d (n1)";
        QTest::newRow("an empty value") << "n1 {}"
                                        << "n1 {b}"
                                        << "node: 1 target changed labels: l \"\" → b (n1)";
        QTest::newRow("quotes") << "n1 {a\"}"
                                << "n1 {\\b\n}"
                                << "node: 1 target changed labels: l a\" → \\b\\n (n1)";
        QTest::newRow("invisible") << "n1 {a}"
                                   << "n1 {b\u202e}"
                                   << "node: 1 target changed labels: l a → b\\u202e (n1)";
        QTest::newRow("four kinds of change")
            << "n1 {a}; n2 {b}; n3 n4 {c}; n5 {d}"
            << "n1 {b}; n2 {c}; n3 n4 {d}; n5 {a}"
            << "node: 5 targets changed labels: l c → d (n3, n4); l a → b (n1); l b → c (n2); …";
        QTest::newRow("eleven changed")
            << "1 2 3 4 5 6 7 8 9 10 11 {a}"
            << "1 2 3 4 5 6 7 8 9 10 11 {b}"
            << "node: 11 targets changed labels: l a → b (1, 2, 3, 4, 5, 6, 7, 8, 9, "
               "10, …)";
        QTest::newRow("ten") << "1 2 3 4 5 6 7 8 9 10 {a}"
                             << ""
                             << "node: 10 targets went (1, 2, 3, 4, 5, 6, 7, 8, 9, 10)";
        QTest::newRow("eleven") << "1 2 3 4 5 6 7 8 9 10 11 {a}"
                                << ""
                                << "node: 11 targets went (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, …)";
    }
    void becomesAnEvent()
    {
        QFETCH(const QString, before);
        QFETCH(const QString, after);
        const WallTime when{std::chrono::seconds(1000)};
        const Event event = targetsEvent("node", diffTargets(answer(before), answer(after)), when);
        QTEST(QString::fromStdString(event.text), "text");
        QVERIFY(event.kind == Event::Kind::TargetsChanged);
        QVERIFY(event.when == when);
        QCOMPARE(event.subject, std::string("node"));
        QCOMPARE(event.cluster, std::string());
    }
};

SLURMSD_TEST(TestTargetDiff)
#include "tst_targetdiff.moc"
