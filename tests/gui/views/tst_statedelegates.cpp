// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/statedelegates.h"
#include "gui/views/statestyle.h"
#include "tests/support/testrunner.h"

#include <QApplication>
#include <QLocale>
#include <QTest>

#include <algorithm>
#include <utility>

using namespace slurmsd;
using namespace Qt::StringLiterals;

namespace {

QList<int> counts(std::initializer_list<std::pair<StateClass, int>> states)
{
    QList<int> list(static_cast<qsizetype>(allStateClasses.size()), 0);
    for (const auto &[state, count] : states)
        list[static_cast<qsizetype>(state)] = count;
    return list;
}

// The marks' numbers, as a person reads them.
QString shown(const std::vector<StateMark> &marks)
{
    QStringList texts;
    for (const StateMark &mark : marks)
        texts += mark.text.section(u'\u2009', -1);
    return texts.join(u' ');
}

} // namespace

class TestStateDelegates : public QObject
{
    Q_OBJECT

    const QFontMetrics m_metrics{QApplication::font()};
    const QList<int> m_batch = counts({{StateClass::Active, 9000},
                                       {StateClass::Down, 171},
                                       {StateClass::Drained, 1234},
                                       {StateClass::Unknown, 2}});

private Q_SLOTS:
    void worstComesFirst()
    {
        const auto marks = stateMarks(m_batch, 10'000, m_metrics);
        QCOMPARE(shown(marks), u"171 %1 2"_s.arg(QLocale().toString(1234)));
        QVERIFY(marks[0].stateClass == StateClass::Down);
        QVERIFY(marks[1].stateClass == StateClass::Drained);
        QVERIFY(marks[2].stateClass == StateClass::Unknown);
        QVERIFY(marks[0].text.startsWith(stateMark(StateClass::Down)));
    }

    void numbersAreWholeOrNotThere()
    {
        for (int width = 0; width < 300; ++width) {
            const auto marks = stateMarks(m_batch, width, m_metrics);
            QVERIFY(!marks.empty());
            const bool isWhole = shown(marks) == u"171 %1 2"_s.arg(QLocale().toString(1234));
            QCOMPARE(marks.back().text == u"…"_s, !isWhole);
            const int end = marks.back().left + m_metrics.horizontalAdvance(marks.back().text);
            // Where not even the ellipsis has a place there is nothing else.
            QVERIFY2(end <= width || marks.size() == 1, qPrintable(QString::number(width)));
            QVERIFY(u"171 %1 2"_s.arg(QLocale().toString(1234))
                        .startsWith(shown(marks).remove(u" …"_s).remove(u"…"_s)));
        }
    }

    void activeNodesHaveNoMark()
    {
        QVERIFY(stateMarks(counts({{StateClass::Active, 5}}), 100, m_metrics).empty());
        QVERIFY(stateMarks(counts({}), 0, m_metrics).empty());
    }
};

SLURMSD_WIDGETS_TEST(TestStateDelegates)

#include "tst_statedelegates.moc"
