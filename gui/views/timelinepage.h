// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/event.h"
#include "gui/views/page.h"

#include <QDateTime>

#include <optional>
#include <vector>

class QComboBox;
class QDateTimeEdit;
class QHBoxLayout;
class QLabel;
class QModelIndex;
class QPushButton;
class QToolButton;
class QTreeView;

namespace slurmsd {

class DaemonClient;
class SearchEdit;
class TimelineModel;
class TimelineProxy;

// What happened: nodes, targets, polls and reloads as a list to filter and export.
class TimelinePage : public Page
{
    Q_OBJECT

public:
    explicit TimelinePage(DaemonClient &client, QWidget *parent = nullptr);

    // Events since the page was last looked at; none of those that were there when the daemon was opened.
    int unseen() const { return m_unseen; }
    // Writes what the filter shows: as JSON when the file's name ends so, else as CSV. Tells in place how it
    // went; false when it failed.
    bool exportTo(const QString &file);

    QByteArray saveLayout() const override;
    void restoreLayout(const QByteArray &layout) override;

Q_SIGNALS:
    void unseenChanged(int unseen);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeFilters();
    QWidget *makeFoot();
    void makeTopics(QHBoxLayout *layout);
    void makeRange(QHBoxLayout *layout);
    void makeView();

    void takeEvents(const std::vector<Event> &events, bool startsOver);
    Event restartEvent() const;
    QStringList valuesOf(const QString &field) const;
    void setUnseen(int unseen);
    void filterTopics();
    void filterRange();
    void keepInView(int rows);
    void open(const QModelIndex &index);
    void copySelection();
    void chooseFile();
    void updateTexts();

    DaemonClient &m_client;
    TimelineModel *m_model;
    TimelineProxy *m_proxy;
    int m_unseen = 0;
    int m_newer = 0;                  // rows that came above what is looked at
    std::optional<WallTime> m_opened; // when the first events came, by the daemon's clock

    SearchEdit *m_search;
    QList<QToolButton *> m_topics; // in the order of allEventTopics
    QComboBox *m_range;
    QDateTimeEdit *m_from;
    QDateTimeEdit *m_until;
    QTreeView *m_view;
    QLabel *m_empty;
    QLabel *m_note;
    QPushButton *m_newest;
    QPushButton *m_export;
};

} // namespace slurmsd
