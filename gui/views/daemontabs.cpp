// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/daemontabs.h"

#include <QEvent>
#include <QTabBar>

namespace slurmsd {

bool DaemonTabs::event(QEvent *event)
{
    if (event->type() != QEvent::LayoutRequest)
        return QTabWidget::event(event);
    const std::pair sizes(tabBar()->sizeHint(), minimumSizeHint());
    return std::exchange(m_sizes, sizes) == sizes || QTabWidget::event(event);
}

} // namespace slurmsd
