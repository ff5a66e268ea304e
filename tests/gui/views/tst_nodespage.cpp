// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/columnfilterheader.h"
#include "gui/views/nodespage.h"
#include "gui/views/nodetableview.h"
#include "gui/views/nodetreeview.h"
#include "gui/views/searchedit.h"
#include "tests/gui/views/nodesdaemon.h"
#include "tests/support/testrunner.h"

#include <QApplication>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <vector>

using namespace slurmsd;
using namespace slurmsd::test;
using namespace Qt::StringLiterals;

namespace {

const std::vector<JsonNode> cluster{{"cpu1"},
                                    {"cpu2"},
                                    {"gpu01", "gpu,debug", "MIXED"},
                                    {"gpu02", "gpu", "IDLE,DRAIN", "bad DIMM"},
                                    {"gpu03", "gpu", "IDLE,DRAIN", "bad DIMM"},
                                    {"gpu04", "gpu", "DOWN", "Not responding"}};

} // namespace

class TestNodesPage : public QObject
{
    Q_OBJECT

    std::unique_ptr<NodesDaemon> m_daemon;
    std::unique_ptr<NodesPage> m_page;

    SearchEdit &search() const { return *m_page->findChild<SearchEdit *>(); }
    NodeTableView &table() const { return *m_page->findChild<NodeTableView *>(); }
    NodeTreeView &tree() const { return *m_page->findChild<NodeTreeView *>(); }
    void type(const QString &text) const { QTest::keyClicks(&search(), text); }
    void click(const QString &button) const
    {
        for (QToolButton *candidate : m_page->findChildren<QToolButton *>()) {
            if (candidate->text() == button)
                QTest::mouseClick(candidate, Qt::LeftButton);
        }
    }
    // The line below the search box.
    bool says(const QString &text) const
    {
        for (const QLabel *label : m_page->findChildren<QLabel *>()) {
            if (label->text() == text)
                return true;
        }
        return false;
    }
    QStringList tableNames() const
    {
        QStringList names;
        for (int row = 0; row < table().model()->rowCount(); ++row)
            names += table().model()->index(row, 0).data().toString();
        return names;
    }

private Q_SLOTS:
    void init();
    void cleanup();
    void findsADrainedNodeByKeys();
    void tellsANodeAgain();
    void saysWhatIsWrong();
    void opensTheTree();
    void copiesHostlists();
    void filtersColumns();
    void showsWhatIsOutOfService();
    void keepsTheChosenNode();
    void staysInPlace();
    void restsWhileHidden();
    void completesFields();
    void selectsNodes();
    void remembersItsLayout();
};

void TestNodesPage::init()
{
    m_daemon = std::make_unique<NodesDaemon>();
    QVERIFY(m_daemon->start(cluster));
    m_page = std::make_unique<NodesPage>(m_daemon->client);
    m_page->resize(1000, 600);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    m_page->activateWindow();
    search().setFocus();
}

void TestNodesPage::cleanup()
{
    m_page.reset();
    m_daemon.reset();
}

void TestNodesPage::findsADrainedNodeByKeys()
{
    click(u"Ta&ble"_s);
    QCOMPARE(tableNames().size(), 6);
    QVERIFY(says(u"6 node(s)"_s));
    search().setFocus();
    type(u"partition:gpu and state:drained"_s);
    QCOMPARE(tableNames(), QStringList({u"gpu02"_s, u"gpu03"_s}));
    QVERIFY(says(u"2 of 6 node(s)"_s));
    QSignalSpy selected(m_page.get(), &Page::nodeSelected);
    QTest::keyClick(&search(), Qt::Key_Return);
    QVERIFY(table().hasFocus());
    QTest::keyClick(&table(), Qt::Key_Down);
    QTest::keyClick(&table(), Qt::Key_Down);
    QVERIFY(!selected.isEmpty());
    QCOMPARE(selected.last(), QVariantList({u"llm"_s, u"gpu03"_s}));
    // A slash leads back to the box, and escape empties it.
    QTest::keyClick(&table(), Qt::Key_Slash);
    QVERIFY(search().hasFocus());
    QTest::keyClick(&search(), Qt::Key_Escape);
    QCOMPARE(tableNames().size(), 6);
    QCOMPARE(table().currentIndex().data().toString(), u"gpu03"_s);
    QCOMPARE(search().history(), QStringList({u"partition:gpu and state:drained"_s}));
}

