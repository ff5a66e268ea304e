// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/relabelconfig.h"
#include "gui/models/text.h"
#include "tests/support/testrunner.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace slurmsd;
using namespace Qt::StringLiterals;

namespace {

QByteArray dataFile(const QString &name)
{
    QFile file(QStringLiteral(SLURMSD_TEST_DATA "/relabel/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

struct Case
{
    QString name;
    QByteArray rules; // "relabel_configs: …", as a part of a scrape configuration
};

std::vector<Case> casesOf(const QString &file)
{
    std::vector<Case> cases;
    for (const QByteArray &line : dataFile(file).split('\n')) {
        if (line.startsWith("- name: "))
            cases.push_back({QString::fromUtf8(line.sliced(8)).remove(u'"'), {}});
        else if (!cases.empty())
            cases.back().rules += line + '\n';
    }
    return cases;
}

const QByteArray &targetsJson()
{
    static const QByteArray json = dataFile(u"targets.json"_s);
    return json;
}

QString configFile(const QTemporaryDir &directory, std::size_t number, const QByteArray &rules)
{
    QFile file(directory.filePath(u"%1.yml"_s.arg(number)));
    const QByteArray targets = QJsonDocument::fromJson(targetsJson()).toJson(QJsonDocument::Compact);
    const QByteArray text = "scrape_configs:\n- job_name: node\n  static_configs: " + targets + '\n' + rules;
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? file.fileName() : QString();
}

// What promtool says of each file, so many at a time: all of its output, and whether it was content.
std::vector<std::pair<QByteArray, bool>> promtool(const std::vector<QStringList> &commands)
{
    constexpr std::size_t atOnce = 32;
    std::vector<std::pair<QByteArray, bool>> answers;
    for (std::size_t from = 0; from < commands.size(); from += atOnce) {
        std::vector<std::unique_ptr<QProcess>> running;
        for (std::size_t i = from; i < std::min(from + atOnce, commands.size()); ++i) {
            running.push_back(std::make_unique<QProcess>());
            running.back()->start(u"promtool"_s, commands[i]);
        }
        for (const auto &process : running) {
            const bool isDone = process->waitForFinished(60'000);
            answers.emplace_back(process->readAllStandardOutput(), isDone && process->exitCode() == 0);
        }
    }
    return answers;
}

// Prometheus 3 takes any text for a label's name, and gives an address without a port none.
bool isPrometheus3()
{
    static const bool is3 = promtool({{u"--version"_s}}).front().first.startsWith("promtool, version 3.");
    return is3;
}

QString labelsText(QJsonObject labels)
{
    static const QRegularExpression usualPort(u":(80|443)$"_s);
    for (const QString &name : {u"__address__"_s, u"instance"_s}) {
        if (isPrometheus3() && labels.contains(name))
            labels[name] = labels[name].toString().remove(usualPort);
    }
    return QString::fromUtf8(QJsonDocument(labels).toJson(QJsonDocument::Compact));
}

// What became of the targets, sorted: promtool 2.42 tells them in no order, with discovered labels that rules
// have changed. Each has a label `id` of its own.
QStringList outcomesOf(const QByteArray &answer)
{
    QStringList outcomes;
    for (const QJsonValue &target : QJsonDocument::fromJson(answer).array()) {
        const bool isRefused = !target[u"error"_s].isUndefined();
        outcomes += isRefused ? u"refused"_s : labelsText(target[u"labels"_s].toObject());
    }
    outcomes.sort();
    return outcomes;
}

QStringList ourOutcomes(const RelabelConfig &config)
{
    QStringList outcomes;
    for (const QJsonValue &item : QJsonDocument::fromJson(targetsJson()).array()) {
        TargetGroup group;
        const QJsonObject labels = item[u"labels"_s].toObject();
        for (auto label = labels.begin(); label != labels.end(); ++label)
            group.labels.push_back({toStdString(label.key()), toStdString(label->toString())});
        const RelabelledTarget target =
            relabelTarget(config, group, toStdString(item[u"targets"_s][0].toString()));
        QJsonObject result;
        for (const Label &label : target.labels)
            result[toQString(label.name)] = toQString(label.value);
        outcomes += target.fate == RelabelledTarget::Fate::Refused ? u"refused"_s : labelsText(result);
    }
    outcomes.sort();
    return outcomes;
}

} // namespace

// The rules of relabel_configs beside what a real Prometheus makes of them.
class TestRelabelPrometheus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void labelsAlike();
    void refusesAlike();
};

void TestRelabelPrometheus::labelsAlike()
{
    const std::vector<Case> cases = casesOf(u"accepted.yml"_s);
    QVERIFY(cases.size() >= 200);
    const QTemporaryDir directory;
    std::vector<QStringList> commands;
    for (const Case &one : cases)
        commands.push_back({u"check"_s, u"service-discovery"_s, u"--timeout=1s"_s,
                            configFile(directory, commands.size(), one.rules), u"node"_s});
    const auto answers = promtool(commands);
    const QStringList otherIn3{u"a target that becomes no name"_s, u"a scheme that has no port"_s};
    QStringList different;
    for (std::size_t i = 0; i < cases.size(); ++i) {
        const auto config = parseRelabelConfig(cases[i].rules.toStdString(), "node");
        const QStringList ours =
            config ? ourOutcomes(*config) : QStringList{toQString(config.error().message)};
        const QStringList theirs = outcomesOf(answers[i].first);
        // Which of several labels comes last onto the same one is by chance there.
        if (isPrometheus3() && cases[i].name == u"labelmap '__meta_slurm_(partition|node)' to 'team'"_s)
            continue;
        const bool isAlike = !isPrometheus3() || !otherIn3.contains(cases[i].name);
        if ((ours == theirs) != isAlike)
            different +=
                cases[i].name + u":\n  "_s + theirs.join(u"\n  "_s) + u"\nours:\n  "_s + ours.join(u"\n  "_s);
    }
    QVERIFY2(different.isEmpty(), qPrintable(different.join(u'\n')));
}

void TestRelabelPrometheus::refusesAlike()
{
    const std::vector<Case> cases = casesOf(u"refused.yml"_s);
    QVERIFY(cases.size() >= 100);
    const QTemporaryDir directory;
    std::vector<QStringList> commands;
    for (const Case &one : cases)
        commands.push_back({u"check"_s, u"config"_s, configFile(directory, commands.size(), one.rules)});
    const auto answers = promtool(commands);
    const QStringList takenBy3 = isPrometheus3() ? QStringList{u"hashmod to a template"_s,
                                                               u"a target that is no name"_s,
                                                               u"a target that begins with a digit"_s,
                                                               u"a target of a broken template"_s,
                                                               u"uppercase to no name"_s,
                                                               u"labelmap to no name"_s,
                                                               u"a source that is no name"_s}
                                                 : QStringList();
    QStringList different;
    for (std::size_t i = 0; i < cases.size(); ++i) {
        if (answers[i].second != takenBy3.contains(cases[i].name))
            different +=
                (answers[i].second ? u"Prometheus takes "_s : u"Prometheus refuses "_s) + cases[i].name;
        if (parseRelabelConfig(cases[i].rules.toStdString(), "node").hasValue())
            different += u"we take "_s + cases[i].name;
    }
    QVERIFY2(different.isEmpty(), qPrintable(different.join(u'\n')));
}

SLURMSD_TEST(TestRelabelPrometheus)
#include "tst_relabelprometheus.moc"
