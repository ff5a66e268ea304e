// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/jobkeysform.h"

#include "gui/editing/jobseditor.h"
#include "gui/models/text.h"
#include "gui/views/jobkeyfield.h"
#include "gui/views/statestyle.h"

#include <QApplication>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QScrollBar>

#include <algorithm>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

using Choices = std::vector<std::pair<QString, QString>>;

JobKeyField *line(const QString &example) { return new LineField(example); }

} // namespace

JobKeysForm::JobKeysForm(const JobsEditor &editor, QWidget *parent)
    : QScrollArea(parent)
    , m_editor(editor)
{
    auto *content = new QWidget;
    auto *grid = new QGridLayout(content);
    grid->setColumnStretch(1, 1);
    grid->setVerticalSpacing(grid->verticalSpacing() / 2);
    addTargets(*grid);
    addMatch(*grid);
    addScraping(*grid);
    addLabels(*grid);
    grid->setRowStretch(grid->rowCount(), 1);
    setWidget(content);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus); // its fields have it
    // As wide as its fields need, so that one scrolls downwards alone.
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMinimumWidth(content->minimumSizeHint().width() + verticalScrollBar()->sizeHint().width());
    setRow(-1);
    colorProblems();
    connect(&editor, &JobsEditor::rowChanged, this, &JobKeysForm::show);
}

void JobKeysForm::addTargets(QGridLayout &grid)
{
    const Choices roles{{u"node"_s, tr("node (the cluster's nodes)")},
                        {u"job"_s, tr("job (servers inside running jobs)")}};
    const Choices fields{{u"comment"_s, u"comment"_s},
                         {u"admin_comment"_s, tr("admin_comment (of administrators)")},
                         {u"extra"_s, u"extra"_s}};
    const Choices asked{{u"true"_s, tr("true (jobs that ask for it)")},
                        {u"false"_s, tr("false (all that match)")}};
    const Choices nodes{{u"first"_s, u"first"_s}, {u"all"_s, u"all"_s}};
    addLine(grid, JobKey::Name, line({}), tr("The Prometheus job that it is for: ?prom_job=NAME."));
    addLine(grid, JobKey::TargetPort, line(u"9100"_s),
            tr("The exporter's port on each node; several: a target on each. Of running jobs: where their "
               "annotation names none."));
    addLine(grid, JobKey::Role, new ChoiceField(roles), tr("What its targets are."));
    m_askHeading = addHeading(grid, tr("What a running job may ask for"));
    addLine(grid, JobKey::Annotation, new ChoiceField(fields), tr("Where its annotation is."));
    addLine(grid, JobKey::Annotated, new ChoiceField(asked), tr("Does a job need an annotation?"));
    addLine(grid, JobKey::AllowedPorts, line(u"1024-65535"_s), tr("Ports that an annotation may name."));
    addLine(grid, JobKey::NodesOfJob, new ChoiceField(nodes),
            tr("The nodes of a job that are targets; an annotation may ask for the other."));
    addLine(grid, JobKey::MaxTargets, line(u"64"_s), tr("Targets of one running job."));
}

void JobKeysForm::addMatch(QGridLayout &grid)
{
    m_matchHeading = addHeading(grid, {});
    addLine(grid, JobKey::Names, line(u"vllm-.*"_s),
            tr("Regular expressions for the whole name of a job; one must match."));
    addLine(grid, JobKey::Users, line(u"alice, bob"_s), tr("A job is of one of them."));
    addLine(grid, JobKey::Accounts, line(u"llm"_s), tr("A job is of one of them."));
    addLine(grid, JobKey::Partitions, line(u"gpu, gpu-.*"_s),
            tr("Regular expressions for the whole name of a partition; one must match."));
    addLine(grid, JobKey::Qos, line(u"normal"_s), tr("A job is of one of them."));
    addLine(grid, JobKey::Features, line(u"a100, ib"_s),
            tr("A node needs one of them; a job asked for one of them."));
    addLine(grid, JobKey::Gres, line(u"gpu, gpu:a100"_s), tr("A node needs one of them."));
    addLine(grid, JobKey::Nodes, line(u"gpu[001-128],login01"_s), tr("A Slurm hostlist."));
    addLine(grid, JobKey::States, new StatesField, tr("A node is in one of them; none checked: any."));
    addLine(grid, JobKey::ExcludeStates, new StatesField, tr("Nodes in these states are left out."));
}