// A click or Enter on the row that is current, after its detail was closed; and Enter in the search.
void TestNodesPage::tellsANodeAgain()
{
    click(u"Ta&ble"_s);
    QSignalSpy selected(m_page.get(), &Page::nodeSelected);
    search().setFocus();
    QTest::keyClick(&search(), Qt::Key_Return);
    QCOMPARE(selected.last(), QVariantList({u"llm"_s, u"cpu1"_s}));
    for (int time = 0; time < 2; ++time) {
        selected.clear();
        QTest::keyClick(&table(), Qt::Key_Return);
        QCOMPARE(selected.value(0), QVariantList({u"llm"_s, u"cpu1"_s}));
        selected.clear();
        QTest::mouseClick(table().viewport(), Qt::LeftButton, {},
                          table().visualRect(table().model()->index(0, 0)).center());
        QCOMPARE(selected.value(0), QVariantList({u"llm"_s, u"cpu1"_s}));
    }
    click(u"T&ree"_s);
    selected.clear();
    QTest::mouseClick(tree().viewport(), Qt::LeftButton, {},
                      tree().visualRect(tree().currentIndex()).center());
    QCOMPARE(selected.value(0), QVariantList({u"llm"_s, u"cpu1"_s}));
}

void TestNodesPage::saysWhatIsWrong()
{
    click(u"Ta&ble"_s);
    search().setFocus();
    m_page->setSearch(u"gpu"_s);
    m_page->setSearch(u"gpu state:"_s);
    QCOMPARE(tableNames().size(), 4); // as "gpu" alone
    QVERIFY(says(u"Character 11: expected a value after “state:” — still shown: 4 of 6 node(s)"_s));
    type(u"down"_s);
    QCOMPARE(tableNames(), QStringList({u"gpu04"_s}));
    QVERIFY(says(u"1 of 6 node(s)"_s));
    m_page->setSearch(u"(cpu"_s);
    QVERIFY(says(u"Character 1: “(” is not closed — still shown: 1 of 6 node(s)"_s));
    m_page->setSearch(u"(cpu1)"_s);
    QCOMPARE(tableNames(), QStringList({u"cpu1"_s}));
}

void TestNodesPage::opensTheTree()
{
    QVERIFY(tree().isVisible());
    type(u"state:drained"_s);
    QVERIFY(says(u"2 of 6 node(s)"_s));
    QSignalSpy selected(m_page.get(), &Page::nodeSelected);
    QTest::keyClick(&search(), Qt::Key_Down);
    QVERIFY(tree().hasFocus());
    const auto press = [this](std::initializer_list<Qt::Key> keys) {
        for (const Qt::Key key : keys)
            QTest::keyClick(&tree(), key);
    };
    // gpu, which is open; drained; its nodes.
    tree().setCurrentIndex(tree().model()->index(0, 0));
    press({Qt::Key_Down});
    QCOMPARE(tree().currentIndex().data().toString(), u"drained"_s);
    QVERIFY(selected.isEmpty());
    press({Qt::Key_Right, Qt::Key_Down});
    QCOMPARE(selected.size(), 1);
    QCOMPARE(selected.last(), QVariantList({u"llm"_s, u"gpu02"_s}));
}

