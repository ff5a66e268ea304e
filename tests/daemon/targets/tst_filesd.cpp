// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/targets/filesd.h"
#include "tests/support/testrunner.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace slurmsd;

namespace {

const char *const looksLikeLabels = "],\"labels\":{";

} // namespace

class TestFileSd : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesOneGroupALine()
    {
        QCOMPARE(fileSdJson({}), "[]\n");
        const std::vector<TargetGroup> groups{
            {{"n1:1", "n2:1"}, {{"a", "x"}, {"b", ""}}},
            {{"[::1]:2"}, {}},
        };
        QCOMPARE(fileSdJson(groups), "[\n"
                                     R"({"targets":["n1:1","n2:1"],"labels":{"a":"x","b":""}},)"
                                     "\n"
                                     R"({"targets":["[::1]:2"],"labels":{}})"
                                     "\n]\n");
    }

    void writesOneTargetALine()
    {
        QCOMPARE(flatJson(fileSdJson({})), "[]\n");
        const std::vector<TargetGroup> groups{
            {{"n1:1", "n2:1"}, {{"a", "x\"}}"}, {"b", "],\"labels\":{\n"}}},
            {{"[::1]:2"}, {}},
        };
        const QByteArray flat = flatJson(fileSdJson(groups));
        const QByteArray labels = "\"a\":\"x\\\"}}\",\"b\":\"],\\\"labels\\\":{\\n\"}";
        QCOMPARE(flat, "[\n{\"__address__\":\"n1:1\"," + labels + ",\n{\"__address__\":\"n2:1\"," + labels +
                           ",\n{\"__address__\":\"[::1]:2\"}\n]\n");
        QCOMPARE(QJsonDocument::fromJson(flat).array().size(), 3);
    }

    void escapes_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("json");
        const auto row = [](const char *name, const QByteArray &value, const QByteArray &json) {
            QTest::newRow(name) << value << json;
        };
        row("plain", "a/b c~", "a/b c~");
        row("quote and backslash", "a\"b\\c", "a\\\"b\\\\c");
        row("control characters", QByteArray("\0\t\n\x1f\x7f", 5), "\\u0000\\t\\n\\u001f\\u007f");
        row("UTF-8", "größe→😀", "größe→😀");
        row("a byte that starts nothing",
            "a\xff"
            "b",
            "a\uFFFD"
            "b");
        row("Latin-1", "gr\xfc\xdf", "gr\uFFFD\uFFFD");
        row("torn at the end", "a\xc3", "a\uFFFD");
        row("looks like the labels", looksLikeLabels, "],\\\"labels\\\":{");
    }
    void escapes()
    {
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, json);
        const std::string text = value.toStdString();
        const QByteArray written = fileSdJson(std::vector<TargetGroup>{{{text}, {{text, text}}}});
        QCOMPARE(written,
                 "[\n{\"targets\":[\"" + json + "\"],\"labels\":{\"" + json + "\":\"" + json + "\"}}\n]\n");

        QJsonParseError error;
        const QJsonObject group = QJsonDocument::fromJson(written, &error).array().at(0).toObject();
        QCOMPARE(error.error, QJsonParseError::NoError);
        const QString read = QString::fromUtf8(value);
        QCOMPARE(group.keys(), QStringList({QStringLiteral("labels"), QStringLiteral("targets")}));
        QCOMPARE(group.value(u"targets").toArray(), QJsonArray{read});
        QCOMPARE(group.value(u"labels").toObject(), QJsonObject({{read, read}}));
    }

    void joinsJobs_data()
    {
        QTest::addColumn<QByteArrayList>("jobs");
        QTest::addColumn<QByteArray>("joined");
        const QByteArray a = fileSdJson(std::vector<TargetGroup>{{{"a:1"}, {{"l", "x"}}}, {{"b:1"}, {}}});
        const QByteArray c =
            fileSdJson(std::vector<TargetGroup>{{{looksLikeLabels}, {{"l", looksLikeLabels}}}});
        const QByteArray none = fileSdJson({});
        const QByteArray aInOne = R"({"targets":["a:1"],"labels":{"__meta_slurm_job":"j1","l":"x"}},)"
                                  "\n"
                                  R"({"targets":["b:1"],"labels":{"__meta_slurm_job":"j1"}})";
        QTest::newRow("no jobs") << QByteArrayList() << QByteArray("[]\n");
        QTest::newRow("no groups") << QByteArrayList{"j1", none, "j2", none} << QByteArray("[]\n");
        QTest::newRow("one") << QByteArrayList{"j1", a} << QByteArray("[\n" + aInOne + "\n]\n");
        QTest::newRow("several") << QByteArrayList{"j0", none, "j1", a, "j2", none, "j\"3", c}
                                 << QByteArray(
                                        "[\n" + aInOne + ",\n" +
                                        "{\"targets\":[\"],\\\"labels\\\":{\"],\"labels\":"
                                        "{\"__meta_slurm_job\":\"j\\\"3\",\"l\":\"],\\\"labels\\\":{\"}}"
                                        "\n]\n");
    }
    void joinsJobs()
    {
        QFETCH(QByteArrayList, jobs);
        std::vector<std::string> names;
        for (int i = 0; i < jobs.size(); i += 2)
            names.push_back(jobs[i].toStdString());
        std::vector<JobJson> parts;
        for (int i = 0; i < jobs.size(); i += 2)
            parts.push_back({names[static_cast<std::size_t>(i) / 2], jobs[i + 1]});
        const QByteArray result = joinFileSdJson(parts);
        QTEST(result, "joined");
        QVERIFY(QJsonDocument::fromJson(result).isArray());
    }
};

SLURMSD_TEST(TestFileSd)
#include "tst_filesd.moc"
