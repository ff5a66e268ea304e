// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/nodefilter.h"

#include <QLineEdit>
#include <QStringList>

#include <functional>
#include <optional>

class QCompleter;
class QStringListModel;

namespace slurmsd {

// The search box of the nodes page. What is typed is understood at once; where it cannot be, that part is
// underlined and the filter before stays in force. Completes field names and values. Escape clears.
class NodeSearchEdit : public QLineEdit
{
    Q_OBJECT

public:
    // The values that nodes have in a field, for completion; in natural order.
    using ValuesOf = std::function<QStringList(const QString &field)>;

    explicit NodeSearchEdit(QWidget *parent = nullptr);

    const NodeFilter &filter() const { return m_filter; }
    // Of the text as it is now.
    const std::optional<SearchError> &error() const { return m_error; }
    void setValuesOf(ValuesOf valuesOf) { m_valuesOf = std::move(valuesOf); }

    // Searches that were used, the last one first.
    const QStringList &history() const { return m_history; }
    void setHistory(const QStringList &history) { m_history = history; }

Q_SIGNALS:
    void filterChanged(); // filter() is another one
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

    NodeFilter m_filter;
    std::optional<SearchError> m_error;
    ValuesOf m_valuesOf;
    QStringList m_history;
    QStringListModel *m_completions;
    QCompleter *m_completer;
};

} // namespace slurmsd
