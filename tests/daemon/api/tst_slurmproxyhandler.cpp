// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/api/slurmproxyhandler.h"
#include "daemon/slurm/keptanswer.h"
#include "tests/support/testrunner.h"

#include <QTemporaryDir>
#include <QTest>

using namespace slurmsd;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const std::string body = R"({"nodes": [{"name": "n1"}], "errors": []})";
const std::chrono::system_clock::time_point polled = std::chrono::sys_days(std::chrono::year(2026) / 12 / 1);

std::shared_ptr<const KeptAnswer> answer(const std::string &version, const std::string &directory = {})
{
    AnswerKeeper keeper(directory, {}, directory.empty() ? KeptAnswer::maxMemory : 0);
    keeper.add(body);
    auto kept = keeper.finish();
    kept->apiVersion = version;
    kept->takenAt = polled;
    return kept;
}

HttpRequest get(const std::string &target, std::vector<std::pair<std::string, std::string>> headers = {})
{
    HttpRequest request;
    const std::size_t mark = std::min(target.find('?'), target.size());
    request.path = target.substr(0, mark);
    request.query = parseQuery(std::string_view(target).substr(std::min(mark + 1, target.size())));
    request.headers = std::move(headers);
    return request;
}

HttpReply ask(const HttpRequest &request, const std::vector<SlurmAnswer> &answers)
{
    return slurmProxyReply(request, answers, polled + 90s);
}

std::string header(const HttpReply &reply, std::string_view name)
{
    for (const auto &[key, value] : reply.headers) {
        if (key == name)
            return value;
    }
    return {};
}

// What is sent, streamed or not.
QByteArray sent(const HttpReply &reply)
{
    if (!reply.stream)
        return reply.body;
    QByteArray bytes;
    for (QByteArray piece = reply.stream->next(); !piece.isEmpty(); piece = reply.stream->next())
        bytes += piece;
    return bytes;
}

const SlurmAnswer only{"tux", answer("v0.0.42")};

} // namespace

