// SPDX-License-Identifier: GPL-3.0-or-later
// The edits of a JobsSession; jobssessionsave.cpp is how it previews and saves them.
#include "gui/editing/jobssession.h"

#include "common/configedit.h"
#include "common/configyaml.h"
#include "gui/api/daemonclient.h"
#include "gui/models/text.h"

#include <algorithm>

namespace slurmsd {

using namespace Qt::StringLiterals;

// A step of undo: the jobs before and after it, of which the latter are there already when it is made.
// Keystrokes of one typing are one step.
class JobsStep : public QUndoCommand
{
public:
    using Jobs = JobsSession::EditedJobs;

    JobsStep(JobsSession &session, const QString &words, Jobs before, int rowBefore, int rowAfter,
             const std::optional<JobsSession::Typing> &typing)
        : QUndoCommand(words)
        , m_session(session)
        , m_before(std::move(before))
        , m_after(session.edited())
        , m_rowBefore(rowBefore)
        , m_rowAfter(rowAfter)
        , m_typing(typing)
    {}

    void undo() override { m_session.show(m_before, m_rowBefore); }
    void redo() override { m_session.show(m_after, m_rowAfter); }
    int id() const override { return m_typing ? 1 : -1; }
    bool mergeWith(const QUndoCommand *next) override
    {
        // The stack calls this for commands of the same id() alone.
        const auto *other = static_cast<const JobsStep *>(next);
        if (other->m_typing != m_typing)
            return false;
        m_after = other->m_after;
        setObsolete(m_after.rows == m_before.rows);
        return true;
    }

private:
    JobsSession &m_session;
    Jobs m_before;
    Jobs m_after;
    int m_rowBefore;
    int m_rowAfter;
    std::optional<JobsSession::Typing> m_typing;
};

namespace {

// A text field knows only \n.
std::string withLineBreaksOf(const std::string &original, const std::string &text)
{
    if (original.find("\r\n") == std::string::npos || text.find('\r') != std::string::npos)
        return text;
    std::string result;
    for (const char c : text)
        (result += c == '\n' ? "\r" : "") += c;
    return result;
}

} // namespace

QString JobsSession::readOnlyReason() const
{
    if (!m_document || !m_client.status())
        return m_reader.errorText().isEmpty() ? tr("The config has not been read yet.")
                                              : m_reader.errorText();
    if (m_document->file.empty())
        return tr(
            "The daemon runs with its built-in config. Start it with --config.file to change its jobs.");
    if (!m_client.status()->isAdminApiEnabled)
        return tr(
            "The daemon takes no changes. Start it with --web.enable-admin-api to change its jobs here.");
    if (!m_document->isWritable)
        return tr("The daemon cannot write its config file: %1").arg(toQString(m_document->whyNotWritable));
    return {};
}

QString JobsSession::jobsReadOnlyReason() const
{
    const QString reason = readOnlyReason();
    return reason.isEmpty() && m_document && !m_document->parsed && !isTextEdited()
               ? tr("The config file is not valid any more, so it has no jobs to show. It can be mended as a "
                    "text.")
               : reason;
}

void JobsSession::show(const EditedJobs &jobs, int row)
{
    const bool isOtherText = m_text != jobs.text;
    m_text = jobs.text;
    m_editor.setRows(jobs.rows);
    if (isOtherText)
        settle();
    Q_EMIT jobTouched(row);
}

void JobsSession::record(const QString &words, const EditedJobs &before, int rowBefore, int rowAfter,
                         const std::optional<Typing> &typing)
{
    m_undoStack.push(new JobsStep(*this, words, before, rowBefore, rowAfter, typing));
}

void JobsSession::typeText(int row, JobKey key, const QString &text)
{
    if (m_editor.draft(row).text(key) == text)
        return;
    const EditedJobs before = edited();
    m_editor.setText(row, key, text);
    record(tr("change of %1").arg(toQString(toString(key))), before, row, row,
           Typing{row, int(key), m_typingSerial});
}

void JobsSession::addJob(int behindRow)
{
    const int row = std::clamp(behindRow + 1, 0, m_editor.count());
    const EditedJobs before = edited();
    m_editor.insert(row, m_editor.newRow());
    record(tr("new job"), before, behindRow, row);
}

void JobsSession::duplicateJob(int row)
{
    const EditedJobs before = edited();
    m_editor.insert(row + 1, m_editor.copyOf(row));
    record(tr("new job"), before, row, row + 1);
}

void JobsSession::removeJob(int row)
{
    const EditedJobs before = edited();
    const JobsEditor::Row removed = m_editor.remove(row);
    record(tr("removal of %1").arg(removed.draft.text(JobKey::Name)), before, row,
           std::min(row, m_editor.count() - 1));
}

void JobsSession::moveJob(int from, int to)
{
    const EditedJobs before = edited();
    m_editor.move(from, to);
    record(tr("move of %1").arg(m_editor.draft(to).text(JobKey::Name)), before, from, to);
}

// The text as a step of undo, with the jobs that it has.
void JobsSession::takeText(const std::string &text, const std::vector<JobConfig> &jobs)
{
    const EditedJobs before = edited();
    m_text = text;
    m_editor.setJobs(jobs);
    record(tr("edit of the text"), before, -1, -1);
}

// The jobs in the text that they came from; nothing when they have problems. A file that is not valid has no
// jobs, and stays as it is.
std::optional<std::string> JobsSession::jobsText() const
{
    if (!m_document || (!m_document->parsed && !isTextEdited()))
        return m_text;
    if (!m_editor.isValid())
        return {};
    auto text = editJobs(m_text, fileName(), m_editor.jobs());
    return text ? std::optional(*std::move(text)) : std::nullopt;
}

std::optional<std::string> JobsSession::editedText() const
{
    return m_isText ? std::optional(m_typed) : jobsText();
}

std::optional<std::vector<JobConfig>> JobsSession::myJobs() const
{
    if (!m_isText)
        return m_editor.isValid() ? std::optional(m_editor.jobs()) : std::nullopt;
    auto parsed = parseConfig(m_typed, fileName());
    return parsed ? std::optional(std::move(parsed->config.jobs)) : std::nullopt;
}

bool JobsSession::differs() const
{
    if (!m_document)
        return false;
    return m_isText || isTextEdited() ? editedText() != m_document->text : m_editor.hasChanges();
}

void JobsSession::setText(const std::string &text)
{
    if (!m_document)
        return;
    const std::string typed = withLineBreaksOf(m_document->text, text);
    if (typed == m_typed)
        return;
    m_typed = typed;
    settle();
}

void JobsSession::setTyped(const std::string &text)
{
    if (m_typed == text)
        return;
    m_typed = text;
    Q_EMIT textReplaced();
}

bool JobsSession::turnToText()
{
    if (m_isText)
        return true;
    const auto text = jobsText();
    if (!text)
        return false;
    setTyped(*text);
    m_isText = true;
    settle();
    return true;
}

bool JobsSession::turnToJobs()
{
    if (!m_isText)
        return true;
    const bool isUntouched = m_document && m_typed == m_document->text;
    const auto jobs = myJobs();
    if (!jobs && !isUntouched)
        return false;
    m_isText = false;
    if (jobs && (m_typed != jobsText() || m_editor.jobs() != *jobs))
        takeText(m_typed, *jobs);
    settle();
    return true;
}

// Takes the text apart as the daemon will, so that problems show while it is typed.
bool JobsSession::checkText()
{
    auto config = parseConfig(m_typed, fileName());
    if (!config)
        m_problems = config.error();
    return config.hasValue();
}

} // namespace slurmsd
