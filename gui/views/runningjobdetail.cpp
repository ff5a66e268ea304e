// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/runningjobdetail.h"

#include "gui/api/daemonclient.h"
#include "gui/models/jobannotation.h"
#include "gui/models/runningjobsmodel.h"
#include "gui/models/text.h"
#include "gui/views/nodeexplanation.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QSpinBox>
#include <QTextBrowser>
#include <QTextDocument>
#include <QVBoxLayout>

#include <algorithm>

namespace slurmsd {

namespace {

bool isSame(const RunningJob &left, const RunningJob &right)
{
    return left.id == right.id && left.cluster == right.cluster;
}

} // namespace

RunningJobDetail::RunningJobDetail(DaemonClient &client, QWidget *parent)
    : QWidget(parent)
    , m_client(client)
    , m_problem(new QLabel)
    , m_text(new QTextBrowser)
    , m_copied(new QLabel)
{
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_text->setOpenLinks(false);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setAccessibleName(tr("Detail of the running job"));
    m_text->setPlaceholderText(tr("Choose a job to read why it has targets, or none."));
    m_text->document()->setDocumentMargin(fontMetrics().height() / 3.0);
    m_copied->setTextFormat(Qt::PlainText);
    m_copied->setSizePolicy(QSizePolicy::Ignored,
                            QSizePolicy::Preferred); // a long line does not widen the page
    m_copied->hide();
    auto *texts = new QVBoxLayout;
    texts->addWidget(m_problem);
    texts->addWidget(m_text, 1);
    texts->addWidget(m_copied);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addLayout(texts, 1);
    layout->addLayout(makeButtons());
    setAnnotation(AnnotationField::Comment, 8000); // once they have a parent: shown before, they are windows
    connect(m_text, &QTextBrowser::anchorClicked, this, [this](const QUrl &url) {
        Q_EMIT jobRequested(jobOfLink(QString::fromLatin1(url.toEncoded())));
    });
}

QLayout *RunningJobDetail::makeButtons()
{
    m_port = new QSpinBox;
    m_port->setRange(1, 65535);
    m_port->setToolTip(tr("Where the job’s server gives its metrics"));
    auto *label = new QLabel(tr("Annotation for por&t:"));
    label->setBuddy(m_port);
    m_sbatch = new QPushButton(tr("Copy for s&batch"));
    m_sbatch->setToolTip(tr("The line for the job’s script"));
    m_scontrol = new QPushButton(tr("Copy for scont&rol"));
    m_scontrol->setToolTip(tr("The command that annotates this job while it runs"));
    auto *layout = new QVBoxLayout;
    for (QWidget *widget : std::initializer_list<QWidget *>{label, m_port, m_sbatch, m_scontrol})
        layout->addWidget(widget);
    layout->addStretch();
    connect(m_sbatch, &QPushButton::clicked, this,
            [this] { copy(sbatchAnnotation(m_field, Port(m_port->value()))); });
    connect(m_scontrol, &QPushButton::clicked, this,
            [this] { copy(scontrolAnnotation(*m_job, m_field, Port(m_port->value()))); });
    m_scontrol->setEnabled(false);
    return layout;
}

void RunningJobDetail::setAnnotation(AnnotationField field, Port port)
{
    m_field = field;
    m_port->setValue(port);
    m_sbatch->setVisible(!sbatchAnnotation(field, port).isEmpty());
}

void RunningJobDetail::copy(const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
    m_copied->show();
    m_copied->setText(tr("Copied: %1").arg(text.trimmed()));
    m_copied->setToolTip(plainToolTip(text.trimmed()));
}

void RunningJobDetail::showJob(const RunningJob &job)
{
    if (!m_job || !isSame(*m_job, job))
        m_copied->hide();
    m_job = job;
    m_scontrol->setEnabled(true);
    m_client.explainJob(job.id, job.cluster, this,
                        [this, job](const Result<std::vector<SlurmJobExplanation>, ApiError> &answer) {
                            if (isSame(*m_job, job))
                                showAnswer(job, answer);
                        });
}

// An array's id means all of its tasks, of which one is the job's own.
void RunningJobDetail::showAnswer(const RunningJob &asked,
                                  const Result<std::vector<SlurmJobExplanation>, ApiError> &answer)
{
    m_problem->setVisible(!answer);
    if (!answer) {
        m_problem->setText(tr("%1: %2").arg(jobIdText(asked), toQString(answer.error().message)));
        // What was said of another job is not to be taken for this one's.
        if (m_explanation && !isSame(m_explanation->job, asked))
            m_explanation.reset();
    } else {
        const auto own = std::ranges::find_if(
            *answer, [&](const SlurmJobExplanation &each) { return isSame(each.job, asked); });
        m_explanation = own == answer->end() ? std::nullopt : std::optional(*own);
    }
    m_text->setEnabled(answer.hasValue());
    showText();
}

void RunningJobDetail::showText()
{
    const int scrolled = m_text->verticalScrollBar()->value();
    m_text->setHtml(m_explanation ? explanationHtml(*m_explanation, palette()) : QString());
    m_text->verticalScrollBar()->setValue(scrolled);
}

QSize RunningJobDetail::sizeHint() const
{
    constexpr int lines = 8;
    constexpr int characters = 80;
    return {fontMetrics().averageCharWidth() * characters, fontMetrics().lineSpacing() * lines};
}

void RunningJobDetail::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        showText(); // its colours are of the palette
    QWidget::changeEvent(event);
}

} // namespace slurmsd
