// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/configapi.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QSplitter;
class QTreeWidget;
class QTreeWidgetItem;

namespace slurmsd {

class DiffHighlighter;

// What saving would do: to the targets, job by job, and to the file.
class PreviewPanel : public QWidget
{
    Q_OBJECT

public:
    explicit PreviewPanel(QWidget *parent = nullptr);

    void showPreview(const ConfigPreview &preview);
    // The last one stays until the next is there; greyed when that may take a while.
    void showWaiting(const QString &why);
    void showOutdated(const QString &why);
    void clear();
    QSplitter &splitter() { return *m_splitter; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void addJob(const JobEffect &effect);
    static void addTargets(QTreeWidgetItem &parent, const QString &mark,
                           const std::vector<std::string> &targets, std::size_t total);

    QLabel *m_summary;
    QSplitter *m_splitter;
    QTreeWidget *m_jobs;
    QPlainTextEdit *m_diff;
    DiffHighlighter *m_highlighter;
};

// One sentence on all of it: "Saving means: 12 target(s) more."
QString previewSummary(const ConfigPreview &preview);

} // namespace slurmsd
