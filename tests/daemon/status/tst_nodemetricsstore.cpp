// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/gzip/gziptext.h"
#include "daemon/status/nodemetricsstore.h"
#include "tests/daemon/targets/targettesting.h"
#include "tests/support/testrunner.h"

#include <QTest>

#include <deque>
#include <zlib.h>

using namespace slurmsd;

namespace {

// What a client makes of it; "damaged" where it is no gzip, or there is more behind it.
QByteArray unzipped(const QByteArray &bytes)
{
    z_stream z{};
    if (inflateInit2(&z, 15 + 16) != Z_OK)
        return "damaged";
    QByteArray text(qsizetype{64} * 1024 * 1024, Qt::Uninitialized);
    z.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(bytes.data()));
    z.avail_in = static_cast<uInt>(bytes.size());
    z.next_out = reinterpret_cast<Bytef *>(text.data());
    z.avail_out = static_cast<uInt>(text.size());
    const int result = inflate(&z, Z_FINISH);
    const auto size = static_cast<qsizetype>(z.total_out);
    const bool isWhole = result == Z_STREAM_END && z.avail_in == 0;
    inflateEnd(&z);
    return isWhole ? text.first(size) : QByteArray("damaged");
}

NodeMetricsList listOf(std::initializer_list<std::string_view> names)
{
    std::vector<Node> nodes;
    for (const std::string_view name : names)
        nodes.push_back(activeNode(name, "p"));
    const auto list = snapshotOf(nodes);
    return {list, std::make_shared<StateTimes>(list->nodes.size(), 7)};
}

const NodeMetricsKey plain{};
const NodeMetricsKey gzip{{}, true};

} // namespace

class TestNodeMetricsStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void zipsTextsOfAnyLength_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("short") << QByteArray("a");
        QTest::newRow("1 MB that hardly differs") << QByteArray("slurm_sd_node_state 1\n").repeated(50'000);
        QByteArray random;
        quint32 state = 1;
        for (int i = 0; i < 300'000; ++i)
            random += static_cast<char>((state = state * 1'664'525 + 1'013'904'223) >> 24);
        QTest::newRow("that cannot be made smaller") << random;
    }
    void zipsTextsOfAnyLength()
    {
        QFETCH(const QByteArray, text);
        for (const qsizetype step : {qsizetype{1000}, qsizetype{100'000}}) {
            GzipText zipped;
            for (qsizetype at = 0; at < text.size(); at += step) {
                const QByteArray piece = text.mid(at, step);
                zipped.add({piece.data(), static_cast<std::size_t>(piece.size())});
            }
            QCOMPARE(unzipped(zipped.finish()), text);
        }
    }

    void isMadeWhenAskedFor()
    {
        NodeMetricsStore store;
        store.setInput({listOf({"n1"})}, {});
        QVERIFY(!store.text(plain));
        QVERIFY(prepared(store, plain));
        const QByteArray text = *store.text(plain);
        QVERIFY(text.contains("slurm_sd_node_state{cluster=\"\",node=\"n1\",state=\"active\"} 1\n"));
        QVERIFY(!store.text(gzip));
        QVERIFY(prepared(store, gzip));
        QCOMPARE(unzipped(*store.text(gzip)), text);
        QVERIFY(!store.prepare(gzip, this, [] {})); // there
    }

    void isEmptyBeforeTheFirstList()
    {
        NodeMetricsStore store;
        QVERIFY(prepared(store, plain));
        QCOMPARE(*store.text(plain), QByteArray());
    }

    void whatIsAskedForIsMadeAnew()
    {
        NodeMetricsStore store;
        store.setInput({listOf({"n1"})}, {});
        QVERIFY(prepared(store, gzip));
        store.setInput({listOf({"n1", "n2"})}, {});
        QVERIFY(store.text(gzip)); // that of before, for as long as there is no other
        QTRY_VERIFY(unzipped(*store.text(gzip)).contains("node=\"n2\""));
        QVERIFY(!store.text(plain)); // nobody asks for that
    }

    // Of the lists that come while a text is made the last one counts.
    void theLastInputWins()
    {
        NodeMetricsStore store;
        store.setInput({listOf({"n1"})}, {});
        QVERIFY(prepared(store, plain));
        for (const std::string_view name : {"n2", "n3", "n4", "n5"})
            store.setInput({listOf({name})}, {});
        QTRY_VERIFY(store.text(plain)->contains("node=\"n5\""));
        QVERIFY(!store.text(plain)->contains("node=\"n2\""));
    }

    void severalWaitForOneText()
    {
        NodeMetricsStore store;
        store.setInput({listOf({"n1"})}, {});
        int ready = 0;
        auto *leaving = new QObject;
        for (int i = 0; i < 3; ++i)
            QVERIFY(store.prepare(plain, this, [&ready] { ++ready; }));
        QVERIFY(store.prepare({{{"x"}, {}}, false}, this, [&ready] { ready += 10; }));
        QVERIFY(store.prepare(plain, leaving, [&ready] { ready += 100; }));
        delete leaving;
        QTRY_COMPARE(ready, 13);
        QTest::qWait(50);
        QCOMPARE(ready, 13);
    }

    void keepsSoManyTexts()
    {
        NodeMetricsStore store;
        store.setInput({listOf({"n1"})}, {});
        const auto keyOf = [](std::size_t i) { return NodeMetricsKey{{{std::to_string(i)}, {}}, false}; };
        for (std::size_t i = 0; i < NodeMetricsStore::maxTexts + 5; ++i)
            QVERIFY(prepared(store, keyOf(i)));
        std::size_t kept = 0;
        for (std::size_t i = 0; i < NodeMetricsStore::maxTexts + 5; ++i)
            kept += store.text(keyOf(i)) ? 1 : 0;
        QCOMPARE(kept, NodeMetricsStore::maxTexts);
        QVERIFY(!store.text(keyOf(0)));
    }

    // While a text is being made.
    void endsAtOnce()
    {
        std::vector<Node> nodes;
        std::deque<std::string> names;
        for (int i = 0; i < 50'000; ++i)
            nodes.push_back(activeNode(names.emplace_back("n" + std::to_string(i))));
        const auto list = snapshotOf(nodes);
        NodeMetricsStore store;
        store.setInput({{list, std::make_shared<StateTimes>(nodes.size(), 7)}}, {});
        QVERIFY(store.prepare(gzip, this, [] { QFAIL("nobody waits any more"); }));
    }

private:
    // Once it is; false: it was there already, or never is.
    bool prepared(NodeMetricsStore &store, const NodeMetricsKey &key)
    {
        bool isReady = false;
        const bool isNew = store.prepare(key, this, [&isReady] { isReady = true; });
        return isNew && QTest::qWaitFor([&isReady] { return isReady; });
    }
};

SLURMSD_TEST(TestNodeMetricsStore)
#include "tst_nodemetricsstore.moc"
