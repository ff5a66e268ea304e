// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/timelinepage.h"

#include "gui/api/daemonclient.h"

namespace slurmsd {

TimelinePage::TimelinePage(DaemonClient &client, QWidget *parent)
    : Page(parent)
    , m_client(client)
{
    static_cast<void>(m_client);
}

int TimelinePage::unseen() const { return 0; }

} // namespace slurmsd
