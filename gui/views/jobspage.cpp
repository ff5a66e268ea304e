// SPDX-License-Identifier: GPL-3.0-or-later
// What the jobs page does; jobspagelayout.cpp is what it is made of.
#include "gui/views/jobspage.h"

#include "gui/api/daemonclient.h"
#include "gui/editing/jobssession.h"
#include "gui/editing/jobstablemodel.h"
#include "gui/models/text.h"
#include "gui/views/jobkeysform.h"
#include "gui/views/jobstable.h"
#include "gui/views/previewpanel.h"
#include "gui/views/yamledit.h"

#include <QAction>
#include <QDataStream>
#include <QHeaderView>
#include <QIODevice>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>

#include <algorithm>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

constexpr quint32 layoutVersion = 1;

QString joined(const std::vector<std::string> &texts)
{
    QStringList list;
    for (const std::string &text : texts)
        list += toQString(text);
    return list.join(u", "_s);
}

} // namespace

JobsPage::~JobsPage() = default;

void JobsPage::connectSession()
{
    connect(m_session.get(), &JobsSession::changed, this, &JobsPage::update);
    connect(m_session.get(), &JobsSession::hasChangesChanged, this, &JobsPage::unsavedChangesChanged);
    connect(m_session.get(), &JobsSession::jobTouched, this, [this](int row) {
        if (row >= 0)
            m_table->selectRow(row);
    });
    connect(m_session.get(), &JobsSession::textReplaced, this, [this] {
        const QSignalBlocker quiet(m_text);
        m_text->setPlainText(toQString(m_session->text()));
    });
    connect(m_text, &QPlainTextEdit::textChanged, this,
            [this] { m_session->setText(toStdString(m_text->toPlainText())); });
    connect(&m_session->undoStack(), &QUndoStack::indexChanged, this, &JobsPage::updateActions);
    connect(m_table, &JobsTable::currentRowChanged, this, [this](int row) {
        m_session->finishTyping();
        m_form->setRow(row);
        updateActions();
    });
    connect(m_form, &JobKeysForm::edited, m_session.get(), &JobsSession::typeText);
    connect(m_form, &JobKeysForm::finished, m_session.get(), &JobsSession::finishTyping);
    connect(&m_client, &DaemonClient::statusChanged, this, &JobsPage::updateServed);
}

void JobsPage::showJob(const QString &job)
{
    if (m_tabs->currentIndex() != JobsTab && !m_session->hasChanges())
        m_tabs->setCurrentIndex(JobsTab);
    m_wantedJob = job;
    selectWantedJob();
    m_table->setFocus();
}

// What is not among the file's jobs, once they are all there, is nobody's wish any more.
void JobsPage::selectWantedJob()
{
    if (m_wantedJob.isEmpty())
        return;
    const int row = m_session->editor().rowOf(m_wantedJob);
    if (row >= 0 || (m_session->document() && !m_session->hasChanges()))
        m_wantedJob.clear();
    if (row >= 0)
        m_table->selectRow(row);
}

bool JobsPage::hasUnsavedChanges() const { return m_session->hasChanges(); }

void JobsPage::turnTo(int tab)
{
    m_session->finishTyping();
    const bool isDone = tab == TextTab ? m_session->turnToText() : m_session->turnToJobs();
    m_stack->setCurrentIndex(isDone ? tab : NoticeTab);
    if (!isDone)
        m_notice->setText(tab == TextTab ? tr("The jobs have problems, so there is no text of them yet. Go "
                                              "back and mend them, or drop "
                                              "what you changed and go on with the file as it is.")
                                         : tr("The text has problems, so it has no jobs to show yet. Go back "
                                              "and mend it, or drop what "
                                              "you changed and go on with the file as it is."));
    update();
}

void JobsPage::discardAndTurn()
{
    m_session->discard();
    turnTo(m_tabs->currentIndex());
}

void JobsPage::addJob()
{
    m_session->finishTyping();
    m_session->addJob(m_table->currentRow());
    m_form->focusField(JobKey::Name);
}

void JobsPage::duplicateJob()
{
    m_session->finishTyping();
    m_session->duplicateJob(m_table->currentRow());
    m_form->focusField(JobKey::Name);
}

void JobsPage::removeJob() { m_session->removeJob(m_table->currentRow()); }

void JobsPage::moveUp() { m_session->moveJob(m_table->currentRow(), m_table->currentRow() - 1); }

void JobsPage::moveDown() { m_session->moveJob(m_table->currentRow(), m_table->currentRow() + 1); }

void JobsPage::undo()
{
    m_session->finishTyping();
    m_session->undoStack().undo();
}

void JobsPage::redo()
{
    m_session->finishTyping();
    m_session->undoStack().redo();
}

void JobsPage::save() { m_session->save(); }

void JobsPage::update()
{
    const bool isConfig = m_session->document().has_value();
    if (m_table->currentRow() < 0 && m_session->editor().count() > 0)
        m_table->selectRow(0);
    selectWantedJob();
    m_form->setReadOnly(!m_session->jobsReadOnlyReason().isEmpty());
    m_text->setReadOnly(!isConfig || !m_session->readOnlyReason().isEmpty());
    updateActions();
    updateBar();
    updatePreview();
    updateTextProblems();
    const QString reason = m_session->saveBlockedReason();
    m_saveButton->setEnabled(reason.isEmpty());
    m_discardButton->setEnabled(m_session->hasChanges());
    // What the bar says already need not be said twice.
    const QString words = reason == m_session->readOnlyReason() ? QString() : reason;
    m_reason->setText(m_session->note().isEmpty() || m_session->hasChanges() ? words : m_session->note());
}

