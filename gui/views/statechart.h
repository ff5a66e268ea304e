// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/daemonstatus.h"
#include "gui/models/statehistory.h"

#include <QWidget>

#include <memory>

namespace slurmsd {

// A cluster's nodes that are not in service (outOfService), by state over time, stacked. What is unknown is
// left empty.
class StateChart : public QWidget
{
    Q_OBJECT

public:
    explicit StateChart(QWidget *parent = nullptr);
    ~StateChart() override;

    // Up to `now`, by the daemon's clock.
    void setHistory(const StateHistory &history, WallTime now);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Private;
    void updateColors();

    std::unique_ptr<Private> d;
};

} // namespace slurmsd
