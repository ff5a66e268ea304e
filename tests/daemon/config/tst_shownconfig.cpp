// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/config/shownconfig.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;

namespace {

StoredConfig config(const std::string &text) { return {text, configRevision(text)}; }

} // namespace

class TestShownConfig : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsAText_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("shown");
        QTest::addColumn<bool>("isValid");
        QTest::newRow("empty") << std::string() << std::string() << true;
        QTest::newRow("jobs") << std::string("jobs: [{a: 1}]\n") << std::string("jobs: [{a: 1}]\n") << true;
        QTest::newRow("a secret") << std::string("slurm: {user_token: a.b.c}\n")
                                  << std::string("slurm: {user_token: <secret>}\n") << true;
        QTest::newRow("not valid") << std::string("jobs: [{a: x}]\n") << std::string("jobs: [{a: x}]\n")
                                   << false;
    }
    void showsAText()
    {
        QFETCH(std::string, text);
        QFETCH(std::string, shown);
        QFETCH(bool, isValid);

        const ShownConfig made = showConfig(text, "c.yaml");
        QCOMPARE(made.text, shown);
        QVERIFY(made.json.starts_with("\"text\":\""));
        QCOMPARE(made.json.find(",\"parsed\":{") != std::string::npos, isValid);
        QCOMPARE(made.json.ends_with(",\"problems\":[]"), isValid);
    }

    void makesEachOnce_data()
    {
        QTest::addColumn<bool>("isPrepared");
        QTest::newRow("when asked") << false;
        QTest::newRow("before") << true;
    }
    void makesEachOnce()
    {
        QFETCH(bool, isPrepared);

        ShownConfigs shown;
        const StoredConfig first = config("jobs: [{a: 1}]\n");
        if (isPrepared)
            shown.prepare(first, "c.yaml");
        const auto made = shown.get(first, "c.yaml");
        QCOMPARE(made->text, first.text);
        shown.prepare(first, "c.yaml");
        QCOMPARE(shown.get(first, "c.yaml").get(), made.get());

        const StoredConfig second = config("jobs: [{b: 1}]\n");
        QCOMPARE(shown.get(second, "c.yaml")->text, second.text);
        QCOMPARE(shown.get(first, "c.yaml").get(), made.get());
    }

    void remembersTheLast()
    {
        ShownConfigs shown;
        const auto made = shown.get(config("jobs: [{a: 1}]\n"), "c.yaml");
        for (const char *text : {"jobs: [{b: 1}]\n", "jobs: [{c: 1}]\n", "jobs: [{d: 1}]\n"})
            QCOMPARE(shown.get(config(text), "c.yaml")->text, std::string(text));
        const auto again = shown.get(config("jobs: [{a: 1}]\n"), "c.yaml");
        QVERIFY(again != made); // it was forgotten
        QCOMPARE(again->text, made->text);
    }

    void endsWhileOneIsMade()
    {
        std::string text = "jobs:\n";
        for (int i = 0; i < 500; ++i)
            text += "  - {name: j" + std::to_string(i) + ", port: 1}\n";
        ShownConfigs shown;
        for (int i = 0; i < 5; ++i)
            shown.prepare(config(text + "# " + std::to_string(i) + '\n'), "c.yaml");
        QVERIFY(shown.get(config(text), "c.yaml")->json.ends_with(",\"problems\":[]"));
    }
};

SLURMSD_TEST(TestShownConfig)
#include "tst_shownconfig.moc"
