// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/token.h"
#include "tests/support/testrunner.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace slurmsd;

namespace {

std::string jwt(const char *payload)
{
    return "eyJhbGciOiJIUzI1NiJ9." +
           QByteArray(payload)
               .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)
               .toStdString() +
           ".c2lnbmF0dXJl";
}

} // namespace

class TestToken : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsFiles()
    {
        write("SLURM_JWT=the.first.one\n");
        QCOMPARE(*readTokenFile(m_path), std::string("the.first.one"));
        write("the.second.one");
        QCOMPARE(*readTokenFile(m_path), std::string("the.second.one"));
        write("a.b." + QByteArray(static_cast<qsizetype>(maxTokenBytes) - 4, 'a'));
        QCOMPARE(readTokenFile(m_path)->size(), maxTokenBytes);
    }

    void refusesFiles_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<std::string>("problem");

        QTest::newRow("empty") << QByteArray("") << std::string("it is empty");
        QTest::newRow("too large") << QByteArray(64 * 1024 + 1, 'a')
                                   << std::string("is too large: expected at most 65536 bytes");
        QTest::newRow("two lines") << QByteArray("secret\nsecret")
                                   << std::string("expected one line with the token, found white space or "
                                                  "control characters within it");
        QTest::newRow("no token") << QByteArray("changeme\n")
                                  << std::string(
                                         "it is no JSON Web Token such as scontrol token prints: three parts "
                                         "with dots between them");
        QTest::newRow("a variable")
            << QByteArray("${SLURM_JWT}\n")
            << std::string("it is the name of a variable, which is not replaced here; SLURM_JWT "
                           "of the environment is taken without being named");
    }
    void refusesFiles()
    {
        QFETCH(QByteArray, content);
        QFETCH(std::string, problem);

        write(content);
        const auto token = readTokenFile(m_path);
        QVERIFY(!token);
        QCOMPARE(token.error(), (PollError{PollErrorClass::Auth, "token file " + m_path + ": " + problem}));
    }

    void refusesWhatIsNoFile_data()
    {
        QTest::addColumn<std::string>("path");
        QTest::addColumn<std::string>("problem");

        const std::string directory = m_directory.path().toStdString();
        const std::string pipe = directory + "/pipe";
        QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
        QTest::newRow("missing") << directory + "/missing"
                                 << std::string("cannot be opened: No such file or directory");
        QTest::newRow("directory") << directory << std::string("is a directory");
        QTest::newRow("pipe, which would block") << pipe << std::string("is not a regular file");
    }
    void refusesWhatIsNoFile()
    {
        QFETCH(std::string, path);
        QFETCH(std::string, problem);

        const auto token = readTokenFile(path);
        QVERIFY(!token);
        QCOMPARE(token.error(), (PollError{PollErrorClass::Auth, "token file " + path + ": " + problem}));
    }

    void namesTheSource_data()
    {
        QTest::addColumn<int>("origin");
        QTest::addColumn<std::string>("file");
        QTest::addColumn<std::string>("unused");
        QTest::addColumn<std::string>("source");
        const auto row = [](TokenOrigin origin, const char *file, const char *unused, const char *source) {
            QTest::newRow(source) << int(origin) << std::string(file) << std::string(unused)
                                  << std::string(source);
        };
        row(TokenOrigin::ConfigFile, "", "", "slurm.user_token");
        row(TokenOrigin::ConfigFile, "/t", "", "the token file /t");
        row(TokenOrigin::Flag, "", "", "--slurm.user-token");
        row(TokenOrigin::Flag, "", "/t", "--slurm.user-token, which stands in for slurm.user_token_file /t");
        row(TokenOrigin::Flag, "/f", "", "--slurm.user-token-file /f");
        row(TokenOrigin::Environment, "", "", "$SLURM_JWT of the environment");
        row(TokenOrigin::Environment, "", "/t",
            "$SLURM_JWT of the environment, which stands in for slurm.user_token_file /t");
    }
    void namesTheSource()
    {
        QFETCH(int, origin);
        QFETCH(std::string, file);
        QFETCH(std::string, unused);

        SlurmConfig config;
        config.userTokenFile = file;
        config.userToken = file.empty() ? "no token" : "";
        config.tokenOrigin = TokenOrigin(origin);
        config.unusedTokenFile = unused;
        QTEST(tokenSource(config), "source");
        if (file.empty())
            QVERIFY(currentToken(config).error().message.starts_with(tokenSource(config) + ": "));
    }

    void knowsWhenTokensExpire_data()
    {
        QTest::addColumn<std::string>("token");
        QTest::addColumn<qint64>("expiry"); // -1: unknown

        QTest::newRow("as slurmctld makes them")
            << jwt(R"({"exp":1795423898,"iat":1795422098,"sun":"root"})") << qint64{1795423898};
        QTest::newRow("with a fraction") << jwt(R"({"exp":1795423898.9})") << qint64{1795423898};
        QTest::newRow("none") << jwt(R"({"sun":"root"})") << qint64{-1};
        QTest::newRow("a string") << jwt(R"({"exp":"1795423898"})") << qint64{-1};
        QTest::newRow("negative") << jwt(R"({"exp":-5})") << qint64{-1};
        QTest::newRow("beyond all calendars") << jwt(R"({"exp":1e300})") << qint64{-1};
        QTest::newRow("an array") << jwt("[1]") << qint64{-1};
        QTest::newRow("not JSON") << jwt("exp") << qint64{-1};
        QTest::newRow("not base64") << std::string("a.!!.c") << qint64{-1};
        QTest::newRow("two parts") << std::string("a.eyJleHAiOjF9") << qint64{-1};
        QTest::newRow("opaque") << std::string("secret") << qint64{-1};
        QTest::newRow("empty") << std::string() << qint64{-1};
    }
    void knowsWhenTokensExpire()
    {
        QFETCH(std::string, token);
        QFETCH(qint64, expiry);

        const auto found = tokenExpiry(token);
        QCOMPARE(found ? found->time_since_epoch().count() : -1, expiry);
    }

private:
    void write(const QByteArray &content)
    {
        QFile file(QFile::decodeName(m_path.c_str()));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }

    QTemporaryDir m_directory;
    std::string m_path = m_directory.filePath(QStringLiteral("token")).toStdString();
};

SLURMSD_TEST(TestToken)
#include "tst_token.moc"
