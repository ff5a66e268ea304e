// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/api/daemonclient.h"
#include "gui/models/eventkind.h"
#include "gui/models/nodevalues.h"
#include "gui/models/text.h"
#include "gui/models/timelineexport.h"
#include "gui/models/timelinemodel.h"
#include "gui/models/timelineproxy.h"
#include "gui/views/eventdelegate.h"
#include "gui/views/exampletext.h"
#include "gui/views/searchedit.h"
#include "gui/views/searchmenu.h"
#include "gui/views/timelinepage.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDataStream>
#include <QDateTimeEdit>
#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QIODevice>
#include <QLabel>
#include <QPushButton>
#include <QSaveFile>
#include <QScrollBar>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace slurmsd {

// The values of a field that the events have, or could have.
QStringList TimelinePage::valuesOf(const QString &field) const
{
    const SearchField *known = SearchVocabulary::events().find(toStdString(field)).field;
    QSet<QString> values;
    if (known && known->kind == SearchField::Kind::EventStates)
        return nodeFieldValues({}, "state");
    for (int row = 0; known && row < m_model->rowCount(); ++row) {
        const Event &event = m_model->eventAt(row);
        if (known->kind == SearchField::Kind::Cluster)
            values.insert(toQString(event.cluster));
        else if (known->kind == SearchField::Kind::EventKind)
            values.insert(toQString(toString(event.kind)));
        else if (known->kind == SearchField::Kind::EventJob && event.kind == Event::Kind::TargetsChanged)
            values.insert(toQString(event.subject));
    }
    QStringList sorted(values.begin(), values.end());
    sorted.sort();
    return sorted;
}

QWidget *TimelinePage::makeFilters()
{
    auto *bar = new QWidget;
    auto *lines = new QVBoxLayout(bar);
    lines->setContentsMargins({});
    auto *layout = new QHBoxLayout;
    lines->addLayout(layout);
    m_search = new SearchEdit([this](const QString &search) -> std::optional<SearchError> {
        const auto filter = EventFilter::parse(search);
        if (!filter)
            return filter.error();
        m_proxy->setFilter(*filter);
        return std::nullopt;
    });
    m_search->setVocabulary(SearchVocabulary::events());
    m_search->setValuesOf([this](const QString &field) { return valuesOf(field); });
    setExample(*m_search, u"gpu01 and state:down"_s);
    auto *label = new QLabel(tr("&Search:"));
    label->setBuddy(m_search);
    layout->addWidget(label);
    layout->addWidget(m_search, 1);
    layout->addWidget(makeExamplesButton(*m_search, {u"state:down,drained"_s, u"gpu[001-064,070]"_s,
                                                     u"kind:poll_failed or kind:list_held"_s,
                                                     u"job:node and text:went"_s, u"\"active → down\""_s}));
    connect(m_search, &SearchEdit::searchChanged, this, &TimelinePage::updateTexts);
    connect(m_search, &SearchEdit::errorChanged, this, &TimelinePage::updateTexts);
    connect(m_search, &SearchEdit::listRequested, this, [this] { focusFirstRow(*m_view); });
    auto *choices = new QHBoxLayout;
    lines->addLayout(choices);
    makeTopics(choices);
    choices->addStretch(1);
    makeRange(choices);
    auto *find = new QAction(this);
    find->setShortcut(QKeySequence::Find); // from anywhere in the window, while the page is shown
    connect(find, &QAction::triggered, m_search, [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });
    addAction(find);
    return bar;
}

void TimelinePage::makeTopics(QHBoxLayout *layout)
{
    for (const EventTopic topic : allEventTopics) {
        auto *button = new QToolButton;
        button->setText(EventWords::topic(topic));
        button->setToolTip(tr("Only events of the topics that are chosen; of all when none is"));
        button->setCheckable(true);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::StrongFocus);
        layout->addWidget(button);
        m_topics.append(button);
        connect(button, &QToolButton::toggled, this, &TimelinePage::filterTopics);
    }
}

void TimelinePage::makeRange(QHBoxLayout *layout)
{
    m_range = new QComboBox;
    m_range->setAccessibleName(tr("Time"));
    // Minutes; 0: no limit; below: this day; none: between two times.
    m_range->addItem(tr("All times"), 0);
    m_range->addItem(tr("Last 15 minutes"), 15);
    m_range->addItem(tr("Last hour"), 60);
    m_range->addItem(tr("Last 24 hours"), 24 * 60);
    m_range->addItem(tr("Today"), -1);
    m_range->addItem(tr("Between"));
    layout->addWidget(m_range);
    for (QDateTimeEdit **edit : {&m_from, &m_until}) {
        *edit = new QDateTimeEdit;
        (*edit)->setDisplayFormat(u"yyyy-MM-dd HH:mm:ss"_s);
        (*edit)->setCalendarPopup(true);
        (*edit)->hide();
        layout->addWidget(*edit);
    }
    m_from->setAccessibleName(tr("From"));
    m_until->setAccessibleName(tr("Until"));
    const QDateTime midnight = QDate::currentDate().startOfDay();
    m_from->setDateTime(midnight);
    m_until->setDateTime(midnight.addDays(1));
    for (QDateTimeEdit *edit : {m_from, m_until})
        connect(edit, &QDateTimeEdit::dateTimeChanged, this, &TimelinePage::filterRange);
    connect(m_range, &QComboBox::currentIndexChanged, this, &TimelinePage::filterRange);
}

