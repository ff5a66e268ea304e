// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/explanation.h"
#include "common/result.h"
#include "gui/models/noderows.h"
#include "gui/values/apierror.h"

#include <QString>
#include <QWidget>

#include <functional>
#include <optional>
#include <vector>

class QLabel;
class QTextBrowser;
class QTimer;
class QToolButton;

namespace slurmsd {

class DaemonClient;

// The detail of one node: its state and Slurm's reason, who gave that and when, and for each job its targets
// or why it has none, as the daemon explains it; all else that Slurm tells of it by request. Asks again when
// the daemon's node lists or jobs change; what it said before stays until then.
class NodeDetail : public QWidget
{
    Q_OBJECT

public:
    explicit NodeDetail(DaemonClient &client, QWidget *parent = nullptr);

    // `cluster` may be empty: in whichever cluster the node is.
    void showNode(const QString &cluster, const QString &node);

    QSize sizeHint() const override; // some lines

Q_SIGNALS:
    void jobRequested(const QString &job);

protected:
    void changeEvent(QEvent *event) override;

private:
    using Answer = Result<std::vector<NodeExplanation>, ApiError>;

    void ask();
    void showAnswer(const Answer &answer);
    void showText();
    // As the lists that the client has know it.
    std::optional<NodeRow> rowOf(const NodeExplanation &explained) const;
    QString originOf(const NodeExplanation &explained) const; // of its reason
    // Of each node, when they are asked for.
    QString records(const std::function<QString(const NodeRow &, const NodeExplanation &)> &record) const;
    void copy() const;

    DaemonClient &m_client;
    QString m_cluster;
    QString m_node;
    unsigned m_asked = 0; // answers to earlier questions are passed over
    std::vector<NodeExplanation> m_explanations;
    QTimer *m_askSoon; // one question for several changes at once
    QLabel *m_problem;
    QTextBrowser *m_text;
    QToolButton *m_copy;
    QToolButton *m_record;
};

} // namespace slurmsd
