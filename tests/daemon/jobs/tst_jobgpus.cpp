// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/jobs/jobgpus.h"
#include "tests/support/testrunner.h"

#include <QtTest>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

// "0:a100 1:a100 3:a100*", those with a star are shared.
QString gpus(const QByteArray &gres)
{
    const std::string text = gres.toStdString();
    QStringList items;
    for (const JobGpu &gpu : jobGpus(text))
        items += QString::number(gpu.index) + u':' +
                 QString::fromUtf8(gpu.type.data(), qsizetype(gpu.type.size())) +
                 (gpu.isShared ? u"*"_s : QString());
    return items.join(u' ');
}

} // namespace

class TestJobGpus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void indexesAreRead_data();
    void indexesAreRead();
};

void TestJobGpus::indexesAreRead_data()
{
    QTest::addColumn<QByteArray>("gres");
    QTest::addColumn<QString>("gpus");
    const auto row = [](const char *gres, const char *gpus) {
        QTest::newRow(gres) << QByteArray(gres) << QString::fromLatin1(gpus);
    };
    row("", "");
    // As recorded, 22.05 to 26.05.
    row("gpu:a100:2(IDX:0-1)", "0:a100 1:a100");
    row("gpu:a100:2(IDX:2-3)", "2:a100 3:a100");
    row("gpu:a100:3(IDX:0-1,3)", "0:a100 1:a100 3:a100");
    row("gpu:a100:1(IDX:0),gpu:h100:1(IDX:2)", "0:a100 2:h100");
    row("gpu:a100:1(IDX:1),gpu:h100:0(IDX:)", "1:a100");
    row("gpu:a100:2(IDX:0-1),gpu:h100:2(IDX:2-3)", "0:a100 1:a100 2:h100 3:h100");
    row("shard:3(IDX:3)", "3:*");           // 22.05
    row("shard:3(0/4,0/4,0/4,3/4)", "3:*"); // newer
    row("shard:6(4/4,2/4,0/4,0/4)", "0:* 1:*");
    row("shard:a100:3(0/4,3/4)", "1:a100*");
    row("mps:100(IDX:1)", "1:*");
    row("mps:100(100/100,0/100)", "0:*");
    row("gpu:2(IDX:0,2)", "0: 2:");
    row("gpu:a100:1(IDX:0),shard:1(0/4,1/4)", "0:a100 1:*");
    row("lustre:1,gpu:a100:1(IDX:5)", "5:a100");
    // Where an index cannot be known there is none.
    row("gpu:a100:2", "");
    row("gpu:a100:2(CNT:2)", "");
    row("gpu:a100:2(IDX:N/A)", "");
    row("gpu:a100:2(IDX:0)", "");
    row("gpu:a100:1(IDX:0-1)", "");
    row("gpu:a100(IDX:0)", "");
    row("gpu(IDX:0)", "");
    row("gpu:a100:1(IDX:1-0)", "");
    row("gpu:a100:1(IDX:0", "0:a100");
    row("gpu:a100:1(IDX:99999999999)", "");
    row("gpu:a100:1(IDX:-1)", "");
    row("shard:3", "");
    row("shard:3(3)", "");
    row("shard:3(x/4)", "");
    row("gpu:1g.5gb:1(IDX:3)", ""); // MIG devices, not GPUs
    row("gpu:nvidia_a100_3g.39gb:2(IDX:0-1)", "");
    row("gpu:gb200:1(IDX:0)", "0:gb200");
    row("gpu:rtx_6000g.x:1(IDX:0)", "0:rtx_6000g.x");
    row("(IDX:0)", "");
    row(",,,", "");
    row(")(", "");
}

void TestJobGpus::indexesAreRead()
{
    QFETCH(QByteArray, gres);
    QTEST(gpus(gres), "gpus");
}

} // namespace slurmsd

SLURMSD_TEST(slurmsd::TestJobGpus)
#include "tst_jobgpus.moc"