void JobKeysForm::addScraping(QGridLayout &grid)
{
    const Choices addresses{{u"address"_s, tr("address (NodeAddr)")},
                            {u"hostname"_s, tr("hostname (NodeHostname)")},
                            {u"name"_s, tr("name (NodeName)")}};
    const Choices schemes{
        {QString(), tr("as in the scrape config")}, {u"http"_s, u"http"_s}, {u"https"_s, u"https"_s}};
    addHeading(grid, tr("How they are scraped"));
    addLine(grid, JobKey::Address, new ChoiceField(addresses),
            tr("Which of a node's names a target is made of."));
    addLine(grid, JobKey::AddressTemplate, line(u"{node}-bmc.example.org"_s),
            tr("Made of the node's names, in place of them."));
    addLine(grid, JobKey::ExtraHosts, line(u"login[01-04] role=login"_s),
            tr("Hosts that are no nodes, each list with its labels."));
    addLine(grid, JobKey::PartitionPorts, line(u"partition02=9402"_s),
            tr("Another port on some partitions."));
    addLine(grid, JobKey::Scheme, new ChoiceField(schemes), tr("Becomes __scheme__."));
    addLine(grid, JobKey::MetricsPath, line(u"/metrics"_s), tr("Becomes __metrics_path__."));
    addLine(grid, JobKey::Params, line(u"collect=cpu"_s), tr("Each becomes __param_NAME."));
    addLine(grid, JobKey::ScrapeInterval, line(u"30s"_s), tr("Becomes __scrape_interval__."));
    addLine(grid, JobKey::ScrapeTimeout, line(u"10s"_s), tr("Becomes __scrape_timeout__."));
}

void JobKeysForm::addLabels(QGridLayout &grid)
{
    const QString help = tr("In the order by which groups are sorted.");
    addHeading(grid, tr("What they are labelled with"));
    addLine(grid, JobKey::Labels, new LabelsField(labelKindNames()), help);
    addLine(grid, JobKey::JobLabels, new LabelsField(slurmJobLabelNames()), help);
    addLine(grid, JobKey::StaticLabels, line(u"team=hpc, rack=r12"_s), tr("The same on all targets."));
}

QLabel *JobKeysForm::addHeading(QGridLayout &grid, const QString &text)
{
    auto *label = new QLabel(text);
    QFont font = label->font();
    font.setBold(true);
    label->setFont(font);
    label->setContentsMargins(0, fontMetrics().height() / 2, 0, 0);
    grid.addWidget(label, grid.rowCount(), 0, 1, 2);
    return label;
}

void JobKeysForm::addLine(QGridLayout &grid, JobKey key, JobKeyField *field, const QString &help)
{
    const QString name = toQString(toString(key));
    // What each job has; there are not enough letters for the others.
    const bool hasMnemonic = key == JobKey::Name || key == JobKey::TargetPort;
    Line &made = lineOf(key);
    made = {new QLabel(hasMnemonic ? u'&' + name : name), field, new QLabel};
    made.name->setBuddy(field->input());
    made.name->setToolTip(help);
    made.problem->setTextFormat(Qt::PlainText);
    made.problem->setWordWrap(true);
    made.problem->hide();
    field->setToolTip(help);
    field->input()->setObjectName(name);
    field->setAccessibleNames(name, help);
    // As wide as when it is changed, and bold.
    QFont bold = font();
    bold.setBold(true);
    grid.setColumnMinimumWidth(
        0, std::max(grid.columnMinimumWidth(0), QFontMetrics(bold).horizontalAdvance(name)));
    const int row = grid.rowCount();
    const bool isOneLine =
        field->sizeHint().height() < 2 * fontMetrics().lineSpacing() + fontMetrics().height() / 2;
    grid.addWidget(made.name, row, 0, Qt::AlignLeft | (isOneLine ? Qt::AlignVCenter : Qt::AlignTop));
    grid.addWidget(field, row, 1);
    grid.addWidget(made.problem, row + 1, 1);
    connect(field, &JobKeyField::edited, this, [this, key](const QString &typed) {
        if (m_row >= 0)
            Q_EMIT edited(m_row, key, typed);
    });
    connect(field, &JobKeyField::finished, this, &JobKeysForm::finished);
}

