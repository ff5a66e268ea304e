// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/appearance.h"
#include "gui/views/lineicon.h"
#include "tests/support/testrunner.h"

#include <QBuffer>
#include <QDir>
#include <QTest>

using namespace slurmsd;
using namespace Qt::StringLiterals;

class TestLineIcon : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void everyIconIsSeen_data();
    void everyIconIsSeen();
    void none();
};

void TestLineIcon::reads_data()
{
    QTest::addColumn<QString>("svg");
    QTest::addColumn<QRectF>("bounds"); // empty: it is no such SVG
    const QRectF none;
    QTest::newRow("line") << u"<svg><path d='M1 2H5V4'/></svg>"_s << QRectF(1, 2, 4, 2);
    QTest::newRow("points without commands") << u"<svg><path d='M1,2 5,4'/></svg>"_s << QRectF(1, 2, 4, 2);
    QTest::newRow("curve") << u"<svg><path d='M0 0C0 0 4 0 4 3'/></svg>"_s << QRectF(0, 0, 4, 3);
    QTest::newRow("several, closed") << u"<svg><path d='M1 1H3V2Z M4 4L5 6'/></svg>"_s << QRectF(1, 1, 4, 5);
    QTest::newRow("rectangle") << u"<svg><rect x='1' y='2' width='3' height='4'/></svg>"_s
                               << QRectF(1, 2, 3, 4);
    QTest::newRow("circle") << u"<svg><circle cx='4' cy='5' r='2'/></svg>"_s << QRectF(2, 3, 4, 4);
    QTest::newRow("what is not known") << u"<svg><path d='M1 1A2 2'/></svg>"_s << none;
    QTest::newRow("no number") << u"<svg><path d='M1 H'/></svg>"_s << none;
    QTest::newRow("behind its end") << u"<svg><path d='M1 1H2Z 5'/></svg>"_s << none;
    QTest::newRow("no XML") << u"<svg><path d='M1 1H2'"_s << none;
    QTest::newRow("nothing") << u""_s << none;
}

void TestLineIcon::reads()
{
    QFETCH(QString, svg);
    QFETCH(QRectF, bounds);
    QByteArray bytes = svg.toUtf8();
    QBuffer buffer(&bytes);
    QVERIFY(buffer.open(QIODevice::ReadOnly));
    const QPainterPath lines = readLines(buffer);
    QCOMPARE(lines.isEmpty(), bounds.isNull());
    QCOMPARE(lines.boundingRect().toAlignedRect(), bounds.toAlignedRect());
}

void TestLineIcon::everyIconIsSeen_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<Appearance>("appearance");
    for (const QString &file : QDir(u":/icons/line"_s).entryList()) {
        for (const Appearance appearance : {Appearance::Light, Appearance::Dark})
            QTest::addRow("%s, %s", qPrintable(file), qPrintable(toString(appearance)))
                << file.section(u'.', 0, 0) << appearance;
    }
}

// On the window, and chosen, in either look, at 100 % and 200 %.
void TestLineIcon::everyIconIsSeen()
{
    QFETCH(QString, name);
    QFETCH(Appearance, appearance);
    setAppearance(appearance);
    const QPalette palette = QGuiApplication::palette();
    for (const auto &[mode, background] :
         {std::pair(QIcon::Normal, QPalette::Window), std::pair(QIcon::Selected, QPalette::Highlight)}) {
        for (const int size : {16, 32}) {
            const QImage image = lineIcon(name).pixmap(QSize(size, size), 1.0, mode).toImage();
            QCOMPARE(image.size(), QSize(size, size));
            double best = 1;
            for (int at = 0; at < size * size; ++at) {
                const QColor color = image.pixelColor(at % size, at / size);
                if (color.alphaF() > 0.8F)
                    best = std::max(best, contrastRatio(color, palette.color(background)));
            }
            QVERIFY2(best >= 4.5, qPrintable(name + u' ' + QString::number(best)));
        }
    }
    setAppearance(Appearance::System);
}

void TestLineIcon::none() { QVERIFY(lineIcon(u"no-such-icon"_s).isNull()); }

SLURMSD_WIDGETS_TEST(TestLineIcon)
#include "tst_lineicon.moc"
