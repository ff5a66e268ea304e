// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/daemonstatus.h"

#include <QLabel>

#include <vector>

namespace slurmsd {

// The jobs with their numbers of targets, a link each: those without any first, and in red.
class JobsLine : public QLabel
{
    Q_OBJECT

public:
    explicit JobsLine(QWidget *parent = nullptr);

    void setJobs(const std::vector<JobStatus> &jobs);

Q_SIGNALS:
    void jobRequested(const QString &job);

protected:
    void changeEvent(QEvent *event) override;

private:
    void updateText();

    std::vector<JobStatus> m_jobs;
};

} // namespace slurmsd