void JobKeysForm::setRow(int row)
{
    m_row = row;
    widget()->setEnabled(row >= 0);
    show(row);
}

void JobKeysForm::show(int row)
{
    if (row != m_row)
        return;
    const bool isRow = m_row >= 0 && m_row < m_editor.count();
    const JobRole role = isRow ? m_editor.draft(m_row).role() : JobRole::Node;
    for (const JobKey key : allJobKeys())
        showLine(key, isRow, isKeyOf(key, role));
    m_askHeading->setVisible(role == JobRole::Job);
    m_matchHeading->setText(role == JobRole::Job ? tr("Which running jobs: all of these hold")
                                                 : tr("Which nodes: all of these hold"));
}

void JobKeysForm::showLine(JobKey key, bool isRow, bool isOfRole)
{
    const Line &shown = lineOf(key);
    const QString problem = isRow ? m_editor.problem(m_row, key) : QString();
    shown.field->setText(isRow ? m_editor.draft(m_row).text(key) : QString());
    shown.problem->setText(u"✕ "_s + problem);
    QFont font = shown.name->font();
    font.setBold(isRow && m_editor.isChanged(m_row, key));
    shown.name->setFont(font);
    shown.name->setVisible(isOfRole);
    shown.field->setVisible(isOfRole);
    shown.problem->setVisible(isOfRole && !problem.isEmpty());
}

void JobKeysForm::setReadOnly(bool isReadOnly)
{
    for (const Line &shown : m_lines)
        shown.field->setReadOnly(isReadOnly);
}

void JobKeysForm::focusField(JobKey key)
{
    QWidget *target = input(key);
    target->setFocus(Qt::OtherFocusReason);
    if (auto *edit = qobject_cast<QLineEdit *>(target))
        edit->selectAll();
    scrollTo(*target);
}

QWidget *JobKeysForm::input(JobKey key) const
{
    return m_lines[static_cast<std::size_t>(key)].field->input();
}

void JobKeysForm::changeEvent(QEvent *event)
{
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colorProblems();
}

// What opens below the form while one types (the preview) makes it lower.
void JobKeysForm::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    keepFocusVisible();
}

// What opens in it (problems) moves its fields, once its layout knows.
bool JobKeysForm::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == widget() && event->type() == QEvent::LayoutRequest)
        QMetaObject::invokeMethod(this, &JobKeysForm::keepFocusVisible, Qt::QueuedConnection);
    return QScrollArea::eventFilter(watched, event);
}

// To the whole field or, where there is no room for it, as much of it as there is with the line that has the
// cursor.
void JobKeysForm::scrollTo(QWidget &field)
{
    const QRect rect(field.mapTo(widget(), QPoint()), field.size());
    ensureVisible(rect.center().x(), rect.center().y(), 0, rect.height() / 2 + 1);
    ensureWidgetVisible(&field, 0, 0);
}

void JobKeysForm::keepFocusVisible()
{
    QWidget *focused = QApplication::focusWidget();
    if (focused && widget()->isAncestorOf(focused))
        scrollTo(*focused);
}

void JobKeysForm::colorProblems()
{
    for (const Line &shown : m_lines) {
        if (!shown.problem)
            continue;
        QPalette colors = palette();
        colors.setColor(QPalette::WindowText, stateColor(StateClass::Down, palette()));
        shown.problem->setPalette(colors);
    }
}

} // namespace slurmsd
