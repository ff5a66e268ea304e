// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/views/page.h"

namespace slurmsd {

class DaemonClient;

// Partitions, states and nodes as a tree, and all nodes as a table, with a search over both.
class NodesPage : public Page
{
    Q_OBJECT

public:
    explicit NodesPage(DaemonClient &client, QWidget *parent = nullptr);

    // As if the user had typed it into the search box.
    void setSearch(const QString &search);
    // Makes the node the current one, where it is in the list. Emits nodeSelected().
    void selectNode(const QString &cluster, const QString &node);

private:
    DaemonClient &m_client;
};

} // namespace slurmsd
