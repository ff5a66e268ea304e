// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/editing/configreader.h"
#include "gui/editing/jobseditor.h"
#include "gui/editing/jobsmerge.h"
#include "gui/values/apierror.h"

#include <QTimer>
#include <QUndoStack>

#include <array>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace slurmsd {

// One editing of a daemon's config: the edits of it as jobs or as text, what the daemon says they would do,
// and saving them. One of the two, jobs or text, is edited at a time; the other follows when it is turned to.
class JobsSession : public QObject
{
    Q_OBJECT

public:
    // Edits go on in every state but Unread. Each leads to Unchanged, Blocked or Previewing, but for those
    // that are made while it is Saving or in Conflict: they count when that is over.
    enum class State : unsigned char {
        Unread,     // the config was not read yet
        Unchanged,  // nothing differs from the file
        Blocked,    // problems are seen without asking the daemon
        Previewing, // the daemon is asked
        Previewed,  // preview() is there; what it says can be saved
        Refused,    // the daemon sees problems
        Failed,     // it could not be asked
        Confirming, // save() would lose what lossWords() say: confirm() or decline()
        Saving,     // until what was saved is read again
        Conflict,   // somebody else saved: keepMine(), takeTheirs() or merge()
    };

    // `client` outlives the session.
    explicit JobsSession(DaemonClient &client, QObject *parent = nullptr);

    State state() const { return m_state; }
    JobsEditor &editor() { return m_editor; }
    const JobsEditor &editor() const { return m_editor; }
    QUndoStack &undoStack() { return m_undoStack; }

    // What the daemon's file holds, as far as it was read.
    const std::optional<ConfigDocument> &document() const { return m_document; }
    // Why nothing can be changed, in words; empty when it can. A lost connection is no reason.
    QString readOnlyReason() const;
    // The same for the jobs alone: a file that is not valid can be mended as a text.
    QString jobsReadOnlyReason() const;
    bool hasChanges() const { return m_hasChanges; }
    // Why it cannot be saved now, in words; empty when it can.
    QString saveBlockedReason() const;

    const std::optional<ConfigPreview> &preview() const { return m_preview; }
    // What saving would take away that Prometheus has now, a sentence each, by preview(): whole jobs, and
    // more of a job's targets than the guard would let go (max_target_loss).
    QStringList lossWords() const;
    // What is wrong and belongs to no field, or the text's problems while that is edited.
    const std::vector<ConfigProblem> &problems() const { return m_problems; }
    // Why the last reading or saving came to nothing.
    QString errorText() const { return m_reader.errorText().isEmpty() ? m_saveError : m_reader.errorText(); }
    // What came of the last save, until the next edit.
    const QString &note() const { return m_note; }

    // Edits of jobs, undoable.
    void typeText(int row, JobKey key, const QString &text);
    void finishTyping() { ++m_typingSerial; } // the next keystroke is a new step of undo
    void addJob(int behindRow);
    void duplicateJob(int row);
    void removeJob(int row);
    void moveJob(int from, int to);

    // Edits of the text.
    bool isText() const { return m_isText; }
    const std::string &text() const { return m_typed; }
    void setText(const std::string &text);
    // Turns to the other form of the edits. False, and nothing happens, when they have problems that it
    // cannot show.
    bool turnToText();
    bool turnToJobs();

    void save();
    void confirm();
    void decline();
    void discard(); // all edits, in both forms

    // Of Conflict: what the file holds now.
    const std::optional<ConfigDocument> &theirs() const { return m_theirs; }
    QStringList theirChanges() const;
    MergedJobs merged(const std::map<std::string, MergeSide> &choices = {}) const;
    // Why a merge is not possible, in words; empty when it is.
    QString mergeBlockedReason() const;
    void keepMine();                                             // saves over theirs, as save() does
    void takeTheirs();                                           // drops mine
    void merge(const std::map<std::string, MergeSide> &choices); // to be looked at, and saved then

Q_SIGNALS:
    void changed();           // anything but the editor's rows
    void textReplaced();      // text(), by other means than setText()
    void jobTouched(int row); // by an edit, its undo or redo; -1: none
    void hasChangesChanged(bool hasChanges);

private:
    friend class JobsStep;
    // The jobs as edited, and the text that they are edited into. With it undo brings back what a save took
    // out beside them: comments, and how a job was written.
    struct EditedJobs
    {
        std::vector<JobsEditor::Row> rows;
        std::string text;
    };
    using Typing = std::array<int, 3>; // row, key, serial

    void enter(State state);
    void settle();
    void reopen();
    void receive(const ConfigDocument &document);
    void receiveSaved(const ConfigDocument &document);
    void take(const ConfigDocument &document);
    void setBase(const ConfigDocument &document);
    void askPreview();
    void receivePreview(const Result<ConfigPreview, ApiError> &preview);
    void receiveWritten(const Result<ConfigWritten, ApiError> &written);
    void refuse(const ApiError &error, bool isSave);
    void put();

    EditedJobs edited() const { return {m_editor.rows(), m_text}; }
    void show(const EditedJobs &jobs, int row);
    void record(const QString &words, const EditedJobs &before, int rowBefore, int rowAfter,
                const std::optional<Typing> &typing = {});
    void takeText(const std::string &text, const std::vector<JobConfig> &jobs);
    bool checkText();
    void setTyped(const std::string &text);
    std::string fileName() const { return m_document ? m_document->file : std::string(); }
    bool isTextEdited() const { return m_document && m_text != m_document->text; }
    bool differs() const;
    std::optional<std::string> editedText() const;
    std::optional<std::string> jobsText() const;
    std::optional<std::vector<JobConfig>> myJobs() const;
    QString problemWords() const;

    DaemonClient &m_client;
    ConfigReader m_reader;
    JobsEditor m_editor;
    QUndoStack m_undoStack;
    QTimer m_previewTimer;
    State m_state = State::Unread;
    std::optional<ConfigDocument> m_document;
    std::optional<ConfigDocument> m_theirs;
    std::string m_text;  // that the jobs are edited into
    std::string m_typed; // the text as edited, while isText()
    bool m_isText = false;
    bool m_hasChanges = false;
    bool m_isSavedNext = false; // as soon as the daemon has said what it would do
    std::optional<ConfigPreview> m_preview;
    std::vector<ConfigProblem> m_problems;
    QString m_previewError;
    QString m_saveError;
    QString m_note;
    int m_serial = 0; // of the edits, to know the answers to older ones
    int m_savedSerial = 0;
    int m_typingSerial = 0;
};

} // namespace slurmsd
