// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/views/page.h"

#include <string>

class QLabel;
class QModelIndex;
class QSplitter;
class QTreeView;

namespace slurmsd {

class DaemonClient;
class NoticeBar;
class RunningJobDetail;
class RunningJobsModel;
class RunningJobsProxy;
class SearchEdit;

// The Slurm jobs that have nodes, as a table to search, and why one of them is a target or not. They are
// asked for while the page is in sight.
class RunningJobsPage : public Page
{
    Q_OBJECT

public:
    explicit RunningJobsPage(DaemonClient &client, QWidget *parent = nullptr);

    QByteArray saveLayout() const override;
    void restoreLayout(const QByteArray &layout) override;

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeSearchLine();
    void makeView();
    void takeJobs();
    void takeStatus();
    void fetchAnnotation();
    void explain(const QModelIndex &current);
    void showNodes(const QModelIndex &index);
    void updateTexts();

    DaemonClient &m_client;
    RunningJobsModel *m_model;
    RunningJobsProxy *m_proxy;
    std::string m_config; // SHA-256 of the config that the annotation's field is known of
    SearchEdit *m_search = nullptr;
    NoticeBar *m_notice;
    QTreeView *m_view;
    QLabel *m_empty;
    QLabel *m_note;
    RunningJobDetail *m_detail;
    QSplitter *m_split;
};

} // namespace slurmsd
