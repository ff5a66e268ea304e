// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/searchedit.h"

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

SearchEdit::SearchEdit(Search search, QWidget *parent)
    : QLineEdit(parent)
    , m_search(std::move(search))
    , m_completions(new QStringListModel(this))
    , m_completer(new QCompleter(m_completions, this))
{
    setClearButtonEnabled(true);
    m_completer->setWidget(this);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this,
            &SearchEdit::insertCompletion);
    connect(this, &QLineEdit::textChanged, this, &SearchEdit::parseText);
    connect(this, &QLineEdit::textEdited, this, &SearchEdit::suggest);
}

void SearchEdit::setVocabulary(const SearchVocabulary &vocabulary)
{
    m_vocabulary = vocabulary;
    if (!text().isEmpty())
        parseText();
}

void SearchEdit::parseText()
{
    const auto before = std::exchange(m_error, m_search(text()));
    if (m_error != before) {
        underlineError();
        Q_EMIT errorChanged();
    }
    if (!m_error)
        Q_EMIT searchChanged();
}

// A line edit has no formats of its own, but shows those of an input method.
void SearchEdit::underlineError()
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

QString SearchEdit::wordBeforeCursor() const
{
    const QString before = text().left(cursorPosition());
    const auto start = std::find_if(before.rbegin(), before.rend(), endsWord);
    return before.right(start - before.rbegin());
}

QStringList SearchEdit::completionsOf(const QString &word) const
{
    QStringList completions;
    const qsizetype colon = word.indexOf(u':');
    if (colon < 0) {
        if (word.size() < minFieldWord)
            return {};
        for (const std::string_view known : m_vocabulary.names()) {
            const QString name = toQString(known);
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

void SearchEdit::suggest()
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

void SearchEdit::insertCompletion(const QString &completion)
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

void SearchEdit::remember()
{
    const QString search = text().simplified();
    if (search.isEmpty() || m_error)
        return;
    m_history.removeAll(search);
    m_history.prepend(search);
    m_history.resize(std::min(m_history.size(), maxHistory));
}

void SearchEdit::keyPressEvent(QKeyEvent *event)
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

void SearchEdit::focusOutEvent(QFocusEvent *event)
{
    if (event->reason() != Qt::PopupFocusReason)
        remember();
    QLineEdit::focusOutEvent(event);
}

QString searchStatus(const std::optional<SearchError> &error, const QString &found)
{
    return error ? SearchEdit::tr("Character %1: %2 — still shown: %3")
                       .arg(QString::number(error->position + 1), error->message, found)
                 : found;
}

void focusFirstRow(QAbstractItemView &view)
{
    view.setFocus(Qt::TabFocusReason);
    const QModelIndex first = view.model()->index(0, 0, view.rootIndex());
    const QModelIndex current = view.currentIndex();
    const QModelIndex row = current.isValid() && current != view.rootIndex() ? current : first;
    if (row.isValid())
        view.selectionModel()->setCurrentIndex(row, QItemSelectionModel::ClearAndSelect |
                                                        QItemSelectionModel::Rows);
}

} // namespace slurmsd
