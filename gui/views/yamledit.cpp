// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/yamledit.h"

#include "gui/models/text.h"
#include "gui/views/statestyle.h"
#include "gui/views/yamlhighlighter.h"

#include <QFontDatabase>
#include <QHelpEvent>
#include <QPainter>
#include <QTextBlock>
#include <QToolTip>

#include <algorithm>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

class LineNumbers : public QWidget
{
public:
    explicit LineNumbers(YamlEdit *edit)
        : QWidget(edit)
        , m_edit(edit)
    {}

    QSize sizeHint() const override { return {m_edit->numbersWidth(), 0}; }

protected:
    void paintEvent(QPaintEvent *event) override { m_edit->paintNumbers(event->rect(), *this); }

private:
    YamlEdit *m_edit;
};

} // namespace

YamlEdit::YamlEdit(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_highlighter(new YamlHighlighter(document(), palette()))
    , m_numbers(new LineNumbers(this))
{
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setLineWrapMode(NoWrap);
    setTabChangesFocus(true); // YAML takes no tabs, and the keyboard has to get out again
    setAccessibleName(tr("Text of the config file"));
    connect(this, &QPlainTextEdit::blockCountChanged, this, &YamlEdit::placeNumbers);
    connect(this, &QPlainTextEdit::updateRequest, m_numbers, [this](const QRect &area, int dy) {
        if (dy != 0)
            m_numbers->scroll(0, dy);
        else
            m_numbers->update(0, area.y(), m_numbers->width(), area.height());
    });
    placeNumbers();
}

int YamlEdit::numbersWidth() const
{
    const auto digits = QString::number(std::max(100, blockCount())).size();
    return fontMetrics().horizontalAdvance(u'9') * int(digits + 3);
}

void YamlEdit::placeNumbers()
{
    setViewportMargins(numbersWidth(), 0, 0, 0);
    const QRect area = contentsRect();
    m_numbers->setGeometry(area.left(), area.top(), numbersWidth(), area.height());
}

const ConfigProblem *YamlEdit::problemIn(int line) const
{
    const auto found = std::ranges::find(m_problems, line, &ConfigProblem::line);
    return found == m_problems.end() ? nullptr : &*found;
}

void YamlEdit::paintNumbers(const QRect &area, QWidget &column) const
{
    QPainter painter(&column);
    painter.fillRect(area, palette().color(QPalette::Window));
    const int gap = fontMetrics().horizontalAdvance(u'9');
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF place = blockBoundingGeometry(block).translated(contentOffset());
        if (place.top() > area.bottom())
            break;
        const int line = block.blockNumber() + 1;
        const bool isWrong = problemIn(line) != nullptr;
        painter.setPen(isWrong ? stateColor(StateClass::Down, palette()) : mutedTextColor(palette()));
        const QString text = isWrong ? u"✕ %1"_s.arg(line) : QString::number(line);
        painter.drawText(QRectF(0, place.top(), column.width() - gap, fontMetrics().height()), Qt::AlignRight,
                         text);
    }
}

// Null when there is no such line. Columns count characters; those beyond the BMP are two in a QString.
QTextCursor YamlEdit::cursorAt(const ConfigProblem &problem) const
{
    const QTextBlock block = document()->findBlockByNumber(std::max(problem.line, 1) - 1);
    if (!block.isValid())
        return {};
    const QString text = block.text();
    qsizetype at = 0;
    for (int column = 1; column < problem.column && at < text.size(); ++column)
        at += text[at].isHighSurrogate() ? 2 : 1;
    QTextCursor cursor(block);
    cursor.setPosition(block.position() + int(std::min(at, text.size())));
    return cursor;
}

void YamlEdit::setProblems(const std::vector<ConfigProblem> &problems)
{
    m_problems = problems;
    showMarks();
    m_numbers->update();
}

void YamlEdit::showMarks()
{
    QList<QTextEdit::ExtraSelection> marks;
    for (const ConfigProblem &problem : m_problems) {
        if (problem.line == 0)
            continue;
        QTextEdit::ExtraSelection mark;
        mark.cursor = cursorAt(problem);
        if (mark.cursor.isNull())
            continue;
        mark.cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
        mark.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        mark.format.setUnderlineColor(stateColor(StateClass::Down, palette()));
        marks += mark;
    }
    setExtraSelections(marks);
}

void YamlEdit::goTo(const ConfigProblem &problem)
{
    if (const QTextCursor cursor = cursorAt(problem); !cursor.isNull())
        setTextCursor(cursor);
    centerCursor();
    setFocus();
}

void YamlEdit::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    placeNumbers();
}

void YamlEdit::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        m_highlighter->setPalette(palette());
        showMarks();
    } else if (event->type() == QEvent::FontChange) {
        placeNumbers();
    }
}

bool YamlEdit::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QPlainTextEdit::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const ConfigProblem *problem = problemIn(cursorForPosition(help->pos()).blockNumber() + 1);
    QToolTip::showText(help->globalPos(), problem ? plainToolTip(toQString(problem->message)) : QString(),
                       this);
    return true;
}

} // namespace slurmsd
