// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/nodefilter.h"
#include "gui/views/page.h"

#include <optional>

class QLabel;
class QStackedWidget;
class QToolButton;

namespace slurmsd {

class DaemonClient;
class SearchEdit;
class NodeTableView;
class NodeTreeView;

// Partitions, states and nodes as a tree, and all nodes as a table, with a search over both.
class NodesPage : public Page
{
    Q_OBJECT

public:
    explicit NodesPage(DaemonClient &client, QWidget *parent = nullptr);

    // As if the user had typed it into the search box.
    void setSearch(const QString &search);
    // Makes the node the current one, where it is in the list. Emits nodeSelected().
    void selectNode(const QString &cluster, const QString &node);

    QByteArray saveLayout() const override;
    void restoreLayout(const QByteArray &layout) override;

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeSearchLine();
    QToolButton *makeButton(const QString &text, const QString &toolTip);
    void makeShortcuts();
    void connectViews();
    void showMenu(const QPoint &globalPosition);
    std::optional<SearchError> setFilter(const QString &search);

    bool isTable() const;
    void showTable(bool isTable);
    void showReasons();
    void updateView(); // the one that is in sight; the other one, and a hidden page's, when it comes into it
    void showStatus();
    QString foundText() const;
    QStringList valuesOf(const QString &field) const;
    QStringList selectedNames() const;
    void copyHostlist();
    void copyNames();
    void searchForCurrent();

    DaemonClient &m_client;
    NodeFilter m_filter; // in force
    SearchEdit *m_search;
    QLabel *m_status;
    QStackedWidget *m_stack;
    NodeTreeView *m_tree;
    NodeTableView *m_table;
    QToolButton *m_treeButton = nullptr;
    QToolButton *m_tableButton = nullptr;
    QToolButton *m_filtersButton = nullptr;
    QToolButton *m_columnsButton = nullptr;
    bool m_hasWidths = false; // of the table's columns: restored, or fitted to what was there first
    bool m_hasLayout = false; // restored, or the columns were chosen by the number of clusters
};

} // namespace slurmsd
