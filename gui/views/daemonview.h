// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/api/daemonclient.h"

#include <QWidget>

namespace slurmsd {

// One daemon: the sidebar, its pages, and the detail of the node that is chosen.
class DaemonView : public QWidget
{
    Q_OBJECT

public:
    explicit DaemonView(QWidget *parent = nullptr);

    DaemonClient &client() { return m_client; }

private:
    DaemonClient m_client;
};

} // namespace slurmsd
