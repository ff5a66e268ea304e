// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/searcherror.h"
#include "gui/models/targetcopy.h"
#include "gui/views/page.h"

#include <QModelIndexList>

#include <functional>
#include <optional>
#include <string>
#include <utility>

class QKeySequence;
class QLabel;
class QMenu;
class QSplitter;
class QStackedWidget;
class QTimer;
class QToolButton;
class QTreeView;

namespace slurmsd {

class DaemonClient;
class RelabelPanel;
class SearchEdit;
class TargetsModel;
class TargetsProxy;
class TargetsTable;
class TargetsTableModel;

// What the daemon serves to Prometheus, job by job: a table of targets and labels, with what relabel_configs
// make of them, or the groups, and what changed last.
class TargetsPage : public Page
{
    Q_OBJECT

public:
    explicit TargetsPage(DaemonClient &client, QWidget *parent = nullptr);

    // Scrolls to that job and opens it.
    void showJob(const QString &job);

    QByteArray saveLayout() const override;
    void restoreLayout(const QByteArray &layout) override;

private:
    using Copier = std::function<QString(const TargetSelection &)>;

    QWidget *makeBar();
    QTreeView *makeView(const QString &name);
    void makeJobs();
    void makeTargets();
    void makeTable();
    QToolButton *makeButton(const QString &text, const QString &toolTip);
    bool isTable() const;
    void showTable(bool isTable);
    QModelIndexList selectedRows() const;
    void makeActions();
    void addCopyAction(const QString &text, const QKeySequence &shortcut, const Copier &copier);
    void showMenu(QTreeView *view, const QPoint &at);

    void takeTargets();
    void keepPlace();
    void setCurrentJob(const QModelIndex &job);
    std::optional<SearchError> setFilter(const QString &search);
    QStringList valuesOf(const QString &field) const;
    void expandFew();
    void chooseNode(const QModelIndex &index);
    void tell(const QString &note);
    void updateTexts();
    QString foundText() const;
    QString emptyText() const;
    QString changeText() const;
    void fade();

    DaemonClient &m_client;
    TargetsModel *m_model;
    TargetsProxy *m_proxy;
    TargetsTableModel *m_rows;
    bool m_isUpdating = false; // rows come and go: a row that becomes current is nobody's choice
    bool m_wasEmpty = true;    // before an update: the job that shows had nothing to open
    std::optional<std::pair<std::string, std::string>> m_current; // job and address before an update

    SearchEdit *m_search;
    QToolButton *m_tableButton;
    QToolButton *m_groupsButton;
    QToolButton *m_relabelButton;
    QToolButton *m_copy;
    QToolButton *m_edit;
    QMenu *m_copyMenu;
    QSplitter *m_splitter;
    QTreeView *m_jobs;
    QTreeView *m_targets;
    TargetsTable *m_table;
    RelabelPanel *m_relabel;
    QSplitter *m_tableSplit; // the table, and the rules below
    QStackedWidget *m_views; // the table or the groups
    QStackedWidget *m_stack; // these, or why there is nothing
    QLabel *m_empty;
    QLabel *m_note;
    QTimer *m_fading;
    QTimer *m_noteTime;
};

} // namespace slurmsd
