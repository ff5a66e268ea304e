// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/stringpool.h"
#include "tests/support/testrunner.h"

#include <QTest>

#include <string>

using namespace slurmsd;

class TestStringPool : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void internsEqualStringsOnce();
    void storesEachString();
    void keepsEmptyStringsEmpty();
    void copiesBytes();
    void staysValidWhenItGrowsAndMoves();
    void forgetsWhenSealed();
};

void TestStringPool::internsEqualStringsOnce()
{
    StringPool pool;
    const std::string_view first = pool.intern("batch");
    QVERIFY(first == "batch");
    QCOMPARE(pool.intern(std::string("bat") + "ch").data(), first.data());
    QVERIFY(pool.intern("gpu") == "gpu");
    QVERIFY(pool.intern("gpu").data() != first.data());
}

void TestStringPool::storesEachString()
{
    StringPool pool;
    const std::string_view first = pool.store("n1");
    const std::string_view second = pool.store("n1");
    QVERIFY(first == "n1" && second == "n1");
    QVERIFY(first.data() != second.data());
    QVERIFY(pool.intern("n1").data() != first.data());
}

void TestStringPool::keepsEmptyStringsEmpty()
{
    StringPool pool;
    QVERIFY(pool.intern("").empty());
    QVERIFY(pool.store("").empty());
}

void TestStringPool::copiesBytes()
{
    using namespace std::string_view_literals;
    StringPool pool;
    std::string original("a\0b"sv);
    const std::string_view copy = pool.store(original);
    original = "xyz";
    QVERIFY(copy == "a\0b"sv);
    const std::string large(1'000'000, 'x');
    QVERIFY(pool.store(large) == large);
    QVERIFY(pool.store("behind a large one") == "behind a large one");
}

void TestStringPool::staysValidWhenItGrowsAndMoves()
{
    std::vector<std::string_view> views;
    StringPool moved;
    {
        StringPool pool;
        for (int i = 0; i < 20'000; ++i) {
            const std::string text = "value " + std::to_string(i % 10'000);
            views.push_back(i % 2 == 0 ? pool.intern(text) : pool.store(text));
        }
        moved = std::move(pool);
    }
    for (int i = 0; i < 20'000; ++i)
        QCOMPARE(std::string(views[std::size_t(i)]), "value " + std::to_string(i % 10'000));
    QCOMPARE(moved.intern("value 2").data(), views[2].data());
}

void TestStringPool::forgetsWhenSealed()
{
    StringPool pool;
    const std::string_view before = pool.intern("batch");
    pool.seal();
    const std::string_view after = pool.intern("batch");
    QVERIFY(before == "batch" && after == "batch");
    QVERIFY(before.data() != after.data());
}

SLURMSD_TEST(TestStringPool)
#include "tst_stringpool.moc"
