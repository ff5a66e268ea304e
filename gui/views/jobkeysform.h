// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/editing/jobdraft.h"

#include <QScrollArea>

#include <array>

class QGridLayout;
class QLabel;

namespace slurmsd {

class JobKeyField;
class JobsEditor;

// The keys that one job of an editor has by its role, each with its problem below it.
class JobKeysForm : public QScrollArea
{
    Q_OBJECT

public:
    // `editor` outlives the form.
    explicit JobKeysForm(const JobsEditor &editor, QWidget *parent = nullptr);

    // -1: none.
    void setRow(int row);
    void setReadOnly(bool isReadOnly);
    void focusField(JobKey key);
    // Of the field of a key, for tests and focus.
    QWidget *input(JobKey key) const;

Q_SIGNALS:
    void edited(int row, slurmsd::JobKey key, const QString &text);
    void finished(); // with one field

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Line
    {
        QLabel *name = nullptr;
        JobKeyField *field = nullptr;
        QLabel *problem = nullptr;
    };

    QLabel *addHeading(QGridLayout &grid, const QString &text);
    void addTargets(QGridLayout &grid);
    void addMatch(QGridLayout &grid);
    void addScraping(QGridLayout &grid);
    void addLabels(QGridLayout &grid);
    void addLine(QGridLayout &grid, JobKey key, JobKeyField *field, const QString &help);
    void show(int row);
    void showLine(JobKey key, bool isRow, bool isOfRole);
    void colorProblems();
    void scrollTo(QWidget &field);
    void keepFocusVisible();
    Line &lineOf(JobKey key) { return m_lines[static_cast<std::size_t>(key)]; }

    const JobsEditor &m_editor;
    std::array<Line, jobKeyCount> m_lines;
    QLabel *m_askHeading = nullptr;   // of role Job
    QLabel *m_matchHeading = nullptr; // of either
    int m_row = -1;
};

} // namespace slurmsd
