// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/apiversion.h"
#include "tests/support/testrunner.h"

#include <QFile>
#include <QTest>

using namespace slurmsd;

using Versions = std::vector<std::string>;

class TestApiVersion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsPathsThatListNodes_data()
    {
        QTest::addColumn<std::string>("path");
        QTest::addColumn<std::string>("version"); // empty: none

        QTest::newRow("with a slash") << std::string("/slurm/v0.0.42/nodes/") << std::string("v0.0.42");
        QTest::newRow("without") << std::string("/slurm/v0.0.38/nodes") << std::string("v0.0.38");
        QTest::newRow("one node") << std::string("/slurm/v0.0.42/node/{node_name}") << std::string();
        QTest::newRow("below") << std::string("/slurm/v0.0.42/nodes/x") << std::string();
        QTest::newRow("two slashes") << std::string("/slurm/v0.0.42/nodes//") << std::string();
        QTest::newRow("accounting") << std::string("/slurmdb/v0.0.42/nodes/") << std::string();
        QTest::newRow("no version") << std::string("/slurm/v/nodes/") << std::string();
        QTest::newRow("a word") << std::string("/slurm/vnext/nodes/") << std::string();
        QTest::newRow("nothing") << std::string() << std::string();
        QTest::newRow("the prefix") << std::string("/slurm/") << std::string();
    }
    void knowsPathsThatListNodes()
    {
        QFETCH(std::string, path);
        QFETCH(std::string, version);

        QCOMPARE(std::string(nodesVersionOf(path).value_or("")), version);
    }

    void choosesTheNewestItKnows_data()
    {
        QTest::addColumn<Versions>("offered");
        QTest::addColumn<std::string>("chosen");

        QTest::newRow("one") << Versions{"v0.0.38"} << std::string("v0.0.38");
        QTest::newRow("newest") << Versions{"v0.0.40", "v0.0.42", "v0.0.41"} << std::string("v0.0.42");
        QTest::newRow("by number, not by letter")
            << Versions{"v0.0.9", "v0.0.40", "v0.0.100"} << std::string("v0.0.40");
        QTest::newRow("a known one before a newer")
            << Versions{"v0.0.46", "v0.0.47"} << std::string("v0.0.46");
        QTest::newRow("only newer ones") << Versions{"v0.0.50", "v0.0.49"} << std::string("v0.0.50");
        QTest::newRow("another generation") << Versions{"v0.0.50", "v0.1.2"} << std::string("v0.1.2");
        QTest::newRow("only older ones") << Versions{"v0.0.34", "v0.0.35"} << std::string("v0.0.35");
    }
    void choosesTheNewestItKnows()
    {
        QFETCH(Versions, offered);
        QFETCH(std::string, chosen);

        QCOMPARE(*chooseApiVersion(offered), chosen);
    }

    void saysWhenNoneIsOffered()
    {
        const auto chosen = chooseApiVersion({});
        QVERIFY(!chosen);
        QVERIFY(chosen.error().errorClass == PollErrorClass::Http);
        QVERIFY(chosen.error().message.find("--slurm.api-version") != std::string::npos);
    }

    void findsVersionsOfRealServers_data()
    {
        QTest::addColumn<QString>("slurm");
        QTest::addColumn<Versions>("versions");

        QTest::newRow("22.05") << QStringLiteral("22.05.8") << Versions{"v0.0.36", "v0.0.37", "v0.0.38"};
        QTest::newRow("24.11") << QStringLiteral("24.11.5") << Versions{"v0.0.40", "v0.0.41", "v0.0.42"};
    }
    void findsVersionsOfRealServers()
    {
        QFETCH(QString, slurm);
        QFETCH(Versions, versions);

        QFile file(QStringLiteral(SLURMSD_TEST_DATA "/captures/%1/openapi_v3.http").arg(slurm));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const std::string answer = file.readAll().toStdString();
        const std::string document = answer.substr(answer.find("\r\n\r\n") + 4);
        for (const std::size_t size : {std::size_t{1}, std::size_t{7}, std::size_t{65536}, document.size()}) {
            ApiVersionSearch search;
            for (std::size_t at = 0; at < document.size(); at += size)
                QVERIFY(search.feed(std::string_view(document).substr(at, size)));
            auto found = search.finish();
            QVERIFY(found.hasValue());
            std::ranges::sort(*found);
            QCOMPARE(*found, versions);
        }
    }

    void looksOnlyAtKeysOfPaths_data()
    {
        QTest::addColumn<std::string>("document");
        QTest::addColumn<Versions>("versions");

        QTest::newRow("escaped") << std::string(R"({"paths":{"\/slurm\/v0.0.38\/nodes\/":{}}})")
                                 << Versions{"v0.0.38"};
        QTest::newRow("repeated") << std::string(
                                         R"({"paths":{"/slurm/v0.0.38/nodes":1,"/slurm/v0.0.38/nodes/":2}})")
                                  << Versions{"v0.0.38"};
        QTest::newRow("deeper") << std::string(R"({"paths":{"x":{"/slurm/v0.0.38/nodes":1}}})") << Versions{};
        QTest::newRow("elsewhere") << std::string(R"({"tags":{"/slurm/v0.0.38/nodes":1}})") << Versions{};
        QTest::newRow("a value") << std::string(R"({"paths":{"x":"/slurm/v0.0.38/nodes"}})") << Versions{};
        QTest::newRow("in an array") << std::string(R"({"paths":[{"/slurm/v0.0.38/nodes":1}]})")
                                     << Versions{};
        QTest::newRow("not an object") << std::string("[]") << Versions{};
    }
    void looksOnlyAtKeysOfPaths()
    {
        QFETCH(std::string, document);
        QFETCH(Versions, versions);

        ApiVersionSearch search;
        QVERIFY(search.feed(document));
        QCOMPARE(*search.finish(), versions);
    }

    void refusesWhatIsNotJson_data()
    {
        QTest::addColumn<std::string>("document");

        QTest::newRow("empty") << std::string();
        QTest::newRow("torn") << std::string(R"({"paths":{"/slurm/v0.0.38/nodes":1)");
        QTest::newRow("a web page") << std::string("<html>");
        QTest::newRow("more behind it") << std::string("{}{}");
        QTest::newRow("too deep") << std::string(10000, '[');
    }
    void refusesWhatIsNotJson()
    {
        QFETCH(std::string, document);

        ApiVersionSearch search;
        search.feed(document);
        const auto found = search.finish();
        QVERIFY(!found);
        QVERIFY(found.error().errorClass == PollErrorClass::Parse);
    }
};

SLURMSD_TEST(TestApiVersion)
#include "tst_apiversion.moc"
