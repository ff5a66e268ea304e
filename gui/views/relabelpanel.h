// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <string>

class QLabel;

namespace slurmsd {

class TargetsTableModel;
class YamlEdit;

// Where relabel_configs are pasted, and how many targets they leave. The rules before stay in force while
// what is typed cannot be understood.
class RelabelPanel : public QWidget
{
    Q_OBJECT

public:
    explicit RelabelPanel(TargetsTableModel &model, QWidget *parent = nullptr);

    // Whose targets they are: the label `job`, and which of several scrape configurations counts.
    void setJob(const std::string &job);
    QString rules() const;
    void setRules(const QString &yaml);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void apply();
    void updateNote();
    QString countsText() const;

    TargetsTableModel &m_model;
    std::string m_job;
    QString m_problem; // of the text as it is now; empty: none
    YamlEdit *m_edit;
    QLabel *m_note;
};

} // namespace slurmsd
