// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/api/daemonclient.h"
#include "gui/editing/jobssession.h"
#include "gui/editing/jobstablemodel.h"
#include "gui/views/conflictpanel.h"
#include "gui/views/jobkeysform.h"
#include "gui/views/jobspage.h"
#include "gui/views/jobstable.h"
#include "gui/views/losspanel.h"
#include "gui/views/previewpanel.h"
#include "gui/views/yamledit.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolBar>
#include <QVBoxLayout>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

QLabel *plainLabel(const QString &name)
{
    auto *label = new QLabel;
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

JobsPage::JobsPage(DaemonClient &client, QWidget *parent)
    : Page(parent)
    , m_client(client)
    , m_session(std::make_unique<JobsSession>(client))
    , m_model(std::make_unique<JobsTableModel>(m_session->editor()))
    , m_bar(plainLabel(u"jobsBar"_s))
    , m_tabs(new QTabBar)
    , m_stack(new QStackedWidget)
    , m_vertical(new QSplitter(Qt::Vertical))
{
    m_tabs->addTab(tr("Jobs"));
    m_tabs->addTab(tr("Text of the file"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setObjectName(u"jobsTabs"_s);
    m_tabs->setAccessibleName(tr("Form of the config"));
    makeActions();
    m_stack->addWidget(makeJobsTab());
    m_stack->addWidget(makeTextTab());
    m_stack->addWidget(makeNotice());
    m_preview = new PreviewPanel;
    m_vertical->addWidget(m_stack);
    m_vertical->addWidget(m_preview);
    m_vertical->setStretchFactor(0, 3);
    m_vertical->setStretchFactor(1, 2);
    m_vertical->setSizes({fontMetrics().height() * 30, fontMetrics().height() * 16});
    m_vertical->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_bar);
    layout->addWidget(new ConflictPanel(*m_session));
    layout->addWidget(m_tabs);
    layout->addWidget(m_vertical, 1);
    layout->addWidget(new LossPanel(*m_session));
    layout->addWidget(makeFoot());
    connectSession();
    connect(m_tabs, &QTabBar::currentChanged, this, &JobsPage::turnTo);
    updateServed();
    update();
}

QAction *JobsPage::makeAction(const QString &text, const QKeySequence &keys, void (JobsPage::*run)())
{
    auto *action = new QAction(text, this);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, run);
    return action;
}

void JobsPage::makeActions()
{
    m_add = makeAction(tr("Add"), QKeySequence(Qt::Key_Insert), &JobsPage::addJob);
    m_remove = makeAction(tr("Remove"), QKeySequence(Qt::Key_Delete), &JobsPage::removeJob);
    m_duplicate = makeAction(tr("Duplicate"), QKeySequence(Qt::CTRL | Qt::Key_D), &JobsPage::duplicateJob);
    m_up = makeAction(tr("Up"), QKeySequence(Qt::ALT | Qt::Key_Up), &JobsPage::moveUp);
    m_down = makeAction(tr("Down"), QKeySequence(Qt::ALT | Qt::Key_Down), &JobsPage::moveDown);
    m_undo = makeAction(tr("Undo"), {}, &JobsPage::undo);
    m_undo->setShortcuts(QKeySequence::Undo);
    m_redo = makeAction(tr("Redo"), {}, &JobsPage::redo);
    m_redo->setShortcuts(QKeySequence::Redo);
    for (QAction *action : {m_add, m_remove, m_duplicate, m_up, m_down})
        action->setToolTip(
            u"%1 (%2)"_s.arg(action->text(), action->shortcut().toString(QKeySequence::NativeText)));
    // Everywhere on the page; the others are keys of the table alone, since fields need them.
    auto *saveAction = makeAction(tr("Save"), QKeySequence(QKeySequence::Save), &JobsPage::save);
    for (QAction *action : {m_undo, m_redo, saveAction})
        addAction(action);
}

QWidget *JobsPage::makeJobsTab()
{
    m_table = new JobsTable(*m_model);
    setFocusProxy(m_table); // with its keys for adding, removing and moving
    auto *tools = new QToolBar;
    tools->setToolButtonStyle(Qt::ToolButtonTextOnly);
    for (QAction *action : {m_add, m_duplicate, m_remove, m_up, m_down}) {
        tools->addAction(action);
        m_table->addAction(action);
    }
    tools->addSeparator();
    tools->addAction(m_undo);
    tools->addAction(m_redo);
    connect(m_table, &QTableView::activated, this, [this] { m_form->focusField(JobKey::Name); });
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    auto *left = new QWidget;
    auto *layout = new QVBoxLayout(left);
    layout->setContentsMargins({});
    layout->addWidget(tools);
    layout->addWidget(m_table, 1);
    m_form = new JobKeysForm(m_session->editor());
    m_horizontal = new QSplitter;
    m_horizontal->addWidget(left);
    m_horizontal->addWidget(m_form);
    m_horizontal->setStretchFactor(0, 3);
    m_horizontal->setStretchFactor(1, 2);
    m_horizontal->setChildrenCollapsible(false);
    return m_horizontal;
}

QWidget *JobsPage::makeTextTab()
{
    m_text = new YamlEdit;
    m_text->setObjectName(u"configText"_s);
    m_textProblems = new QListWidget;
    m_textProblems->setObjectName(u"textProblems"_s);
    m_textProblems->setAccessibleName(tr("What is wrong with the text"));
    const auto goTo = [this](const QListWidgetItem *item) {
        const auto row = std::size_t(m_textProblems->row(item));
        if (row < m_session->problems().size())
            m_text->goTo(m_session->problems()[row]);
    };
    connect(m_textProblems, &QListWidget::itemActivated, this, goTo);
    connect(m_textProblems, &QListWidget::itemClicked, this, goTo);
    auto *tab = new QWidget;
    auto *layout = new QVBoxLayout(tab);
    layout->setContentsMargins({});
    layout->addWidget(m_text, 1);
    layout->addWidget(m_textProblems);
    return tab;
}

QWidget *JobsPage::makeNotice()
{
    m_notice = plainLabel(u"turnNotice"_s);
    auto *back = new QPushButton(tr("Go &back"));
    auto *drop = new QPushButton(tr("Drop my ch&anges"));
    drop->setObjectName(u"dropAndTurn"_s);
    connect(back, &QPushButton::clicked, this,
            [this] { m_tabs->setCurrentIndex(m_session->isText() ? TextTab : JobsTab); });
    connect(drop, &QPushButton::clicked, this, &JobsPage::discardAndTurn);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(back);
    buttons->addWidget(drop);
    buttons->addStretch();
    auto *notice = new QWidget;
    auto *layout = new QVBoxLayout(notice);
    layout->addWidget(m_notice);
    layout->addLayout(buttons);
    layout->addStretch();
    return notice;
}

QWidget *JobsPage::makeFoot()
{
    m_reason = plainLabel(u"saveReason"_s);
    m_discardButton = new QPushButton(tr("Discard chang&es"));
    m_discardButton->setObjectName(u"discard"_s);
    m_saveButton = new QPushButton(tr("&Save"));
    m_saveButton->setObjectName(u"save"_s);
    m_saveButton->setToolTip(
        tr("Save (%1)").arg(QKeySequence(QKeySequence::Save).toString(QKeySequence::NativeText)));
    connect(m_discardButton, &QPushButton::clicked, m_session.get(), &JobsSession::discard);
    connect(m_saveButton, &QPushButton::clicked, this, &JobsPage::save);
    auto *foot = new QWidget;
    auto *layout = new QHBoxLayout(foot);
    layout->setContentsMargins({});
    layout->addWidget(m_reason, 1);
    layout->addWidget(m_discardButton);
    layout->addWidget(m_saveButton);
    return foot;
}

} // namespace slurmsd
