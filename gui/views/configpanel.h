// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/daemonstatus.h"

#include <QWidget>

class QLabel;

namespace slurmsd {

class FactGrid;
class NoticeBar;

// The daemon itself in the overview: its version, its config, and what was wrong with that.
class ConfigPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ConfigPanel(QWidget *parent = nullptr);

    void setStatus(const DaemonStatus &status);
    // Ages, once a second.
    void tick(WallTime now);

private:
    void updateNotices(WallTime now);

    DaemonStatus m_status;
    NoticeBar *m_problems;
    NoticeBar *m_notes;
    QLabel *m_version, *m_config, *m_started, *m_changes;
};

} // namespace slurmsd
