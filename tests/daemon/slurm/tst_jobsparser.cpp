// SPDX-License-Identifier: GPL-3.0-or-later
// What the parser of job lists makes of the forms that an answer can have.
#include "daemon/slurm/jobsparser.h"
#include "tests/support/jobtext.h"
#include "tests/support/nodetext.h"
#include "tests/support/testrunner.h"

#include <QtTest>

#include <malloc.h>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

Result<std::shared_ptr<JobList>, PollError> parse(std::string_view text)
{
    JobsParser parser;
    parser.feed(text);
    return parser.finish();
}

QString outcome(std::string_view text)
{
    const auto list = parse(text);
    if (!list)
        return toQString(toString(list.error().errorClass)) + u": "_s + toQString(list.error().message);
    return jobTexts(**list).join(u'\n');
}

// What a running job with the id 1 and these fields is parsed to, without "1 running ".
QString parsedJob(const QString &fields)
{
    const QString text = outcome(uR"({"jobs": [{"job_id": 1, "job_state": ["RUNNING"]%1}]})"_s
                                     .arg(fields.isEmpty() ? QString() : u", "_s + fields)
                                     .toStdString());
    return text.startsWith(u"1 running"_s) ? text.mid(10) : text;
}

} // namespace

class TestJobsParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsIds_data();
    void readsIds();
    void readsTexts_data();
    void readsTexts();
    void readsStates_data();
    void readsStates();
    void readsGres_data();
    void readsGres();
    void aListCountsWhenItSaysSo_data();
    void aListCountsWhenItSaysSo();
    void aListWithoutEndIsNotGiven();
    void splitAnywhereGivesTheSame();
    void queuedJobsTakeLittleMemory();
};

void TestJobsParser::readsIds_data()
{
    QTest::addColumn<QString>("fields");
    QTest::addColumn<QString>("text");
    const QString none;
    QTest::newRow("plain, v36") << uR"("array_job_id": 0, "array_task_id": null, "het_job_id": 0,
        "het_job_offset": 0)"_s << none;
    QTest::newRow("plain, v40") << uR"("array_job_id": {"set": true, "infinite": false, "number": 0},
        "array_task_id": {"set": false, "infinite": false, "number": 0},
        "het_job_id": {"set": true, "infinite": false, "number": 0},
        "het_job_offset": {"set": true, "infinite": false, "number": 0})"_s
                                << none;
    QTest::newRow("task 0, v36") << uR"("array_job_id": 17, "array_task_id": 0)"_s << u"array=17 task=0"_s;
    QTest::newRow("task 0, v40") << uR"("array_job_id": {"set": true, "infinite": false, "number": 17},
        "array_task_id": {"set": true, "infinite": false, "number": 0})"_s
                                 << u"array=17 task=0"_s;
    QTest::newRow("the rest of an array, v36")
        << uR"("array_job_id": 17, "array_task_id": null)"_s << u"array=17"_s;
    QTest::newRow("a component") << uR"("het_job_id": 19, "het_job_offset": 1)"_s << u"het=19 offset=1"_s;
    QTest::newRow("root") << uR"("user_id": 0)"_s << u"uid=0"_s;
    QTest::newRow("user without a name, v37") << uR"("user_id": 7, "user_name": null)"_s << u"uid=7"_s;
    QTest::newRow("user without a name, v40") << uR"("user_id": 7, "user_name": "")"_s << u"uid=7"_s;
    QTest::newRow("NO_VAL") << uR"("array_job_id": 4294967294)"_s << none;
    QTest::newRow("of another type") << uR"("array_job_id": "17", "user_id": [3])"_s << none;
}

void TestJobsParser::readsIds()
{
    QFETCH(QString, fields);
    QTEST(parsedJob(fields), "text");
}

void TestJobsParser::readsTexts_data()
{
    QTest::addColumn<QString>("fields");
    QTest::addColumn<QString>("text");
    QTest::newRow("all")
        << uR"("name": "vllm", "user_name": "alice", "account": "llm", "partition": "gpu",
        "qos": "high", "features": "a100&ib", "nodes": "g[01-02]", "comment": "c", "admin_comment": "a",
        "extra": "e")"_s
        << u"name=vllm user=alice account=llm partition=gpu qos=high features=a100&ib nodes=g[01-02] "
           "comment=c admin=a extra=e"_s;
    QTest::newRow("last of repeated") << uR"("name": "a", "name": "b")"_s << u"name=b"_s;
    QTest::newRow("null after a text") << uR"("comment": "a", "comment": null)"_s << QString();
    QTest::newRow("of another type") << uR"("name": 5, "comment": ["x"], "nodes": {"a": "b"})"_s << QString();
    QTest::newRow("escapes") << uR"("comment": "a\/b \"c\" \u00e9\n\ud83d\ude80")"_s
                             << u"comment=a/b \"c\" é / 🚀"_s;
    QTest::newRow("unknown")
        << uR"("submit_line": "sbatch --wrap x", "job_resources": {"nodes": [{"comment": "no"}]},
        "comment": "yes")"_s
        << u"comment=yes"_s;
}

