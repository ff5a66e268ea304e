// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/jobkeyfield.h"

#include "gui/models/text.h"
#include "gui/views/exampletext.h"
#include "gui/views/statestyle.h"

#include <QAction>
#include <QCheckBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListWidget>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

bool isUndoOrRedo(const QKeyEvent &event)
{
    return event.matches(QKeySequence::Undo) || event.matches(QKeySequence::Redo);
}

QStringList itemsOf(const QString &text) { return text.split(u", "_s, Qt::SkipEmptyParts); }

} // namespace

void JobKeyField::setAccessibleNames(const QString &name, const QString &help)
{
    input()->setAccessibleName(name);
    input()->setAccessibleDescription(help);
}

bool JobLineEdit::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && isUndoOrRedo(*static_cast<QKeyEvent *>(event))) {
        event->ignore();
        return false;
    }
    return QLineEdit::event(event);
}

void JobLineEdit::keyPressEvent(QKeyEvent *event)
{
    if (isUndoOrRedo(*event))
        event->ignore();
    else
        QLineEdit::keyPressEvent(event);
}

LineField::LineField(const QString &example, QWidget *parent)
    : JobKeyField(parent)
    , m_line(new JobLineEdit)
{
    if (!example.isEmpty())
        setExample(*m_line, example);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_line);
    setFocusProxy(m_line);
    connect(m_line, &QLineEdit::textEdited, this, &JobKeyField::edited);
    connect(m_line, &QLineEdit::editingFinished, this, &JobKeyField::finished);
}

void LineField::setText(const QString &text)
{
    if (m_line->text() == text)
        return;
    const int cursor = m_line->cursorPosition();
    m_line->setText(text);
    if (m_line->hasFocus())
        m_line->setCursorPosition(std::min(cursor, int(text.size())));
    else
        m_line->setCursorPosition(0);
}

ChoiceField::ChoiceField(const std::vector<std::pair<QString, QString>> &choices, QWidget *parent)
    : JobKeyField(parent)
    , m_box(new JobComboBox)
{
    for (const auto &[text, words] : choices)
        m_box->addItem(words, text);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_box);
    layout->addStretch();
    setFocusProxy(m_box);
    connect(m_box, &QComboBox::activated, this, [this] {
        Q_EMIT edited(text());
        Q_EMIT finished();
    });
}

QString ChoiceField::text() const { return m_box->currentData().toString(); }

void ChoiceField::setText(const QString &text) { m_box->setCurrentIndex(m_box->findData(text)); }

void ChoiceField::setReadOnly(bool isReadOnly) { m_box->setEnabled(!isReadOnly); }

QWidget *ChoiceField::input() { return m_box; }

StatesField::StatesField(QWidget *parent)
    : JobKeyField(parent)
{
    constexpr int columns = 3;
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins({});
    layout->setVerticalSpacing(layout->verticalSpacing() / 2);
    for (const StateClass state : allStateClasses) {
        auto *box = new QCheckBox(stateWord(state));
        layout->addWidget(box, int(m_boxes.size()) / columns, int(m_boxes.size()) % columns);
        m_boxes.push_back(box);
        connect(box, &QCheckBox::clicked, this, &StatesField::take);
    }
    layout->setColumnStretch(columns, 1);
    setFocusProxy(m_boxes.front());
}

QWidget *StatesField::input() { return m_boxes.front(); }

void StatesField::setAccessibleNames(const QString &name, const QString &help)
{
    for (QCheckBox *box : m_boxes) {
        box->setAccessibleName(u"%1: %2"_s.arg(name, box->text()));
        box->setAccessibleDescription(help);
    }
}

void StatesField::take()
{
    QStringList states;
    for (const QCheckBox *box : m_boxes) {
        if (box->isChecked())
            states += box->text();
    }
    m_text = states.join(u", "_s);
    Q_EMIT edited(m_text);
    Q_EMIT finished();
}

void StatesField::setText(const QString &text)
{
    m_text = text;
    const QStringList states = itemsOf(text);
    for (QCheckBox *box : m_boxes)
        box->setChecked(states.contains(box->text()));
}

void StatesField::setReadOnly(bool isReadOnly)
{
    for (QCheckBox *box : m_boxes)
        box->setEnabled(!isReadOnly);
}

