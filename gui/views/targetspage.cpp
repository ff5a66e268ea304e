// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/targetspage.h"

#include "gui/api/daemonclient.h"

namespace slurmsd {

TargetsPage::TargetsPage(DaemonClient &client, QWidget *parent)
    : Page(parent)
    , m_client(client)
{
    static_cast<void>(m_client);
}

void TargetsPage::showJob(const QString &) {}

} // namespace slurmsd
