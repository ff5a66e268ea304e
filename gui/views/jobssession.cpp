// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/jobssession.h"

#include "gui/api/daemonclient.h"
#include "gui/models/text.h"
#include "gui/views/jobcommands.h"

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
{
    m_previewTimer.setSingleShot(true);
    m_previewTimer.setInterval(typingPause);
    connect(&m_previewTimer, &QTimer::timeout, this, &JobsSession::askPreview);
    connect(&m_editor, &JobsEditor::edited, this, &JobsSession::update);
    connect(&client, &DaemonClient::statusChanged, this, &JobsSession::follow);
    connect(&client, &DaemonClient::stateChanged, this, &JobsSession::reconnect);
    if (client.state() == DaemonClient::State::Connected)
        load();
}

QString JobsSession::readOnlyReason() const
{
    if (!m_document || !m_client.status())
        return m_loadError.isEmpty() ? tr("The config has not been read yet.") : m_loadError;
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

bool JobsSession::isTextEdited() const { return m_document && m_text != m_document->text; }

bool JobsSession::hasChanges() const
{
    if (!m_document)
        return false;
    return m_isText ? m_typed != m_document->text : isTextEdited() || m_editor.hasChanges();
}

QString JobsSession::problemWords() const
{
    QString first;
    int count = m_isText ? int(m_problems.size()) : m_editor.problemCount() + int(m_problems.size());
    for (int row = 0; !m_isText && first.isEmpty() && row < m_editor.count(); ++row) {
        if (const QString problem = m_editor.firstProblem(row); !problem.isEmpty())
            first = u"%1: %2"_s.arg(m_editor.draft(row).text(JobKey::Name), problem);
    }
    if (first.isEmpty() && !m_problems.empty())
        first = toQString(m_problems.front().toString());
    if (first.isEmpty() || count == 1)
        return first;
    return tr("%1 (and %n more)", nullptr, count - 1).arg(first);
}

QString JobsSession::changesBlockedReason() const
{
    if (!m_isText && m_document->parsed && m_editor.count() == 0)
        return tr("There has to be at least one job.");
    switch (m_previewState) {
    case Preview::Nothing:
        return tr("Nothing has changed.");
    case Preview::Waiting:
        return tr("Asking the daemon what this would change …");
    case Preview::Failed:
        return m_previewError;
    case Preview::Blocked:
    case Preview::Refused:
        return problemWords();
    case Preview::Ready:
        break;
    }
    return m_preview->isChanged ? QString() : tr("Nothing has changed.");
}

QString JobsSession::saveBlockedReason() const
{
    if (const QString reason = readOnlyReason(); !reason.isEmpty())
        return reason;
    if (m_isSaving)
        return tr("Saving …");
    if (hasChanges() && m_client.state() != DaemonClient::State::Connected)
        return tr("The connection is lost. The changes are kept here until it is back.");
    if (m_theirs)
        return tr("Somebody else saved first: choose what becomes of it.");
    return changesBlockedReason();
}

std::function<void(int)> JobsSession::touch()
{
    return [this](int row) { Q_EMIT jobTouched(row); };
}

void JobsSession::typeText(int row, JobKey key, const QString &text)
{
    if (m_editor.draft(row).text(key) != text)
        push(new TypeJobText(m_editor, touch(), row, key, text, m_typingSerial));
}

void JobsSession::addJob(int behindRow)
{
    const int row = std::clamp(behindRow + 1, 0, m_editor.count());
    push(new InsertJob(m_editor, touch(), row, m_editor.newRow()));
}

void JobsSession::duplicateJob(int row)
{
    push(new InsertJob(m_editor, touch(), row + 1, m_editor.copyOf(row)));
}

void JobsSession::removeJob(int row) { push(new RemoveJob(m_editor, touch(), row)); }

void JobsSession::moveJob(int from, int to) { push(new MoveJob(m_editor, touch(), from, to)); }

std::string JobsSession::fileName() const { return m_document ? m_document->file : std::string(); }

void JobsSession::update()
{
    ++m_serial;
    m_preview.reset();
    m_previewError.clear();
    m_saveError.clear();
    m_note.clear();
    m_problems.clear();
    const bool isValid = m_isText ? checkText() : m_editor.isValid() && m_editor.count() > 0;
    m_previewTimer.stop();
    if (!hasChanges()) {
        m_previewState = Preview::Nothing;
        m_editor.setDaemonProblems({});
        if (!m_isText && m_document)
            m_problems = m_document->problems;
    } else if (!isValid) {
        m_previewState = Preview::Blocked;
    } else {
        m_previewState = Preview::Waiting;
        m_previewTimer.start();
    }
    Q_EMIT changed();
    if (const bool now = hasChanges(); now != m_hadChanges) {
        m_hadChanges = now;
        Q_EMIT hasChangesChanged(now);
    }
}

void JobsSession::askPreview()
{
    if (!hasChanges() || !readOnlyReason().isEmpty())
        return;
    const auto answer = [this, serial = m_serial](const Result<ConfigPreview, ApiError> &preview) {
        if (serial != m_serial)
            return;
        if (!preview)
            return refuse(preview.error(), false);
        m_preview = *preview;
        m_previewState = Preview::Ready;
        m_problems.clear();
        m_editor.setDaemonProblems({});
        Q_EMIT changed();
    };
    if (m_isText)
        return m_client.previewText(m_typed, this, answer);
    if (!isTextEdited())
        return m_client.previewJobs(m_editor.jobs(), this, answer);
    if (const auto text = jobsText())
        return m_client.previewText(*text, this, answer);
    m_previewError = noTextWords();
    m_previewState = Preview::Failed;
    Q_EMIT changed();
}

QString JobsSession::noTextWords() const
{
    return tr(
        "These jobs cannot be put into the text of the file. Discard the changes, or make them in the text.");
}

void JobsSession::refuse(const ApiError &error, bool isSave)
{
    m_preview.reset();
    if (!error.problems.empty()) {
        m_problems = m_isText ? error.problems : m_editor.setDaemonProblems(error.problems);
        m_previewState = Preview::Refused;
    } else if (isSave) {
        m_saveError = toQString(error.message);
        m_previewState = Preview::Waiting;
        m_previewTimer.start();
    } else {
        m_previewError = toQString(error.message);
        m_previewState = Preview::Failed;
    }
    Q_EMIT changed();
}

void JobsSession::save()
{
    if (!saveBlockedReason().isEmpty())
        return;
    finishTyping();
    put(m_document->revision);
}

void JobsSession::put(const std::string &revision)
{
    const bool isOfJobs = !m_isText && !isTextEdited();
    const auto text = m_isText ? std::optional(m_typed) : jobsText();
    if (!isOfJobs && !text) {
        m_saveError = noTextWords();
        Q_EMIT changed();
        return;
    }
    m_isSaving = true;
    const auto answer = [this, serial = m_serial](const Result<ConfigWritten, ApiError> &written) {
        if (written)
            return receiveWritten(*written, serial);
        m_isSaving = false;
        if (written.error().status != 412)
            return refuse(written.error(), true);
        load();
        Q_EMIT changed();
    };
    Q_EMIT changed();
    if (isOfJobs)
        m_client.putJobs(m_editor.jobs(), revision, this, answer);
    else
        m_client.putText(*text, revision, this, answer);
}

} // namespace slurmsd
