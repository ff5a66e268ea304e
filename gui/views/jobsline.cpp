// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/jobsline.h"

#include "gui/models/problemtile.h"
#include "gui/models/text.h"
#include "gui/views/statestyle.h"

#include <QEvent>
#include <QLocale>
#include <QUrl>

#include <algorithm>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t mostShown = 20;

} // namespace

JobsLine::JobsLine(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::RichText);
    setWordWrap(true);
    setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    setAccessibleName(tr("Jobs and their targets"));
    connect(this, &QLabel::linkActivated, this,
            [this](const QString &link) { Q_EMIT jobRequested(QUrl::fromPercentEncoding(link.toLatin1())); });
}

void JobsLine::setJobs(const std::vector<JobStatus> &jobs)
{
    if (jobs == m_jobs)
        return;
    m_jobs = jobs;
    std::stable_partition(m_jobs.begin(), m_jobs.end(), isWithoutTargets);
    updateText();
}

void JobsLine::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        updateText();
    QLabel::changeEvent(event);
}

void JobsLine::updateText()
{
    QStringList parts;
    for (std::size_t i = 0; i < std::min(m_jobs.size(), mostShown); ++i) {
        const JobStatus &job = m_jobs[i];
        const bool isBad = isWithoutTargets(job);
        const QColor color =
            isBad ? stateColor(StateClass::Down, palette()) : palette().color(QPalette::WindowText);
        parts += u"<a href=\"%1\" style=\"color:%2;text-decoration:none\">%3%4&nbsp;<b>%5</b></a>"_s.arg(
            QString::fromLatin1(QUrl::toPercentEncoding(toQString(job.name))), color.name(),
            isBad ? u"✕&nbsp;"_s : QString(), toQString(job.name).toHtmlEscaped(),
            QLocale().toString(qulonglong(job.targets)));
    }
    if (m_jobs.size() > mostShown)
        parts += tr("and %Ln more", nullptr, int(m_jobs.size() - mostShown));
    setText(tr("Targets by job:") + u" &nbsp; "_s + parts.join(u" &nbsp; "_s));
}

} // namespace slurmsd