class TestSlurmProxyHandler : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answers_data()
    {
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("clusters"); // those there are: a has v0.0.42, b v0.0.38, - none yet
        QTest::addColumn<QString>("answer");   // the status, and what the text ends with

        const auto row = [](const char *target, const char *clusters, const char *answer) {
            QTest::addRow("%s of %s", target, clusters) << target << clusters << answer;
        };
        const auto ok = "200 \"errors\": []}";
        row("/slurm/v0.0.42/nodes/", "a", ok);
        row("/slurm/v0.0.42/nodes", "a", ok);
        row("/slurm/v0.0.42/nodes/?update_time=1795423898", "a", ok);
        row("/slurm/v0.0.42/nodes/?flags=DETAIL", "a",
            "400 prometheus-slurm-sd has the whole list alone, not that with flags");
        row("/slurm/v0.0.42/nodes//", "a", "404 has /slurm/v0.0.42/nodes/");
        row("/slurm/v0.0.41/nodes/", "a", "404 has /slurm/v0.0.42/nodes/");
        row("/slurm/v0.0.42/jobs/", "a", "404 has /slurm/v0.0.42/nodes/");
        row("/slurm/v0.0.42/node/n1", "a", "404 has /slurm/v0.0.42/nodes/");
        row("/slurm/", "a", "404 has /slurm/v0.0.42/nodes/");
        row("/clusters/a/slurm/v0.0.42/nodes/", "a", ok);
        row("/clusters/b/slurm/v0.0.42/nodes/", "a", "404 has /slurm/v0.0.42/nodes/");
        row("/slurm/v0.0.42/nodes/", "ab",
            "404 has /clusters/a/slurm/v0.0.42/nodes/, /clusters/b/slurm/v0.0.38/nodes/");
        row("/clusters/a/slurm/v0.0.42/nodes/", "ab", ok);
        row("/clusters/b/slurm/v0.0.38/nodes", "ab", ok);
        row("/clusters/b/slurm/v0.0.42/nodes/", "ab",
            "404 has /clusters/a/slurm/v0.0.42/nodes/, /clusters/b/slurm/v0.0.38/nodes/");
        row("/clusters/a", "ab",
            "404 has /clusters/a/slurm/v0.0.42/nodes/, /clusters/b/slurm/v0.0.38/nodes/");
        row("/slurm/v0.0.42/nodes/", "-", R"(503 "source":"prometheus-slurm-sd"}],"warnings":[]})");
        row("/slurm/v0.0.42/jobs/", "-", "404 has /slurm/VERSION/nodes/");
    }
    void answers()
    {
        QFETCH(const QString, target);
        QFETCH(const QString, clusters);
        QFETCH(const QString, answer);
        std::vector<SlurmAnswer> all;
        for (const QChar cluster : clusters)
            all.push_back({std::string(1, cluster.toLatin1()),
                           cluster == u'-' ? nullptr : ::answer(cluster == u'a' ? "v0.0.42" : "v0.0.38")});
        const HttpReply reply = ask(get(target.toStdString()), all);
        const QByteArray text = sent(reply).trimmed();
        QCOMPARE(reply.status, answer.section(u' ', 0, 0).toInt());
        QVERIFY2(text.endsWith(answer.section(u' ', 1).toUtf8()), text.constData());
        // As slurmrestd itself has it.
        if (reply.status == 404)
            QVERIFY(text.startsWith("Unable find requested URL. Please view /openapi/v3 for API reference."));
        QCOMPARE(reply.contentType,
                 reply.status == 404 || reply.status == 400 ? "text/plain" : "application/json");
        QVERIFY(reply.status == 200 || !text.contains("\"nodes\"")); // an empty list would be taken for one
    }

    void says()
    {
        const HttpReply reply = ask(get("/slurm/v0.0.42/nodes/"), {only});
        QCOMPARE(sent(reply), QByteArray::fromStdString(body));
        QCOMPARE(reply.stream->size(), body.size());
        QCOMPARE(header(reply, "Last-Modified"), "Tue, 01 Dec 2026 00:00:00 GMT");
        QCOMPARE(header(reply, "Age"), "90");
        QCOMPARE(header(reply, "ETag"), "W/" + only.answer->etag);
        QCOMPARE(header(reply, "Vary"), "Accept-Encoding");
        QCOMPARE(header(reply, "Content-Encoding"), "");
    }

    void compressed()
    {
        const QTemporaryDir directory;
        const SlurmAnswer inFile{"tux", answer("v0.0.42", directory.path().toStdString())};
        QVERIFY(inFile.answer->gzip.isInFile());
        const HttpRequest request = get("/slurm/v0.0.42/nodes/", {{"accept-encoding", "gzip"}});
        const HttpReply fromMemory = ask(request, {only});
        const HttpReply fromFile = ask(request, {inFile});
        QCOMPARE(header(fromMemory, "Content-Encoding"), "gzip");
        QCOMPARE(header(fromFile, "Content-Encoding"), "gzip");
        QVERIFY(!fromMemory.stream &&
                fromMemory.body.constData() == only.answer->gzip.inMemory().constData());
        QCOMPARE(fromFile.stream->size(), inFile.answer->gzip.size());
        QCOMPARE(sent(fromFile), fromMemory.body);
        QCOMPARE(sent(ask(get("/slurm/v0.0.42/nodes/"), {inFile})), QByteArray::fromStdString(body));
    }

    void status_data()
    {
        QTest::addColumn<std::string>("name");
        QTest::addColumn<std::string>("value");
        QTest::addColumn<int>("status");
        const auto row = [](const std::string &name, const std::string &value, int status) {
            QTest::addRow("%s: %s", name.c_str(), value.c_str()) << name << value << status;
        };
        row("if-none-match", only.answer->etag, 304);
        row("if-none-match", "W/" + only.answer->etag, 304);
        row("if-none-match", "\"other\"", 200);
        row("accept", "application/json", 200);
        row("accept", "text/html, */*;q=0.1", 200);
        row("accept", "application/yaml", 415);
        row("accept", "text/plain", 415);
    }
    void status()
    {
        QFETCH(const std::string, name);
        QFETCH(const std::string, value);
        const HttpReply reply = ask(get("/slurm/v0.0.42/nodes/", {{name, value}}), {only});
        QTEST(reply.status, "status");
        QVERIFY(reply.status == 200 || !reply.stream);
        if (reply.status == 304)
            QVERIFY(reply.contentType.empty() && header(reply, "Age") == "90");
    }
};

SLURMSD_TEST(TestSlurmProxyHandler)
#include "tst_slurmproxyhandler.moc"
