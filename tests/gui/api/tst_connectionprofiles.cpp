// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/api/connectionprofiles.h"
#include "tests/support/testrunner.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace slurmsd;
using namespace Qt::Literals::StringLiterals;

class TestConnectionProfiles : public QObject
{
    Q_OBJECT

private:
    QString file() const { return m_directory.filePath(u"admin.ini"_s); }

    QTemporaryDir m_directory;

private Q_SLOTS:
    void urls_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("url"); // or the error
        const QString expected = u"expected http://host:port or https://host:port"_s;
        const auto row = [](const QString &text, const QString &url) {
            QTest::newRow(qUtf8Printable(text)) << text << url;
        };
        row(u"http://head:8080"_s, u"http://head:8080"_s);
        row(u" https://head \n"_s, u"https://head"_s);
        row(u"http://[::1]:8080/slurm"_s, u"http://[::1]:8080/slurm"_s);
        row(u"HTTP://Head:8080/"_s, u"http://head:8080/"_s);
        row(QString(), expected);
        row(u"head"_s, expected);
        row(u"head:8080"_s, expected);
        row(u"//head:8080"_s, expected);
        row(u"ftp://head"_s, expected);
        row(u"file:///etc/passwd"_s, expected);
        row(u"http://"_s, expected);
        row(u"http://head:0"_s, expected);
        row(u"http://head:99999"_s, expected);
        row(u"http://head:port"_s, expected);
        row(u"http://a b"_s, expected);
        row(u"http://u:p@head:1"_s,
            u"expected a URL without a user name and password: they have fields of their own"_s);
        row(u"http://head:1/?x=1"_s, u"expected a URL without \"?\" and \"#\""_s);
        row(u"http://head:1/#x"_s, u"expected a URL without \"?\" and \"#\""_s);
    }

    void urls()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, url);
        const auto parsed = parseConnectionUrl(text);
        QCOMPARE(parsed ? parsed->toString() : parsed.error(), url);
    }

    void profilesAreReadBack()
    {
        std::vector<ConnectionProfile> profiles(3);
        profiles[0].url = QUrl(u"http://head:8080"_s);
        profiles[1] = {u"Zürich, \"llm\""_s, QUrl(u"https://head/p%20q"_s),
                       u"/ca.pem"_s,         u"/c.pem"_s,
                       u"/k.pem"_s,          u"alice"_s};
        profiles[2].url = QUrl(u"http://[::1]:1"_s);
        {
            QSettings settings(file(), QSettings::IniFormat);
            settings.setValue("window/size"_L1, 7);
            writeProfiles(settings, profiles);
        }
        QSettings settings(file(), QSettings::IniFormat);
        QVERIFY(readProfiles(settings) == profiles);
        profiles.pop_back();
        writeProfiles(settings, profiles);
        QVERIFY(readProfiles(settings) == profiles);
        writeProfiles(settings, {});
        QVERIFY(readProfiles(settings).empty());
        QCOMPARE(settings.value("window/size"_L1).toInt(), 7);
    }

    void noSecretIsWritten()
    {
        QSettings settings(file(), QSettings::IniFormat);
        ConnectionProfile profile;
        profile.url = QUrl(u"http://alice:SECRET@head:8080"_s);
        writeProfiles(settings, {profile});
        settings.sync();
        QFile stored(file());
        QVERIFY(stored.open(QIODevice::ReadOnly));
        const QByteArray text = stored.readAll();
        QVERIFY(text.contains("head:8080"));
        QVERIFY(!text.contains("SECRET"));
    }

    void badEntriesArePassedOver()
    {
        QFile stored(file());
        QVERIFY(stored.open(QIODevice::WriteOnly));
        stored.write(
            "[connections]\nsize=2000000000\n1\\url=http://one:1\n2\\url=\n3\\name=three\n"
            "4\\url=http://four:4\n4\\user=a:b\n5\\url=@Invalid()\n6\\url=http://six:6\n6\\name=Six\n");
        stored.close();
        QSettings settings(file(), QSettings::IniFormat);
        const auto profiles = readProfiles(settings);
        QCOMPARE(profiles.size(), 2U);
        QCOMPARE(profiles[0].title(), u"one:1"_s);
        QCOMPARE(profiles[1].title(), u"Six"_s);
    }
};

SLURMSD_TEST(TestConnectionProfiles)
#include "tst_connectionprofiles.moc"