void TestNodesPage::copiesHostlists()
{
    tree().setFocus();
    tree().selectAll();
    QTest::keyClick(&tree(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"cpu[1-2],gpu[01-04]"_s);
    click(u"Ta&ble"_s);
    table().setFocus();
    table().selectRow(2);
    QTest::keyClick(&table(), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(&table(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"gpu[01-02]"_s);
}

// As `sinfo -R`, the newest first.
void TestNodesPage::showsWhatIsOutOfService()
{
    QVERIFY(m_daemon->change({{"gpu01", "gpu"},
                              {"gpu02", "gpu", "IDLE,DRAIN", "bad DIMM", "alice", 1'795'000'000},
                              {"gpu03", "gpu", "DOWN", "fan", "root", 1'796'000'000}}));
    click(u"O&ut of service"_s);
    QCOMPARE(tableNames(), QStringList({u"gpu03"_s, u"gpu02"_s}));
    const auto shown = [this](NodeColumn column) {
        return table().isColumnHidden(int(column)) ? QString()
                                                   : table().model()->index(1, int(column)).data().toString();
    };
    QCOMPARE(shown(NodeColumn::Reason), u"bad DIMM"_s);
    QCOMPARE(shown(NodeColumn::ReasonUser), u"alice"_s);
    QCOMPARE(shown(NodeColumn::ReasonTime),
             QDateTime::fromSecsSinceEpoch(1'795'000'000).toString(u"yyyy-MM-dd HH:mm"_s));
    QVERIFY(table().isVisible());
    // As wide as what is in them.
    for (const NodeColumn column : {NodeColumn::Name, NodeColumn::Reason, NodeColumn::ReasonTime})
        QVERIFY(table().columnWidth(int(column)) > table().fontMetrics().horizontalAdvance(shown(column)));
}

void TestNodesPage::filtersColumns()
{
    click(u"Ta&ble"_s);
    click(u"Column f&ilters"_s);
    QVERIFY(table().header().hasFilters());
    QWidget *editor = QApplication::focusWidget();
    QVERIFY(qobject_cast<QLineEdit *>(editor));
    QCOMPARE(editor->accessibleName(), u"Filter of the column Node"_s);
    QTest::keyClicks(editor, u"pu0"_s);
    QCOMPARE(tableNames().size(), 4);
    QTest::keyClick(editor, Qt::Key_Tab);
    QTest::keyClicks(QApplication::focusWidget(), u"down"_s);
    QCOMPARE(tableNames(), QStringList({u"gpu04"_s}));
    m_page->setSearch(u"not gpu04"_s);
    QCOMPARE(tableNames(), QStringList());
    click(u"Column f&ilters"_s);
    QCOMPARE(tableNames().size(), 5);
}

void TestNodesPage::keepsTheChosenNode()
{
    click(u"Ta&ble"_s);
    table().setFocus();
    table().setCurrentIndex(table().model()->index(3, 0));
    QSignalSpy selected(m_page.get(), &Page::nodeSelected);
    QVERIFY(m_daemon->change({{"cpu1"}, {"gpu00", "gpu"}, {"gpu02", "gpu", "DOWN"}, {"gpu04", "gpu"}}));
    QCOMPARE(tableNames(), QStringList({u"cpu1"_s, u"gpu00"_s, u"gpu02"_s, u"gpu04"_s}));
    QCOMPARE(table().currentIndex().data().toString(), u"gpu02"_s);
    QCOMPARE(table().selectedNames(), QStringList({u"gpu02"_s}));
    // What a search hides is not chosen anew, and comes back.
    m_page->setSearch(u"cpu1"_s);
    QVERIFY(!table().currentIndex().isValid());
    m_page->setSearch({});
    QCOMPARE(table().currentIndex().data().toString(), u"gpu02"_s);
    QVERIFY(selected.isEmpty());
}

void TestNodesPage::restsWhileHidden()
{
    QVERIFY(says(u"6 node(s)"_s));
    m_page->hide();
    const QSignalSpy removed(tree().model(), &QAbstractItemModel::rowsRemoved);
    QVERIFY(m_daemon->change({{"cpu1"}}));
    QCOMPARE(removed.size(), 0);
    QVERIFY(says(u"6 node(s)"_s));
    m_page->show();
    QVERIFY(says(u"1 node(s)"_s));
}

void TestNodesPage::staysInPlace()
{
    std::vector<JsonNode> many;
    std::vector<QByteArray> names;
    for (int i = 1; i <= 400; ++i)
        names.push_back('n' + QByteArray::number(i));
    for (const QByteArray &name : names)
        many.push_back({name.constData(), "p", "IDLE", ""});
    QVERIFY(m_daemon->change(many));
    click(u"Ta&ble"_s);
    table().selectRow(299);
    table().verticalScrollBar()->setValue(200);
    const auto top = [this] { return table().indexAt({0, 0}).data().toString(); };
    QCOMPARE(top(), u"n201"_s);
    // Every second of the first rows goes: scattered rows, above those in sight.
    std::vector<JsonNode> fewer;
    for (std::size_t i = 0; i < many.size(); ++i) {
        if (i >= 180 || i % 2 == 0)
            fewer.push_back(many[i]);
    }
    QVERIFY(m_daemon->change(fewer));
    QCOMPARE(top(), u"n201"_s);
    QCOMPARE(table().selectedNames(), QStringList({u"n300"_s}));
    QVERIFY(m_daemon->change(many));
    QCOMPARE(top(), u"n201"_s);
    QCOMPARE(table().selectedNames(), QStringList({u"n300"_s}));
    // A search that does not find the chosen node is read from its top.
    m_page->setSearch(u"n*1 or n*3 or n*5"_s);
    QCOMPARE(top(), u"n1"_s);
    QVERIFY(!table().currentIndex().isValid());
    m_page->setSearch({});
    QCOMPARE(table().currentIndex().data().toString(), u"n300"_s);
}

void TestNodesPage::completesFields()
{
    type(u"partition:d"_s);
    QVERIFY(QApplication::activePopupWidget());
    QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Down);
    QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Return);
    QCOMPARE(search().text(), u"partition:debug"_s);
    QVERIFY(says(u"1 of 6 node(s)"_s));
}

void TestNodesPage::selectsNodes()
{
    QSignalSpy selected(m_page.get(), &Page::nodeSelected);
    m_page->selectNode(u"llm"_s, u"gpu03"_s);
    QCOMPARE(selected.size(), 1);
    QCOMPARE(selected.last(), QVariantList({u"llm"_s, u"gpu03"_s}));
    QCOMPARE(tree().currentIndex().data().toString(), u"gpu03"_s);
    QVERIFY(tree().isExpanded(tree().currentIndex().parent()));
    click(u"Ta&ble"_s);
    QCOMPARE(table().currentIndex().data().toString(), u"gpu03"_s);
    QCOMPARE(selected.size(), 1);
}

void TestNodesPage::remembersItsLayout()
{
    click(u"Ta&ble"_s);
    table().hideColumn(int(NodeColumn::State));
    table().showColumn(int(NodeColumn::Weight));
    table().sortByColumn(int(NodeColumn::Reason), Qt::DescendingOrder);
    const QByteArray layout = m_page->saveLayout();
    NodesPage other(m_daemon->client);
    other.restoreLayout("no layout");
    other.restoreLayout(layout);
    const auto &otherTable = *other.findChild<NodeTableView *>();
    QVERIFY(otherTable.isVisibleTo(&other));
    QVERIFY(otherTable.isColumnHidden(int(NodeColumn::State)));
    QVERIFY(!otherTable.isColumnHidden(int(NodeColumn::Weight)));
    other.show();
    QCOMPARE(otherTable.model()->index(0, 0).data().toString(), u"gpu02"_s); // "bad DIMM"
}

SLURMSD_WIDGETS_TEST(TestNodesPage)
#include "tst_nodespage.moc"
