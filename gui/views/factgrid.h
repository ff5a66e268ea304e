// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QGridLayout;
class QLabel;

namespace slurmsd {

// Names and values in columns: "Endpoint  http://head:6820".
class FactGrid : public QWidget
{
    Q_OBJECT

public:
    // `columns`: of pairs, side by side.
    explicit FactGrid(int columns, QWidget *parent = nullptr);

    // The next one's value: plain text that can be selected. A wide one has a line for itself. Owned by the
    // grid.
    QLabel *addFact(const QString &name, bool isWide = false);

    // Shows the value, or hides the fact where there is none.
    static void setFact(QLabel *value, const QString &text);

private:
    int m_columns;
    int m_row = 0;
    int m_column = 0;
    QGridLayout *m_layout;
};

} // namespace slurmsd
