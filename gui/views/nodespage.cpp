// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/nodespage.h"

#include "gui/api/daemonclient.h"
#include "gui/models/nodevalues.h"
#include "gui/models/text.h"
#include "gui/views/columnfilterheader.h"
#include "gui/views/exampletext.h"
#include "gui/views/lineicon.h"
#include "gui/views/nodeclipboard.h"
#include "gui/views/nodetableview.h"
#include "gui/views/nodetreeview.h"
#include "gui/views/searchedit.h"
#include "gui/views/searchmenu.h"

#include <QAbstractItemView>
#include <QAction>
#include <QDataStream>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QIODevice>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QShortcut>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

constexpr quint32 layoutVersion = 2;

} // namespace

NodesPage::NodesPage(DaemonClient &client, QWidget *parent)
    : Page(parent)
    , m_client(client)
    , m_search(new SearchEdit([this](const QString &search) { return setFilter(search); }))
    , m_status(new QLabel)
    , m_stack(new QStackedWidget)
    , m_tree(new NodeTreeView)
    , m_table(new NodeTableView)
{
    m_status->setTextFormat(Qt::PlainText);
    m_status->setSizePolicy(QSizePolicy::Ignored,
                            QSizePolicy::Preferred); // long errors do not widen the page
    m_stack->addWidget(m_tree);
    m_stack->addWidget(m_table);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(makeSearchLine());
    layout->addWidget(m_status);
    layout->addWidget(m_stack, 1);
    setFocusProxy(m_search);
    connectViews();
    makeShortcuts();
    connect(&m_client, &DaemonClient::nodesChanged, this, &NodesPage::updateView);
    showTable(false);
}

QWidget *NodesPage::makeSearchLine()
{
    auto *label = new QLabel(tr("&Search:"));
    label->setBuddy(m_search);
    setExample(*m_search, u"partition:gpu and not state:active"_s);
    QToolButton *examples = makeExamplesButton(
        *m_search,
        {u"state:down,drained"_s, u"partition:gpu and not state:active"_s,
         u"reason:\"bad DIMM\" or reason:fan"_s, u"gpu[001-064,070]"_s, u"cpus:>=64 memory:>=512G"_s,
         u"gres:gpu:a100 not (feature:ib or name:gpu9*)"_s, u"slurm_state:DRAIN reservation:\"\""_s});
    const auto setIcon = [](QToolButton &button, const QString &name) {
        button.setIcon(lineIcon(name));
        button.setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    };
    m_treeButton = makeButton(tr("T&ree"), tr("Nodes by partition and state"));
    m_tableButton = makeButton(tr("Ta&ble"), tr("All nodes, with a column for each thing that Slurm tells"));
    auto *reasons = makeButton(
        tr("O&ut of service"),
        tr("As sinfo -R: nodes that are down or drained, why, who said so and since when, the newest first"));
    m_filtersButton = makeButton(tr("Column f&ilters"), tr("Filter each column of the table"));
    m_columnsButton = makeButton(tr("Co&lumns"), tr("Choose the columns of the table"));
    setIcon(*reasons, u"warning"_s);
    setIcon(*m_treeButton, u"tree"_s);
    setIcon(*m_tableButton, u"table"_s);
    setIcon(*m_filtersButton, u"filter"_s);
    setIcon(*m_columnsButton, u"columns"_s);
    for (QToolButton *button : {m_treeButton, m_tableButton, m_filtersButton})
        button->setCheckable(true);
    connect(reasons, &QToolButton::clicked, this, &NodesPage::showReasons);
    m_columnsButton->setPopupMode(QToolButton::InstantPopup);
    auto *columns = new QMenu(m_columnsButton);
    m_columnsButton->setMenu(columns);
    connect(columns, &QMenu::aboutToShow, this, [this, columns] {
        columns->clear();
        m_table->header().fillColumnMenu(*columns);
    });
    auto *line = new QWidget;
    auto *layout = new QHBoxLayout(line);
    layout->setContentsMargins({});
    for (QWidget *widget : std::initializer_list<QWidget *>{label, m_search, examples, reasons, m_treeButton,
                                                            m_tableButton, m_filtersButton, m_columnsButton})
        layout->addWidget(widget, widget == m_search ? 1 : 0);
    return line;
}

