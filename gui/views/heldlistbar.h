// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/daemonstatus.h"
#include "gui/views/noticebar.h"

#include <QString>

#include <optional>
#include <string>
#include <vector>

class QPushButton;

namespace slurmsd {

// What the guard holds back of a cluster, a list or what a job would get of it, what it would mean to accept
// that, and a button for it, which asks once more in its place. Of several, the first. Hidden while nothing
// is held.
class HeldListBar : public NoticeBar
{
    Q_OBJECT

public:
    explicit HeldListBar(QWidget *parent = nullptr);

    void setHeld(const std::vector<HeldStatus> &held);
    // Why it cannot be accepted from here, in words; empty: it can be.
    void setWhyNot(const QString &whyNot);
    // As the button does.
    void ask();

Q_SIGNALS:
    void accepted(const std::string &id);

private:
    void setAsking(bool isAsking);
    void updateText();

    QString meaning() const;

    std::optional<HeldStatus> m_held;
    std::size_t m_others = 0; // that are held as well
    QString m_whyNot;
    bool m_isAsking = false;
    QPushButton *m_ask;
    QPushButton *m_accept;
    QPushButton *m_keep;
};

} // namespace slurmsd
