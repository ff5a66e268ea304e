// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/heldlistbar.h"

#include "gui/models/text.h"

#include <QPushButton>

namespace slurmsd {

HeldListBar::HeldListBar(QWidget *parent)
    : NoticeBar(parent)
    , m_ask(addButton(tr("&Accept the Smaller List…")))
    , m_accept(addButton(QString()))
    , m_keep(addButton(tr("&Keep the Old List")))
{
    connect(m_ask, &QPushButton::clicked, this, &HeldListBar::ask);
    connect(m_keep, &QPushButton::clicked, this, [this] { setAsking(false); });
    connect(m_accept, &QPushButton::clicked, this, [this] {
        setAsking(false);
        Q_EMIT accepted(m_held->id);
    });
    setAsking(false);
    hide();
}

void HeldListBar::setHeld(const std::vector<HeldStatus> &held)
{
    // Something else than what was asked about has to be asked about again.
    const bool isOther = held.empty() != !m_held.has_value() || (m_held && held.front().id != m_held->id);
    m_held = held.empty() ? std::nullopt : std::optional(held.front());
    m_others = held.empty() ? 0 : held.size() - 1;
    setVisible(m_held.has_value());
    if (isOther)
        setAsking(false);
    updateText();
}

void HeldListBar::setWhyNot(const QString &whyNot)
{
    m_whyNot = whyNot;
    if (!whyNot.isEmpty())
        setAsking(false);
    m_ask->setEnabled(whyNot.isEmpty());
    m_ask->setToolTip(whyNot);
    updateText();
}

void HeldListBar::ask()
{
    if (!m_held || !m_whyNot.isEmpty())
        return;
    setAsking(true);
    m_keep->setFocus();
}

void HeldListBar::setAsking(bool isAsking)
{
    const bool hadFocus = m_accept->hasFocus() || m_keep->hasFocus();
    m_isAsking = isAsking;
    m_ask->setVisible(!isAsking);
    m_accept->setVisible(isAsking);
    m_keep->setVisible(isAsking);
    if (hadFocus && !isAsking)
        m_ask->setFocus();
    updateText();
}

QString HeldListBar::meaning() const
{
    const auto nodes = [](std::size_t count) { return tr("%Ln node(s)", nullptr, int(count)); };
    const auto targets = [](std::size_t count) { return tr("%Ln target(s)", nullptr, int(count)); };
    if (m_held->job.empty())
        return tr("A new list of %1 is held back: %2 of the %3 in force would vanish. The old list is served "
                  "until the new one is accepted here, Slurm has said the same for long enough, or the nodes "
                  "come back.")
            .arg(nodes(m_held->after), nodes(m_held->lost), nodes(m_held->before));
    return tr("What job %1 would get is held back: %2 of its %3 would vanish. The old targets are served "
              "until "
              "the new ones are accepted here, Slurm has said the same for long enough, or they come back.")
        .arg(toQString(m_held->job), targets(m_held->lost), targets(m_held->before));
}

void HeldListBar::updateText()
{
    if (!m_held)
        return;
    m_accept->setText(tr("&Accept %1", "id of what is held").arg(toQString(m_held->id)));
    if (m_isAsking) {
        const QString lost = tr("%Ln node(s)", nullptr, int(m_held->lost));
        setNotice(
            Level::Alarm,
            m_held->job.empty()
                ? tr("The targets of %1 end in every job, and Prometheus stops to scrape and to alert on "
                     "them: %2. Right if these nodes were taken out of Slurm for good.")
                      .arg(lost, toQString(m_held->what))
                : tr("These targets of job %1 end, and Prometheus stops to scrape and to alert on them: %2.")
                      .arg(toQString(m_held->job), toQString(m_held->what)));
        return;
    }
    QString text = meaning();
    if (!m_held->what.empty())
        text += QChar(u' ') + tr("Gone would be %1.").arg(toQString(m_held->what));
    if (!m_held->message.empty())
        text += QChar(u' ') + tr("(%1)").arg(toQString(m_held->message));
    if (m_others > 0)
        text += QChar(u' ') + tr("%Ln more job(s) are held.", nullptr, int(m_others));
    if (!m_whyNot.isEmpty())
        text += QChar(u' ') + m_whyNot;
    setNotice(Level::Warning, text);
}

} // namespace slurmsd
