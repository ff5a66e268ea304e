// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/views/page.h"

namespace slurmsd {

class DaemonClient;

// How the daemon is, in words first: each cluster's list, polls and token; nodes by state over time and by
// partition.
class OverviewPage : public Page
{
    Q_OBJECT

public:
    explicit OverviewPage(DaemonClient &client, QWidget *parent = nullptr);

private:
    DaemonClient &m_client;
};

} // namespace slurmsd
