// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/overviewpage.h"

#include "gui/api/daemonclient.h"

namespace slurmsd {

OverviewPage::OverviewPage(DaemonClient &client, QWidget *parent)
    : Page(parent)
    , m_client(client)
{
    static_cast<void>(m_client);
}

} // namespace slurmsd
