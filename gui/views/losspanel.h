// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace slurmsd {

class JobsSession;

// What saving would take away from Prometheus, in red, and once Save was pressed the question whether it may.
// Shows itself while something would be lost.
class LossPanel : public QFrame
{
    Q_OBJECT

public:
    // `session` outlives the panel.
    explicit LossPanel(JobsSession &session, QWidget *parent = nullptr);

private:
    void update();

    JobsSession &m_session;
    QLabel *m_text;
    QPushButton *m_confirm;
    QPushButton *m_decline;
};

} // namespace slurmsd
