// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/editing/jobsmerge.h"

#include <QFrame>

#include <map>
#include <string>
#include <vector>

class QComboBox;
class QGridLayout;
class QLabel;
class QPushButton;

namespace slurmsd {

class JobsSession;

// Somebody else saved first: what they changed, and the three ways on. Shows itself while there is a choice.
class ConflictPanel : public QFrame
{
    Q_OBJECT

public:
    // `session` outlives the panel.
    explicit ConflictPanel(JobsSession &session, QWidget *parent = nullptr);

private:
    void update();
    void showConflicts(const std::vector<JobConflict> &conflicts);
    std::map<std::string, MergeSide> choices() const;

    JobsSession &m_session;
    QLabel *m_text;
    QWidget *m_conflictArea;
    QGridLayout *m_grid;
    QLabel *m_mergeNote;
    QPushButton *m_merge;
    std::vector<JobConflict> m_conflicts;
    std::vector<QComboBox *> m_sides;
};

} // namespace slurmsd
