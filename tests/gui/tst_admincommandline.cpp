// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/commandline.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;
using namespace Qt::StringLiterals;

class TestAdminCommandLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void none();
    void all();
    void errors_data();
    void errors();
};

namespace {

Result<AdminCommandLine, QString> parse(const QStringList &arguments)
{
    return parseAdminCommandLine(QStringList{u"prometheus-slurm-sd-admin"_s} + arguments);
}

} // namespace

void TestAdminCommandLine::none()
{
    const auto line = parse({});
    QVERIFY(line);
    QVERIFY(line->connections.empty() && line->language.isEmpty() && !line->isDemoWanted);
}

void TestAdminCommandLine::all()
{
    const auto line = parse({u"--connect"_s, u"http://head:8080"_s, u"--connect=https://[::1]:8443/slurm"_s,
                             u"--demo"_s, u"--language"_s, u"ja"_s, u"-h"_s, u"-v"_s});
    QVERIFY(line);
    QCOMPARE(line->connections.size(), std::size_t(2));
    QCOMPARE(line->connections[0].title(), u"head:8080"_s);
    QCOMPARE(line->connections[1].url.host(), u"::1"_s);
    QCOMPARE(line->language, u"ja"_s);
    QVERIFY(line->isDemoWanted);
    for (const QString &option : {u"--connect"_s, u"--demo"_s, u"--language"_s, u"--help"_s, u"--version"_s})
        QVERIFY(adminHelp().contains(option));
}

void TestAdminCommandLine::errors_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("words");
    QTest::newRow("no URL") << QStringList{u"--connect"_s, u"nonsense"_s} << u"expected http://"_s;
    QTest::newRow("scheme") << QStringList{u"--connect"_s, u"ftp://head"_s} << u"expected http://"_s;
    QTest::newRow("value missing") << QStringList{u"--connect"_s} << u"connect"_s;
    QTest::newRow("language") << QStringList{u"--language"_s, u"tlh"_s} << u"no language \"tlh\""_s;
    QTest::newRow("argument") << QStringList{u"head"_s} << u"unexpected argument \"head\""_s;
    QTest::newRow("option") << QStringList{u"--conect"_s, u"x"_s} << u"conect"_s;
}

void TestAdminCommandLine::errors()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, words);
    const auto line = parse(arguments);
    QVERIFY(!line);
    QVERIFY2(line.error().contains(words), qPrintable(line.error()));
    QVERIFY(!line.error().contains(u'\n'));
}

SLURMSD_TEST(TestAdminCommandLine)
#include "tst_admincommandline.moc"