void TestJobsParser::readsTexts()
{
    QFETCH(QString, fields);
    QTEST(parsedJob(fields), "text");
}

void TestJobsParser::readsStates_data()
{
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("states");
    QTest::addColumn<QString>("comment"); // kept?
    QTest::newRow("word") << uR"("RUNNING")"_s << u"RUNNING"_s << u"c"_s;
    QTest::newRow("array") << uR"(["RUNNING"])"_s << u"RUNNING"_s << u"c"_s;
    QTest::newRow("with a flag") << uR"(["RUNNING", "CONFIGURING"])"_s << u"RUNNING,CONFIGURING"_s << u"c"_s;
    QTest::newRow("lower case") << uR"(["running"])"_s << u"RUNNING"_s << u"c"_s;
    QTest::newRow("pending") << uR"(["PENDING"])"_s << u"PENDING"_s << QString();
    QTest::newRow("over") << uR"("COMPLETED")"_s << u"COMPLETED"_s << QString();
    QTest::newRow("completing") << uR"(["CANCELLED", "COMPLETING"])"_s << u"CANCELLED,COMPLETING"_s
                                << QString();
    QTest::newRow("null") << u"null"_s << QString() << QString();
    QTest::newRow("a number") << u"1"_s << QString() << QString();
}

void TestJobsParser::readsStates()
{
    QFETCH(QString, state);
    const auto before =
        parse(uR"({"jobs": [{"job_id": 1, "job_state": %1, "comment": "c"}]})"_s.arg(state).toStdString());
    const auto after =
        parse(uR"({"jobs": [{"job_id": 1, "comment": "c", "job_state": %1}]})"_s.arg(state).toStdString());
    QVERIFY(before.hasValue());
    QVERIFY(after.hasValue());
    QCOMPARE((*before)->jobs.size(), 1U);
    QTEST(toQString((*before)->jobs.front().states), "states");
    QTEST(toQString((*before)->jobs.front().comment), "comment");
    QVERIFY((*before)->jobs == (*after)->jobs);
}

void TestJobsParser::readsGres_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << u"[]"_s << QString();
    QTest::newRow("one node") << uR"j(["gpu:a100:2(IDX:0-1)"])j"_s << u"gres=gpu:a100:2(IDX:0-1)"_s;
    QTest::newRow("two nodes, the commas are theirs")
        << uR"j(["gpu:a100:1(IDX:1),gpu:h100:0(IDX:)", "gpu:a100:1(IDX:4)"])j"_s
        << u"gres=gpu:a100:1(IDX:1),gpu:h100:0(IDX:) / gpu:a100:1(IDX:4)"_s;
    QTest::newRow("a node without") << uR"j(["gpu:1(IDX:0)", "", "gpu:1(IDX:2)"])j"_s
                                    << u"gres=gpu:1(IDX:0) /  / gpu:1(IDX:2)"_s;
    QTest::newRow("the first without") << uR"j(["", "gpu:1(IDX:2)"])j"_s << u"gres= / gpu:1(IDX:2)"_s;
    QTest::newRow("null") << u"null"_s << QString();
}

void TestJobsParser::readsGres()
{
    QFETCH(QString, value);
    QTEST(parsedJob(u"\"gres_detail\": "_s + value), "text");
}

