// SPDX-License-Identifier: GPL-3.0-or-later
// What a JobsSession does when somebody else saved first.
#include "common/configedit.h"
#include "gui/editing/jobssession.h"
#include "gui/editing/jobwords.h"

namespace slurmsd {

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
    if ((m_isText ? m_typed : m_text) == m_document->text)
        return {};
    const auto mine = editJobs(m_document->text, fileName(), *jobs);
    return mine && editedText() == *mine
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

// The steps of undo have the old text, and would take theirs back. Theirs, if it is not valid, takes no jobs:
// mine stay in the text that they are from.
void JobsSession::keepMine()
{
    if (!m_theirs)
        return;
    const bool isTextMine = m_isText || isTextEdited() || !m_theirs->parsed;
    setBase(ConfigDocument(*m_theirs));
    m_undoStack.clear();
    if (!isTextMine)
        m_text = m_document->text;
    reopen();
    m_isSavedNext = m_state == State::Previewing;
    askPreview();
}

void JobsSession::takeTheirs()
{
    if (m_theirs)
        discard();
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
    reopen();
}

} // namespace slurmsd
