// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/daemonstatus.h"
#include "gui/models/statebarlayout.h"

#include <QAbstractScrollArea>

#include <vector>

namespace slurmsd {

// A bar for each partition, with a part for each state class in it. A part, or a whole partition, is chosen
// with the mouse, or with the arrow keys and Enter.
class StateBars : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit StateBars(QWidget *parent = nullptr);

    void setPartitions(const std::vector<PartitionStatus> &partitions);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    // "partition:gpu and state:down"
    void searchRequested(const QString &search);

protected:
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    // A partition, and one of its parts in the order of its bar; -1: the whole.
    struct Place
    {
        int row = 0;
        int part = -1;

        friend bool operator==(const Place &, const Place &) = default;
    };

    int rowHeight() const;
    int rowCount() const { return int(m_partitions.size()); }
    QRect barRect(int row) const; // in the viewport
    int nameWidth() const;
    int countWidth() const;
    std::vector<StateSegment> segmentsOf(int row) const;
    static QString labelOf(const StateSegment &segment); // "▼14"
    Place placeAt(QPoint position) const;                // row -1: none
    QString nameOf(int row) const;
    QString describe(Place place) const;
    void setCurrent(Place place);
    void moveCurrent(int rows, int parts);
    void activate(Place place);
    void updateScrollBar();
    void paintRow(QPainter &painter, int row) const;
    void paintBar(QPainter &painter, int row) const;

    std::vector<PartitionStatus> m_partitions;
    Place m_current;
};

} // namespace slurmsd
