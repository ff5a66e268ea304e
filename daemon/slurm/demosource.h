// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/slurm/nodesource.h"

#include <QTimer>

#include <cstdint>

namespace slurmsd {

// The cluster `demo:`: forty nodes of all kinds, for a first look without a Slurm. Its nodes are those of
// resources/demo/nodes.json, a real answer made over; jobs come and go with each fetch. The nodes' addresses
// are all of the loopback network, 127.0.2.0/24: a Prometheus that scrapes them never bothers another
// machine, learns at once that nobody listens, and sees every node up where an exporter runs on this machine.
class DemoSource : public NodeSource
{
    Q_OBJECT

public:
    explicit DemoSource(QObject *parent = nullptr);

    void fetch() override;
    void abort() override;

private:
    void answer();

    QTimer m_nextTurn;
    unsigned m_fetches = 0; // finished ones
};

// Lets the time since the demo cluster's start pass on its nodes: after `fetches` fetches, nodes that are
// free to do so idle, run a few jobs or are full, one is drained now and then, and one sometimes does not
// answer. The same number gives the same states; 0 leaves everything as it is. No node comes or goes.
void passDemoTime(NodeSnapshot &snapshot, unsigned fetches);

} // namespace slurmsd
