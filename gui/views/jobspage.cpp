// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/jobspage.h"

#include "gui/api/daemonclient.h"

namespace slurmsd {

JobsPage::JobsPage(DaemonClient &client, QWidget *parent)
    : Page(parent)
    , m_client(client)
{
    static_cast<void>(m_client);
}

void JobsPage::showJob(const QString &) {}
bool JobsPage::hasUnsavedChanges() const { return false; }

} // namespace slurmsd
