// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/appearance.h"
#include "gui/views/noticebar.h"
#include "gui/views/outlinedstyle.h"
#include "gui/views/statestyle.h"
#include "tests/support/testrunner.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QStyle>
#include <QTest>

using namespace slurmsd;
using namespace Qt::StringLiterals;

class TestAppearance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contrast_data();
    void contrast();
    void states_data() { contrast_data(); }
    void states();
    void outlines_data();
    void outlines();
    void pressedButtons_data() { contrast_data(); }
    void pressedButtons();
    void switches();
    void names();
};

void TestAppearance::contrast_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << lightPalette();
    QTest::newRow("dark") << darkPalette();
}

void TestAppearance::contrast()
{
    QFETCH(QPalette, palette);
    const std::pair<QPalette::ColorRole, QPalette::ColorRole> pairs[] = {
        {QPalette::WindowText, QPalette::Window},
        {QPalette::Text, QPalette::Base},
        {QPalette::Text, QPalette::AlternateBase},
        {QPalette::ButtonText, QPalette::Button},
        {QPalette::PlaceholderText, QPalette::Window},
        {QPalette::PlaceholderText, QPalette::Base},
        {QPalette::HighlightedText, QPalette::Highlight},
        {QPalette::ToolTipText, QPalette::ToolTipBase},
        {QPalette::Link, QPalette::Window},
        {QPalette::Link, QPalette::Base}};
    for (const auto &[text, background] : pairs) {
        const double ratio = contrastRatio(palette.color(text), palette.color(background));
        QVERIFY2(ratio >= 4.5, qPrintable(u"%1 on %2: %3"_s.arg(text).arg(background).arg(ratio)));
    }
    const QColor example = exampleColor(palette);
    const double ratio = contrastRatio(example, palette.color(QPalette::Base));
    QVERIFY2(ratio >= 4.5, qPrintable(QString::number(ratio)));
    QVERIFY(ratio < contrastRatio(palette.color(QPalette::PlaceholderText), palette.color(QPalette::Base)));
    // What is disabled may be paler, but is to be seen.
    QVERIFY(contrastRatio(palette.color(QPalette::Disabled, QPalette::WindowText),
                          palette.color(QPalette::Window)) >= 2.5);
}

// Marks, bars and lines: 3:1. The words of a problem at a field are in the colour of an alarm.
void TestAppearance::states()
{
    QFETCH(QPalette, palette);
    const QColor window = palette.color(QPalette::Window);
    for (const StateClass stateClass : allStateClasses)
        QVERIFY(contrastRatio(stateColor(stateClass, palette), window) >= 3);
    for (const auto level : {NoticeBar::Level::Quiet, NoticeBar::Level::Ok, NoticeBar::Level::Warning,
                             NoticeBar::Level::Alarm}) {
        const QColor tinted = blend(window, levelColor(level, palette), 0.1);
        QVERIFY(contrastRatio(levelColor(level, palette), tinted) >= 3);
        QVERIFY(contrastRatio(palette.color(QPalette::WindowText), tinted) >= 4.5);
    }
    QVERIFY(contrastRatio(levelColor(NoticeBar::Level::Alarm, palette), window) >= 4.5);
    QCOMPARE(contrastRatio(Qt::black, Qt::white), 21.0);
}

void TestAppearance::outlines_data()
{
    QTest::addColumn<Appearance>("appearance");
    QTest::addColumn<QString>("control");
    for (const Appearance appearance : {Appearance::Light, Appearance::Dark}) {
        for (const char *control :
             {"check box", "radio button", "text", "choice", "number", "button", "list"})
            QTest::addRow("%s, %s", control, qPrintable(toString(appearance)))
                << appearance << QString::fromLatin1(control);
    }
}

// The edge of each control has 3:1 with the window.
void TestAppearance::outlines()
{
    QFETCH(Appearance, appearance);
    QFETCH(QString, control);
    setAppearance(appearance);
    QWidget window;
    QHBoxLayout layout(&window);
    QWidget *widget = control == u"check box"_s      ? static_cast<QWidget *>(new QCheckBox)
                      : control == u"radio button"_s ? static_cast<QWidget *>(new QRadioButton)
                      : control == u"text"_s         ? static_cast<QWidget *>(new QLineEdit)
                      : control == u"choice"_s       ? static_cast<QWidget *>(new QComboBox)
                      : control == u"number"_s       ? static_cast<QWidget *>(new QSpinBox)
                      : control == u"button"_s       ? static_cast<QWidget *>(new QPushButton)
                                                     : static_cast<QWidget *>(new QListWidget);
    layout.addWidget(widget);
    window.resize(300, 100);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    window.setFocus();
    const QImage image = window.grab().toImage();
    // Across its left edge.
    double best = 1;
    const int y = widget->geometry().center().y();
    for (int x = widget->x(); x < widget->x() + 4; ++x)
        best =
            std::max(best, contrastRatio(image.pixelColor(x, y), window.palette().color(QPalette::Window)));
    QVERIFY2(best >= 3, qPrintable(QString::number(best)));
    setAppearance(Appearance::System);
}

void TestAppearance::pressedButtons()
{
    QFETCH(QPalette, palette);
    OutlinedStyle style;
    QPushButton button;
    button.setStyle(&style);
    button.setPalette(palette);
    button.resize(80, 30);
    const QColor up = button.grab().toImage().pixelColor(10, 15);
    button.setDown(true);
    const QColor down = button.grab().toImage().pixelColor(10, 15);
    QVERIFY2(contrastRatio(up, down) >= 1.2, qPrintable(up.name() + u' ' + down.name()));
    QVERIFY(contrastRatio(palette.color(QPalette::ButtonText), down) >= 4.5);
}

void TestAppearance::switches()
{
    setAppearance(Appearance::System);
    const QString systemStyle = QApplication::style()->name();
    const QColor systemWindow = QApplication::palette().color(QPalette::Window);
    const QLineEdit field;
    const auto isExample = [&field] {
        return field.palette().color(QPalette::PlaceholderText) == exampleColor(QApplication::palette());
    };
    NoticeBar bar;
    bar.setNotice(NoticeBar::Level::Alarm, u"words"_s);
    bar.show();
    setAppearance(Appearance::Dark);
    QVERIFY(isDark(QApplication::palette()));
    QTRY_VERIFY(isDark(bar.palette()));
    QTRY_VERIFY(isExample());
    const auto *own = qobject_cast<OutlinedStyle *>(QApplication::style());
    QVERIFY(own);
    QCOMPARE(own->baseStyle()->name(), u"fusion"_s);
    setAppearance(Appearance::Light);
    QTRY_VERIFY(!isDark(bar.palette()));
    QTRY_VERIFY(isExample());
    setAppearance(Appearance::System);
    QCOMPARE(QApplication::palette().color(QPalette::Window), systemWindow);
    QCOMPARE(QApplication::style()->name(), systemStyle);
    QVERIFY(contrastRatio(QApplication::palette().color(QPalette::PlaceholderText), systemWindow) >= 4.5);
}

void TestAppearance::names()
{
    for (const Appearance appearance : {Appearance::System, Appearance::Light, Appearance::Dark})
        QCOMPARE(appearanceFromString(toString(appearance)), std::optional(appearance));
    QVERIFY(!appearanceFromString(u"pink"_s));
}

SLURMSD_WIDGETS_TEST(TestAppearance)
#include "tst_appearance.moc"
