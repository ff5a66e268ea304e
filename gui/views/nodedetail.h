// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace slurmsd {

class DaemonClient;

// The detail of one node: its state and Slurm's reason, and for each job its targets or why it has none, as
// the daemon explains it. Asks again when the daemon's node lists or jobs change.
class NodeDetail : public QWidget
{
    Q_OBJECT

public:
    explicit NodeDetail(DaemonClient &client, QWidget *parent = nullptr);

    // `cluster` may be empty: in whichever cluster the node is.
    void showNode(const QString &cluster, const QString &node);

Q_SIGNALS:
    void jobRequested(const QString &job);

private:
    DaemonClient &m_client;
};

} // namespace slurmsd
