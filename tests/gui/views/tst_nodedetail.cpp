// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/nodedetail.h"
#include "gui/views/nodeexplanation.h"
#include "gui/views/noderecord.h"
#include "tests/gui/views/nodesdaemon.h"
#include "tests/support/testrunner.h"

#include <QApplication>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QTextBrowser>
#include <QToolButton>

using namespace slurmsd;
using namespace slurmsd::test;
using namespace Qt::StringLiterals;

class TestNodeDetail : public QObject
{
    Q_OBJECT

    std::unique_ptr<NodesDaemon> m_daemon;
    std::unique_ptr<NodeDetail> m_detail;

    QString text() const { return m_detail->findChild<QTextBrowser *>()->toPlainText(); }
    QLabel &problem() const { return *m_detail->findChild<QLabel *>(); }

private Q_SLOTS:
    void init();
    void cleanup();
    void tellsWhyThereIsNoTarget();
    void asksAgain();
    void leadsToJobs();
    void copiesText();
    void countsNodesOfOneAddress();
    void saysWhatWentWrong();
    void tellsWhoDrainedIt();
    void showsTheRecordByRequest();
    void escapesTexts();
};

void TestNodeDetail::init()
{
    m_daemon = std::make_unique<NodesDaemon>();
    QVERIFY(m_daemon->start(
        {{"cpu1"}, {"gpu03", "gpu"}, {"gpu04", "gpu,debug", "DOWN", "bad <DIMM>", "al<ice", 1'795'424'821}}));
    m_detail = std::make_unique<NodeDetail>(m_daemon->client);
    m_detail->show();
}

void TestNodeDetail::cleanup()
{
    m_detail.reset();
    m_daemon.reset();
}

void TestNodeDetail::tellsWhyThereIsNoTarget()
{
    QCOMPARE(text(), QString());
    m_detail->showNode(u"llm"_s, u"gpu04"_s);
    QTRY_VERIFY(text().contains(u"gpu04"_s));
    for (const QString &part :
         {u"▼ down"_s, u"DOWN"_s, u"gpu, debug"_s, u"\"bad <DIMM>\""_s, u"10.0.0.3:9100"_s,
          u"__meta_state=\"down\""_s, u"state class down is excluded (exclude_states: down)"_s,
          u"exclude_states"_s})
        QVERIFY2(text().contains(part), qPrintable(part + u" in "_s + text()));
    m_detail->showNode(QString(), u"cpu1"_s);
    QTRY_VERIFY(text().contains(u"cpu1"_s));
    QVERIFY(text().contains(u"match.partitions"_s));
    QVERIFY(!text().contains(u"gpu04"_s));
}

void TestNodeDetail::asksAgain()
{
    m_detail->showNode(u"llm"_s, u"gpu03"_s);
    QTRY_VERIFY(text().contains(u"10.0.0.2:9401"_s));
    QVERIFY(m_daemon->change({{"cpu1"}, {"gpu03", "gpu", "DOWN"}}));
    QTRY_VERIFY(!text().contains(u"10.0.0.2:9401"_s));
    QVERIFY(text().contains(u"state class down is excluded"_s));
}

void TestNodeDetail::leadsToJobs()
{
    m_detail->showNode(u"llm"_s, u"gpu04"_s);
    QTRY_VERIFY(text().contains(u"gpu04"_s));
    QSignalSpy requested(m_detail.get(), &NodeDetail::jobRequested);
    auto *browser = m_detail->findChild<QTextBrowser *>();
    browser->setFocus();
    QTest::keyClick(browser, Qt::Key_Tab);
    QTest::keyClick(browser, Qt::Key_Tab);
    QTest::keyClick(browser, Qt::Key_Return);
    QCOMPARE(requested.size(), 1);
    QCOMPARE(requested.first(), QVariantList({u"dcgm"_s}));
}

void TestNodeDetail::copiesText()
{
    auto *copy = m_detail->findChild<QToolButton *>();
    QVERIFY(!copy->isEnabled());
    m_detail->showNode(u"llm"_s, u"gpu04"_s);
    QTRY_VERIFY(copy->isEnabled());
    copy->click();
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY2(
        copied.startsWith(
            u"gpu04 · down · DOWN · gpu, debug · 10.0.0.3 · cluster llm · \"bad <DIMM>\" · al<ice set the reason "_s),
        qPrintable(copied));
    QVERIFY2(copied.contains(u"✗ dcgm: state class down is excluded (exclude_states: down)\n"_s),
             qPrintable(copied));
}

void TestNodeDetail::saysWhatWentWrong()
{
    m_detail->showNode(u"llm"_s, u"gpu04"_s);
    QTRY_VERIFY(text().contains(u"gpu04"_s));
    QVERIFY(!problem().isVisible());
    QVERIFY(m_daemon->change({{"cpu1"}}));
    QTRY_VERIFY(problem().isVisible());
    QVERIFY2(problem().text().startsWith(u"gpu04: "_s), qPrintable(problem().text()));
    QVERIFY(text().contains(u"gpu04"_s)); // as it was last
    m_detail->showNode(u"llm"_s, u"nobody"_s);
    QTRY_VERIFY(problem().text().startsWith(u"nobody: "_s));
    QCOMPARE(text(), QString());
    m_detail->showNode(u"llm"_s, u"cpu1"_s);
    QTRY_VERIFY(!problem().isVisible());
    QVERIFY(text().contains(u"cpu1"_s));
}

void TestNodeDetail::tellsWhoDrainedIt()
{
    m_detail->showNode(u"llm"_s, u"gpu04"_s);
    QTRY_VERIFY(text().contains(u"al<ice set the reason"_s));
    const Node node = *findNode(m_daemon->client.nodes(), "", "gpu04")->node;
    const WallTime now{std::chrono::seconds(1'795'424'821 + 7200)};
    QVERIFY2(reasonOrigin(node, now).endsWith(u", 2 h ago"_s), qPrintable(reasonOrigin(node, now)));
    QVERIFY(!findNode(m_daemon->client.nodes(), "other", "gpu04"));
    m_detail->showNode(u"llm"_s, u"cpu1"_s);
    QTRY_VERIFY(text().contains(u"cpu1"_s));
    QVERIFY(!text().contains(u"set the reason"_s));
}

void TestNodeDetail::showsTheRecordByRequest()
{
    auto *record = m_detail->findChildren<QToolButton *>().last();
    m_detail->showNode(u"llm"_s, u"gpu04"_s);
    QTRY_VERIFY(text().contains(u"gpu04"_s));
    QVERIFY(!text().contains(u"Slurm state"_s));
    record->click();
    for (const QString &part :
         {u"Slurm state"_s, u"Reason set by"_s, u"bad <DIMM>"_s, u"Boot time"_s, u" ago"_s})
        QVERIFY2(text().contains(part), qPrintable(part + u" in "_s + text()));
    QVERIFY2(!text().contains(u"Last busy"_s), qPrintable(text())); // never, Slurm says
    QVERIFY2(!text().contains(u"Weight"_s), qPrintable(text()));    // Slurm gave none
    m_detail->findChild<QToolButton *>()->click();
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"Slurm state: DOWN\n"_s));
    record->click();
    QVERIFY(!text().contains(u"Slurm state"_s));
}

void TestNodeDetail::countsNodesOfOneAddress()
{
    NodeExplanation node;
    node.address = "10.0.0.1";
    QVERIFY(!explanationText({node}).contains(u"more"_s));
    node.sameAddress = 9;
    QVERIFY(explanationText({node}).contains(u"10.0.0.1 · 9 more node(s) have this address"_s));
}

void TestNodeDetail::escapesTexts()
{
    NodeExplanation node;
    node.node = "<b>n&1</b>";
    node.reason = "<img src=x>";
    node.stateClass = "<i>";
    node.jobs.push_back({"<job> %2&", {{{"<t>"}, {{"l", "<v>\""}}}}, "", "", {}});
    node.jobs.push_back({"other", {}, "<why>", "<key>", "<held>"});
    node.jobs.push_back({"third", {}, "because of match.nodes", "match.nodes", {}});
    const QString html = explanationHtml({node}, {});
    for (const QString &tag : {u"<b>n"_s, u"<img"_s, u"<i>"_s, u"<job>"_s, u"<t>"_s, u"<v>"_s, u"<why>"_s,
                               u"<key>"_s, u"<held>"_s})
        QVERIFY2(!html.contains(tag), qPrintable(html));
    QVERIFY(html.contains(u"&lt;job&gt; %2&amp;"_s));
    QVERIFY(html.contains(u"&lt;key&gt;"_s));
    QVERIFY(html.contains(u"what is served is of an older list: &lt;held&gt;"_s));
    QVERIFY(
        explanationText({node}).contains(u"<why> (<key>)\n  what is served is of an older list: <held>\n"_s));
    QCOMPARE(html.count(u"match.nodes"_s), 1); // the reason tells it already
    QCOMPARE(explanationText({node}).count(u"match.nodes"_s), 1);
    QCOMPARE(jobOfLink(u"job:%3Cjob%3E%20%252%26"_s), u"<job> %2&"_s);
}

SLURMSD_WIDGETS_TEST(TestNodeDetail)
#include "tst_nodedetail.moc"
