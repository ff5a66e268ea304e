// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/config/settings.h"
#include "tests/support/testrunner.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace slurmsd;

class TestSettings : public QObject
{
    Q_OBJECT

    QTemporaryDir m_directory;

    std::string write(const char *name, const char *yaml) const
    {
        QFile file(m_directory.filePath(QString::fromLatin1(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(yaml) < 0)
            qFatal("cannot write %s", name);
        return file.fileName().toStdString();
    }

private Q_SLOTS:
    void flagBeforeEnvironmentBeforeFile()
    {
        CommandLine commandLine;
        commandLine.configFile = write("token.yaml", "slurm: {user_token: file, user_name: file}\n");
        const auto token = [&](const char *environment) {
            return loadSettings(commandLine, environment)->config.clusters.front().userToken;
        };
        QCOMPARE(token(nullptr), std::string("file"));
        QCOMPARE(token("environment"), std::string("environment"));
        commandLine.userToken = "flag";
        QCOMPARE(token("environment"), std::string("flag"));
    }

    void givesEveryProblemOfTheFile()
    {
        CommandLine commandLine;
        commandLine.configFile = write("bad.yaml", "a: 1\nb: 2\n");
        const auto loaded = loadSettings(commandLine, nullptr);
        QVERIFY(!loaded.hasValue());
        QCOMPARE(loaded.error().size(), std::size_t(2));
    }

    // As when the default file is replaced by removing it first.
    void keepsToTheFileThatWasRead()
    {
        const Settings inForce{.config = Config::builtIn(),
                               .file = m_directory.filePath(QStringLiteral("gone.yaml")).toStdString(),
                               .sha256 = {},
                               .deprecations = {}};
        const auto reloaded = reloadSettings(CommandLine(), inForce, nullptr);
        QVERIFY(!reloaded.hasValue());
        QCOMPARE(reloaded.error(),
                 std::vector{inForce.file + ": cannot be opened: No such file or directory"});
    }

    void readsTheFileAgain()
    {
        Settings inForce{.config = Config::builtIn(),
                         .file = write("new.yaml", "jobs: [{name: new, port: 1}]\n"),
                         .sha256 = {},
                         .deprecations = {}};
        const auto reloaded = reloadSettings(CommandLine(), inForce, nullptr);
        QVERIFY(reloaded.hasValue());
        QCOMPARE(reloaded->config.jobs.front().name, std::string("new"));
        QCOMPARE(reloaded->file, inForce.file);
    }
};

SLURMSD_TEST(TestSettings)

#include "tst_settings.moc"
