// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/values/connectionprofile.h"

#include <QWidget>

#include <vector>

class QPushButton;
class QVBoxLayout;

namespace slurmsd {

class NoticeBar;

// What is there while no daemon is open: the ways to a first one.
class WelcomePage : public QWidget
{
    Q_OBJECT

public:
    explicit WelcomePage(QWidget *parent = nullptr);

    // The saved ones, the last one used first.
    void setProfiles(const std::vector<ConnectionProfile> &profiles);
    // The demo cluster is being started, or could not be; `problem` empty: it could be.
    void setDemoStarting(bool isStarting);
    void setDemoProblem(const QString &problem);

Q_SIGNALS:
    void connectRequested();
    void profileChosen(const slurmsd::ConnectionProfile &profile);
    void demoRequested();

private:
    QVBoxLayout *m_profilesLayout;
    QWidget *m_profiles;
    QPushButton *m_demo;
    NoticeBar *m_problem;
};

} // namespace slurmsd