void JobsPage::updateActions()
{
    const bool isEditable = m_stack->currentIndex() == JobsTab && m_session->jobsReadOnlyReason().isEmpty();
    const int row = m_table->currentRow();
    const QUndoStack &stack = m_session->undoStack();
    m_add->setEnabled(isEditable);
    m_remove->setEnabled(isEditable && row >= 0);
    m_duplicate->setEnabled(isEditable && row >= 0);
    m_up->setEnabled(isEditable && row > 0);
    m_down->setEnabled(isEditable && row >= 0 && row + 1 < m_session->editor().count());
    m_undo->setEnabled(isEditable && stack.canUndo());
    m_redo->setEnabled(isEditable && stack.canRedo());
    // With the names of jobs, which may look like markup.
    m_undo->setToolTip(plainToolTip(tr("Undo %1").arg(stack.undoText()).trimmed()));
    m_redo->setToolTip(plainToolTip(tr("Redo %1").arg(stack.redoText()).trimmed()));
}

void JobsPage::updateBar()
{
    const bool isText = m_stack->currentIndex() == TextTab;
    QStringList lines;
    if (!m_session->errorText().isEmpty())
        lines += u"✕ "_s + m_session->errorText();
    const QString reason = isText ? m_session->readOnlyReason() : m_session->jobsReadOnlyReason();
    if (!reason.isEmpty() && reason != m_session->errorText())
        lines += u"◆ "_s + reason;
    if (!isText) {
        for (const ConfigProblem &problem : m_session->problems())
            lines += u"✕ "_s + toQString(problem.toString());
    }
    if (const auto &document = m_session->document(); document && !document->overridden.empty())
        lines += tr("Set by flags or the environment, whatever the file says: %1")
                     .arg(joined(document->overridden));
    constexpr qsizetype most = 8;
    if (lines.size() > most) {
        const int left = int(lines.size() - most);
        lines.resize(most);
        lines += tr("… and %Ln more", nullptr, left);
    }
    m_bar->setText(lines.join(u'\n'));
    m_bar->setVisible(!lines.isEmpty());
}

void JobsPage::updatePreview()
{
    using State = JobsSession::State;
    const State state = m_session->state();
    const bool isNothing = state == State::Unread || state == State::Unchanged || state == State::Conflict;
    m_preview->setVisible(!isNothing && m_stack->currentIndex() != NoticeTab);
    if (const auto &preview = m_session->preview()) {
        m_preview->showPreview(*preview);
        m_model->setEffects(preview->jobs);
    } else if (state == State::Previewing || state == State::Saving) {
        m_preview->showWaiting(m_session->saveBlockedReason());
    } else if (isNothing) {
        m_model->setEffects(std::nullopt);
        m_preview->clear();
    } else {
        m_model->setEffects(std::nullopt);
        m_preview->showOutdated(
            state == State::Failed
                ? m_session->saveBlockedReason()
                : tr("What saving would do is shown here once nothing is wrong any more."));
    }
}

void JobsPage::updateTextProblems()
{
    const bool isText = m_stack->currentIndex() == TextTab;
    const std::vector<ConfigProblem> problems = isText ? m_session->problems() : std::vector<ConfigProblem>();
    m_text->setProblems(problems);
    m_textProblems->clear();
    for (const ConfigProblem &problem : problems) {
        QString where = problem.line > 0 ? u"%1:%2: "_s.arg(problem.line).arg(problem.column) : QString();
        if (!problem.path.empty())
            where += toQString(problem.path) + u": "_s;
        m_textProblems->addItem(u"✕ "_s + where + toQString(problem.message));
    }
    const int lines = std::min(int(problems.size()), 5);
    m_textProblems->setFixedHeight(m_textProblems->sizeHintForRow(0) * lines +
                                   2 * m_textProblems->frameWidth());
    m_textProblems->setVisible(!problems.empty());
}

void JobsPage::updateServed()
{
    std::map<std::string, JobStatus> served;
    if (m_client.status()) {
        for (const JobStatus &job : m_client.status()->jobs)
            served[job.name] = job;
    }
    m_model->setServed(std::move(served));
}

QByteArray JobsPage::saveLayout() const
{
    QByteArray layout;
    QDataStream stream(&layout, QIODevice::WriteOnly);
    stream << layoutVersion << m_table->horizontalHeader()->saveState() << m_horizontal->saveState()
           << m_vertical->saveState() << m_preview->splitter().saveState();
    return layout;
}

void JobsPage::restoreLayout(const QByteArray &layout)
{
    QDataStream stream(layout);
    quint32 version = 0;
    QByteArray header;
    QByteArray horizontal;
    QByteArray vertical;
    QByteArray preview;
    stream >> version >> header >> horizontal >> vertical >> preview;
    if (stream.status() != QDataStream::Ok || version != layoutVersion)
        return;
    m_table->horizontalHeader()->restoreState(header);
    m_horizontal->restoreState(horizontal);
    m_vertical->restoreState(vertical);
    m_preview->splitter().restoreState(preview);
}

} // namespace slurmsd
