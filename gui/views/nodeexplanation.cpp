// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/nodeexplanation.h"

#include "gui/models/runningjobsmodel.h"
#include "gui/models/text.h"
#include "gui/views/statestyle.h"

#include <QColor>
#include <QCoreApplication>
#include <QStringList>
#include <QUrl>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1String linkScheme = "job:"_L1;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(slurmsd::NodeDetail)
};

QString escaped(std::string_view text) { return toQString(text).toHtmlEscaped(); }

QString joined(const std::vector<std::string> &texts, const QString &separator)
{
    QStringList list;
    for (const std::string &text : texts)
        list += toQString(text);
    return list.join(separator);
}

QString coloured(const QString &html, const QColor &color)
{
    return u"<span style=\"color:%1\">%2</span>"_s.arg(color.name(), html);
}

// What is beside the point: labels, keys. Between the colours of text and background, nearer to the text, so
// that it can be read.
QString muted(const QString &html, const QPalette &palette)
{
    const QColor text = palette.color(QPalette::Text);
    const QColor base = palette.color(QPalette::Base);
    const auto mixed = [](int near, int far) { return (2 * near + far) / 3; };
    return coloured(html, QColor(mixed(text.red(), base.red()), mixed(text.green(), base.green()),
                                 mixed(text.blue(), base.blue())));
}

StateClass classOf(const NodeExplanation &node)
{
    return stateClassFromString(node.stateClass).value_or(StateClass::Unknown);
}

// The parts of the headline after the state, each in plain text: Slurm's states, partitions, address,
// cluster, reason, remark.
QStringList headlineOf(const NodeExplanation &node, const NodeRemark &remark)
{
    QStringList parts{joined(node.states, u"+"_s)};
    parts += node.partitions.empty() ? Words::tr("in no partition") : joined(node.partitions, u", "_s);
    parts += toQString(node.address);
    if (node.sameAddress > 0)
        parts += Words::tr("%Ln more node(s) have this address", nullptr, static_cast<int>(node.sameAddress));
    if (!node.cluster.empty())
        parts += Words::tr("cluster %1").arg(toQString(node.cluster));
    if (!node.reason.empty())
        parts += u'"' + toQString(node.reason) + u'"';
    if (remark)
        parts += remark(node);
    parts.removeAll(QString());
    return parts;
}

// __meta_state="down", …
QString labelsOf(const TargetGroup &group)
{
    QStringList labels;
    for (const Label &label : group.labels) {
        QString value = toQString(label.value);
        value.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s).replace(u'\n', u"\\n"_s);
        labels += toQString(label.name) + u"=\""_s + value + u'"';
    }
    return labels.join(u", "_s);
}

// The key that decides; empty where the reason names it.
QString keyOf(const JobExplanation &job)
{
    return job.reason.find(job.key) == std::string::npos ? toQString(job.key) : QString();
}

QString row(const QString &mark, const JobExplanation &job, const QString &html)
{
    const QString link = linkScheme + QString::fromLatin1(QUrl::toPercentEncoding(toQString(job.job)));
    return u"<tr><td>%1&nbsp;</td><td><a href=\"%2\">%3</a>&nbsp;&nbsp;</td><td>%4</td></tr>"_s.arg(
        mark, link, escaped(job.job), html);
}

// What to add where the guard holds the job's answer; empty: it does not.
QString heldText(const JobExplanation &job)
{
    return job.held.empty() ? QString()
                            : Words::tr("what is served is of an older list: %1").arg(toQString(job.held));
}

QString jobHtml(const JobExplanation &job, const QPalette &palette)
{
    const QString held = job.held.empty() ? QString() : u"<br>"_s + heldText(job).toHtmlEscaped();
    if (job.groups.empty()) {
        const QString why = escaped(job.reason);
        const QString key = keyOf(job).toHtmlEscaped();
        const QString by =
            key.isEmpty() ? key
                          : muted(u" &nbsp; "_s + Words::tr("set by %1").toHtmlEscaped().arg(key), palette);
        return row(coloured(u"✗"_s, stateColor(StateClass::Down, palette)), job, why + by + held);
    }
    QStringList lines;
    for (const TargetGroup &group : job.groups)
        lines += joined(group.targets, u", "_s).toHtmlEscaped() +
                 muted(u" &nbsp; "_s + labelsOf(group).toHtmlEscaped(), palette);
    return row(coloured(u"✓"_s, stateColor(StateClass::Active, palette)), job, lines.join(u"<br>"_s) + held);
}

QString jobsHtml(const std::vector<JobExplanation> &jobs, const QPalette &palette)
{
    QString html;
    for (const JobExplanation &job : jobs)
        html += jobHtml(job, palette);
    return u"<table cellspacing=\"0\" cellpadding=\"0\" style=\"margin-bottom:6px\">"_s + html +
           u"</table>"_s;
}

QString jobText(const JobExplanation &job)
{
    const QString held = job.held.empty() ? QString() : u"\n  "_s + heldText(job);
    if (job.groups.empty()) {
        const QString key = keyOf(job).isEmpty() ? QString() : u" ("_s + keyOf(job) + u')';
        return u"✗ "_s + toQString(job.job) + u": "_s + toQString(job.reason) + key + held;
    }
    QStringList lines;
    for (const TargetGroup &group : job.groups)
        lines += u"✓ "_s + toQString(job.job) + u": "_s + joined(group.targets, u", "_s) + u" {"_s +
                 labelsOf(group) + u'}';
    return lines.join(u'\n') + held;
}

} // namespace

QString explanationHtml(const std::vector<NodeExplanation> &explanations, const QPalette &palette,
                        const NodeRemark &remark)
{
    QString html;
    for (const NodeExplanation &node : explanations) {
        const QString state = stateMark(classOf(node)) + u' ' + escaped(node.stateClass);
        html += u"<p style=\"margin:0 0 4px 0\"><b>%1</b> &nbsp; %2"_s.arg(
            escaped(node.node), coloured(state, stateColor(classOf(node), palette)));
        for (const QString &part : headlineOf(node, remark))
            html += u" &nbsp;·&nbsp; "_s + part.toHtmlEscaped();
        html += u"</p>"_s + jobsHtml(node.jobs, palette);
    }
    return html;
}

QString explanationHtml(const SlurmJobExplanation &explanation, const QPalette &palette)
{
    const RunningJob &job = explanation.job;
    QString html = u"<p style=\"margin:0 0 4px 0\"><b>%1</b>"_s.arg(jobIdText(job).toHtmlEscaped());
    for (const std::string &part :
         {job.name, job.user, job.account, job.partition, job.state, job.nodes, job.cluster}) {
        if (!part.empty())
            html += u" &nbsp;·&nbsp; "_s + escaped(part);
    }
    if (!job.comment.empty())
        html +=
            u"<br>"_s + muted(Words::tr("Comment:").toHtmlEscaped(), palette) + u' ' + escaped(job.comment);
    return html + u"</p>"_s + jobsHtml(explanation.jobs, palette);
}

QString explanationText(const std::vector<NodeExplanation> &explanations, const NodeRemark &remark)
{
    QString text;
    for (const NodeExplanation &node : explanations) {
        const QStringList head =
            QStringList{toQString(node.node), toQString(node.stateClass)} + headlineOf(node, remark);
        text += head.join(u" · "_s) + u'\n';
        for (const JobExplanation &job : node.jobs)
            text += jobText(job) + u'\n';
    }
    return text;
}

QString jobOfLink(const QString &link)
{
    return QUrl::fromPercentEncoding(link.sliced(linkScheme.size()).toLatin1());
}

} // namespace slurmsd
