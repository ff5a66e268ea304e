// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/daemonview.h"

#include "gui/views/jobspage.h"
#include "gui/views/nodedetail.h"
#include "gui/views/nodespage.h"
#include "gui/views/overviewpage.h"
#include "gui/views/targetspage.h"
#include "gui/views/timelinepage.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QSplitter>
#include <QStackedWidget>

namespace slurmsd {

DaemonView::DaemonView(QWidget *parent)
    : QWidget(parent)
{
    auto *sidebar = new QListWidget;
    auto *pages = new QStackedWidget;
    auto *nodes = new NodesPage(m_client);
    auto *targets = new TargetsPage(m_client);
    auto *jobs = new JobsPage(m_client);
    const std::pair<QString, Page *> all[] = {{tr("Overview"), new OverviewPage(m_client)},
                                              {tr("Nodes"), nodes},
                                              {tr("Targets"), targets},
                                              {tr("Jobs"), jobs},
                                              {tr("Timeline"), new TimelinePage(m_client)}};
    auto *detail = new NodeDetail(m_client);
    auto *split = new QSplitter(Qt::Vertical);
    split->addWidget(pages);
    split->addWidget(detail);
    auto *layout = new QHBoxLayout(this);
    layout->addWidget(sidebar);
    layout->addWidget(split, 1);

    connect(sidebar, &QListWidget::currentRowChanged, pages, &QStackedWidget::setCurrentIndex);
    for (const auto &[name, page] : all) {
        sidebar->addItem(name);
        pages->addWidget(page);
        connect(page, &Page::nodeSelected, detail, &NodeDetail::showNode);
        connect(page, &Page::searchRequested, nodes, &NodesPage::setSearch);
        connect(page, &Page::searchRequested, sidebar, [sidebar] { sidebar->setCurrentRow(1); });
        connect(page, &Page::jobRequested, jobs, &JobsPage::showJob);
        connect(page, &Page::jobRequested, sidebar, [sidebar] { sidebar->setCurrentRow(3); });
    }
    connect(detail, &NodeDetail::jobRequested, jobs, &JobsPage::showJob);
    connect(detail, &NodeDetail::jobRequested, sidebar, [sidebar] { sidebar->setCurrentRow(3); });
    sidebar->setCurrentRow(0);
}

} // namespace slurmsd
