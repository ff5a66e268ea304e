// SPDX-License-Identifier: GPL-3.0-or-later
// A JobsSession's edits as a text, and from text to jobs and back.
#include "common/configedit.h"
#include "common/configyaml.h"
#include "gui/views/jobcommands.h"
#include "gui/views/jobssession.h"

namespace slurmsd {

namespace {

std::optional<Config> parsed(const std::string &text, const std::string &file)
{
    auto result = parseConfig(text, file);
    return result ? std::optional(std::move(result->config)) : std::nullopt;
}

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

std::optional<std::vector<JobConfig>> JobsSession::myJobs() const
{
    if (!m_isText)
        return m_editor.isValid() ? std::optional(m_editor.jobs()) : std::nullopt;
    const auto config = parsed(m_typed, fileName());
    return config ? std::optional(config->jobs) : std::nullopt;
}

void JobsSession::setText(const std::string &text)
{
    if (!m_document)
        return;
    const std::string typed = withLineBreaksOf(m_document->text, text);
    if (typed == m_typed)
        return;
    m_typed = typed;
    update();
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
    update();
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
    if (jobs && (m_typed != jobsText() || m_editor.jobs() != *jobs)) {
        JobsEditor wanted;
        wanted.setJobs(*jobs);
        push(new TakeJobsText(m_editor, touch(), {m_editor.rows(), m_text}, {wanted.rows(), m_typed},
                              [this](const std::string &text) { m_text = text; }));
    }
    update();
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
