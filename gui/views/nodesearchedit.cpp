// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/nodesearchedit.h"

#include "gui/models/searchfields.h"
#include "gui/models/searchtext.h"
#include "gui/models/text.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QCoreApplication>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QScrollBar>
#include <QStringListModel>
#include <QTextCharFormat>

#include <algorithm>
#include <array>
#include <utility>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxHistory = 20;
constexpr qsizetype maxCompletions = 200;
// Shorter words are rather the start of a node's name than of a field's.
constexpr qsizetype minFieldWord = 2;

bool endsWord(QChar c) { return c.isSpace() || c == u'(' || c == u')'; }

// The popup gives its keys to the box first.
bool isForPopup(const QKeyEvent &event)
{
    constexpr std::array keys{Qt::Key_Escape, Qt::Key_Return, Qt::Key_Enter, Qt::Key_Down, Qt::Key_Tab};
    return std::ranges::count(keys, event.key()) > 0;
}

} // namespace

NodeSearchEdit::NodeSearchEdit(QWidget *parent)
    : QLineEdit(parent)
    , m_completions(new QStringListModel(this))
    , m_completer(new QCompleter(m_completions, this))
{
    setClearButtonEnabled(true);
    setPlaceholderText(tr("partition:gpu and not state:active"));
    m_completer->setWidget(this);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this,
            &NodeSearchEdit::insertCompletion);
    connect(this, &QLineEdit::textChanged, this, &NodeSearchEdit::parseText);
    connect(this, &QLineEdit::textEdited, this, &NodeSearchEdit::suggest);
}

void NodeSearchEdit::parseText()
{
    const auto filter = NodeFilter::parse(text());
    const auto before = std::exchange(m_error, filter ? std::nullopt : std::optional(filter.error()));
    if (m_error != before) {
        underlineError();
        Q_EMIT errorChanged();
    }
    if (!filter)
        return;
    m_filter = *filter;
    Q_EMIT filterChanged();
}

// A line edit has no formats of its own, but shows those of an input method.
void NodeSearchEdit::underlineError()
{
    QList<QInputMethodEvent::Attribute> attributes;
    if (m_error && m_error->length > 0) {
        QTextCharFormat format;
        format.setFontUnderline(true);
        format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        const int start = static_cast<int>(m_error->position) - cursorPosition();
        attributes.append({QInputMethodEvent::TextFormat, start, static_cast<int>(m_error->length), format});
    }
    QInputMethodEvent event(QString(), attributes);
    QCoreApplication::sendEvent(this, &event);
}

QString NodeSearchEdit::wordBeforeCursor() const
{
    const QString before = text().left(cursorPosition());
    const auto start = std::find_if(before.rbegin(), before.rend(), endsWord);
    return before.right(start - before.rbegin());
}

QStringList NodeSearchEdit::completionsOf(const QString &word) const
{
    QStringList completions;
    const qsizetype colon = word.indexOf(u':');
    if (colon < 0) {
        if (word.size() < minFieldWord)
            return {};
        for (const SearchField &field : searchFields()) {
            const QString name = toQString(field.name);
            if (name.startsWith(word, Qt::CaseInsensitive))
                completions += name + u':';
        }
        return completions;
    }
    const QString field = word.left(colon);
    if (!m_valuesOf)
        return {};
    for (const QString &value : m_valuesOf(field.toLower())) {
        const QString completion = field + u':' + quotedForSearch(value);
        if (completion.startsWith(word, Qt::CaseInsensitive) && completion != word)
            completions += completion;
        if (completions.size() == maxCompletions)
            break;
    }
    return completions;
}

void NodeSearchEdit::suggest()
{
    const QStringList completions = completionsOf(wordBeforeCursor());
    m_completions->setStringList(completions);
    if (completions.isEmpty()) {
        m_completer->popup()->hide();
        return;
    }
    QRect place = cursorRect();
    place.setWidth(m_completer->popup()->sizeHintForColumn(0) +
                   m_completer->popup()->verticalScrollBar()->sizeHint().width());
    m_completer->complete(place);
}

void NodeSearchEdit::insertCompletion(const QString &completion)
{
    const int cursor = cursorPosition();
    const int start = cursor - static_cast<int>(wordBeforeCursor().size());
    // The rest of the word goes as well.
    const QString all = text();
    const auto end = std::find_if(all.begin() + cursor, all.end(), endsWord);
    setSelection(start, static_cast<int>(end - all.begin()) - start);
    insert(completion);
    if (completion.endsWith(u':'))
        suggest();
}

void NodeSearchEdit::remember()
{
    const QString search = text().simplified();
    if (search.isEmpty() || m_error)
        return;
    m_history.removeAll(search);
    m_history.prepend(search);
    m_history.resize(std::min(m_history.size(), maxHistory));
}

void NodeSearchEdit::keyPressEvent(QKeyEvent *event)
{
    if (m_completer->popup()->isVisible() && isForPopup(*event))
        return event->ignore();
    switch (event->key()) {
    case Qt::Key_Escape:
        if (text().isEmpty())
            Q_EMIT listRequested();
        clear();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Down:
        remember();
        Q_EMIT listRequested();
        return;
    default:
        QLineEdit::keyPressEvent(event);
    }
}

void NodeSearchEdit::focusOutEvent(QFocusEvent *event)
{
    if (event->reason() != Qt::PopupFocusReason)
        remember();
    QLineEdit::focusOutEvent(event);
}

} // namespace slurmsd
