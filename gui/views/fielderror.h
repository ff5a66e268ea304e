// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace slurmsd {

// What is wrong with the field above it; hidden while nothing is.
class FieldError : public QLabel
{
    Q_OBJECT

public:
    explicit FieldError(QWidget *parent = nullptr);

    void setProblem(const QString &problem);
    bool hasProblem() const { return !m_problem.isEmpty(); }

protected:
    void changeEvent(QEvent *event) override;

private:
    void updateColor();

    QString m_problem;
};

} // namespace slurmsd
