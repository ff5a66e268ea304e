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
    void cleansTokens_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("expected"); // empty: refused

        QTest::newRow("plain") << std::string("abc.def.ghi") << std::string("abc.def.ghi");
        QTest::newRow("as scontrol prints it")
            << std::string("SLURM_JWT=abc.def\n") << std::string("abc.def");
        QTest::newRow("white space around") << std::string(" \t\r\n abc \r\n\n") << std::string("abc");
        QTest::newRow("space after the name") << std::string("SLURM_JWT= abc") << std::string("abc");
        QTest::newRow("empty") << std::string() << std::string();
        QTest::newRow("white space only") << std::string(" \n") << std::string();
        QTest::newRow("name only") << std::string("SLURM_JWT=\n") << std::string();
        QTest::newRow("two lines") << std::string("abc\nX-Evil: 1") << std::string();
        QTest::newRow("a NUL within") << std::string("a\0b", 3) << std::string();
        QTest::newRow("a control character") << std::string("a\x1b") + "b" << std::string();
        QTest::newRow("UTF-8") << std::string("é") << std::string();
    }
    void cleansTokens()
    {
        QFETCH(std::string, text);
        QFETCH(std::string, expected);

        const auto token = cleanToken(text);
        QCOMPARE(token.hasValue(), !expected.empty());
        if (token)
            QCOMPARE(*token, expected);
        else
            QVERIFY(!token.error().empty());
    }

    void readsFiles()
    {
        write("SLURM_JWT=first\n");
        QCOMPARE(*readTokenFile(m_path), std::string("first"));
        write("second");
        QCOMPARE(*readTokenFile(m_path), std::string("second"));
        write(QByteArray(static_cast<qsizetype>(maxTokenBytes), 'a'));
        QCOMPARE(readTokenFile(m_path)->size(), maxTokenBytes);
    }

    void refusesFiles_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<std::string>("problem");

        QTest::newRow("empty") << QByteArray("") << std::string("it is empty");
        QTest::newRow("too large") << QByteArray(64 * 1024 + 1, 'a')
                                   << std::string("it has more than 64 KiB");
        QTest::newRow("two lines") << QByteArray("secret\nsecret")
                                   << std::string("expected one line with the token, found white space or "
                                                  "control characters within it");
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
        QTest::newRow("missing") << directory + "/missing" << std::string("No such file or directory");
        QTest::newRow("directory") << directory << std::string("it is not a regular file");
        QTest::newRow("pipe, which would block") << pipe << std::string("it is not a regular file");
    }
    void refusesWhatIsNoFile()
    {
        QFETCH(std::string, path);
        QFETCH(std::string, problem);

        const auto token = readTokenFile(path);
        QVERIFY(!token);
        QCOMPARE(token.error(), (PollError{PollErrorClass::Auth, "token file " + path + ": " + problem}));
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
