// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/heldlistbar.h"

#include "gui/models/text.h"

#include <QPushButton>

#include <utility>

namespace slurmsd {

HeldListBar::HeldListBar(QWidget *parent)
    : NoticeBar(parent)
    , m_ask(addButton(tr("&Accept the Smaller List…")))
    , m_accept(addButton(tr("&Accept It")))
    , m_keep(addButton(tr("&Keep the Old List")))
{
    connect(m_ask, &QPushButton::clicked, this, &HeldListBar::ask);
    connect(m_keep, &QPushButton::clicked, this, [this] { setAsking(false); });
    connect(m_accept, &QPushButton::clicked, this, [this] {
        setAsking(false);
        Q_EMIT accepted();
    });
    setAsking(false);
    hide();
}

void HeldListBar::setHeldList(const std::optional<HeldListStatus> &held, std::size_t nodesNow)
{
    // Another list than the one that was asked about has to be asked about again. The guard's words change
    // with each poll.
    const auto sizes = [](const HeldListStatus &list) { return std::pair(list.nodes, list.lost); };
    const bool isOther = held.has_value() != m_held.has_value() || (held && sizes(*held) != sizes(*m_held));
    m_held = held;
    m_nodesNow = nodesNow;
    setVisible(held.has_value());
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

void HeldListBar::updateText()
{
    if (!m_held)
        return;
    const QString held = tr("%n node(s)", nullptr, int(m_held->nodes));
    const QString now = tr("%n node(s)", nullptr, int(m_nodesNow));
    const QString lost = tr("%n node(s)", nullptr, int(m_held->lost));
    if (m_isAsking) {
        setNotice(
            Level::Alarm,
            tr("The targets of %1 end in every job, and Prometheus stops to scrape and to alert on them. "
               "Right if these nodes were taken out of Slurm for good.")
                .arg(lost));
        return;
    }
    const QString meaning =
        tr("A new list of %1 is held back: %2 of the %3 in force would vanish at once. The old list is "
           "served "
           "until the new one is accepted here, enough polls agree, or the nodes come back.")
            .arg(held, lost, now);
    const QString reason = m_whyNot.isEmpty() ? QString() : QChar(u' ') + m_whyNot;
    const QString guard =
        m_held->message.empty() ? QString() : QChar(u' ') + tr("(%1)").arg(toQString(m_held->message));
    setNotice(Level::Warning, meaning + guard + reason);
}

} // namespace slurmsd
