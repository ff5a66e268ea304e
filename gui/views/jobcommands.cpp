// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/jobcommands.h"

#include "gui/models/text.h"

#include <QCoreApplication>

#include <algorithm>

namespace slurmsd {

namespace {

struct JobCommandText
{
    Q_DECLARE_TR_FUNCTIONS(JobCommandText)
};

} // namespace

TypeJobText::TypeJobText(JobsEditor &editor, Touch touch, int row, JobKey key, const QString &text,
                         int serial)
    : JobCommand(editor, std::move(touch))
    , m_row(row)
    , m_key(key)
    , m_text(text)
    , m_serial(serial)
{
    setText(JobCommandText::tr("change of %1").arg(toQString(toString(key))));
}

void TypeJobText::redo()
{
    m_before = m_editor.setText(m_row, m_key, m_text);
    m_touch(m_row);
}

void TypeJobText::undo()
{
    m_editor.setText(m_row, m_key, m_before);
    m_touch(m_row);
}

bool TypeJobText::mergeWith(const QUndoCommand *next)
{
    // The stack calls this for commands of the same id() alone.
    const auto *other = static_cast<const TypeJobText *>(next);
    if (other->m_row != m_row || other->m_key != m_key || other->m_serial != m_serial)
        return false;
    m_text = other->m_text;
    setObsolete(m_text == m_before);
    return true;
}

InsertJob::InsertJob(JobsEditor &editor, Touch touch, int row, JobsEditor::Row job)
    : JobCommand(editor, std::move(touch))
    , m_row(row)
    , m_job(std::move(job))
{
    setText(JobCommandText::tr("new job"));
}

void InsertJob::redo()
{
    m_editor.insert(m_row, m_job);
    m_touch(m_row);
}

void InsertJob::undo()
{
    m_editor.remove(m_row);
    m_touch(std::min(m_row, m_editor.count() - 1));
}

RemoveJob::RemoveJob(JobsEditor &editor, Touch touch, int row)
    : JobCommand(editor, std::move(touch))
    , m_row(row)
{
    setText(JobCommandText::tr("removal of %1").arg(editor.draft(row).text(JobKey::Name)));
}

void RemoveJob::redo()
{
    m_job = m_editor.remove(m_row);
    m_touch(std::min(m_row, m_editor.count() - 1));
}

void RemoveJob::undo()
{
    m_editor.insert(m_row, m_job);
    m_touch(m_row);
}

MoveJob::MoveJob(JobsEditor &editor, Touch touch, int from, int to)
    : JobCommand(editor, std::move(touch))
    , m_from(from)
    , m_to(to)
{
    setText(JobCommandText::tr("move of %1").arg(editor.draft(from).text(JobKey::Name)));
}

void MoveJob::redo()
{
    m_editor.move(m_from, m_to);
    m_touch(m_to);
}

void MoveJob::undo()
{
    m_editor.move(m_to, m_from);
    m_touch(m_from);
}

TakeJobsText::TakeJobsText(JobsEditor &editor, Touch touch, State before, State after, SetText setText)
    : JobCommand(editor, std::move(touch))
    , m_before(std::move(before))
    , m_after(std::move(after))
    , m_setText(std::move(setText))
{
    QUndoCommand::setText(JobCommandText::tr("edit of the text"));
}

void TakeJobsText::show(const State &state)
{
    m_setText(state.text);
    m_editor.setRows(state.rows);
    m_touch(-1);
}

} // namespace slurmsd
