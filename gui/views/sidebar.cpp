// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/sidebar.h"

#include <QApplication>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>
#include <utility>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

enum Role { CountRole = Qt::UserRole, BadgeRole };

class SidebarDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const QFontMetrics &metrics = option.fontMetrics;
        const int count = std::max(metrics.horizontalAdvance(index.data(CountRole).toString()),
                                   metrics.horizontalAdvance(u"99"_s));
        const int name = metrics.horizontalAdvance(index.data(Qt::DisplayRole).toString());
        return {iconSpace(metrics) + name + count + 4 * metrics.averageCharWidth(), metrics.height() * 7 / 4};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyleOptionViewItem item = option;
        initStyleOption(&item, index);
        item.text.clear();
        const QIcon icon = std::exchange(item.icon, QIcon());
        QStyle *style = item.widget ? item.widget->style() : QApplication::style();
        style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);
        const bool isSelected = item.state & QStyle::State_Selected;
        const auto group = item.state & QStyle::State_Active ? QPalette::Active : QPalette::Inactive;
        painter->save();
        painter->setPen(item.palette.color(group, isSelected ? QPalette::HighlightedText : QPalette::Text));
        const int pad = item.fontMetrics.averageCharWidth() * 3 / 2;
        const QRect inner = item.rect.adjusted(pad, 0, -pad, 0);
        const int size = item.fontMetrics.height();
        icon.paint(
            painter,
            QStyle::alignedRect(item.direction, Qt::AlignLeft | Qt::AlignVCenter, QSize(size, size), inner),
            Qt::AlignCenter, isSelected ? QIcon::Selected : QIcon::Normal);
        const int space = iconSpace(item.fontMetrics);
        const QRect name = QStyle::visualRect(item.direction, inner, inner.adjusted(space, 0, 0, 0));
        painter->drawText(name, Qt::AlignVCenter | Qt::AlignLeading, index.data(Qt::DisplayRole).toString());
        paintCount(*painter, item, inner, index, isSelected);
        painter->restore();
    }

private:
    static int iconSpace(const QFontMetrics &metrics) { return metrics.height() * 4 / 3; }

    static void paintCount(QPainter &painter, const QStyleOptionViewItem &item, const QRect &inner,
                           const QModelIndex &index, bool isSelected)
    {
        const QString count = index.data(CountRole).toString();
        if (count.isEmpty())
            return;
        if (!index.data(BadgeRole).toBool()) {
            painter.drawText(inner, Qt::AlignVCenter | Qt::AlignTrailing, count);
            return;
        }
        const int height = item.fontMetrics.height();
        const int width = std::max(height, item.fontMetrics.horizontalAdvance(count) + height * 2 / 3);
        const QRect pill = QStyle::alignedRect(item.direction, Qt::AlignVCenter | Qt::AlignRight,
                                               QSize(width, height), inner);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setBrush(item.palette.color(isSelected ? QPalette::HighlightedText : QPalette::Highlight));
        painter.setPen(Qt::NoPen);
        painter.drawRoundedRect(pill, height / 2.0, height / 2.0);
        painter.setPen(item.palette.color(isSelected ? QPalette::Highlight : QPalette::HighlightedText));
        painter.drawText(pill, Qt::AlignCenter, count);
    }
};

} // namespace

Sidebar::Sidebar(QWidget *parent)
    : QListWidget(parent)
{
    setItemDelegate(new SidebarDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    setUniformItemSizes(true);
    setAccessibleName(tr("Pages"));
}

void Sidebar::addPage(const QString &name, const QIcon &icon)
{
    auto *page = new QListWidgetItem(icon, name, this);
    page->setData(Qt::AccessibleTextRole, name);
}

void Sidebar::setCount(int page, const QString &count, bool isBadge)
{
    QListWidgetItem *entry = item(page);
    if (entry->data(CountRole).toString() == count)
        return;
    entry->setData(CountRole, count);
    entry->setData(BadgeRole, isBadge);
    entry->setData(
        Qt::AccessibleTextRole,
        count.isEmpty()
            ? entry->text()
            : (isBadge ? tr("%1, %2 new") : tr("%1, %2", "page, number")).arg(entry->text(), count));
    updateGeometry();
}

QSize Sidebar::sizeHint() const
{
    int width = 0;
    for (int row = 0; row < count(); ++row)
        width = std::max(width, sizeHintForIndex(indexFromItem(item(row))).width());
    return {width + 2 * frameWidth(), QListWidget::sizeHint().height()};
}

QSize Sidebar::minimumSizeHint() const { return {sizeHint().width(), fontMetrics().height() * 5}; }

} // namespace slurmsd