void TimelinePage::makeView()
{
    m_view = new QTreeView;
    m_view->setModel(m_proxy);
    m_view->setAccessibleName(tr("Events"));
    m_view->setItemDelegate(new EventDelegate(m_view));
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    const int unit = fontMetrics().averageCharWidth();
    const std::pair<int, int> widths[] = {{TimelineModel::WhenColumn, 22},
                                          {TimelineModel::KindColumn, 24},
                                          {TimelineModel::ClusterColumn, 12},
                                          {TimelineModel::SubjectColumn, 16}};
    for (const auto &[column, width] : widths)
        m_view->setColumnWidth(column, width * unit);
    connect(m_view, &QTreeView::activated, this, &TimelinePage::open);
    connect(m_view->verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        m_newer = std::min(m_newer, value);
        m_newest->setVisible(m_newer > 0);
        m_newest->setText(tr("↑ %Ln newer", nullptr, m_newer));
    });
    auto *copy = new QAction(tr("&Copy"), m_view);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, &TimelinePage::copySelection);
    m_view->addAction(copy);
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_empty = new QLabel;
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    auto *above = new QHBoxLayout(m_view->viewport());
    above->addWidget(m_empty);
}

QWidget *TimelinePage::makeFoot()
{
    auto *foot = new QWidget;
    auto *layout = new QHBoxLayout(foot);
    layout->setContentsMargins({});
    m_note = new QLabel;
    m_note->setTextFormat(Qt::PlainText);
    m_note->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_newest = new QPushButton;
    m_newest->hide();
    m_export = new QPushButton(tr("Ex&port…"));
    layout->addWidget(m_note, 1);
    layout->addWidget(m_newest);
    layout->addWidget(m_export);
    connect(m_newest, &QPushButton::clicked, m_view, &QTreeView::scrollToTop);
    connect(m_export, &QPushButton::clicked, this, &TimelinePage::chooseFile);
    return foot;
}

// A line for each event, its fields with tabs between.
void TimelinePage::copySelection()
{
    QModelIndexList rows = m_view->selectionModel()->selectedRows();
    std::ranges::sort(rows, {}, &QModelIndex::row);
    QString lines;
    for (const QModelIndex &row : rows) {
        for (int column = 0; column < TimelineModel::ColumnCount; ++column)
            lines += row.siblingAtColumn(column).data().toString().simplified() +
                     (column + 1 < TimelineModel::ColumnCount ? u'\t' : u'\n');
    }
    QApplication::clipboard()->setText(lines);
}

void TimelinePage::chooseFile()
{
    const QString csv = tr("CSV, for spreadsheets (*.csv)");
    const QString json = tr("JSON (*.json)");
    QString chosen = csv;
    QString file = QFileDialog::getSaveFileName(
        this, tr("Export events"), QDir::home().filePath(u"events.csv"_s), csv + u";;"_s + json, &chosen);
    if (file.isEmpty())
        return;
    if (chosen == json && file.endsWith(u"events.csv"_s))
        file.replace(file.size() - 3, 3, u"json"_s);
    exportTo(file);
}

bool TimelinePage::exportTo(const QString &file)
{
    const std::vector<Event> events = m_proxy->events();
    const bool isJson = file.endsWith(u".json"_s, Qt::CaseInsensitive);
    const QByteArray bytes = isJson ? eventsToJson(events) : eventsToCsv(events);
    QSaveFile saved(file);
    const bool isDone =
        saved.open(QIODevice::WriteOnly) && saved.write(bytes) == bytes.size() && saved.commit();
    m_note->setText(isDone ? tr("%Ln event(s) written to %1", nullptr, int(events.size())).arg(file)
                           : tr("%1 could not be written: %2").arg(file, saved.errorString()));
    return isDone;
}

QByteArray TimelinePage::saveLayout() const
{
    QByteArray layout;
    QDataStream stream(&layout, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_4);
    stream << quint8(1) << m_view->header()->saveState();
    return layout;
}

void TimelinePage::restoreLayout(const QByteArray &layout)
{
    QDataStream stream(layout);
    stream.setVersion(QDataStream::Qt_6_4);
    quint8 version = 0;
    QByteArray header;
    stream >> version >> header;
    if (stream.status() == QDataStream::Ok && version == 1)
        m_view->header()->restoreState(header);
}

} // namespace slurmsd
