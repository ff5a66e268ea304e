// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/autosource.h"
#include "daemon/slurm/keptanswer.h"
#include "daemon/slurm/makenodesource.h"
#include "tests/support/fakeslurmrestd.h"
#include "tests/support/testrunner.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <map>

using namespace slurmsd;
using namespace Qt::StringLiterals;

namespace {

// What each endpoint answers now: a list, when there is no error.
using Answers = std::map<std::string, std::optional<PollError>>;

class AnsweringSource : public NodeSource
{
public:
    AnsweringSource(const Answers &answers, const std::string &endpoint)
    {
        m_timer.setSingleShot(true);
        connect(&m_timer, &QTimer::timeout, this, [this, &answers, endpoint] {
            if (const auto &error = answers.at(endpoint))
                Q_EMIT finished({Failure{*error}});
            else
                Q_EMIT finished({std::make_shared<NodeSnapshot>()});
        });
    }
    void fetch() override { m_timer.start(0); }
    void abort() override { m_timer.stop(); }

private:
    QTimer m_timer;
};

const PollError refused{PollErrorClass::Connect, "refused"};
const PollError badToken{PollErrorClass::Auth, "bad token"};

} // namespace

class TestAutoSource : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_answers.clear();
        m_asked.clear();
    }

    void takesTheFirstThatAnswers_data()
    {
        QTest::addColumn<QString>(
            "answers"); // of a, b and c: - none listens, ! refuses the token, + gives a list
        QTest::addColumn<QString>("endpoint");
        QTest::addColumn<QString>("passedOver");
        QTest::addColumn<QString>("error");

        QTest::newRow("first") << u"+++"_s << u"a"_s << u""_s << u""_s;
        QTest::newRow("second") << u"-++"_s << u"b"_s << u"a: refused"_s << u""_s;
        QTest::newRow("last, past a bad token")
            << u"!-+"_s << u"c"_s << u"a: bad token; b: refused"_s << u""_s;
        QTest::newRow("none") << u"---"_s << u""_s << u""_s
                              << u"connect: no Slurm found here: a: refused; b: refused; c: refused"_s;
        QTest::newRow("a token is what is wrong")
            << u"-!-"_s << u""_s << u""_s
            << u"auth: no Slurm found here: a: refused; b: bad token; c: refused"_s;
    }
    void takesTheFirstThatAnswers()
    {
        QFETCH(const QString, answers);
        answer(answers);
        AutoSource source({}, factory(), {"a", "b", "c"});
        const FetchResult result = fetched(source);
        const auto &found = result.found;
        QTEST(found ? QString::fromStdString(found->endpoint) : QString(), "endpoint");
        QTEST(found ? QString::fromStdString(found->passedOver) : QString(), "passedOver");
        const QString error =
            result.nodes ? QString()
                         : QString::fromStdString(std::string(toString(result.nodes.error().errorClass)) +
                                                  ": " + result.nodes.error().message);
        QTEST(error, "error");
    }

    void keepsWhatItFound()
    {
        answer(u"-+-"_s);
        AutoSource source({}, factory(), {"a", "b", "c"});
        QVERIFY(fetched(source).nodes);
        answer(u"++-"_s); // what comes before it is of no interest now
        QCOMPARE(fetched(source).found->endpoint, "b");
        QCOMPARE(m_asked, (std::vector<std::string>{"a", "b"})); // made anew for neither
    }

    void goesOnElsewhere()
    {
        answer(u"+-+"_s);
        AutoSource source({}, factory(), {"a", "b", "c"});
        QCOMPARE(fetched(source).found->endpoint, "a");
        answer(u"--+"_s);
        for (int i = 0; i < AutoSource::maxFailures; ++i) {
            const FetchResult result = fetched(source);
            QVERIFY(!result.nodes);
            QCOMPARE(result.found->endpoint, "a"); // still
        }
        const FetchResult result = fetched(source);
        QVERIFY(result.nodes);
        QCOMPARE(result.found->endpoint, "c");
        QCOMPARE(result.found->passedOver, "a: refused; b: refused");
    }

    void neverTheDemo()
    {
        for (const std::string &endpoint : autoEndpoints())
            QVERIFY2(endpoint.starts_with("unix:/run/") || endpoint == "http://localhost:6820" ||
                         endpoint == "scontrol:",
                     endpoint.c_str());
        QCOMPARE(autoEndpoints().back(), "scontrol:");
    }

    void takesTheTokenOfThePackage_data()
    {
        QTest::addColumn<QString>("config"); // what it says of tokens: "token", "file" or nothing
        QTest::addColumn<bool>("isRenewed"); // there is a file of the package's
        QTest::addColumn<QString>("files");  // that each endpoint is asked with

        QTest::newRow("none in the config") << u""_s << true << u"unix:/a - http://b RENEWED scontrol: -"_s;
        QTest::newRow("no file") << u""_s << false << u"unix:/a - http://b - scontrol: -"_s;
        QTest::newRow("a token") << u"token"_s << true << u"unix:/a - http://b - scontrol: -"_s;
        QTest::newRow("a file") << u"file"_s << true << u"unix:/a OWN http://b OWN scontrol: OWN"_s;
    }
    void takesTheTokenOfThePackage()
    {
        QFETCH(const QString, config);
        QFETCH(const bool, isRenewed);
        const QTemporaryDir directory;
        const QString renewed = directory.filePath(u"token"_s);
        QFile file(renewed);
        QVERIFY(!isRenewed || file.open(QIODevice::WriteOnly));
        SlurmConfig slurm;
        slurm.userToken = config == u"token"_s ? "eyJ" : "";
        slurm.userTokenFile = config == u"file"_s ? "OWN" : "";
        m_answers = {{"unix:/a", refused}, {"http://b", refused}, {"scontrol:", refused}};
        QStringList files;
        AutoSource source(
            slurm,
            [this, &files, &renewed](const SlurmConfig &asked) {
                const QString taken = QString::fromStdString(asked.userTokenFile);
                files << QString::fromStdString(asked.endpoint)
                      << (taken.isEmpty()    ? u"-"_s
                          : taken == renewed ? u"RENEWED"_s
                                             : taken);
                return std::make_unique<AnsweringSource>(m_answers, asked.endpoint);
            },
            {"unix:/a", "http://b", "scontrol:"}, renewed.toStdString());
        QVERIFY(!fetched(source).nodes);
        QTEST(files.join(u' '), "files");
        QCOMPARE(renewedTokenFile, "/etc/prometheus-slurm-sd/token");
    }

    void keepsTheConfiguredToken()
    {
        SlurmConfig config;
        config.userTokenFile = "/etc/slurm/jwt";
        config.userName = "prometheus";
        const SlurmConfig asked = atAutoEndpoint(config, "http://localhost:6820");
        QCOMPARE(asked.endpoint, "http://localhost:6820");
        QCOMPARE(asked.userTokenFile, "/etc/slurm/jwt");
        QCOMPARE(asked.userName, "prometheus");
        QVERIFY(atAutoEndpoint({}, "unix:/run/slurmrestd.socket").userTokenFile.empty());
    }

    // For Slurm's other clients, wherever it is found.
    void keepsAnswers_data()
    {
        QTest::addColumn<bool>("keeps");
        QTest::newRow("wanted") << true;
        QTest::newRow("not wanted") << false;
    }
    void keepsAnswers()
    {
        QFETCH(const bool, keeps);
        FakeSlurmrestd server(FakeSlurmrestd::Kind::Tcp);
        server.answer({httpAnswer(200, R"({"nodes":[{"name":"n1"}]})")});
        SlurmConfig config;
        config.apiVersion = "v0.0.42";
        config.keepsAnswers = keeps;
        AutoSource source(config, [](const SlurmConfig &found) { return makeNodeSource(found); },
                          {"unix:/nowhere", server.endpoint()}, {});
        const FetchResult result = fetched(source);
        QVERIFY(result.nodes);
        QCOMPARE(result.answer != nullptr, keeps);
        QVERIFY(!keeps || result.answer->apiVersion == "v0.0.42");
    }

    void canBeAborted()
    {
        answer(u"---"_s);
        AutoSource source({}, factory(), {"a", "b", "c"});
        QSignalSpy finished(&source, &NodeSource::finished);
        source.fetch();
        source.abort();
        QVERIFY(!finished.wait(50));
        answer(u"+--"_s);
        QCOMPARE(fetched(source).found->endpoint, "a");
    }

private:
    void answer(const QString &answers)
    {
        const auto of = [](QChar sign) -> std::optional<PollError> {
            return sign == u'+' ? std::nullopt : std::optional(sign == u'!' ? badToken : refused);
        };
        for (qsizetype i = 0; i < answers.size(); ++i)
            m_answers[std::string(1, static_cast<char>('a' + i))] = of(answers[i]);
    }

    AutoSource::SourceFactory factory()
    {
        return [this](const SlurmConfig &config) {
            m_asked.push_back(config.endpoint);
            return std::make_unique<AnsweringSource>(m_answers, config.endpoint);
        };
    }

    static FetchResult fetched(NodeSource &source)
    {
        std::optional<FetchResult> result;
        const auto connection = connect(&source, &NodeSource::finished, &source,
                                        [&result](const FetchResult &each) { result = each; });
        source.fetch();
        [&] { QTRY_VERIFY(result); }();
        disconnect(connection);
        return result.value_or(FetchResult{Failure{PollError{PollErrorClass::Timeout, "no answer"}}});
    }

    Answers m_answers;
    std::vector<std::string> m_asked;
};

SLURMSD_TEST(TestAutoSource)
#include "tst_autosource.moc"
