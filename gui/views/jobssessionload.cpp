// SPDX-License-Identifier: GPL-3.0-or-later
// How a JobsSession reads the daemon's config, and what it does when somebody else saved.
#include "common/configedit.h"
#include "common/configyaml.h"
#include "gui/api/daemonclient.h"
#include "gui/models/jobwords.h"
#include "gui/models/text.h"
#include "gui/views/jobssession.h"

namespace slurmsd {

using namespace Qt::StringLiterals;

void JobsSession::load()
{
    if (m_isSaving) // which reads it again in the end
        return;
    m_client.fetchConfig(this,
                         [this, serial = ++m_loadSerial](const Result<ConfigDocument, ApiError> &config) {
                             // Of a file as it was before it was saved here.
                             if (serial != m_loadSerial || m_isSaving)
                                 return;
                             m_loadError = config ? QString() : toQString(config.error().message);
                             if (config)
                                 receive(*config);
                             else
                                 Q_EMIT changed();
                         });
}

// With each status: does it say something else of the config than before? A reload that failed, or that is
// good again, leaves the config in force as it is, and yet tells of another file.
void JobsSession::follow()
{
    if (m_isSaving || !m_client.status())
        return;
    const auto now = std::pair(m_client.status()->config, m_client.status()->isAdminApiEnabled);
    if (m_document && m_seen == now)
        return;
    m_seen = now;
    load();
    Q_EMIT changed();
}

void JobsSession::reconnect()
{
    const bool isConnected = m_client.state() == DaemonClient::State::Connected;
    if (isConnected)
        load();
    if (isConnected && m_previewState == Preview::Failed)
        return update();
    Q_EMIT changed();
}

void JobsSession::receive(const ConfigDocument &document)
{
    const bool isOther = !m_document || m_document->revision != document.revision;
    if (isOther && m_document && hasChanges() && document.text != (m_isText ? m_typed : jobsText())) {
        m_theirs = document;
        Q_EMIT changed();
    } else if (isOther || m_document->text != document.text) {
        take(document);
    } else {
        m_theirs.reset();
        m_document = document;
        Q_EMIT changed();
    }
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
    update();
}

void JobsSession::discard()
{
    if (m_theirs)
        return takeTheirs();
    if (m_document)
        take(ConfigDocument(*m_document));
}

void JobsSession::receiveWritten(const ConfigWritten &written, int serial)
{
    m_note = written.needsRestart.empty() ? tr("Saved, and in force.") : QString();
    QStringList keys;
    for (const std::string &key : written.needsRestart)
        keys += toQString(key);
    if (!keys.isEmpty())
        m_note = tr("Saved. What takes effect with a restart of the daemon: %1").arg(keys.join(u", "_s));
    Q_EMIT changed();
    ++m_loadSerial; // what is being read is of the file before
    m_client.fetchConfig(this, [this, serial](const Result<ConfigDocument, ApiError> &config) {
        m_isSaving = false;
        m_loadError = config ? QString() : toQString(config.error().message);
        if (config)
            receiveSaved(*config, serial);
        else
            Q_EMIT changed();
    });
}

// Edits that were made while it was saved stay. So do the steps of undo.
void JobsSession::receiveSaved(const ConfigDocument &document, int serial)
{
    const QString note = m_note;
    const bool isEdited = serial != m_serial;
    setBase(document);
    if (!isEdited) {
        m_text = document.text;
        if (m_editor.jobs() != m_editor.base()) {
            m_undoStack.clear();
            m_editor.setJobs(m_editor.base());
        }
        m_undoStack.setClean();
        setTyped(document.text);
    } else if (!m_isText) {
        m_text = document.text;
    }
    update();
    m_note = note;
    Q_EMIT changed();
}

QStringList JobsSession::theirChanges() const
{
    if (!m_theirs)
        return {};
    if (!m_theirs->parsed)
        return {tr("the file is not valid any more")};
    QStringList words;
    if (m_document->parsed)
        words = changeWords(m_document->parsed->jobs, m_theirs->parsed->jobs);
    const auto withoutJobs = [](std::optional<Config> config) {
        if (config)
            config->jobs.clear();
        return config;
    };
    if (withoutJobs(m_document->parsed) != withoutJobs(m_theirs->parsed))
        words += tr("other sections of the file");
    return words.isEmpty() ? QStringList{tr("nothing but spacing or comments")} : words;
}

QString JobsSession::mergeBlockedReason() const
{
    if (!m_theirs || !m_theirs->parsed || !m_document->parsed)
        return tr("The file is not valid, so its jobs cannot be merged.");
    const auto jobs = myJobs();
    if (!jobs)
        return tr("Your changes have problems. Mend them first.");
    const std::string &text = m_isText ? m_typed : m_text;
    if (text == m_document->text)
        return {};
    const auto mine = editJobs(m_document->text, fileName(), *jobs);
    const auto current = m_isText ? std::optional(m_typed) : jobsText();
    return mine && current == *mine
               ? QString()
               : tr("You changed more of the text than its jobs, which cannot be merged.");
}

MergedJobs JobsSession::merged(const std::map<std::string, MergeSide> &choices) const
{
    const auto jobs = myJobs();
    if (!jobs || !mergeBlockedReason().isEmpty())
        return {};
    return mergeJobs(m_document->parsed->jobs, *jobs, m_theirs->parsed->jobs, choices);
}

void JobsSession::keepMine()
{
    if (!m_theirs)
        return;
    const bool isEdited = isTextEdited();
    const ConfigDocument theirs = *m_theirs;
    setBase(theirs);
    // The steps of undo before a text was taken have the old text. Theirs, if it is not valid, takes no jobs:
    // mine stay in the text that they are from.
    if (m_isText || isEdited)
        m_undoStack.clear();
    else if (theirs.parsed)
        m_text = theirs.text;
    update();
    if (hasChanges() && m_previewState == Preview::Waiting)
        put(theirs.revision);
}

void JobsSession::takeTheirs()
{
    if (m_theirs)
        take(ConfigDocument(*m_theirs));
}

void JobsSession::merge(const std::map<std::string, MergeSide> &choices)
{
    if (!m_theirs || !mergeBlockedReason().isEmpty())
        return;
    const std::vector<JobConfig> jobs = merged(choices).jobs;
    setBase(ConfigDocument(*m_theirs));
    m_text = m_document->text;
    m_undoStack.clear();
    m_editor.setJobs(jobs);
    if (m_isText)
        setTyped(jobsText().value_or(m_text));
    update();
}

} // namespace slurmsd
