// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/config/configfile.h"
#include "tests/support/testrunner.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace slurmsd;

class TestConfigFile : public QObject
{
    Q_OBJECT

    QTemporaryDir m_directory;

    std::string path(const char *name) const
    {
        return m_directory.filePath(QString::fromLatin1(name)).toStdString();
    }

    static std::string onlyProblem(const std::string &path)
    {
        const auto loaded = loadConfigFile(path);
        if (loaded)
            return "loaded";
        if (loaded.error().size() != 1)
            return std::to_string(loaded.error().size()) + " problems";
        return loaded.error().front().toString();
    }

private Q_SLOTS:
    void loadsAFile()
    {
        QFile file(QString::fromStdString(path("config.yaml")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("jobs:\n  - node:\n    port: 9100\n");
        file.close();
        const auto loaded = loadConfigFile(path("config.yaml"));
        QVERIFY(loaded.hasValue());
        QCOMPARE(loaded->parsed.config.jobs.size(), std::size_t(1));
        QCOMPARE(loaded->parsed.config.jobs.front().name, std::string("node"));
        QCOMPARE(loaded->text, std::string("jobs:\n  - node:\n    port: 9100\n"));
    }

    void saysWhatCannotBeRead()
    {
        QCOMPARE(onlyProblem(path("absent.yaml")),
                 path("absent.yaml") + ": cannot be opened: No such file or directory");
        QCOMPARE(onlyProblem(path(".")), path(".") + ": is a directory");
        QCOMPARE(::mkfifo(path("fifo").c_str(), 0600), 0);
        QCOMPARE(onlyProblem(path("fifo")), path("fifo") + ": is not a regular file");
    }

    void refusesAFileOverTheLimitWithoutReadingItWhole()
    {
        QFile file(QString::fromStdString(path("huge.yaml")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(file.resize(qint64(1) << 40)); // sparse: takes no space
        QCOMPARE(onlyProblem(path("huge.yaml")),
                 path("huge.yaml") + ": is too large: expected at most 1048576 bytes");
    }
};

SLURMSD_TEST(TestConfigFile)
#include "tst_configfile.moc"
