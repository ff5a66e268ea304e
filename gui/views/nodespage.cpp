// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/nodespage.h"

#include "gui/api/daemonclient.h"

namespace slurmsd {

NodesPage::NodesPage(DaemonClient &client, QWidget *parent)
    : Page(parent)
    , m_client(client)
{
    static_cast<void>(m_client);
}

void NodesPage::setSearch(const QString &) {}
void NodesPage::selectNode(const QString &, const QString &) {}

} // namespace slurmsd
