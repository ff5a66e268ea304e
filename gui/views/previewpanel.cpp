// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/previewpanel.h"

#include "gui/editing/jobwords.h"
#include "gui/models/counttext.h"
#include "gui/models/text.h"
#include "gui/views/yamlhighlighter.h"

#include <QEvent>
#include <QFontDatabase>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSplitter>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

QString changeWord(JobEffect::Change change)
{
    switch (change) {
    case JobEffect::Change::Added:
        return PreviewPanel::tr("new");
    case JobEffect::Change::Changed:
        return PreviewPanel::tr("changed");
    case JobEffect::Change::Removed:
        return PreviewPanel::tr("removed");
    case JobEffect::Change::None:
        break;
    }
    return PreviewPanel::tr("as it is");
}

} // namespace

QString previewSummary(const ConfigPreview &preview)
{
    if (!preview.isChanged)
        return PreviewPanel::tr("Nothing changes: the file says this already.");
    if (!preview.jobs)
        return PreviewPanel::tr(
            "The targets are not known before the first node list; the file changes as shown.");
    std::size_t added = 0;
    std::size_t removed = 0;
    std::size_t relabeled = 0;
    for (const JobEffect &effect : *preview.jobs) {
        added += effect.addedTotal;
        removed += effect.removedTotal;
        relabeled += effect.relabeledTotal;
    }
    QStringList words;
    if (added > 0)
        words += PreviewPanel::tr("%Ln target(s) more", nullptr, int(added));
    if (removed > 0)
        words += PreviewPanel::tr("%Ln target(s) fewer", nullptr, int(removed));
    if (relabeled > 0)
        words += PreviewPanel::tr("%Ln with other labels", nullptr, int(relabeled));
    return words.isEmpty()
               ? PreviewPanel::tr("Nothing changes for Prometheus: the same targets, labelled alike.")
               : PreviewPanel::tr("Saving means: %1.").arg(words.join(u", "_s));
}

PreviewPanel::PreviewPanel(QWidget *parent)
    : QWidget(parent)
    , m_summary(new QLabel)
    , m_splitter(new QSplitter)
    , m_jobs(new QTreeWidget)
    , m_diff(new QPlainTextEdit)
    , m_highlighter(new DiffHighlighter(m_diff->document(), palette()))
{
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_summary->setObjectName(u"previewSummary"_s);
    m_jobs->setObjectName(u"previewJobs"_s);
    m_jobs->setAccessibleName(tr("Targets that saving would change"));
    m_jobs->setHeaderLabels({tr("Job"), tr("Change"), tr("Targets then")});
    m_jobs->headerItem()->setTextAlignment(2, Qt::AlignRight);
    m_jobs->header()->setStretchLastSection(false);
    m_jobs->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_jobs->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_diff->setObjectName(u"previewDiff"_s);
    m_diff->setReadOnly(true);
    m_diff->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_diff->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_diff->setTabChangesFocus(true);
    m_diff->setAccessibleName(tr("How the file would change"));
    m_splitter->setMinimumHeight(fontMetrics().lineSpacing() * 9);
    m_splitter->addWidget(m_jobs);
    m_splitter->addWidget(m_diff);
    m_splitter->setStretchFactor(0, 2);
    m_splitter->setStretchFactor(1, 3);
    m_splitter->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_summary);
    layout->addWidget(m_splitter, 1);
}

void PreviewPanel::showPreview(const ConfigPreview &preview)
{
    m_summary->setText(previewSummary(preview));
    m_jobs->clear();
    if (preview.jobs) {
        for (const JobEffect &effect : *preview.jobs)
            addJob(effect);
    }
    m_diff->setPlainText(toQString(preview.diff));
    m_splitter->setEnabled(true);
}

void PreviewPanel::showWaiting(const QString &why) { m_summary->setText(why); }

void PreviewPanel::showOutdated(const QString &why)
{
    m_summary->setText(why);
    m_splitter->setEnabled(false);
}

void PreviewPanel::clear()
{
    m_summary->clear();
    m_jobs->clear();
    m_diff->clear();
}

void PreviewPanel::addJob(const JobEffect &effect)
{
    const QString change = effectWords(effect);
    auto *item =
        new QTreeWidgetItem(m_jobs, {toQString(effect.job),
                                     change.isEmpty() ? changeWord(effect.change)
                                                      : u"%1, %2"_s.arg(changeWord(effect.change), change),
                                     effect.hasCounts ? countText(effect.targets) : QString()});
    item->setTextAlignment(2, Qt::AlignRight);
    for (const std::string &warning : effect.warnings) {
        auto *line = new QTreeWidgetItem(item, {u"⚠ "_s + toQString(warning)});
        line->setToolTip(0, toQString(warning));
        line->setFirstColumnSpanned(true);
    }
    addTargets(*item, u"+"_s, effect.added, effect.addedTotal);
    addTargets(*item, u"−"_s, effect.removed, effect.removedTotal);
    addTargets(*item, u"~"_s, effect.relabeled, effect.relabeledTotal);
    // A few lines are worth more than a click.
    item->setExpanded(item->childCount() > 0 && item->childCount() <= 12);
}

void PreviewPanel::addTargets(QTreeWidgetItem &parent, const QString &mark,
                              const std::vector<std::string> &targets, std::size_t total)
{
    for (auto target = targets.begin(); target != targets.end();) {
        const auto next = std::find_if(target, targets.end(),
                                       [target](const std::string &other) { return other != *target; });
        const auto count = next - target; // of a node in several partitions
        auto *item = new QTreeWidgetItem(
            &parent, {u"%1 %2"_s.arg(mark, toQString(*target)) +
                      (count > 1 ? u" ×%1"_s.arg(countText(std::size_t(count))) : QString())});
        item->setFirstColumnSpanned(true);
        target = next;
    }
    if (total > targets.size())
        new QTreeWidgetItem(&parent,
                            {tr("%1 … and %Ln more", nullptr, int(total - targets.size())).arg(mark)});
}

void PreviewPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_highlighter->setPalette(palette());
}

} // namespace slurmsd
