// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "common/result.h"
#include "common/runningjobs.h"
#include "gui/values/apierror.h"

#include <QWidget>

#include <optional>

class QLabel;
class QLayout;
class QPushButton;
class QSpinBox;
class QTextBrowser;

namespace slurmsd {

class DaemonClient;

// One Slurm job: what each job of role Job makes of it, as the daemon explains it, and the annotation that it
// would take, to be copied.
class RunningJobDetail : public QWidget
{
    Q_OBJECT

public:
    explicit RunningJobDetail(DaemonClient &client, QWidget *parent = nullptr);

    // Asks about it, also when it is shown already.
    void showJob(const RunningJob &job);
    // Where annotations are looked for, and a port that is allowed.
    void setAnnotation(AnnotationField field, Port port);

    QSize sizeHint() const override; // some lines

Q_SIGNALS:
    void jobRequested(const QString &job); // of the config

protected:
    void changeEvent(QEvent *event) override;

private:
    QLayout *makeButtons();
    void showAnswer(const RunningJob &asked,
                    const Result<std::vector<SlurmJobExplanation>, ApiError> &answer);
    void showText();
    void copy(const QString &text);

    DaemonClient &m_client;
    AnnotationField m_field = AnnotationField::Comment;
    std::optional<RunningJob> m_job;
    std::optional<SlurmJobExplanation> m_explanation; // of m_job, or of one before
    QLabel *m_problem;
    QTextBrowser *m_text;
    QLabel *m_copied;
    QSpinBox *m_port = nullptr;
    QPushButton *m_sbatch = nullptr;
    QPushButton *m_scontrol = nullptr;
};

} // namespace slurmsd
