// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/views/page.h"

namespace slurmsd {

class DaemonClient;

// What the daemon serves to Prometheus, job by job: groups, targets and labels, and what changed last.
class TargetsPage : public Page
{
    Q_OBJECT

public:
    explicit TargetsPage(DaemonClient &client, QWidget *parent = nullptr);

    // Scrolls to that job and opens it.
    void showJob(const QString &job);

private:
    DaemonClient &m_client;
};

} // namespace slurmsd
