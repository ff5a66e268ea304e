// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/nodedetail.h"

#include "gui/api/daemonclient.h"
#include "gui/models/text.h"
#include "gui/views/nodeexplanation.h"
#include "gui/views/noderecord.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollBar>
#include <QTextBrowser>
#include <QTextDocument>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

namespace slurmsd {

using namespace Qt::StringLiterals;

NodeDetail::NodeDetail(DaemonClient &client, QWidget *parent)
    : QWidget(parent)
    , m_client(client)
    , m_askSoon(new QTimer(this))
    , m_problem(new QLabel)
    , m_text(new QTextBrowser)
    , m_copy(new QToolButton)
    , m_record(new QToolButton)
{
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_text->setOpenLinks(false);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setAccessibleName(tr("Detail of the node"));
    m_text->setPlaceholderText(
        tr("Choose a node to read which jobs have it as a target, and why others have not."));
    m_text->document()->setDocumentMargin(fontMetrics().height() / 3.0);
    m_copy->setText(tr("Cop&y"));
    m_copy->setToolTip(tr("Copy this as text"));
    m_copy->setFocusPolicy(Qt::StrongFocus);
    m_copy->setEnabled(false);
    m_record->setText(tr("Record"));
    m_record->setToolTip(tr("All that Slurm tells of the node"));
    m_record->setFocusPolicy(Qt::StrongFocus);
    m_record->setCheckable(true);
    m_askSoon->setSingleShot(true);
    m_askSoon->setInterval(0);

    auto *texts = new QVBoxLayout;
    texts->addWidget(m_problem);
    texts->addWidget(m_text, 1);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addLayout(texts, 1);
    auto *buttons = new QVBoxLayout;
    buttons->addWidget(m_copy);
    buttons->addWidget(m_record);
    buttons->addStretch();
    layout->addLayout(buttons);

    connect(m_text, &QTextBrowser::anchorClicked, this, [this](const QUrl &url) {
        Q_EMIT jobRequested(jobOfLink(QString::fromLatin1(url.toEncoded())));
    });
    connect(m_copy, &QToolButton::clicked, this, &NodeDetail::copy);
    connect(m_record, &QToolButton::toggled, this, &NodeDetail::showText);
    connect(m_askSoon, &QTimer::timeout, this, &NodeDetail::ask);
    const auto askSoon = [this] { m_askSoon->start(); };
    connect(&m_client, &DaemonClient::nodesChanged, this, askSoon);
    connect(&m_client, &DaemonClient::targetsChanged, this, askSoon);
}

void NodeDetail::showNode(const QString &cluster, const QString &node)
{
    if (node == m_node && cluster == m_cluster)
        return;
    m_cluster = cluster;
    m_node = node;
    ask();
}

void NodeDetail::ask()
{
    m_askSoon->stop();
    if (m_node.isEmpty())
        return;
    const unsigned number = ++m_asked;
    m_client.explain(toStdString(m_node), toStdString(m_cluster), this, [this, number](const Answer &answer) {
        if (number == m_asked)
            showAnswer(answer);
    });
}

void NodeDetail::showAnswer(const Answer &answer)
{
    m_problem->setVisible(!answer);
    if (!answer) {
        m_problem->setText(tr("%1: %2").arg(m_node, toQString(answer.error().message)));
        // What was said of another node is not to be taken for this one's.
        const bool isOther = !m_explanations.empty() && toQString(m_explanations.front().node) != m_node;
        if (isOther)
            m_explanations.clear();
    } else {
        m_explanations = *answer;
    }
    m_text->setEnabled(answer.hasValue());
    showText();
}

void NodeDetail::showText()
{
    const auto remark = [this](const NodeExplanation &explained) { return originOf(explained); };
    const auto record = [this](const NodeRow &row, const NodeExplanation &explained) {
        return nodeRecordHtml(row, explained, m_client.daemonNow(), palette());
    };
    const QString html = explanationHtml(m_explanations, palette(), remark) + records(record);
    m_copy->setEnabled(!m_explanations.empty());
    const int scrolled = m_text->verticalScrollBar()->value();
    m_text->setHtml(html);
    m_text->verticalScrollBar()->setValue(scrolled);
}

std::optional<NodeRow> NodeDetail::rowOf(const NodeExplanation &explained) const
{
    return findNode(m_client.nodes(), explained.cluster, explained.node);
}

QString NodeDetail::originOf(const NodeExplanation &explained) const
{
    const auto row = rowOf(explained);
    return row ? reasonOrigin(*row->node, m_client.daemonNow()) : QString();
}

QString NodeDetail::records(
    const std::function<QString(const NodeRow &, const NodeExplanation &)> &record) const
{
    QString all;
    for (const NodeExplanation &explained : m_explanations) {
        const auto row = rowOf(explained);
        if (row && m_record->isChecked())
            all += record(*row, explained);
    }
    return all;
}

void NodeDetail::copy() const
{
    if (m_explanations.empty())
        return;
    const auto remark = [this](const NodeExplanation &explained) { return originOf(explained); };
    const auto record = [this](const NodeRow &row, const NodeExplanation &explained) {
        return nodeRecordText(row, explained, m_client.daemonNow());
    };
    QGuiApplication::clipboard()->setText(explanationText(m_explanations, remark) + records(record));
}

QSize NodeDetail::sizeHint() const
{
    constexpr int lines = 8;
    constexpr int characters = 80;
    return {fontMetrics().averageCharWidth() * characters, fontMetrics().lineSpacing() * lines};
}

void NodeDetail::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        showText(); // its colours are of the palette
    QWidget::changeEvent(event);
}

} // namespace slurmsd
