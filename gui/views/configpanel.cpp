// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/configpanel.h"

#include "gui/models/durationtext.h"
#include "gui/models/text.h"
#include "gui/views/factgrid.h"
#include "gui/views/noticebar.h"

#include <QLabel>
#include <QVBoxLayout>

namespace slurmsd {

namespace {

QStringList toQStrings(const std::vector<std::string> &texts)
{
    QStringList strings;
    for (const std::string &text : texts)
        strings.append(toQString(text));
    return strings;
}

} // namespace

ConfigPanel::ConfigPanel(QWidget *parent)
    : QWidget(parent)
    , m_problems(new NoticeBar)
    , m_notes(new NoticeBar)
{
    auto *facts = new FactGrid(2);
    m_version = facts->addFact(tr("Daemon"));
    m_config = facts->addFact(tr("Config"));
    m_started = facts->addFact(tr("Started"));
    m_changes = facts->addFact(tr("Changes"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_problems);
    layout->addWidget(m_notes);
    layout->addWidget(facts);
    m_problems->hide();
    m_notes->hide();
}

void ConfigPanel::setStatus(const DaemonStatus &status)
{
    m_status = status;
    const QString version = QStringLiteral("prometheus-slurm-sd ") + toQString(status.version);
    FactGrid::setFact(m_version, version);
    const auto word = [](bool isEnabled) { return isEnabled ? tr("enabled") : tr("not enabled"); };
    FactGrid::setFact(m_changes, tr("polls and reloads %1, config %2")
                                     .arg(word(status.isLifecycleEnabled), word(status.isAdminApiEnabled)));
    tick(status.now);
}

void ConfigPanel::tick(WallTime now)
{
    const ConfigStatus &config = m_status.config;
    FactGrid::setFact(m_started,
                      tr("%1, %2 ago", "time, age")
                          .arg(clockText(m_status.startedAt, now), durationText(m_status.startedAt, now)));
    const QString file = config.file.empty() ? tr("built in, no file") : toQString(config.file);
    FactGrid::setFact(m_config, tr("%1, loaded %2 ago").arg(file, durationText(config.loadedAt, now)));
    updateNotices(now);
}

void ConfigPanel::updateNotices(WallTime now)
{
    const ConfigStatus &config = m_status.config;
    m_problems->setVisible(!config.reloadProblems.empty());
    if (!config.reloadProblems.empty()) {
        const QString when = clockText(config.lastReload.value_or(now), now);
        m_problems->setNotice(NoticeBar::Level::Warning,
                              tr("The reload of %1 failed, and the config of %2 stays in force:")
                                      .arg(when, clockText(config.loadedAt, now)) +
                                  QChar(u'\n') + toQStrings(config.reloadProblems).join(QChar(u'\n')));
    }
    m_notes->setVisible(!config.deprecations.empty());
    m_notes->setNotice(NoticeBar::Level::Quiet, toQStrings(config.deprecations).join(QChar(u'\n')));
}

} // namespace slurmsd
