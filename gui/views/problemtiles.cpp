// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/problemtiles.h"

#include "gui/models/text.h"
#include "gui/views/appearance.h"
#include "gui/views/statestyle.h"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QStyle>
#include <QStyleOptionFocusRect>

#include <algorithm>

namespace slurmsd {

using namespace Qt::StringLiterals;

class ProblemTiles::Tile : public QAbstractButton
{
public:
    Tile()
    {
        setFocusPolicy(Qt::StrongFocus);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        setCursor(Qt::PointingHandCursor);
    }

    const ProblemTile &tile() const { return m_tile; }
    void setTile(const ProblemTile &tile)
    {
        m_tile = tile;
        const QString count = QLocale().toString(qulonglong(tile.count));
        setText(count + u' ' + tile.title);
        setAccessibleName(text());
        setAccessibleDescription(tile.detail);
        setToolTip(plainToolTip(tile.detail));
        updateGeometry();
        update();
    }

    QSize sizeHint() const override { return {fontMetrics().averageCharWidth() * 18, height()}; }
    QSize minimumSizeHint() const override { return {fontMetrics().averageCharWidth() * 11, height()}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const QColor edge = contentColor();
        const double tint = isDown() ? 0.3 : underMouse() ? 0.2 : m_tile.count > 0 ? 0.1 : 0;
        painter.fillRect(rect(), blend(palette().color(QPalette::Base), edge, tint));
        painter.setPen(edge);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
        const int pad = fontMetrics().height() / 3;
        paintTexts(painter, rect().adjusted(2 * pad, pad, -pad, -pad));
        if (!hasFocus())
            return;
        QStyleOptionFocusRect option;
        option.initFrom(this);
        option.rect = rect().adjusted(2, 2, -2, -2);
        style()->drawPrimitive(QStyle::PE_FrameFocusRect, &option, &painter, this);
    }

private:
    QFont numberFont() const
    {
        QFont large = font();
        large.setPointSizeF(large.pointSizeF() * 1.6);
        large.setBold(true);
        return large;
    }
    int height() const
    {
        return QFontMetrics(numberFont()).height() + 2 * fontMetrics().height() +
               fontMetrics().height() * 2 / 3;
    }
    // Its colour stands for the state, or for an alarm; with nothing to tell it is quiet.
    QColor contentColor() const
    {
        if (m_tile.count == 0)
            return palette().color(QPalette::PlaceholderText);
        return stateColor(m_tile.kind == ProblemTile::Kind::Nodes ? m_tile.stateClass : StateClass::Down,
                          palette());
    }
    void paintTexts(QPainter &painter, const QRect &inner) const
    {
        const QFontMetrics number(numberFont());
        const QString mark =
            m_tile.kind == ProblemTile::Kind::Nodes ? stateMark(m_tile.stateClass) + u' ' : QString();
        QRect line = inner;
        line.setHeight(number.height());
        painter.setFont(numberFont());
        painter.drawText(line, Qt::AlignLeading | Qt::AlignVCenter,
                         mark + QLocale().toString(qulonglong(m_tile.count)));
        painter.setFont(font());
        for (const auto &[text, role] : {std::pair(m_tile.title, QPalette::WindowText),
                                         std::pair(m_tile.detail, QPalette::PlaceholderText)}) {
            line = QRect(inner.left(), line.bottom() + 1, inner.width(), fontMetrics().height());
            painter.setPen(palette().color(role));
            painter.drawText(line, Qt::AlignLeading | Qt::AlignVCenter,
                             fontMetrics().elidedText(text, Qt::ElideRight, line.width()));
        }
    }

    ProblemTile m_tile;
};

ProblemTiles::ProblemTiles(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QHBoxLayout(this))
{
    m_layout->setContentsMargins({});
}

void ProblemTiles::setTiles(const std::vector<ProblemTile> &tiles)
{
    while (m_tiles.size() < tiles.size()) {
        auto *tile = new Tile;
        m_tiles.push_back(tile);
        m_layout->addWidget(tile);
        connect(tile, &QAbstractButton::clicked, this, [this, tile] { open(tile->tile()); });
    }
    for (std::size_t i = 0; i < tiles.size(); ++i) {
        if (m_tiles[i]->tile() != tiles[i])
            m_tiles[i]->setTile(tiles[i]);
    }
}

void ProblemTiles::open(const ProblemTile &tile)
{
    switch (tile.kind) {
    case ProblemTile::Kind::Nodes:
        Q_EMIT searchRequested(u"state:"_s + stateWord(tile.stateClass));
        return;
    case ProblemTile::Kind::EmptyJobs:
        Q_EMIT emptyJobsRequested();
        return;
    case ProblemTile::Kind::Held:
        Q_EMIT heldRequested();
    }
}

} // namespace slurmsd
