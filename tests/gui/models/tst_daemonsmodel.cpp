// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/daemonsmodel.h"
#include "tests/support/testrunner.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace slurmsd;
using namespace Qt::StringLiterals;

namespace {

// Everything that can be wrong, once or more.
DaemonStatus badStatus()
{
    DaemonStatus status;
    status.clusters.resize(2);
    for (ClusterStatus &cluster : status.clusters) {
        cluster.nodes = 1000;
        for (std::size_t i = 0; i < allStateClasses.size(); ++i)
            cluster.states[i] = allStateClasses[i] == StateClass::Down ? 3 : 0;
    }
    status.clusters[1].held.resize(1);
    status.jobs = {{"node", 9100, 1, 2000, "e"}, {"ipmi", 9290, 0, 0, "e"}};
    return status;
}

QStringList texts(const DaemonsModel &model, int row)
{
    QStringList all;
    for (int column = 0; column < DaemonsModel::ColumnCount; ++column)
        all += model.index(row, column).data().toString();
    return all;
}

} // namespace

class TestDaemonsModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatIsWrong();
    void changesRowByRow();
};

void TestDaemonsModel::tellsWhatIsWrong()
{
    const DaemonStatus status = badStatus();
    HealthSentence health;
    health.text = u"So."_s;
    DaemonsModel model;
    model.setRows({daemonRow(u"a"_s, health, &status), daemonRow(u"b"_s, health, nullptr)});
    const QString thousand = QLocale().toString(2000);
    QCOMPARE(texts(model, 0),
             QStringList({u"a"_s, thousand, u"6"_s, u"0"_s, u"0"_s, u"0"_s, u"1"_s, u"1"_s, u"So."_s}));
    QCOMPARE(texts(model, 1), QStringList({u"b"_s, {}, {}, {}, {}, {}, {}, {}, u"So."_s}));
    const auto problem = [&model](int row, int column) {
        return model.index(row, column).data(DaemonsModel::ProblemRole);
    };
    QCOMPARE(problem(0, DaemonsModel::DownColumn), QVariant(int(StateClass::Down)));
    QCOMPARE(problem(0, DaemonsModel::EmptyJobsColumn), QVariant(int(StateClass::Down)));
    QVERIFY(!problem(0, DaemonsModel::DrainedColumn).isValid());
    QVERIFY(!problem(0, DaemonsModel::NodesColumn).isValid());
    QVERIFY(!problem(1, DaemonsModel::DownColumn).isValid());
    QSet<QString> titles;
    for (int column = 0; column < DaemonsModel::ColumnCount; ++column)
        titles += model.headerData(column, Qt::Horizontal).toString();
    QCOMPARE(titles.size(), int(DaemonsModel::ColumnCount));
}

void TestDaemonsModel::changesRowByRow()
{
    DaemonsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    const DaemonRow a{u"a"_s, {}};
    const DaemonRow b{u"b"_s, {}};
    model.setRows({a, b});
    model.setRows({a, {u"b"_s, u"worse"_s}});
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toModelIndex().row(), 1);
    model.setRows({b});
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(texts(model, 0).first(), u"b"_s);
    QCOMPARE(resets.size(), 0);
}

SLURMSD_TEST(TestDaemonsModel)
#include "tst_daemonsmodel.moc"
