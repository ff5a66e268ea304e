// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>

#include <vector>

class QLineEdit;

namespace slurmsd {

// The header of a table, with a line below its titles in which each column can be filtered, and a menu to
// choose the columns.
class ColumnFilterHeader : public QHeaderView
{
    Q_OBJECT

public:
    explicit ColumnFilterHeader(QWidget *parent = nullptr);

    bool hasFilters() const { return m_hasFilters; }
    // Hiding the line empties the filters.
    void showFilters(bool isShown);
    // The checkable columns; for the header's context menu and for a button.
    void fillColumnMenu(QMenu &menu);

    QSize sizeHint() const override;

Q_SIGNALS:
    void filterEdited(int column, const QString &text);
    void filterFocused(int column); // is to be scrolled into view

protected:
    void updateGeometries() override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    void makeEditors();
    void placeEditors();
    int visibleCount() const;

    std::vector<QLineEdit *> m_editors; // by column
    bool m_hasFilters = false;
};

} // namespace slurmsd
