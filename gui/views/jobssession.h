// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/configapi.h"
#include "common/daemonstatus.h"
#include "gui/api/apierror.h"
#include "gui/models/jobseditor.h"
#include "gui/models/jobsmerge.h"

#include <QObject>
#include <QTimer>
#include <QUndoStack>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace slurmsd {

class DaemonClient;

// One editing of a daemon's config: what was read, the edits of it as jobs or as text, what the daemon says
// they would do, and saving them. One of the two, jobs or text, is edited at a time; the other follows when
// it is turned to.
class JobsSession : public QObject
{
    Q_OBJECT

public:
    enum class Preview : unsigned char {
        Nothing, // there are no changes
        Blocked, // problems are seen without asking the daemon
        Waiting,
        Ready,
        Refused, // the daemon sees problems
        Failed,  // it could not be asked
    };

    // `client` outlives the session.
    explicit JobsSession(DaemonClient &client, QObject *parent = nullptr);

    JobsEditor &editor() { return m_editor; }
    const JobsEditor &editor() const { return m_editor; }
    QUndoStack &undoStack() { return m_undoStack; }

    // What the daemon's file holds, as far as it was read.
    const std::optional<ConfigDocument> &document() const { return m_document; }
    // Why nothing can be changed, in words; empty when it can. A lost connection is no reason.
    QString readOnlyReason() const;
    // The same for the jobs alone: a file that is not valid can be mended as a text.
    QString jobsReadOnlyReason() const;
    bool hasChanges() const;
    // Why it cannot be saved now, in words; empty when it can.
    QString saveBlockedReason() const;

    Preview previewState() const { return m_previewState; }
    const std::optional<ConfigPreview> &preview() const { return m_preview; } // of Ready
    // What is wrong and belongs to no field, or the text's problems while that is edited.
    const std::vector<ConfigProblem> &problems() const { return m_problems; }
    // Why the last reading or saving came to nothing.
    QString errorText() const { return m_loadError.isEmpty() ? m_saveError : m_loadError; }
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
    void discard(); // all edits, in both forms
    void load();    // reads the config again; edits stay

    // What somebody else saved since document(), while there are edits: one of the three has to be chosen.
    const std::optional<ConfigDocument> &theirs() const { return m_theirs; }
    QStringList theirChanges() const;
    MergedJobs merged(const std::map<std::string, MergeSide> &choices = {}) const;
    // Why a merge is not possible, in words; empty when it is.
    QString mergeBlockedReason() const;
    void keepMine();                                             // saves over theirs
    void takeTheirs();                                           // drops mine
    void merge(const std::map<std::string, MergeSide> &choices); // to be looked at, and saved then

Q_SIGNALS:
    void changed();           // anything but the editor's rows
    void textReplaced();      // text(), by other means than setText()
    void jobTouched(int row); // by an edit, its undo or redo
    void hasChangesChanged(bool hasChanges);

private:
    void follow(); // the daemon's status
    void reconnect();
    void receive(const ConfigDocument &document);
    void take(const ConfigDocument &document);
    void setBase(const ConfigDocument &document);
    void setTyped(const std::string &text);
    void update();
    bool checkText();
    void askPreview();
    void refuse(const ApiError &error, bool isSave);
    void put(const std::string &revision);
    QString noTextWords() const;
    void receiveWritten(const ConfigWritten &written, int serial);
    void receiveSaved(const ConfigDocument &document, int serial);
    std::string fileName() const;
    std::optional<std::string> jobsText() const;
    bool isTextEdited() const;
    std::optional<std::vector<JobConfig>> myJobs() const;
    QString problemWords() const;
    QString changesBlockedReason() const;
    void push(QUndoCommand *command) { m_undoStack.push(command); }
    std::function<void(int)> touch();

    DaemonClient &m_client;
    JobsEditor m_editor;
    QUndoStack m_undoStack;
    QTimer m_previewTimer;
    std::optional<ConfigDocument> m_document;
    std::optional<ConfigDocument> m_theirs;
    std::string m_text;  // that the jobs are edited into
    std::string m_typed; // the text as edited, while isText()
    bool m_isText = false;
    bool m_isSaving = false; // until what was saved is read again
    bool m_hadChanges = false;
    Preview m_previewState = Preview::Nothing;
    std::optional<ConfigPreview> m_preview;
    std::vector<ConfigProblem> m_problems;
    QString m_previewError;
    QString m_loadError;
    QString m_saveError;
    QString m_note;
    std::optional<std::pair<ConfigStatus, bool>> m_seen; // with isAdminApiEnabled; nothing: no status yet
    int m_serial = 0;                                    // of the edits, to know the answers to older ones
    int m_loadSerial = 0;
    int m_typingSerial = 0;
};

} // namespace slurmsd
