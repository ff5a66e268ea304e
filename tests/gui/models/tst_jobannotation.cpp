// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/jobannotation.h"
#include "gui/models/text.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;
using namespace Qt::StringLiterals;

class TestJobAnnotation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesScontrolLines_data();
    void makesScontrolLines();
    void makesSbatchLines();
};

void TestJobAnnotation::makesScontrolLines_data()
{
    QTest::addColumn<QString>("task");
    QTest::addColumn<QString>("comment");
    QTest::addColumn<QString>("line");
    const auto row = [](const char *name, const char *task, const char *comment, const char *line) {
        QTest::newRow(name) << QString::fromLatin1(task) << QString::fromUtf8(comment)
                            << QString::fromUtf8(line);
    };
    row("no comment", "", "", "53 comment='prometheus.io/port=8000'");
    row("a task of an array", "17_2", "", "17_2 comment='prometheus.io/port=8000'");
    row("a component", "19+1", "", "19+1 comment='prometheus.io/port=8000'");
    row("a comment is kept", "", "for Ann's paper",
        R"(53 comment='for Ann'\''s paper prometheus.io/port=8000')");
    row("in any script", "", "夜", "53 comment='夜 prometheus.io/port=8000'");
    row("an annotation is not", "", "x prometheus.io/port=80", "53 comment='prometheus.io/port=8000'");
    row("nor is JSON", "", R"({"prometheus": {"port": 80}})", "53 comment='prometheus.io/port=8000'");
    row("nor are lines", "", "a\nb", "53 comment='prometheus.io/port=8000'");
    row("nor is what was no UTF-8", "", "a\xef\xbf\xbd", "53 comment='prometheus.io/port=8000'");
    row("nor are escapes of terminals", "", "\x1b[31m", "53 comment='prometheus.io/port=8000'");
}

void TestJobAnnotation::makesScontrolLines()
{
    QFETCH(QString, task);
    QFETCH(QString, comment);
    QFETCH(QString, line);
    RunningJob job;
    job.id = 53;
    job.task = toStdString(task);
    job.comment = toStdString(comment);
    QCOMPARE(scontrolAnnotation(job, AnnotationField::Comment, 8000),
             u"scontrol update jobid="_s + line + u'\n');
    const QString id = task.isEmpty() ? u"53"_s : task;
    QCOMPARE(scontrolAnnotation(job, AnnotationField::AdminComment, 9000),
             u"scontrol update jobid=%1 admincomment='prometheus.io/port=9000'\n"_s.arg(id));
    QCOMPARE(scontrolAnnotation(job, AnnotationField::Extra, 9000),
             u"scontrol update jobid=%1 extra='prometheus.io/port=9000'\n"_s.arg(id));
}

void TestJobAnnotation::makesSbatchLines()
{
    QCOMPARE(sbatchAnnotation(AnnotationField::Comment, 8000),
             u"#SBATCH --comment=\"prometheus.io/port=8000\"\n"_s);
    QCOMPARE(sbatchAnnotation(AnnotationField::AdminComment, 8000), QString());
    QCOMPARE(sbatchAnnotation(AnnotationField::Extra, 8000), QString());
}

SLURMSD_TEST(TestJobAnnotation)
#include "tst_jobannotation.moc"
