// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/searcherror.h"
#include "gui/models/searchvocabulary.h"

#include <QLineEdit>
#include <QStringList>

#include <functional>
#include <optional>

class QAbstractItemView;
class QCompleter;
class QStringListModel;

namespace slurmsd {

// A search box for nodes, targets or events. What is typed is understood at once; where it cannot be, that
// part is underlined and the search before stays in force. Completes names of fields and values. Escape
// clears.
class SearchEdit : public QLineEdit
{
    Q_OBJECT

public:
    // Puts a search in force, or tells why it cannot.
    using Search = std::function<std::optional<SearchError>(const QString &search)>;
    // The values that there are in a field, for completion; in natural order.
    using ValuesOf = std::function<QStringList(const QString &field)>;

    explicit SearchEdit(Search search, QWidget *parent = nullptr);

    // Of the text as it is now.
    const std::optional<SearchError> &error() const { return m_error; }
    // Those of nodes at first. Reads the text anew.
    void setVocabulary(const SearchVocabulary &vocabulary);
    void setValuesOf(ValuesOf valuesOf) { m_valuesOf = std::move(valuesOf); }

    // Searches that were used, the last one first.
    const QStringList &history() const { return m_history; }
    void setHistory(const QStringList &history) { m_history = history; }

Q_SIGNALS:
    void searchChanged(); // another one is in force
    void errorChanged();  // error() is
    void listRequested(); // by a key that leads out of the box: Down, Return, or Escape when it is empty

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void parseText();
    void underlineError();
    void suggest();
    void insertCompletion(const QString &completion);
    void remember();
    QString wordBeforeCursor() const;
    QStringList completionsOf(const QString &word) const;

    Search m_search;
    SearchVocabulary m_vocabulary = SearchVocabulary::nodes();
    std::optional<SearchError> m_error;
    ValuesOf m_valuesOf;
    QStringList m_history;
    QStringListModel *m_completions;
    QCompleter *m_completer;
};

// What is found, behind why the text cannot be understood where it cannot.
QString searchStatus(const std::optional<SearchError> &error, const QString &found);

// From the search box into its list: a row is current afterwards, that which is selected or the first one.
void focusFirstRow(QAbstractItemView &view);

} // namespace slurmsd
