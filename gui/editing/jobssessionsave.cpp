// SPDX-License-Identifier: GPL-3.0-or-later
// How a JobsSession goes from state to state: what the daemon's file holds, what the edits would do, and
// saving them.
#include "common/configedit.h"
#include "common/configyaml.h"
#include "gui/api/daemonclient.h"
#include "gui/editing/jobssession.h"
#include "gui/editing/jobwords.h"
#include "gui/models/text.h"

#include <algorithm>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

// From the last keystroke until the daemon is asked.
constexpr std::chrono::milliseconds typingPause(300);

} // namespace

JobsSession::JobsSession(DaemonClient &client, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_reader(client)
{
    m_previewTimer.setSingleShot(true);
    m_previewTimer.setInterval(typingPause);
    connect(&m_previewTimer, &QTimer::timeout, this, &JobsSession::askPreview);
    connect(&m_editor, &JobsEditor::edited, this, &JobsSession::settle);
    connect(&m_reader, &ConfigReader::documentRead, this, &JobsSession::receive);
    connect(&m_reader, &ConfigReader::failed, this, [this] {
        if (m_state == State::Saving)
            reopen();
        Q_EMIT changed();
    });
    connect(&client, &DaemonClient::stateChanged, this, [this] {
        if (m_state == State::Failed && m_client.state() == ConnectionState::Connected)
            return settle();
        Q_EMIT changed();
    });
}

QString JobsSession::problemWords() const
{
    if (!m_isText && m_document->parsed && m_editor.count() == 0)
        return tr("There has to be at least one job.");
    QString first;
    const int count = (m_isText ? 0 : m_editor.problemCount()) + int(m_problems.size());
    for (int row = 0; !m_isText && first.isEmpty() && row < m_editor.count(); ++row) {
        if (const QString problem = m_editor.firstProblem(row); !problem.isEmpty())
            first = u"%1: %2"_s.arg(m_editor.draft(row).text(JobKey::Name), problem);
    }
    if (first.isEmpty() && !m_problems.empty())
        first = toQString(m_problems.front().toString());
    if (first.isEmpty() || count == 1)
        return first;
    return tr("%1 (and %Ln more)", nullptr, count - 1).arg(first);
}

QString JobsSession::saveBlockedReason() const
{
    if (QString reason = readOnlyReason(); !reason.isEmpty())
        return reason;
    if (m_state == State::Saving)
        return tr("Saving …");
    if (m_hasChanges && m_client.state() != ConnectionState::Connected)
        return tr("The connection is lost. The changes are kept here until it is back.");
    switch (m_state) {
    case State::Conflict:
        return tr("Somebody else saved first: choose what becomes of it.");
    case State::Previewing:
        return tr("Asking the daemon what this would change …");
    case State::Failed:
        return m_previewError;
    case State::Blocked:
    case State::Refused:
        return problemWords();
    case State::Confirming:
        return tr("Nothing is saved before you say so.");
    case State::Previewed:
        return m_preview->isChanged ? QString() : tr("Nothing has changed.");
    default:
        return tr("Nothing has changed.");
    }
}

QStringList JobsSession::lossWords() const
{
    if (!m_preview || !m_document)
        return {};
    double share = SlurmConfig().maxTargetLoss;
    if (m_document->parsed)
        share = std::ranges::min(m_document->parsed->clusters, {}, &SlurmConfig::maxTargetLoss).maxTargetLoss;
    return slurmsd::lossWords(*m_preview, share);
}

void JobsSession::enter(State state)
{
    m_state = state;
    Q_EMIT changed();
}

// After each edit and with each other file: what is to be saved, and may it be?
void JobsSession::settle()
{
    ++m_serial;
    m_isSavedNext = false;
    m_preview.reset();
    m_previewError.clear();
    m_saveError.clear();
    m_note.clear();
    m_problems.clear();
    m_previewTimer.stop();
    const bool isValid = m_isText ? checkText() : m_editor.isValid() && m_editor.count() > 0;
    const bool hadChanges = std::exchange(m_hasChanges, differs());
    if (!m_hasChanges) {
        m_editor.setDaemonProblems({});
        if (!m_isText && m_document)
            m_problems = m_document->problems;
    }
    if (m_state != State::Saving && m_state != State::Conflict) {
        m_state = !m_document     ? State::Unread
                  : !m_hasChanges ? State::Unchanged
                  : !isValid      ? State::Blocked
                                  : State::Previewing;
        if (m_state == State::Previewing)
            m_previewTimer.start();
    }
    Q_EMIT changed();
    if (hadChanges != m_hasChanges)
        Q_EMIT hasChangesChanged(m_hasChanges);
}

// When it is Saving or in Conflict no more.
void JobsSession::reopen()
{
    m_state = State::Unchanged;
    settle();
}

void JobsSession::askPreview()
{
    if (m_state != State::Previewing || !readOnlyReason().isEmpty())
        return;
    const auto answer = [this, serial = m_serial](const Result<ConfigPreview, ApiError> &preview) {
        if (serial == m_serial && m_state == State::Previewing)
            receivePreview(preview);
    };
    if (!m_isText && !isTextEdited())
        return m_client.previewJobs(m_editor.jobs(), this, answer);
    if (const auto text = editedText())
        return m_client.previewText(*text, this, answer);
    m_previewError = tr(
        "These jobs cannot be put into the text of the file. Discard the changes, or make them in the text.");
    enter(State::Failed);
}

void JobsSession::receivePreview(const Result<ConfigPreview, ApiError> &preview)
{
    if (!preview)
        return refuse(preview.error(), false);
    m_preview = *preview;
    m_problems.clear();
    m_editor.setDaemonProblems({});
    enter(State::Previewed);
    if (std::exchange(m_isSavedNext, false))
        save();
}

void JobsSession::refuse(const ApiError &error, bool isSave)
{
    m_preview.reset();
    if (!error.problems.empty()) {
        m_problems = m_isText ? error.problems : m_editor.setDaemonProblems(error.problems);
        return enter(State::Refused);
    }
    (isSave ? m_saveError : m_previewError) = toQString(error.message);
    enter(isSave ? m_state : State::Failed);
}

void JobsSession::save()
{
    if (!saveBlockedReason().isEmpty())
        return;
    finishTyping();
    if (lossWords().isEmpty())
        put();
    else
        enter(State::Confirming);
}

void JobsSession::confirm()
{
    if (m_state == State::Confirming)
        put();
}

void JobsSession::decline()
{
    if (m_state == State::Confirming)
        enter(State::Previewed);
}

void JobsSession::put()
{
    m_savedSerial = m_serial;
    m_reader.pause();
    enter(State::Saving);
    const auto answer = [this](const auto &written) { receiveWritten(written); };
    if (!m_isText && !isTextEdited())
        m_client.putJobs(m_editor.jobs(), m_document->revision, this, answer);
    else // which was previewed, so that there is one
        m_client.putText(editedText().value_or(m_text), m_document->revision, this, answer);
}

// In the end the file is read again, also when another one stood in the way of this.
void JobsSession::receiveWritten(const Result<ConfigWritten, ApiError> &written)
{
    if (!written) {
        reopen();
        if (written.error().status != 412 && m_state == State::Previewing)
            refuse(written.error(), true);
    } else {
        m_note = tr("Saved, and in force.");
        Q_EMIT changed();
    }
    m_reader.read();
}

void JobsSession::receive(const ConfigDocument &document)
{
    if (m_state == State::Saving)
        return receiveSaved(document);
    const bool isOther = !m_document || m_document->revision != document.revision;
    if (isOther && m_hasChanges && document.text != editedText()) {
        m_previewTimer.stop();
        m_theirs = document;
        enter(State::Conflict);
    } else if (isOther || m_document->text != document.text) {
        take(document);
    } else {
        m_document = document;
        if (std::exchange(m_theirs, std::nullopt))
            return reopen();
        Q_EMIT changed();
    }
}

// Edits that were made while it was saved stay. So do the steps of undo, to which a text that was saved is
// one more.
void JobsSession::receiveSaved(const ConfigDocument &document)
{
    const QString note = m_note;
    const bool isEdited = m_savedSerial != m_serial;
    const bool isOtherText = jobsText() != document.text;
    setBase(document);
    if (isEdited) {
        m_text = m_isText ? m_text : document.text;
    } else if (m_isText && isOtherText) {
        takeText(document.text, m_editor.base());
        setTyped(document.text);
    } else if (m_editor.jobs() != m_editor.base()) {
        take(document);
    } else {
        m_text = document.text;
        setTyped(document.text);
    }
    reopen();
    m_note = note;
    Q_EMIT changed();
}

void JobsSession::setBase(const ConfigDocument &document)
{
    m_document = document;
    m_theirs.reset();
    const bool isValid = document.parsed && parseConfig(document.text, document.file).hasValue();
    m_editor.setBase(document.parsed ? document.parsed->jobs : std::vector<JobConfig>(),
                     isValid ? defaultJob(document.text) : JobConfig());
}

void JobsSession::take(const ConfigDocument &document)
{
    setBase(document);
    m_text = document.text;
    m_undoStack.clear();
    m_editor.setJobs(m_editor.base());
    setTyped(document.text);
    reopen();
}

void JobsSession::discard()
{
    if (m_document)
        take(ConfigDocument(m_theirs ? *m_theirs : *m_document));
}

} // namespace slurmsd