LabelsField::LabelsField(std::span<const std::string_view> names, QWidget *parent)
    : JobKeyField(parent)
    , m_names(names)
    , m_list(new QListWidget)
    , m_other(new JobLineEdit)
    , m_up(new QToolButton)
    , m_down(new QToolButton)
{
    constexpr int lines = 6;
    m_list->setUniformItemSizes(true);
    m_list->setFixedHeight(m_list->fontMetrics().height() * lines * 3 / 2);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    auto *lists = new QVBoxLayout;
    lists->addWidget(m_list);
    lists->addWidget(m_other);
    layout->addLayout(lists);
    const QString other = tr("Another label, a part of a node's extra or comment");
    setExample(*m_other, u"rack=extra.rack"_s);
    m_other->setObjectName(u"otherLabel"_s);
    m_other->setToolTip(other);
    m_other->setAccessibleName(other);
    connect(m_other, &QLineEdit::editingFinished, this, &LabelsField::addTyped);
    auto *buttons = new QVBoxLayout;
    layout->addLayout(buttons);
    const auto addButton = [&](QToolButton *button, const QString &name, Qt::ArrowType arrow, int step) {
        button->setArrowType(arrow);
        button->setToolTip(name);
        button->setAccessibleName(name);
        buttons->addWidget(button);
        connect(button, &QToolButton::clicked, this, [this, step] { moveCurrent(step); });
        auto *action = new QAction(m_list);
        action->setShortcut(QKeyCombination(Qt::AltModifier, step < 0 ? Qt::Key_Up : Qt::Key_Down));
        action->setShortcutContext(Qt::WidgetShortcut);
        m_list->addAction(action);
        connect(action, &QAction::triggered, this, [this, step] { moveCurrent(step); });
    };
    addButton(m_up, tr("Earlier among the labels (Alt+Up)"), Qt::UpArrow, -1);
    addButton(m_down, tr("Later among the labels (Alt+Down)"), Qt::DownArrow, 1);
    buttons->addStretch();
    setFocusProxy(m_list);
    // Queued: the list is filled anew, and must not lose the item that is just being changed.
    connect(m_list, &QListWidget::itemChanged, this, &LabelsField::take, Qt::QueuedConnection);
}

QWidget *LabelsField::input() { return m_list; }

void LabelsField::take()
{
    QStringList labels = itemsOf(m_text);
    for (int row = 0; row < m_list->count(); ++row) {
        const QListWidgetItem *item = m_list->item(row);
        const bool isChecked = item->checkState() == Qt::Checked;
        if (isChecked && !labels.contains(item->text()))
            labels += item->text();
        else if (!isChecked)
            labels.removeAll(item->text());
    }
    const QString text = labels.join(u", "_s);
    if (text == m_text)
        return;
    setText(text);
    Q_EMIT edited(text);
    Q_EMIT finished();
}

void LabelsField::addTyped()
{
    const QString typed = m_other->text().trimmed();
    m_other->clear();
    QStringList labels = itemsOf(m_text);
    if (typed.isEmpty() || labels.contains(typed))
        return;
    labels += typed;
    setText(labels.join(u", "_s));
    Q_EMIT edited(m_text);
    Q_EMIT finished();
}

void LabelsField::moveCurrent(int step)
{
    QStringList labels = itemsOf(m_text);
    const QListWidgetItem *item = m_list->currentItem();
    const auto from = item ? labels.indexOf(item->text()) : -1;
    if (from < 0 || from + step < 0 || from + step >= labels.size() || !m_up->isEnabled())
        return;
    labels.move(from, from + step);
    setText(labels.join(u", "_s));
    Q_EMIT edited(m_text);
    Q_EMIT finished();
}

void LabelsField::setText(const QString &text)
{
    if (m_list->count() > 0 && m_text == text)
        return;
    m_text = text;
    const QString current = m_list->currentItem() ? m_list->currentItem()->text() : QString();
    const QStringList labels = itemsOf(text);
    QStringList all = labels;
    for (const std::string_view name : m_names) {
        if (!all.contains(toQString(name)))
            all += toQString(name);
    }
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    for (const QString &label : all) {
        auto *item = new QListWidgetItem(label, m_list);
        item->setCheckState(labels.contains(label) ? Qt::Checked : Qt::Unchecked);
        if (label == current)
            m_list->setCurrentItem(item);
    }
    if (!m_list->currentItem())
        m_list->setCurrentRow(0);
}

void LabelsField::setReadOnly(bool isReadOnly)
{
    m_list->setEnabled(!isReadOnly);
    m_other->setReadOnly(isReadOnly);
    m_up->setEnabled(!isReadOnly);
    m_down->setEnabled(!isReadOnly);
}

} // namespace slurmsd
