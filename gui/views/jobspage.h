// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/views/page.h"

#include <memory>

class QAction;
class QLabel;
class QListWidget;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTabBar;

namespace slurmsd {

class DaemonClient;
class JobKeysForm;
class JobsSession;
class JobsTable;
class JobsTableModel;
class PreviewPanel;
class YamlEdit;

// The editor of the daemon's jobs: a table and a form, or the file's text, with what a change would do before
// it is saved.
class JobsPage : public Page
{
    Q_OBJECT

public:
    explicit JobsPage(DaemonClient &client, QWidget *parent = nullptr);
    ~JobsPage() override;

    // Makes the job the current one.
    void showJob(const QString &job);
    bool hasUnsavedChanges() const;

    QByteArray saveLayout() const override;
    void restoreLayout(const QByteArray &layout) override;

Q_SIGNALS:
    void unsavedChangesChanged(bool hasUnsavedChanges);

private:
    enum Tab : unsigned char { JobsTab, TextTab, NoticeTab };

    QWidget *makeJobsTab();
    QWidget *makeTextTab();
    QWidget *makeNotice();
    QWidget *makeFoot();
    void makeActions();
    QAction *makeAction(const QString &text, const QKeySequence &keys, void (JobsPage::*run)());
    void connectSession();

    void selectWantedJob();
    void turnTo(int tab);
    void discardAndTurn();
    void addJob();
    void duplicateJob();
    void removeJob();
    void moveUp();
    void moveDown();
    void undo();
    void redo();
    void save();

    void update();
    void updateActions();
    void updateBar();
    void updatePreview();
    void updateTextProblems();
    void updateServed();

    DaemonClient &m_client;
    std::unique_ptr<JobsSession> m_session;
    std::unique_ptr<JobsTableModel> m_model;
    QString m_wantedJob; // to be shown once the jobs are known
    QLabel *m_bar;
    QTabBar *m_tabs;
    QStackedWidget *m_stack;
    QSplitter *m_vertical;
    QSplitter *m_horizontal = nullptr;
    JobsTable *m_table = nullptr;
    JobKeysForm *m_form = nullptr;
    YamlEdit *m_text = nullptr;
    QListWidget *m_textProblems = nullptr;
    QLabel *m_notice = nullptr;
    PreviewPanel *m_preview = nullptr;
    QLabel *m_reason = nullptr;
    QPushButton *m_saveButton = nullptr;
    QPushButton *m_discardButton = nullptr;
    QAction *m_add = nullptr;
    QAction *m_remove = nullptr;
    QAction *m_duplicate = nullptr;
    QAction *m_up = nullptr;
    QAction *m_down = nullptr;
    QAction *m_undo = nullptr;
    QAction *m_redo = nullptr;
};

} // namespace slurmsd
