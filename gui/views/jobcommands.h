// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/jobseditor.h"

#include <QUndoCommand>

#include <functional>
#include <string>
#include <vector>

namespace slurmsd {

// The undoable edits of jobs. The editor outlives the commands; `touch` is told the row to look at after each
// step, or -1.
class JobCommand : public QUndoCommand
{
public:
    using Touch = std::function<void(int row)>;

    JobCommand(JobsEditor &editor, Touch touch)
        : m_editor(editor)
        , m_touch(std::move(touch))
    {}

protected:
    JobsEditor &m_editor;
    Touch m_touch;
};

// Types a text into a field. Keystrokes in one field are one step as long as they have the same `serial`.
class TypeJobText : public JobCommand
{
public:
    TypeJobText(JobsEditor &editor, Touch touch, int row, JobKey key, const QString &text, int serial);

    void redo() override;
    void undo() override;
    int id() const override { return 1; }
    bool mergeWith(const QUndoCommand *next) override;

private:
    int m_row;
    JobKey m_key;
    QString m_text;
    QString m_before;
    int m_serial;
};

class InsertJob : public JobCommand
{
public:
    InsertJob(JobsEditor &editor, Touch touch, int row, JobsEditor::Row job);

    void redo() override;
    void undo() override;

private:
    int m_row;
    JobsEditor::Row m_job;
};

class RemoveJob : public JobCommand
{
public:
    RemoveJob(JobsEditor &editor, Touch touch, int row);

    void redo() override;
    void undo() override;

private:
    int m_row;
    JobsEditor::Row m_job;
};

class MoveJob : public JobCommand
{
public:
    MoveJob(JobsEditor &editor, Touch touch, int from, int to);

    void redo() override;
    void undo() override;

private:
    int m_from;
    int m_to;
};

// Takes the jobs of a text that was edited, and the text itself, which `setText` is told.
class TakeJobsText : public JobCommand
{
public:
    struct State
    {
        std::vector<JobsEditor::Row> rows;
        std::string text;
    };
    using SetText = std::function<void(const std::string &text)>;

    TakeJobsText(JobsEditor &editor, Touch touch, State before, State after, SetText setText);

    void redo() override { show(m_after); }
    void undo() override { show(m_before); }

private:
    void show(const State &state);

    State m_before;
    State m_after;
    SetText m_setText;
};

} // namespace slurmsd
