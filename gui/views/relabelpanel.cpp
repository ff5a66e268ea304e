// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/relabelpanel.h"

#include "gui/models/targetstablemodel.h"
#include "gui/models/text.h"
#include "gui/views/yamledit.h"

#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

namespace slurmsd {

using namespace Qt::StringLiterals;

RelabelPanel::RelabelPanel(TargetsTableModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_edit(new YamlEdit)
    , m_note(new QLabel)
{
    m_edit->setAccessibleName(tr("Relabelling rules"));
    m_edit->setPlaceholderText(
        tr("Paste relabel_configs here: a list of rules, a scrape configuration or all of prometheus.yml."));
    m_edit->setTabChangesFocus(true);
    setFocusProxy(m_edit);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_edit, 1);
    layout->addWidget(m_note);
    connect(m_edit, &QPlainTextEdit::textChanged, this, &RelabelPanel::apply);
    connect(&model, &TargetsTableModel::relabelCountsChanged, this, &RelabelPanel::updateNote);
}

void RelabelPanel::setJob(const std::string &job)
{
    if (job == m_job)
        return;
    m_job = job;
    apply();
}

QString RelabelPanel::rules() const { return m_edit->toPlainText(); }

void RelabelPanel::setRules(const QString &yaml) { m_edit->setPlainText(yaml); }

void RelabelPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    apply();
}

void RelabelPanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_model.setRelabelling({});
}

void RelabelPanel::apply()
{
    if (!isVisible())
        return;
    const std::string yaml = toStdString(rules());
    const bool isEmpty = rules().trimmed().isEmpty();
    auto config = parseRelabelConfig(yaml, m_job);
    m_problem =
        config
            ? QString()
            : tr("Line %1: %2").arg(QString::number(config.error().line), toQString(config.error().message));
    m_edit->setProblems(config ? std::vector<ConfigProblem>() : std::vector{config.error()});
    if (config)
        m_model.setRelabelling(isEmpty ? std::nullopt : std::optional(std::move(config).value()));
    updateNote();
}

QString RelabelPanel::countsText() const
{
    if (!m_model.hasRelabelling())
        return {};
    const auto &[seen, dropped, refused] = m_model.relabelCounts();
    QStringList parts{tr("%Ln target(s) scraped", nullptr, seen - dropped - refused),
                      tr("%Ln dropped", nullptr, dropped)};
    if (refused > 0)
        parts += tr("%Ln refused", nullptr, refused);
    if (seen < m_model.rowCount())
        parts += tr("%1 of %2 seen").arg(QLocale().toString(seen), QLocale().toString(m_model.rowCount()));
    return parts.join(u" · "_s);
}

void RelabelPanel::updateNote()
{
    const QString counts = countsText();
    m_note->setText(m_problem.isEmpty() ? counts
                                        : m_problem + (counts.isEmpty() ? QString() : u" — "_s + counts));
    m_note->setVisible(!m_note->text().isEmpty());
}

} // namespace slurmsd
