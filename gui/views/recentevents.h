// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/event.h"

#include <QLabel>

#include <deque>
#include <vector>

namespace slurmsd {

// The last few events, the newest first, a line and a link each. Hidden while there are none.
class RecentEvents : public QLabel
{
    Q_OBJECT

public:
    static constexpr std::size_t capacity = 5;

    explicit RecentEvents(QWidget *parent = nullptr);

    // Oldest first, newer than all before.
    void append(const std::vector<Event> &events);

Q_SIGNALS:
    void opened(const slurmsd::Event &event);

protected:
    void changeEvent(QEvent *event) override;
    QSize minimumSizeHint() const override;

private:
    void updateText();

    std::deque<Event> m_events; // newest first
};

} // namespace slurmsd
