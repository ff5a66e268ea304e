// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/daemonstatus.h"

#include <QLabel>

namespace slurmsd {

// What the colours stand for, with marks, words and numbers; each a link to its nodes.
class StateLegend : public QLabel
{
    Q_OBJECT

public:
    explicit StateLegend(QWidget *parent = nullptr);

    void setStates(const StateCounts &states);

Q_SIGNALS:
    // "state:down"
    void searchRequested(const QString &search);

protected:
    void changeEvent(QEvent *event) override;

private:
    void updateText();

    StateCounts m_states{};
};

} // namespace slurmsd
