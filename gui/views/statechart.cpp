// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/statechart.h"

#include "gui/models/statebarlayout.h"
#include "gui/views/appearance.h"
#include "gui/views/statefill.h"
#include "gui/views/statestyle.h"

#include <QAreaSeries>
#include <QChart>
#include <QChartView>
#include <QDateTime>
#include <QDateTimeAxis>
#include <QEvent>
#include <QGraphicsLayout>
#include <QLabel>
#include <QLineSeries>
#include <QVBoxLayout>
#include <QValueAxis>

#include <algorithm>
#include <array>

namespace slurmsd {

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace {

qint64 toMs(WallTime when) { return duration_cast<milliseconds>(when.time_since_epoch()).count(); }

// The first seconds are not stretched over the whole width.
constexpr qint64 shortestRangeMs = 60'000;

// Steps: the numbers of a span hold until the next one begins, and are 0 in a gap.
class StepPoints
{
public:
    explicit StepPoints(const StateHistory &history, WallTime now)
        : m_spans(history.spans())
        , m_end(history.isInterrupted() || m_spans.empty() ? std::nullopt : std::optional(now))
    {}

    // Of the nodes in the first `classes` of outOfService.
    QList<QPointF> stacked(std::size_t classes) const
    {
        QList<QPointF> points;
        for (std::size_t i = 0; i < m_spans.size(); ++i) {
            const StateHistory::Span &span = m_spans[i];
            const double height = heightOf(span, classes);
            if (i == 0 || span.isAfterGap)
                points.append(QPointF(double(toMs(span.from)), 0));
            points.append(QPointF(double(toMs(span.from)), height));
            points.append(QPointF(double(toMs(endOf(i))), height));
            if (i + 1 == m_spans.size() || m_spans[i + 1].isAfterGap)
                points.append(QPointF(double(toMs(endOf(i))), 0));
        }
        return points;
    }

    double highest() const
    {
        double most = 1;
        for (const StateHistory::Span &span : m_spans)
            most = std::max(most, heightOf(span, outOfService.size()));
        return most;
    }

private:
    static double heightOf(const StateHistory::Span &span, std::size_t classes)
    {
        double sum = 0;
        for (std::size_t i = 0; i < classes; ++i)
            sum += double(countOf(span.states, outOfService[i]));
        return sum;
    }

    WallTime endOf(std::size_t i) const
    {
        const bool isLast = i + 1 == m_spans.size();
        return isLast ? std::max(m_spans[i].to, m_end.value_or(m_spans[i].to)) : m_spans[i].to;
    }

    const std::vector<StateHistory::Span> &m_spans;
    std::optional<WallTime> m_end;
};

} // namespace

struct StateChart::Private
{
    QChart *chart = new QChart;              // the view owns it
    QDateTimeAxis *time = new QDateTimeAxis; // the chart owns these
    QValueAxis *number = new QValueAxis;
    std::array<QLineSeries *, outOfService.size() + 1> borders{}; // each class's area is between two of them
    std::array<QAreaSeries *, outOfService.size()> areas{};
};

StateChart::StateChart(QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>())
{
    d->chart->setMargins({});
    d->chart->setBackgroundRoundness(0);
    d->chart->legend()->hide();
    d->chart->layout()->setContentsMargins(0, 0, 0, 0);
    d->time->setTickCount(5);
    d->number->setLabelFormat(u"%d"_s);
    d->number->setMin(0);
    d->chart->addAxis(d->time, Qt::AlignBottom);
    d->chart->addAxis(d->number, Qt::AlignLeft);
    for (QLineSeries *&border : d->borders)
        border = new QLineSeries(this);
    for (std::size_t i = 0; i < outOfService.size(); ++i) {
        d->areas[i] = new QAreaSeries(d->borders[i + 1], d->borders[i]);
        d->chart->addSeries(d->areas[i]);
        d->areas[i]->attachAxis(d->time);
        d->areas[i]->attachAxis(d->number);
    }
    auto *view = new QChartView(d->chart);
    view->setFrameShape(QFrame::NoFrame);
    view->setFocusPolicy(Qt::NoFocus);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(new QLabel(tr("Nodes not in service")));
    layout->addWidget(view, 1);
    setAccessibleName(tr("Nodes that are not in service, by state, over time"));
    updateColors();
}

StateChart::~StateChart() = default;

void StateChart::setHistory(const StateHistory &history, WallTime now)
{
    const StepPoints points(history, now);
    for (std::size_t i = 0; i < d->borders.size(); ++i)
        d->borders[i]->replace(points.stacked(i));
    const qint64 end = toMs(now);
    const qint64 begin = history.spans().empty() ? end : toMs(history.spans().front().from);
    const qint64 range = std::max(end - begin, shortestRangeMs);
    d->time->setFormat(range > 86'400'000 ? u"MM-dd HH:mm"_s : range > 600'000 ? u"HH:mm"_s : u"HH:mm:ss"_s);
    d->time->setRange(QDateTime::fromMSecsSinceEpoch(end - range), QDateTime::fromMSecsSinceEpoch(end));
    d->number->setMax(points.highest());
    d->number->setTickCount(points.highest() < 4 ? int(points.highest()) + 1 : 5);
    if (points.highest() >= 4)
        d->number->applyNiceNumbers();
}

QSize StateChart::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 60, fontMetrics().height() * 12};
}

QSize StateChart::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 30, fontMetrics().height() * 8};
}

void StateChart::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        updateColors();
    QWidget::changeEvent(event);
}

void StateChart::updateColors()
{
    const QColor window = palette().color(QPalette::Window);
    const QColor text = palette().color(QPalette::WindowText);
    d->chart->setBackgroundBrush(window);
    for (QAbstractAxis *axis :
         {static_cast<QAbstractAxis *>(d->time), static_cast<QAbstractAxis *>(d->number)}) {
        axis->setLabelsFont(font());
        axis->setLabelsColor(text);
        axis->setLinePenColor(blend(window, text, 0.4));
        axis->setGridLineColor(blend(window, text, 0.15));
    }
    for (std::size_t i = 0; i < outOfService.size(); ++i) {
        d->areas[i]->setBrush(stateFill(outOfService[i], palette()));
        d->areas[i]->setPen(QPen(stateColor(outOfService[i], palette()), 1));
    }
}

} // namespace slurmsd
