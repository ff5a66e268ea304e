// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/healthsentence.h"

#include <QLabel>

#include <vector>

namespace slurmsd {

// The steps of a connection test, one a line, each with its mark, its name and what came of it.
class TestSteps : public QLabel
{
    Q_OBJECT

public:
    struct Line
    {
        HealthSentence::Level level = HealthSentence::Level::Quiet;
        QString name;
        QString outcome;
    };

    explicit TestSteps(QWidget *parent = nullptr);

    // None: nothing is shown.
    void setLines(std::vector<Line> lines);

protected:
    void changeEvent(QEvent *event) override;

private:
    void updateText();

    std::vector<Line> m_lines;
};

} // namespace slurmsd
