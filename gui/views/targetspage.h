// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/targetcopy.h"
#include "gui/models/targetnodes.h"
#include "gui/views/page.h"

#include <functional>
#include <optional>
#include <string>
#include <utility>

class QKeySequence;
class QLabel;
class QLineEdit;
class QMenu;
class QModelIndex;
class QSplitter;
class QStackedWidget;
class QTimer;
class QToolButton;
class QTreeView;

namespace slurmsd {

class DaemonClient;
class TargetsModel;
class TargetsProxy;

// What the daemon serves to Prometheus, job by job: groups, targets and labels, and what changed last.
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
    void makeActions();
    void addCopyAction(const QString &text, const QKeySequence &shortcut, const Copier &copier);
    void showMenu(QTreeView *view, const QPoint &at);

    void takeTargets();
    void keepPlace();
    void setCurrentJob(const QModelIndex &job);
    void setFilter(const QString &text);
    void expandFew();
    void chooseNode(const QModelIndex &index);
    void tell(const QString &note);
    void updateTexts();
    QString emptyText() const;
    QString changeText() const;
    void fade();

    DaemonClient &m_client;
    TargetsModel *m_model;
    TargetsProxy *m_proxy;
    TargetNodes m_nodes;
    bool m_isUpdating = false; // rows come and go: a row that becomes current is nobody's choice
    bool m_wasEmpty = true;    // before an update: the job that shows had nothing to open
    std::optional<std::pair<std::string, std::string>> m_current; // job and address before an update

    QLineEdit *m_filter;
    QToolButton *m_copy;
    QToolButton *m_edit;
    QMenu *m_copyMenu;
    QSplitter *m_splitter;
    QTreeView *m_jobs;
    QTreeView *m_targets;
    QStackedWidget *m_stack;
    QLabel *m_empty;
    QLabel *m_note;
    QTimer *m_fading;
    QTimer *m_noteTime;
};

} // namespace slurmsd
