// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/nodedetail.h"

#include "gui/api/daemonclient.h"

namespace slurmsd {

NodeDetail::NodeDetail(DaemonClient &client, QWidget *parent)
    : QWidget(parent)
    , m_client(client)
{
    static_cast<void>(m_client);
}

void NodeDetail::showNode(const QString &, const QString &) {}

} // namespace slurmsd
