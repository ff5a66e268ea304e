// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/columnfilterheader.h"

#include <QAbstractItemModel>
#include <QContextMenuEvent>
#include <QLineEdit>
#include <QMenu>

#include <algorithm>

namespace slurmsd {

namespace {

bool isNumber(const QAbstractItemModel &model, int column)
{
    return model.headerData(column, Qt::Horizontal, Qt::TextAlignmentRole).toInt() & Qt::AlignRight;
}

} // namespace

ColumnFilterHeader::ColumnFilterHeader(QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsMovable(true);
    setSectionsClickable(true);
    setSortIndicatorShown(true);
    setHighlightSections(false);
    setStretchLastSection(true);
    connect(this, &QHeaderView::sectionResized, this, &ColumnFilterHeader::placeEditors);
    connect(this, &QHeaderView::sectionMoved, this, &ColumnFilterHeader::placeEditors);
}

void ColumnFilterHeader::showFilters(bool isShown)
{
    if (isShown == m_hasFilters)
        return;
    m_hasFilters = isShown;
    makeEditors();
    for (QLineEdit *editor : m_editors) {
        if (!isShown)
            editor->clear();
        editor->setVisible(isShown);
    }
    // The table asks for the size again when a section changes its own.
    updateGeometries();
    Q_EMIT geometriesChanged();
    if (isShown && !m_editors.empty())
        m_editors[static_cast<std::size_t>(logicalIndexAt(0))]->setFocus();
}

void ColumnFilterHeader::makeEditors()
{
    while (model() && static_cast<int>(m_editors.size()) < count()) {
        const int column = static_cast<int>(m_editors.size());
        auto *editor = new QLineEdit(this);
        editor->setClearButtonEnabled(true);
        editor->setToolTip(isNumber(*model(), column)
                               ? tr("Only nodes with these digits in the column; or compare: >=64, <512G")
                               : tr("Only nodes with this text in the column; * stands for any characters"));
        editor->setAccessibleName(
            tr("Filter of the column %1").arg(model()->headerData(column, Qt::Horizontal).toString()));
        editor->installEventFilter(this);
        connect(editor, &QLineEdit::textChanged, this,
                [this, column](const QString &text) { Q_EMIT filterEdited(column, text); });
        m_editors.push_back(editor);
    }
}

void ColumnFilterHeader::placeEditors()
{
    if (!m_hasFilters)
        return;
    const int top = QHeaderView::sizeHint().height();
    for (std::size_t i = 0; i < m_editors.size(); ++i) {
        const int column = static_cast<int>(i);
        QLineEdit *editor = m_editors[i];
        editor->setVisible(!isSectionHidden(column));
        editor->setGeometry(sectionViewportPosition(column), top, sectionSize(column),
                            editor->sizeHint().height());
    }
}

QSize ColumnFilterHeader::sizeHint() const
{
    QSize size = QHeaderView::sizeHint();
    if (m_hasFilters && !m_editors.empty())
        size.rheight() += m_editors.front()->sizeHint().height();
    return size;
}

void ColumnFilterHeader::updateGeometries()
{
    setViewportMargins(0, 0, 0, sizeHint().height() - QHeaderView::sizeHint().height());
    QHeaderView::updateGeometries();
    placeEditors();
}

// Sections move with the table's scroll bar, which nothing but their painting tells.
bool ColumnFilterHeader::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Paint)
        placeEditors();
    return QHeaderView::viewportEvent(event);
}

bool ColumnFilterHeader::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn) {
        const auto found = std::find(m_editors.begin(), m_editors.end(), watched);
        if (found != m_editors.end())
            Q_EMIT filterFocused(static_cast<int>(found - m_editors.begin()));
    }
    return QHeaderView::eventFilter(watched, event);
}

int ColumnFilterHeader::visibleCount() const { return count() - hiddenSectionCount(); }

void ColumnFilterHeader::fillColumnMenu(QMenu &menu)
{
    for (int column = 0; column < count(); ++column) {
        QAction *action = menu.addAction(model()->headerData(column, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(!isSectionHidden(column));
        action->setEnabled(isSectionHidden(column) || visibleCount() > 1);
        connect(action, &QAction::toggled, this, [this, column](bool isShown) {
            setSectionHidden(column, !isShown);
            placeEditors();
        });
    }
}

void ColumnFilterHeader::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    fillColumnMenu(menu);
    menu.exec(event->globalPos());
}

} // namespace slurmsd