QToolButton *NodesPage::makeButton(const QString &text, const QString &toolTip)
{
    auto *button = new QToolButton;
    button->setText(text);
    button->setToolTip(toolTip);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

void NodesPage::makeShortcuts()
{
    const auto on = [this](const QKeySequence &keys, QWidget *where, const auto &action) {
        connect(new QShortcut(keys, where, nullptr, nullptr, Qt::WidgetWithChildrenShortcut),
                &QShortcut::activated, this, action);
    };
    const auto focusSearch = [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    };
    // From anywhere in the window, while the page is the one that is shown.
    connect(new QShortcut(QKeySequence::Find, this), &QShortcut::activated, this, focusSearch);
    on(Qt::Key_Slash, this, focusSearch);
    // Takes the search away; without one the key is left to what else it closes.
    auto *clear = new QShortcut(Qt::Key_Escape, m_stack, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    clear->setEnabled(!m_search->text().isEmpty());
    connect(clear, &QShortcut::activated, m_search, &QLineEdit::clear);
    connect(m_search, &QLineEdit::textChanged, clear,
            [clear](const QString &text) { clear->setEnabled(!text.isEmpty()); });
    on(QKeySequence::Copy, m_stack, [this] { copyHostlist(); });
}

void NodesPage::connectViews()
{
    connect(m_search, &SearchEdit::searchChanged, this, &NodesPage::updateView);
    connect(m_search, &SearchEdit::errorChanged, this, &NodesPage::showStatus);
    connect(m_search, &SearchEdit::listRequested, this,
            [this] { focusFirstRow(*qobject_cast<QAbstractItemView *>(m_stack->currentWidget())); });
    m_search->setValuesOf([this](const QString &field) { return valuesOf(field); });
    connect(m_tree, &NodeTreeView::nodeChosen, this, &Page::nodeSelected);
    connect(m_table, &NodeTableView::nodeChosen, this, &Page::nodeSelected);
    connect(m_tree, &NodeTreeView::rowsChanged, this, &NodesPage::showStatus);
    connect(m_table, &NodeTableView::rowsChanged, this, &NodesPage::showStatus);
    // Each view knows what was chosen in the other.
    connect(m_tree, &NodeTreeView::nodeChosen, m_table, &NodeTableView::chooseNode);
    connect(m_table, &NodeTableView::nodeChosen, m_tree, &NodeTreeView::chooseNode);
    connect(m_treeButton, &QToolButton::clicked, this, [this] { showTable(false); });
    connect(m_tableButton, &QToolButton::clicked, this, [this] { showTable(true); });
    connect(m_filtersButton, &QToolButton::toggled, this,
            [this](bool isShown) { m_table->header().showFilters(isShown); });
    for (QWidget *view : std::initializer_list<QWidget *>{m_tree, m_table}) {
        view->setContextMenuPolicy(Qt::CustomContextMenu);
        connect(view, &QWidget::customContextMenuRequested, this,
                [this, view](const QPoint &at) { showMenu(view->mapToGlobal(at)); });
    }
}

std::optional<SearchError> NodesPage::setFilter(const QString &search)
{
    const auto filter = NodeFilter::parse(search);
    if (!filter)
        return filter.error();
    m_filter = *filter;
    return std::nullopt;
}

void NodesPage::setSearch(const QString &search) { m_search->setText(search); }

void NodesPage::selectNode(const QString &cluster, const QString &node)
{
    m_tree->chooseNode(cluster, node);
    m_table->chooseNode(cluster, node);
    Q_EMIT nodeSelected(cluster, node);
}

void NodesPage::showReasons()
{
    setSearch(u"state:down,drained,draining"_s);
    showTable(true);
    m_table->showReasons();
}

bool NodesPage::isTable() const { return m_stack->currentWidget() == m_table; }

void NodesPage::showTable(bool isTable)
{
    const bool hadFocus = m_stack->currentWidget()->hasFocus();
    m_stack->setCurrentWidget(isTable ? static_cast<QWidget *>(m_table) : m_tree);
    m_treeButton->setChecked(!isTable);
    m_tableButton->setChecked(isTable);
    m_filtersButton->setVisible(isTable);
    m_columnsButton->setVisible(isTable);
    updateView();
    if (hadFocus)
        m_stack->currentWidget()->setFocus();
}

void NodesPage::showEvent(QShowEvent *event)
{
    updateView();
    Page::showEvent(event);
}

void NodesPage::updateView()
{
    if (!isVisible())
        return;
    const NodeLists &lists = m_client.nodes();
    if (!m_hasLayout && !lists.empty()) {
        m_hasLayout = true;
        m_table->showDefaultColumns(lists.size() > 1);
    }
    if (isTable()) {
        m_table->setNodes(lists);
        m_table->setFilter(m_filter);
        if (!m_hasWidths && !lists.empty()) {
            m_hasWidths = true;
            m_table->fitColumns();
        }
    } else {
        m_tree->setNodes(lists);
        m_tree->setFilter(m_filter);
    }
}

QString NodesPage::foundText() const
{
    if (m_client.nodes().empty())
        return tr("There is no node list yet.");
    const int total = isTable() ? m_table->nodes().total() : m_tree->nodes().total();
    const int found = isTable() ? m_table->nodes().rowCount() : m_tree->nodes().found();
    if (found == total)
        return tr("%Ln node(s)", nullptr, total);
    return tr("%1 of %Ln node(s)", nullptr, total).arg(QLocale().toString(found));
}

void NodesPage::showStatus()
{
    const auto &error = m_search->error();
    const QString text = searchStatus(error, foundText());
    m_status->setText(text);
    m_status->setToolTip(error ? plainToolTip(text) : QString());
}

QStringList NodesPage::valuesOf(const QString &field) const
{
    return nodeFieldValues(m_client.nodes(), toStdString(field));
}

QStringList NodesPage::selectedNames() const
{
    return isTable() ? m_table->selectedNames() : m_tree->selectedNames();
}

void NodesPage::copyHostlist() { copyAsHostlist(selectedNames()); }
void NodesPage::copyNames() { copyAsLines(selectedNames()); }

void NodesPage::searchForCurrent()
{
    const QString search = isTable() ? m_table->searchOfCell() : m_tree->searchOfCurrent();
    if (!search.isEmpty())
        setSearch(search);
}

void NodesPage::showMenu(const QPoint &globalPosition)
{
    QMenu menu;
    const bool hasNodes = !selectedNames().isEmpty();
    menu.addAction(tr("&Copy as hostlist"), QKeySequence::Copy, this, &NodesPage::copyHostlist)
        ->setEnabled(hasNodes);
    menu.addAction(tr("Copy &names, one a line"), this, &NodesPage::copyNames)->setEnabled(hasNodes);
    menu.addSeparator();
    menu.addAction(isTable() ? tr("&Search for nodes with this value") : tr("&Search for these nodes"), this,
                   &NodesPage::searchForCurrent);
    menu.exec(globalPosition);
}

QByteArray NodesPage::saveLayout() const
{
    QByteArray layout;
    QDataStream out(&layout, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_4);
    out << layoutVersion << isTable() << m_table->horizontalHeader()->saveState()
        << m_tree->header()->saveState() << m_search->history();
    return layout;
}

void NodesPage::restoreLayout(const QByteArray &layout)
{
    QDataStream in(layout);
    in.setVersion(QDataStream::Qt_6_4);
    quint32 version = 0;
    bool wasTable = false;
    QByteArray tableColumns;
    QByteArray treeColumns;
    QStringList history;
    in >> version >> wasTable >> tableColumns >> treeColumns >> history;
    if (in.status() != QDataStream::Ok || version != layoutVersion)
        return;
    m_hasLayout = true;
    m_hasWidths = wasTable; // else the table has not been seen
    m_table->horizontalHeader()->restoreState(tableColumns);
    m_tree->header()->restoreState(treeColumns);
    m_search->setHistory(history);
    showTable(wasTable);
}

} // namespace slurmsd
