// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/process/commandline.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;
using namespace std::chrono_literals;

using Arguments = std::vector<std::string>;
Q_DECLARE_METATYPE(Arguments)

namespace {

CommandLine parsed(const Arguments &arguments)
{
    auto result = parseCommandLine(arguments);
    if (!result) {
        QTest::qFail(result.error().c_str(), __FILE__, __LINE__);
        return {};
    }
    return *result;
}

Config overridden(const Arguments &arguments, const char *environmentToken = nullptr,
                  Config config = Config::builtIn())
{
    auto result = withOverrides(std::move(config), parsed(arguments), environmentToken);
    if (!result) {
        QTest::qFail(result.error().c_str(), __FILE__, __LINE__);
        return {};
    }
    return *result;
}

} // namespace

class TestCommandLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesEveryFlag()
    {
        const CommandLine commandLine = parsed({
            "--config.file",
            "/a/config.yaml",
            "--slurm.endpoint=http://head:6820",
            "--slurm.api-version",
            "v0.0.42",
            "--slurm.user-name",
            "prometheus",
            "--slurm.user-token-file=/a/token",
            "--slurm.update-interval",
            "1h30m",
            "--slurm.timeout=90s",
            "--slurm.ca-file",
            "/a/ca.pem",
            "--slurm.cert-file",
            "/a/cert.pem",
            "--slurm.key-file",
            "/a/key.pem",
            "--slurm.insecure-skip-verify",
            "--web.listen-address",
            ":8080",
            "--web.listen-address=[::1]:8081",
            "--web.config.file",
            "/a/web.yaml",
            "--web.enable-lifecycle",
            "--web.enable-admin-api",
            "--storage.path",
            "",
            "--once",
            "--prom-job",
            "node",
            "--output",
            "/a/targets.json",
            "--log.level",
            "debug",
            "--log.format",
            "json",
        });
        CommandLine expected;
        expected.action = CommandLine::Action::Once;
        expected.configFile = "/a/config.yaml";
        expected.promJob = "node";
        expected.output = "/a/targets.json";
        expected.logLevel = LogLevel::Debug;
        expected.logFormat = LogFormat::Json;
        expected.endpoint = "http://head:6820";
        expected.apiVersion = "v0.0.42";
        expected.userName = "prometheus";
        expected.userTokenFile = "/a/token";
        expected.updateInterval = 90min;
        expected.timeout = 90s;
        expected.tlsCaFile = "/a/ca.pem";
        expected.tlsCertFile = "/a/cert.pem";
        expected.tlsKeyFile = "/a/key.pem";
        expected.tlsInsecureSkipVerify = true;
        expected.listenAddresses = {":8080", "[::1]:8081"};
        expected.webConfigFile = "/a/web.yaml";
        expected.enableLifecycle = true;
        expected.enableAdminApi = true;
        expected.storagePath = "";
        QVERIFY(commandLine == expected);
    }

    void takesTheNamesOfTheOlderProgram()
    {
        const CommandLine commandLine = parsed({"--slurm.api-endpoint", "demo:", "--slurm.api-username", "me",
                                                "--slurm.api-token", "secret", "--update.interval", "30s"});
        QCOMPARE(commandLine.endpoint, std::optional<std::string>("demo:"));
        QCOMPARE(commandLine.userName, std::optional<std::string>("me"));
        QCOMPARE(commandLine.userToken, std::optional<std::string>("secret"));
        QCOMPARE(commandLine.updateInterval, std::optional<std::chrono::milliseconds>(30s));
    }

    void isForEachOfSeveralClusters()
    {
        Config config;
        config.clusters.resize(2);
        config.clusters[0].name = "a";
        config.clusters[0].userTokenFile = "/a/token";
        config.clusters[1].name = "b";
        CommandLine commandLine;
        commandLine.timeout = 7s;
        const auto changed = withOverrides(config, commandLine, "env");
        QVERIFY(changed.hasValue());
        QVERIFY(changed->clusters[0].timeout == 7s && changed->clusters[1].timeout == 7s);
        // The environment has one token: not for a cluster that has its own.
        QVERIFY(changed->clusters[0].userToken.empty());
        QCOMPARE(changed->clusters[0].userTokenFile, std::string("/a/token"));
        QCOMPARE(changed->clusters[1].userToken, std::string("env"));
    }

    void refusesForSeveralClustersWhatIsForOne_data()
    {
        QTest::addColumn<Arguments>("arguments");
        for (const char *flag :
             {"--slurm.endpoint=demo:", "--slurm.user-token=x", "--slurm.user-token-file=x"})
            QTest::newRow(flag) << Arguments{flag};
    }
    void refusesForSeveralClustersWhatIsForOne()
    {
        QFETCH(Arguments, arguments);
        Config config;
        config.clusters[0].name = "a";
        const auto changed = withOverrides(config, parsed(arguments), nullptr);
        QVERIFY(!changed);
        const std::string flag = arguments[0].substr(0, arguments[0].find('='));
        QVERIFY(changed.error().starts_with(flag + ": expected without clusters: in the config file"));
    }

    void picksTheAction_data()
    {
        QTest::addColumn<Arguments>("arguments");
        QTest::addColumn<int>("action");
        using Action = CommandLine::Action;
        QTest::newRow("none") << Arguments{} << int(Action::Serve);
        QTest::newRow("once") << Arguments{"--once"} << int(Action::Once);
        QTest::newRow("check") << Arguments{"--config.check"} << int(Action::CheckConfig);
        QTest::newRow("help") << Arguments{"--help", "--once"} << int(Action::Help);
        QTest::newRow("h") << Arguments{"-h"} << int(Action::Help);
        QTest::newRow("version") << Arguments{"--version"} << int(Action::Version);
    }

    void picksTheAction()
    {
        QFETCH(Arguments, arguments);
        QFETCH(int, action);
        QCOMPARE(int(parsed(arguments).action), action);
    }

    void refuses_data()
    {
        QTest::addColumn<Arguments>("arguments");
        QTest::addColumn<QByteArray>("error");
        const auto row = [](const char *name, Arguments arguments, const char *error) {
            QTest::newRow(name) << arguments << QByteArray(error);
        };
        row("unknown flag", {"--slurm.endpont", "demo:"},
            "unknown flag --slurm.endpont, expected one that --help lists");
        row("control characters",
            {"--x\xc2\x9b"
             "31m\xe2\x80\xae"},
            "unknown flag --x\\u009b31m\\u202e, expected one that --help lists");
        row("argument", {"demo:"}, "unexpected argument \"demo:\", expected flags only; see --help");
        row("twice", {"--slurm.timeout=1s", "--slurm.timeout=2s"},
            "--slurm.timeout: expected once, given 2 times");
        row("twice by its other name", {"--slurm.endpoint=demo:", "--slurm.api-endpoint=demo:"},
            "--slurm.endpoint: expected once, given 2 times");
        row("log level", {"--log.level", "loud"},
            "--log.level: expected debug, info, warn or error, got \"loud\"");
        row("log format", {"--log.format", "xml"}, "--log.format: expected logfmt or json, got \"xml\"");
        row("empty file name", {"--config.file="}, "--config.file: expected a value, got an empty one");
        row("job without once", {"--prom-job=node"}, "--prom-job: expected together with --once");
        row("output without once", {"--output=a"}, "--output: expected together with --once");
        row("force without output", {"--once", "--force"}, "--force: expected together with --output");
        row("argument behind a flag", {"--slurm.user-token=", "secret"},
            "unexpected argument behind --slurm.user-token, expected flags only; see --help");
        row("dashes alone", {"--"}, "unexpected argument \"--\", expected flags only; see --help");
        row("no value", {"--slurm.endpoint"}, "--slurm.endpoint: expected a value");
        row("a flag in the place of a value", {"--slurm.user-name", "--slurm.user-token", "secret"},
            "--slurm.user-name: expected a value");
        row("a value too many", {"--once=true"}, "--once: expected no value");
        row("two tokens", {"--slurm.user-token=a", "--slurm.user-token-file=b"},
            "--slurm.user-token: expected alone, given together with --slurm.user-token-file");
    }

    void refuses()
    {
        QFETCH(Arguments, arguments);
        QFETCH(QByteArray, error);
        const auto result = parseCommandLine(arguments);
        QVERIFY(!result);
        QCOMPARE(QByteArray::fromStdString(result.error()), error);
    }

    // Each value is checked by the same rules as in the file; here only that the flag is named.
    void namesTheFlagOfABadValue_data()
    {
        QTest::addColumn<QByteArray>("flag");
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("endpoint") << QByteArray("--slurm.endpoint") << QByteArray("ftp://head");
        QTest::newRow("version") << QByteArray("--slurm.api-version") << QByteArray("42");
        QTest::newRow("interval") << QByteArray("--slurm.update-interval") << QByteArray("soon");
        QTest::newRow("no interval") << QByteArray("--slurm.update-interval") << QByteArray("0s");
        QTest::newRow("timeout") << QByteArray("--slurm.timeout") << QByteArray("0");
        QTest::newRow("listen") << QByteArray("--web.listen-address") << QByteArray("localhost");
        QTest::newRow("user") << QByteArray("--slurm.user-name") << QByteArray("a\nb");
    }

    void namesTheFlagOfABadValue()
    {
        QFETCH(QByteArray, flag);
        QFETCH(QByteArray, value);
        const auto result = parseCommandLine({flag.toStdString(), value.toStdString()});
        QVERIFY(!result);
        QVERIFY2(result.error().starts_with(flag.toStdString() + ": expected "), result.error().c_str());
    }

    void neverPrintsATokenThatIsRefused()
    {
        const auto result = parseCommandLine({"--slurm.user-token", "se\ncret"});
        QVERIFY(!result);
        QVERIFY2(result.error().find("cret") == std::string::npos, result.error().c_str());
    }

    void flagsWinOverTheFile()
    {
        Config config = Config::builtIn();
        config.clusters.front().endpoint = "http://file:6820";
        config.clusters.front().userName = "file";
        config.web.listenAddresses = {":1"};
        const Config same = overridden({}, nullptr, config);
        QVERIFY(same == config);
        const Config changed =
            overridden({"--slurm.endpoint=demo:", "--web.listen-address=:2"}, nullptr, config);
        QCOMPARE(changed.clusters.front().endpoint, std::string("demo:"));
        QCOMPARE(changed.clusters.front().userName, std::string("file"));
        QCOMPARE(changed.web.listenAddresses, std::vector<std::string>{":2"});
    }

    void picksTheToken()
    {
        Config file = Config::builtIn();
        file.clusters.front().userTokenFile = "/file";
        QCOMPARE(overridden({}, nullptr, file).clusters.front().userTokenFile, std::string("/file"));
        QCOMPARE(overridden({}, "", file).clusters.front().userTokenFile, std::string("/file"));

        const Config environment = overridden({}, "env", file);
        QCOMPARE(environment.clusters.front().userToken, std::string("env"));
        QVERIFY(environment.clusters.front().userTokenFile.empty());
        QVERIFY(environment.clusters.front().tokenOrigin == TokenOrigin::Environment);
        QCOMPARE(environment.clusters.front().unusedTokenFile, std::string("/file"));
        QVERIFY(overridden({}, "", file).clusters.front().tokenOrigin == TokenOrigin::ConfigFile);
        QVERIFY(overridden({}, "", file).clusters.front().unusedTokenFile.empty());

        const Config flag = overridden({"--slurm.user-token=flag"}, "env", file);
        QCOMPARE(flag.clusters.front().userToken, std::string("flag"));
        QVERIFY(flag.clusters.front().userTokenFile.empty());
        QVERIFY(flag.clusters.front().tokenOrigin == TokenOrigin::Flag);
        QCOMPARE(flag.clusters.front().unusedTokenFile, std::string("/file"));

        const Config flagFile = overridden({"--slurm.user-token-file=/flag"}, "env", file);
        QCOMPARE(flagFile.clusters.front().userTokenFile, std::string("/flag"));
        QVERIFY(flagFile.clusters.front().userToken.empty());
    }

    void refusesACertificateWithoutItsKey()
    {
        const auto result = withOverrides(Config::builtIn(), parsed({"--slurm.cert-file=/a"}), nullptr);
        QVERIFY(!result);
        QCOMPARE(result.error(), std::string("--slurm.cert-file: expected together with --slurm.key-file"));
    }

    void hidesTokens()
    {
        std::vector<std::string> arguments{
            "daemon",
            "--slurm.user-token-file=/a/eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjE3fQ.k3wJ",
            "--slurm.user-token",
            "secret",
            "--slurm.api-token=secret",
            "--once",
            "--slurm.user-token-file",
            "/a",
            "-slurm.user-token=secret",
            "--slurm.api-token"};
        std::vector<char *> argv;
        for (std::string &argument : arguments)
            argv.push_back(argument.data());
        hideTokens(int(argv.size()), argv.data());
        const std::vector<std::string> expected{
            "daemon",
            "--slurm.user-token-file=/a/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "--slurm.user-token",
            "xxxxxx",
            "--slurm.api-token=xxxxxx",
            "--once",
            "--slurm.user-token-file",
            "/a",
            "-slurm.user-token=xxxxxx",
            "--slurm.api-token"};
        QCOMPARE(arguments, expected);
    }

    void helpNamesEveryFlag()
    {
        const std::string help = helpText();
        for (const char *flag :
             {"--config.file FILE", "--config.check", "--slurm.endpoint, --slurm.api-endpoint URL",
              "--slurm.timeout", "--web.listen-address", "--once", "--prom-job", "--output", "--force",
              "--log.level", "--version", "-h, --help"})
            QVERIFY2(help.find(flag) != std::string::npos, flag);
    }
};

SLURMSD_TEST(TestCommandLine)
#include "tst_commandline.moc"
