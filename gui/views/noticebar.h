// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/healthsentence.h"

#include <QWidget>

class QBoxLayout;
class QLabel;
class QPushButton;

namespace slurmsd {

// A strip with a mark, words and buttons, tinted by how good or bad they are: what other programs say in a
// message box.
class NoticeBar : public QWidget
{
    Q_OBJECT

public:
    using Level = HealthSentence::Level;

    explicit NoticeBar(QWidget *parent = nullptr);

    // Plain text, whatever is in it.
    void setNotice(Level level, const QString &text);

    // To the right of the words. Owned by the bar.
    QPushButton *addButton(const QString &text);
    void addWidget(QWidget *widget);
    // Of what was added; the last one is to be what is safe.
    void focusLastWidget();

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void updateColors();

    Level m_level = Level::Quiet;
    QBoxLayout *m_layout;
    QLabel *m_mark;
    QLabel *m_text;
};

// The colour, the mark and, for those who do not see these, the word that go with a level.
QColor levelColor(HealthSentence::Level level, const QPalette &palette);
QString levelMark(HealthSentence::Level level);
QString levelWord(HealthSentence::Level level);

} // namespace slurmsd