void TestJobsParser::aListCountsWhenItSaysSo_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("outcome");
    const QString notOfATime =
        u"slurm: the answer is no list of jobs: Slurm gives no time for it (last_update)"_s;
    QTest::newRow("no jobs, v38") << uR"({"errors": [], "jobs": []})"_s << QString();
    QTest::newRow("no jobs, v40")
        << uR"({"jobs": [], "last_update": {"set": true, "infinite": false, "number": 5}, "errors": []})"_s
        << QString();
    QTest::newRow("0") << uR"({"jobs": [], "last_update": {"set": true, "infinite": false, "number": 0}})"_s
                       << notOfATime;
    QTest::newRow("0, said first")
        << uR"({"last_update": {"set": true, "infinite": false, "number": 0}, "jobs": []})"_s << notOfATime;
    QTest::newRow("0, with jobs")
        << uR"({"jobs": [{"job_id": 1}], "last_update": {"set": true, "infinite": false, "number": 0}})"_s
        << notOfATime;
    QTest::newRow("not set")
        << uR"({"jobs": [], "last_update": {"set": false, "infinite": false, "number": 5}})"_s << notOfATime;
    QTest::newRow("plain") << uR"({"jobs": [], "last_update": 5})"_s << QString();
    QTest::newRow("plain 0") << uR"({"jobs": [], "last_update": 0})"_s << notOfATime;
    QTest::newRow("an error with all the jobs")
        << uR"({"jobs": [{"job_id": 1}], "errors": [{"description": "Unknown flag", "error_number": 9207}]})"_s
        << u"slurm: Unknown flag (error 9207)"_s;
    QTest::newRow("refused") << uR"({"jobs": [], "errors": [{"error": "no", "error_number": 1007}]})"_s
                             << u"auth: no (error 1007)"_s;
    QTest::newRow("nodes") << uR"({"nodes": [{"name": "n1"}]})"_s
                           << u"parse: not a job list: the JSON object has no \"jobs\""_s;
    QTest::newRow("no array") << uR"({"jobs": {}})"_s << u"parse: not a job list: \"jobs\" is not an array"_s;
    QTest::newRow("null") << uR"({"jobs": null})"_s << u"parse: not a job list: \"jobs\" is not an array"_s;
    QTest::newRow("two lists") << uR"({"jobs": [], "jobs": []})"_s
                               << u"parse: refused at byte 18: a second \"jobs\""_s;
    QTest::newRow("no ids, as in /jobs/state/")
        << uR"({"jobs": [{"job_id": "17_0", "state": ["RUNNING"]}]})"_s
        << u"parse: not a job list: none of the 1 entries of \"jobs\" "
           "has an id"_s;
    QTest::newRow("some without an id")
        << uR"({"jobs": [{"name": "x"}, {"job_id": 0}, 5, {"job_id": 2}]})"_s << u"2 unknown"_s;
    QTest::newRow("cut") << uR"({"jobs": [{"job_id": 2})"_s
                         << u"parse: the JSON ends too early, after 23 bytes"_s;
}

void TestJobsParser::aListCountsWhenItSaysSo()
{
    QFETCH(QString, text);
    QTEST(outcome(text.toStdString()), "outcome");
}

void TestJobsParser::aListWithoutEndIsNotGiven()
{
    JobsParser parser;
    parser.feed(R"({"jobs": [{"job_id": 1, "job_state": "RUNNING", "gres_detail": ["")");
    const std::string item = R"(, ")" + std::string(60'000, 'x') + '"';
    for (int i = 0; i < 100; ++i)
        parser.feed(item);
    parser.feed(R"(], "name": "a"}]})");
    const auto list = parser.finish();
    QVERIFY(list.hasValue());
    QCOMPARE(jobTexts(**list), QStringList{u"1 running name=a"_s});
}

void TestJobsParser::splitAnywhereGivesTheSame()
{
    constexpr std::string_view text = R"({"jobs": [{"comment": "a\u0031 )"
                                      "\xe4"
                                      R"( \"", "job_id": 12, "gres_detail": ["a", "b,c"],
 "job_state": ["RUNNING", "STOPPED"], "start_time": {"set": true, "number": 12}}],
 "last_update": {"number": 44}, "meta": {"slurm": {"cluster": "rig"}}})";
    const QString whole = outcome(text);
    QCOMPARE(whole.section(u' ', 0, 1), u"12 stopped"_s);
    for (std::size_t at = 1; at < text.size(); ++at) {
        JobsParser parser;
        parser.feed(text.substr(0, at));
        parser.feed(text.substr(at));
        const auto list = parser.finish();
        QVERIFY2(list.hasValue(), std::to_string(at).c_str());
        QCOMPARE(jobTexts(**list).join(u'\n'), whole);
    }
}

// Of a queue of 100,000 jobs, whose comments and texts are no use to anyone before they run.
void TestJobsParser::queuedJobsTakeLittleMemory()
{
    constexpr int count = 100'000;
    const std::string rest =
        R"(, "job_state": ["PENDING"], "user_name": "alice", "partition": "gpu", "comment": ")" +
        std::string(1024, 'x') + R"(", "standard_output": "/home/alice/logs/slurm-%j.out"})";
    const std::size_t before = mallinfo2().uordblks + mallinfo2().hblkhd;
    JobsParser parser;
    parser.feed(R"({"jobs": [)");
    for (int id = 1; id <= count; ++id)
        parser.feed((id == 1 ? R"({"job_id": )" : R"(, {"job_id": )") + std::to_string(id) + rest);
    parser.feed("]}");
    const auto list = parser.finish();
    QVERIFY(list.hasValue());
    QCOMPARE((*list)->jobs.size(), std::size_t{count});
    QVERIFY((*list)->jobs.back().comment.empty());
    const std::size_t used = mallinfo2().uordblks + mallinfo2().hblkhd - before;
    QVERIFY2(used < std::size_t{48} << 20, std::to_string(used).c_str());
}

} // namespace slurmsd

SLURMSD_TEST(slurmsd::TestJobsParser)
#include "tst_jobsparser.moc"
