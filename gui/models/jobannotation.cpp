// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/jobannotation.h"

#include "gui/models/quoting.h"
#include "gui/models/runningjobsmodel.h"
#include "gui/models/text.h"

using namespace Qt::StringLiterals;

namespace slurmsd {

namespace {

QString annotationOf(Port port) { return u"prometheus.io/port=%1"_s.arg(port); }

QString keyOf(AnnotationField field)
{
    return field == AnnotationField::Comment ? u"comment"_s
           : field == AnnotationField::Extra ? u"extra"_s
                                             : u"admincomment"_s;
}

// A line as people write it, which can be pasted into a shell and stays as it is.
bool isPlainLine(const QString &text)
{
    return std::ranges::all_of(text, [](QChar c) { return c.isPrint() && c != QChar::ReplacementCharacter; });
}

} // namespace

QString sbatchAnnotation(AnnotationField field, Port port)
{
    return field == AnnotationField::Comment ? u"#SBATCH --comment=\"%1\"\n"_s.arg(annotationOf(port))
                                             : QString();
}

QString scontrolAnnotation(const RunningJob &job, AnnotationField field, Port port)
{
    QString text = annotationOf(port);
    const QString comment = toQString(job.comment).trimmed();
    const bool isKept = field == AnnotationField::Comment && !comment.isEmpty() && isPlainLine(comment) &&
                        !comment.contains("prometheus"_L1);
    if (isKept)
        text = comment + u' ' + text;
    return u"scontrol update jobid=%1 %2\n"_s.arg(jobIdText(job), keyOf(field) + u'=' + shellQuoted(text));
}

} // namespace slurmsd
