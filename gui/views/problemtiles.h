// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/problemtile.h"

#include <QWidget>

#include <vector>

class QHBoxLayout;

namespace slurmsd {

// The tiles of problemTiles(), side by side: a button each.
class ProblemTiles : public QWidget
{
    Q_OBJECT

public:
    explicit ProblemTiles(QWidget *parent = nullptr);

    void setTiles(const std::vector<ProblemTile> &tiles);

Q_SIGNALS:
    void searchRequested(const QString &search); // "state:down"
    void emptyJobsRequested();
    void heldRequested();

private:
    class Tile;

    void open(const ProblemTile &tile);

    QHBoxLayout *m_layout;
    std::vector<Tile *> m_tiles;
};

} // namespace slurmsd
