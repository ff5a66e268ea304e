// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/views/page.h"

namespace slurmsd {

class DaemonClient;

// What happened: nodes, targets, polls and reloads as a list to filter and export.
class TimelinePage : public Page
{
    Q_OBJECT

public:
    explicit TimelinePage(DaemonClient &client, QWidget *parent = nullptr);

    // Events since the page was last looked at.
    int unseen() const;

Q_SIGNALS:
    void unseenChanged(int unseen);

private:
    DaemonClient &m_client;
};

} // namespace slurmsd
