// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/api/daemonclient.h"
#include "gui/models/targetschoice.h"
#include "gui/models/targetsmodel.h"
#include "gui/models/targetsproxy.h"
#include "gui/models/targetstablemodel.h"
#include "gui/models/text.h"
#include "gui/models/times.h"
#include "gui/views/mnemonic.h"
#include "gui/views/relabelpanel.h"
#include "gui/views/searchedit.h"
#include "gui/views/targetspage.h"
#include "gui/views/targetstable.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDataStream>
#include <QHeaderView>
#include <QIODevice>
#include <QLabel>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace slurmsd {

namespace {

// "n1:9, n2:9, … (12 in all)", at most so many that one line holds them.
QString namesText(const std::vector<std::string> &names)
{
    constexpr std::size_t most = 6;
    QStringList shown;
    for (std::size_t i = 0; i < names.size() && i < most; ++i)
        shown += toQString(names[i]);
    if (names.size() > most)
        shown += u"…"_s;
    return shown.join(u", "_s);
}

} // namespace

void TargetsPage::tell(const QString &note)
{
    m_note->setText(note);
    m_note->show();
    m_noteTime->start();
}

// What the job's last change was, where it had one.
QString TargetsPage::changeText() const
{
    const QModelIndex job = m_proxy->mapToSource(m_targets->rootIndex());
    if (!job.isValid() || !m_model->lastChange(job))
        return {};
    const auto &[when, targets] = *m_model->lastChange(job);
    QStringList parts;
    if (!targets.added.empty())
        parts +=
            tr("%Ln target(s) came (%1)", nullptr, int(targets.added.size())).arg(namesText(targets.added));
    if (!targets.removed.empty())
        parts += tr("%Ln went (%1)", nullptr, int(targets.removed.size())).arg(namesText(targets.removed));
    if (!targets.relabelled.empty())
        parts += tr("%Ln got other labels (%1)", nullptr, int(targets.relabelled.size()))
                     .arg(namesText(targets.relabelled));
    //: A time, and what changed then.
    return tr("Last change of %1 at %2: %3")
        .arg(toQString(m_model->job(job).job), toLocalTime(when).toString(u"HH:mm:ss"_s),
             parts.join(u"; "_s));
}

// What of the job the search in force finds.
QString TargetsPage::foundText() const
{
    const QModelIndex job = m_targets->rootIndex();
    return job.isValid()
               ? tr("targets: %1").arg(job.siblingAtColumn(TargetsModel::TargetsColumn).data().toString())
               : QString();
}

// Why there are no targets to see; empty when there are.
QString TargetsPage::emptyText() const
{
    const QModelIndex job = m_targets->rootIndex();
    if (m_model->rowCount() == 0) {
        if (m_client.error())
            return toQString(m_client.error()->message);
        if (!m_client.status())
            return tr("No answer of the daemon yet.");
        if (m_client.status()->jobs.empty())
            return tr("The daemon has no jobs. Add one in the job editor.");
        return tr("No list yet: the daemon has no nodes to make targets of.") + u"\n\n"_s +
               toQString(m_client.status()->summary);
    }
    if (!job.isValid() || m_proxy->rowCount(job) > 0)
        return {};
    if (m_model->rowCount(m_proxy->mapToSource(job)) > 0)
        return tr("The search finds no target of this job.");
    return tr("This job has no targets: it matches no node. The detail of a node says why.");
}

void TargetsPage::updateTexts()
{
    const QString empty = emptyText();
    m_empty->setText(empty);
    m_stack->setCurrentIndex(empty.isEmpty() ? 0 : 1);
    const bool isJobShown = m_targets->rootIndex().isValid();
    m_copyMenu->setEnabled(isJobShown);
    m_copy->setEnabled(isJobShown);
    m_edit->setEnabled(isJobShown);
    if (!m_noteTime->isActive())
        m_note->setText(m_search->error() ? searchStatus(m_search->error(), foundText()) : changeText());
    m_note->setVisible(!m_note->text().isEmpty());
}

