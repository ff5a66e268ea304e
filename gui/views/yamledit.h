// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"

#include <QPlainTextEdit>

#include <vector>

namespace slurmsd {

class YamlHighlighter;

// An editor of a config's text, with the numbers of its lines, and marks where something is wrong.
class YamlEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit YamlEdit(QWidget *parent = nullptr);

    // Each is marked in its line; the message is the place's tooltip.
    void setProblems(const std::vector<ConfigProblem> &problems);
    // Puts the cursor where the problem is.
    void goTo(const ConfigProblem &problem);

    // For the column of line numbers.
    int numbersWidth() const;
    void paintNumbers(const QRect &area, QWidget &column) const;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    void placeNumbers();
    QTextCursor cursorAt(const ConfigProblem &problem) const;
    const ConfigProblem *problemIn(int line) const;
    void showMarks();

    YamlHighlighter *m_highlighter;
    QWidget *m_numbers;
    std::vector<ConfigProblem> m_problems;
};

} // namespace slurmsd
