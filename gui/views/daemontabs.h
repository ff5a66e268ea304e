// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTabWidget>

#include <utility>

namespace slurmsd {

// A QTabWidget that does not lay itself out and draw all of itself anew whenever a text in one of its pages
// changes, as ages do each second: only when its tabs, or the least that it needs, are of another size.
class DaemonTabs : public QTabWidget
{
    Q_OBJECT

public:
    using QTabWidget::QTabWidget;

protected:
    bool event(QEvent *event) override;

private:
    std::pair<QSize, QSize> m_sizes; // of the tabs, and the least
};

} // namespace slurmsd
