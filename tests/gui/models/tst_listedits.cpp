// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/listedits.h"
#include "tests/support/testrunner.h"

#include <QRandomGenerator>
#include <QTest>

using namespace slurmsd;

namespace {

using Keys = std::vector<int>;

Keys keysOf(const QString &text)
{
    Keys keys;
    for (const QChar c : text)
        keys.push_back(c.unicode());
    return keys;
}

ListEdits edits(const Keys &before, const Keys &after)
{
    return listEdits(before.size(),
                     matchRows(std::span(before), std::span(after), std::hash<int>(), std::equal_to<int>()));
}

Keys placed(const Keys &keys, const std::vector<int> &places)
{
    Keys moved(keys.size());
    for (std::size_t row = 0; row < keys.size(); ++row)
        moved[std::size_t(places[row])] = keys[row];
    return moved;
}

Keys reordered(Keys keys, const ListEdits &edits, const Keys &after)
{
    const ListOrders orders = listOrders(keys.size(), edits.origins);
    keys = placed(keys, orders.before);
    keys.resize(std::size_t(orders.stayingCount));
    for (std::size_t row = keys.size(); row < after.size(); ++row)
        keys.push_back(after[std::size_t(orders.after[row])]);
    return placed(keys, orders.after);
}

// What a view makes of the edits; `after` gives the rows that come.
Keys applied(Keys keys, const ListEdits &edits, const Keys &after)
{
    if (edits.isReordering)
        return reordered(keys, edits, after);
    for (const ListEdits::Range &range : edits.removals)
        keys.erase(keys.begin() + range.first, keys.begin() + range.first + range.count);
    for (const ListEdits::Range &range : edits.insertions)
        keys.insert(keys.begin() + range.first, after.begin() + range.first,
                    after.begin() + range.first + range.count);
    return keys;
}

QString rangesText(const std::vector<ListEdits::Range> &ranges)
{
    QStringList parts;
    for (const ListEdits::Range &range : ranges)
        parts += QStringLiteral("%1+%2").arg(range.first).arg(range.count);
    return parts.join(QLatin1Char(' '));
}

} // namespace

class TestListEdits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void edits_data();
    void edits();
    void makesAnyListAnother();
    void reordersManyRanges();
};

void TestListEdits::edits_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("removals");
    QTest::addColumn<QString>("insertions");
    const auto row = [](const char *name, const char *before, const char *after, const char *removals,
                        const char *insertions) {
        QTest::newRow(name) << QString::fromLatin1(before) << QString::fromLatin1(after)
                            << QString::fromLatin1(removals) << QString::fromLatin1(insertions);
    };
    row("nothing", "", "", "", "");
    row("the same", "abc", "abc", "", "");
    row("first", "", "abc", "", "0+3");
    row("all gone", "abc", "", "0+3", "");
    row("one came", "abd", "abcd", "", "2+1");
    row("one went", "abcd", "abd", "2+1", "");
    row("one for another", "abc", "axc", "1+1", "1+1");
    row("at both ends", "abc", "xbcy", "0+1", "0+1 3+1");
    row("another list", "abc", "xyz", "0+3", "0+3");
    row("the last is first", "abcd", "dabc", "3+1", "0+1");
    row("a block beyond reach", "abcdefghijklmnopqrstuvwxyz", "avwxyz", "1+20", "");
    row("the same key twice", "aa", "aaa", "", "2+1");
    row("backwards", "abc", "cba", "0+2", "1+2");
}

void TestListEdits::edits()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    const ListEdits found = ::edits(keysOf(before), keysOf(after));
    QCOMPARE(applied(keysOf(before), found, keysOf(after)), keysOf(after));
    QTEST(rangesText(found.removals), "removals");
    QTEST(rangesText(found.insertions), "insertions");
}

void TestListEdits::makesAnyListAnother()
{
    QRandomGenerator random(1);
    Keys keys;
    for (int round = 0; round < 300; ++round) {
        Keys after;
        const int keep = random.bounded(1, 20);
        for (const int key : keys) {
            if (random.bounded(keep) > 0 || keep > 15)
                after.push_back(key);
            if (random.bounded(8) == 0)
                after.push_back(random.bounded(2000));
        }
        while (after.size() < 10)
            after.push_back(random.bounded(2000));
        if (round % 10 == 0)
            std::swap(after.front(), after.back());
        const ListEdits found = ::edits(keys, after);
        QCOMPARE(applied(keys, found, after), after);
        QVERIFY(found.removals.size() + found.insertions.size() <= maxListEdits);
        keys = after.size() > 500 ? Keys() : after;
    }
}

void TestListEdits::reordersManyRanges()
{
    Keys before;
    Keys after;
    for (int i = 0; i < 1000; ++i) {
        before.push_back(i);
        if (i % 3 != 1)
            after.push_back(i);
        if (i % 50 == 0)
            after.push_back(i + 1000);
    }
    std::ranges::reverse(after);
    const ListEdits found = ::edits(before, after);
    QVERIFY(found.isReordering && !found.isEmpty());
    QCOMPARE(applied(before, found, after), after);
    QCOMPARE(found.removals.size() + found.insertions.size(), std::size_t(0));
    // All that can stay does.
    QCOMPARE(std::ranges::count(found.origins, -1), 20);
    QCOMPARE(goneRows(before.size(), found.origins).size(), std::size_t(333));
}

SLURMSD_TEST(TestListEdits)
#include "tst_listedits.moc"
