// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/config/overriddenkeys.h"
#include "tests/support/testrunner.h"

#include <QStringList>
#include <QTest>

using namespace slurmsd;

class TestOverriddenKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesKeys_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("token"); // of the environment; null: none
        QTest::addColumn<QString>("keys");
        const auto row = [](const char *arguments, const char *token, const char *keys) {
            QTest::addRow("%s SLURM_JWT=%s", arguments, token ? token : "none")
                << QString::fromLatin1(arguments).split(u' ', Qt::SkipEmptyParts) << QByteArray(token)
                << QString::fromLatin1(keys);
        };
        row("", nullptr, "");
        row("", "", "");
        row("", "x", "slurm.user_token slurm.user_token_file");
        row("--slurm.user-token x", nullptr, "slurm.user_token slurm.user_token_file");
        row("--slurm.user-token-file x", nullptr, "slurm.user_token slurm.user_token_file");
        row("--slurm.endpoint demo: --slurm.api-version v0.0.40 --slurm.user-name x", nullptr,
            "slurm.endpoint slurm.api_version slurm.user_name");
        row("--slurm.update-interval 1m --slurm.timeout 1m", nullptr, "slurm.update_interval slurm.timeout");
        row("--slurm.ca-file x --slurm.cert-file x --slurm.key-file x --slurm.insecure-skip-verify", nullptr,
            "slurm.tls.ca_file slurm.tls.cert_file slurm.tls.key_file slurm.tls.insecure_skip_verify");
        row("--web.listen-address :1 --log.level debug", nullptr, "web.listen_address");
    }

    void namesKeys()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const QByteArray, token);
        QFETCH(const QString, keys);
        std::vector<std::string> texts;
        for (const QString &argument : arguments)
            texts.push_back(argument.toStdString());
        const auto commandLine = parseCommandLine(texts);
        QVERIFY(commandLine.hasValue());
        QStringList names;
        for (const std::string &key :
             overriddenKeys(*commandLine, token.isNull() ? nullptr : token.constData(), false))
            names += QString::fromStdString(key);
        QCOMPARE(names.join(u' '), keys);
    }

    void namesTheAddressWhereSocketsArePassed()
    {
        CommandLine commandLine;
        QCOMPARE(overriddenKeys(commandLine, nullptr, true), std::vector<std::string>{"web.listen_address"});
        commandLine.listenAddresses = {":1"};
        QCOMPARE(overriddenKeys(commandLine, nullptr, true), std::vector<std::string>{"web.listen_address"});
    }
};

SLURMSD_TEST(TestOverriddenKeys)

#include "tst_overriddenkeys.moc"
