// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListWidget>

namespace slurmsd {

// The names of a daemon's pages, one below the other, with a number beside those that have one.
class Sidebar : public QListWidget
{
    Q_OBJECT

public:
    explicit Sidebar(QWidget *parent = nullptr);

    void addPage(const QString &name, const QIcon &icon);
    // Empty: none. A badge is for what wants to be looked at.
    void setCount(int page, const QString &count, bool isBadge = false);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
};

} // namespace slurmsd
