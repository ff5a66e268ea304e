// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/event.h"

#include <QByteArray>
#include <QWidget>

namespace slurmsd {

// One of the places in the sidebar of a daemon's view: Overview, Nodes, Targets, Jobs, Running jobs,
// Timeline. A page reads from the DaemonClient that it is made with, and shows what is known when it is made.
// The client may go just before the page, which leaves it alone when it goes.
class Page : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    // Columns, splitters, sort order and so on, as QHeaderView and QSplitter save them; remembered from one
    // run to the next, alike for all daemons. Bytes that are no layout change nothing.
    virtual QByteArray saveLayout() const { return {}; }
    virtual void restoreLayout(const QByteArray &) {}

Q_SIGNALS:
    // The user chose a node (or a target of one): its detail is wanted. `cluster` may be empty.
    void nodeSelected(const QString &cluster, const QString &node);
    // Show the nodes that this search finds, in the language of the search box: "partition:gpu and
    // state:down".
    void searchRequested(const QString &search);
    // Show this job in the job editor.
    void jobRequested(const QString &job);
    // Show the timeline.
    void timelineRequested();

protected:
    // Asks for the node or the job that the event is about; false: it is about neither.
    bool requestSubject(const Event &event);
};

} // namespace slurmsd
