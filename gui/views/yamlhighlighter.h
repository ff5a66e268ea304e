// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>
#include <QSyntaxHighlighter>

namespace slurmsd {

// For what is there to be looked up, such as the numbers of lines: less than text, and still well readable.
QColor mutedTextColor(const QPalette &palette);

// Colours YAML for reading, in a palette light or dark.
class YamlHighlighter : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    YamlHighlighter(QTextDocument *document, const QPalette &palette);

    void setPalette(const QPalette &palette);

protected:
    void highlightBlock(const QString &text) override;

private:
    QPalette m_palette;
};

// Colours a unified diff: lines that come and go, and where they are.
class DiffHighlighter : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    DiffHighlighter(QTextDocument *document, const QPalette &palette);

    void setPalette(const QPalette &palette);

protected:
    void highlightBlock(const QString &text) override;

private:
    QPalette m_palette;
};

} // namespace slurmsd