void TargetsPage::makeActions()
{
    const auto keys = Qt::CTRL | Qt::SHIFT;
    addCopyAction(tr("&Targets, one a line"), QKeySequence::Copy,
                  [](const TargetSelection &chosen) { return targetsAsLines(chosen); });
    addCopyAction(tr("&JSON (file_sd)"), keys | Qt::Key_J,
                  [](const TargetSelection &chosen) { return targetsAsJson(chosen); });
    addCopyAction(tr("c&url command"), keys | Qt::Key_L, [this](const TargetSelection &chosen) {
        return targetsAsCurl(chosen, m_client.profile());
    });
    addCopyAction(tr("Slurm &hostlist"), keys | Qt::Key_H, [this](const TargetSelection &chosen) {
        return targetsAsHostlist(chosen, [this](const TargetGroup &group, std::string_view address) {
            const auto place = m_proxy->nodes().find(group, address);
            return place ? std::string(place->node) : std::string();
        });
    });
    addCopyAction(tr("&scrape_configs of the job"), keys | Qt::Key_Y, [this](const TargetSelection &chosen) {
        return targetsAsScrapeConfig(chosen, m_client.profile());
    });
    addCopyAction(tr("&PromQL selector"), keys | Qt::Key_P,
                  [](const TargetSelection &chosen) { return targetsAsPromql(chosen); });
    auto *find = new QAction(this);
    find->setShortcut(QKeySequence::Find); // from anywhere in the window, while the page is shown
    connect(find, &QAction::triggered, this, [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });
    addAction(find);
}

void TargetsPage::addCopyAction(const QString &text, const QKeySequence &shortcut, const Copier &copier)
{
    QAction *action = m_copyMenu->addAction(text);
    action->setShortcut(shortcut);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(action);
    connect(action, &QAction::triggered, this, [this, copier, form = withoutMnemonic(text)] {
        const QModelIndex job = m_targets->rootIndex();
        if (!job.isValid())
            return;
        const TargetSelection chosen = chosenTargets(*m_model, *m_proxy, job, selectedRows());
        QApplication::clipboard()->setText(copier(chosen));
        int count = 0;
        for (const TargetGroup &group : chosen.groups)
            count += int(group.targets.size());
        //: Of a job's targets, as what they were copied, such as "JSON (file_sd)".
        tell(tr("Copied: %Ln target(s) of %1 as %2.", nullptr, count).arg(toQString(chosen.job), form));
    });
}

void TargetsPage::showMenu(QTreeView *view, const QPoint &at)
{
    // Targets and jobs may come and go while the menu is open.
    QMenu menu;
    if (view != m_jobs && view->currentIndex().isValid()) {
        const QPersistentModelIndex current =
            view == m_targets ? m_targets->currentIndex() : m_rows->proxyIndex(view->currentIndex().row());
        QAction *node = menu.addAction(tr("Show &node"), this, [this, current] { chooseNode(current); });
        node->setEnabled(!current.data(TargetsModel::AddressRole).isNull());
    }
    const QString job = m_jobs->currentIndex().data(TargetsModel::JobRole).toString();
    menu.addAction(tr("&Edit job"), this, [this, job] { Q_EMIT jobRequested(job); });
    menu.addMenu(m_copyMenu);
    if (view == m_targets) {
        menu.addSeparator();
        menu.addAction(tr("E&xpand all"), m_targets, &QTreeView::expandAll);
        menu.addAction(tr("Co&llapse all"), m_targets, &QTreeView::collapseAll);
    }
    if (m_edit->isEnabled())
        menu.exec(view->viewport()->mapToGlobal(at));
}

QByteArray TargetsPage::saveLayout() const
{
    QByteArray layout;
    QDataStream stream(&layout, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_4);
    stream << quint8(2) << m_splitter->saveState() << m_jobs->header()->saveState()
           << m_targets->header()->saveState() << isTable() << m_relabel->rules();
    return layout;
}

void TargetsPage::restoreLayout(const QByteArray &layout)
{
    QDataStream stream(layout);
    stream.setVersion(QDataStream::Qt_6_4);
    quint8 version = 0;
    QByteArray splitter;
    QByteArray jobs;
    QByteArray targets;
    bool wasTable = true;
    QString rules;
    stream >> version >> splitter >> jobs >> targets >> wasTable >> rules;
    if (stream.status() != QDataStream::Ok || version != 2)
        return;
    m_splitter->restoreState(splitter);
    m_jobs->header()->restoreState(jobs);
    m_targets->header()->restoreState(targets);
    m_relabel->setRules(rules);
    showTable(wasTable);
}

} // namespace slurmsd
