// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/daemonstatus.h"
#include "gui/views/noticebar.h"

#include <QString>

#include <optional>

class QPushButton;

namespace slurmsd {

// A list that the guard holds back, what it would mean to accept it, and a button for that, which asks once
// more in its place. Hidden while no list is held.
class HeldListBar : public NoticeBar
{
    Q_OBJECT

public:
    explicit HeldListBar(QWidget *parent = nullptr);

    void setHeldList(const std::optional<HeldListStatus> &held, std::size_t nodesNow);
    // Why the list cannot be accepted from here, in words; empty: it can be.
    void setWhyNot(const QString &whyNot);
    // As the button does.
    void ask();

Q_SIGNALS:
    void accepted();

private:
    void setAsking(bool isAsking);
    void updateText();

    std::optional<HeldListStatus> m_held;
    std::size_t m_nodesNow = 0;
    QString m_whyNot;
    bool m_isAsking = false;
    QPushButton *m_ask;
    QPushButton *m_accept;
    QPushButton *m_keep;
};

} // namespace slurmsd
