// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/configsecrets.h"
#include "common/configyaml.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;

namespace {

std::string replaced(std::string text, std::string_view from, std::string_view to)
{
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
        text.replace(at, from.size(), to);
    return text;
}

const std::string secret = "eyJhbGciOi.J9_s-cret";

// Of the shape that gives a token away wherever it stands.
const std::string webToken = "eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjE3fQ.k3wJ-4mG_0zq";

QString errorOf(const Result<std::string, std::vector<ConfigProblem>> &result)
{
    return result ? QStringLiteral("none") : QString::fromStdString(result.error().front().toString());
}

} // namespace

class TestConfigSecrets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hidesAndPutsBack_data();
    void hidesAndPutsBack();
    void hidesInFoldedTexts_data();
    void hidesInFoldedTexts();
    void hidesInBadTexts_data();
    void hidesInBadTexts();
    void hidesInOtherEncodings();
    void showsBadTextsWithoutSecrets();
    void movesSecrets();
    void addsWhatIsLeftOut_data();
    void addsWhatIsLeftOut();
    void saysWhatCannotBePutBack();
    void leavesWhatIsNoSecretAlone();
};

void TestConfigSecrets::hidesAndPutsBack_data()
{
    QTest::addColumn<std::string>("text"); // SECRET is the secret
    const auto row = [](const char *name, const std::string &text) {
        QTest::newRow(name) << text;
        QTest::addRow("%s, Windows", name) << replaced(text, "\n", "\r\n");
        QTest::addRow("%s, byte order mark", name) << "\xef\xbb\xbf" + text;
    };
    row("block", "slurm:\n  endpoint: file:/n\n  user_token: SECRET\n  timeout: 2m\n");
    row("a comment behind", "slurm:\n  user_token: SECRET # of Jo\n");
    row("flow", "slurm: {endpoint: file:/n, user_token: SECRET, timeout: 2m}\n");
    row("the end of flow", "slurm: {user_token: SECRET}");
    row("JSON", R"({"slurm": {"user_token": "SECRET", "endpoint": "demo:"}})");
    row("single quotes", "slurm:\n  user_token: 'SECRET'\n");
    row("double quotes", "slurm:\n  user_token: \"SECRET\"\n");
    row("quoted key", "'slurm':\n  \"user_token\": SECRET\n");
    row("escaped key", "slurm:\n  \"user\\x5ftoken\": SECRET\n");
    row("in the next line", "slurm:\n  user_token:\n    SECRET\n  timeout: 2m\n");
    row("complex key", "slurm:\n  ? user_token\n  : SECRET\n");
    row("the end", "slurm:\n  user_token: SECRET");
    row("old key", "slurm_api_endpoint: file:/n\nslurm_api_token: SECRET\n");
    row("clusters",
        "clusters:\n  - name: a\n    endpoint: file:/n\n    user_token: SECRET\n"
        "  - {name: b, endpoint: file:/n, user_token: otherSECRET}\n  -\n    user_token: SECRET3\n"
        "    name: c\n    endpoint: file:/n\n");
    row("in a comment", "slurm:\n  endpoint: file:/n\n  #user_token: SECRET\n  # timeout: 2m\n");
    row("in comments", "# user_token: SECRET\nslurm:\n  user_token: SECRET4 # was Token = \"SECRET\"\n"
                       "# user_token: SECRET5\n# user_token_file: /etc/token\n");
    row("a misspelled name in a comment", "# user_tokn: SECRET\nslurm: {endpoint: file:/n}\n");
    row("other names in comments",
        "# password: SECRET\n# Jo's api_key = SECRET\nslurm: {endpoint: file:/n}\n");
    row("in the wrong place", "slurm:\n  endpoint: file:/n\n  user_token_file: WEBTOKEN\n");
    row("as a name", "slurm: {user_name: WEBTOKEN, user_token: SECRET}\n");
    row("in quotes in the wrong place",
        "slurm:\n  user_token_file: \"/WEBTOKEN\"\n  user_name: 'WEBTOKEN'\n");
    row("bare in comments",
        "# WEBTOKEN of Jo, WEBTOKEN of Al\nslurm: {endpoint: file:/n} # WEBTOKEN\n# x WEBTOKEN\n");
    row("of two clusters", "clusters:\n  - {name: a, endpoint: file:/n, user_token_file: WEBTOKEN}\n"
                           "  - {name: b, endpoint: file:/n, user_token_file: WEBTOKEN2}\n");
    row("in a label",
        "slurm: {endpoint: file:/n}\njobs: [{name: a, port: 1, static_labels: {x: WEBTOKEN}}]\n");
    row("behind a name", "jobs: [{name: a, port: 1, static_labels: {x: '?token=SECRET&y=1'}}]\n");
    row("no comment", "jobs: [{name: 'a # token: b', port: 1}]\nslurm: {user_token: SECRET}\n");
}

void TestConfigSecrets::hidesAndPutsBack()
{
    QFETCH(const std::string, text);
    const std::string original = replaced(replaced(text, "SECRET", secret), "WEBTOKEN", webToken);
    QVERIFY(parseConfig(original, "c.yaml").hasValue());
    const std::string shown = withoutSecrets(original);
    QVERIFY2(shown.find(secret) == std::string::npos, shown.c_str());
    QVERIFY2(shown.find("eyJ") == std::string::npos, shown.c_str());
    QVERIFY(shown.find(secretPlaceholder) != std::string::npos);
    QVERIFY2(parseConfig(shown, "c.yaml").hasValue(), shown.c_str());
    const auto back = withSecretsOf(shown, original, "c.yaml");
    QCOMPARE(errorOf(back), QStringLiteral("none"));
    QCOMPARE(QByteArray::fromStdString(*back), QByteArray::fromStdString(original));
}

void TestConfigSecrets::hidesInFoldedTexts_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("after");
    QTest::newRow("plain") << std::string("slurm:\n  user_token: eyJhbG\n    ciOiJ9\n  timeout: 3m\n")
                           << std::string("slurm:\n  user_token: \"eyJhbG ciOiJ9\"\n  timeout: 3m\n");
    QTest::newRow("folded") << std::string("slurm:\n  user_token: >-  # t\n    eyJhbG\n\n  timeout: 3m\n")
                            << std::string("slurm:\n  user_token: eyJhbG\n\n  timeout: 3m\n");
    QTest::newRow("literal") << std::string("slurm:\n  user_token: |2-\n      #eyJhbG\n")
                             << std::string("slurm:\n  user_token: \"  #eyJhbG\"\n");
    QTest::newRow("double quotes") << std::string("slurm:\n  user_token: \"eyJhbG\\\n  ciOiJ9\" # x\n")
                                   << std::string("slurm:\n  user_token: eyJhbGciOiJ9 # x\n");
    QTest::newRow("single quotes") << std::string("slurm:\n  user_token: 'eyJhbG\n    ciOiJ9''s'\n")
                                   << std::string("slurm:\n  user_token: \"eyJhbG ciOiJ9's\"\n");
}

void TestConfigSecrets::hidesInFoldedTexts()
{
    QFETCH(const std::string, text);
    QFETCH(const std::string, after);
    const std::string shown = withoutSecrets(text);
    for (const char *piece : {"eyJhbG", "ciOiJ9"})
        QVERIFY2(shown.find(piece) == std::string::npos, shown.c_str());
    QVERIFY2(parseConfig(shown, "c.yaml").hasValue(), shown.c_str());
    const auto back = withSecretsOf(shown, text, "c.yaml");
    QCOMPARE(QByteArray::fromStdString(*back), QByteArray::fromStdString(after));
    QVERIFY(parseConfig(*back, "c.yaml")->config == parseConfig(text, "c.yaml")->config);
}

void TestConfigSecrets::hidesInBadTexts_data()
{
    QTest::addColumn<std::string>("text");
    const auto row = [](const char *name, const std::string &text) { QTest::newRow(name) << text; };
    row("another key is wrong", "slurm:\n  user_token: SECRET\n  tmeout: 2m\n");
    row("not YAML before", "slurm: [\n  user_token: SECRET\n");
    row("not YAML behind", "slurm:\n  user_token: SECRET\nweb: [\n");
    row("in the next line", "slurm:\n  user_token:\n    SECRET\nweb: [\n");
    row("a quote that stays open", "slurm:\n  user_token: \"SECRET\nweb: {}\n");
    row("folded over column 0", "slurm: {user_token: \"abc\njobs: SECRET\", x: 1}\n");
    row("misspelt alone", "slurm:\n  user_tokn: SECRET\n");
    row("misspelt otherwise", "slurm:\n  user_toekn: SECRET\n");
    row("a password", "slurm:\n  password: SECRET\n");
    row("a web token", "slurm:\n  user_name: WEBTOKEN\n  tmeout: 2m\n");
    row("misspelt", "slurm:\n  user_tokn: a\n  usertoken: SECRET\n");
    row("misspelt with a dash", "slurm:\n  user-token: SECRET\n");
    row("in capitals", "slurm:\n  USER_TOKEN: SECRET\n");
    row("no space", "slurm:\n  user_token:SECRET\n");
    row("at the wrong place", "user_token: SECRET\n");
    row("escaped key", "slurm: [\n  \"user\\u005ftoken\": SECRET\n");
    row("complex key", "slurm: [\n? user_token\n: SECRET\n");
    row("alias", "x: &t SECRET\nslurm:\n  user_token: *t\n");
    row("beside the file's key", "slurm: [\n  user_token_file: /etc/x, user_token: SECRET\n");
    row("JSON in one line", R"({"slurm": {"user_token": "SECRET"})");
    row("JSON in lines", "{\"slurm\": {\"user_token\"\n:\n\"SECRET\"\n}");
    row("the token file itself", "SECRET\n");
    row("the output of scontrol", "SLURM_JWT=SECRET\n");
    row("a URL with credentials", "slurm:\n  endpoint: http://jo:SECRET@host\n");
    row("a comment", "# token: SECRET\nslurm: [\n");
    row("the value elsewhere too", "# SECRET is the one of Jo\nslurm: {user_token: SECRET}\n");
    row("a list of tokens", "slurm:\n  user_token: [SECRET, SECRET]\n");
    row("control characters", "slurm:\n  user_token: SECRET\n\x01");
}

void TestConfigSecrets::hidesInBadTexts()
{
    QFETCH(const std::string, text);
    const std::string original = replaced(replaced(text, "SECRET", secret), "WEBTOKEN", webToken);
    const std::string shown = withoutSecrets(original);
    QVERIFY2(shown.find(secret.substr(0, 4)) == std::string::npos, shown.c_str());
    // What is shown cannot take the place of the file by mistake.
    QVERIFY2(!parseConfig(shown, "c.yaml").hasValue(), shown.c_str());
}

void TestConfigSecrets::hidesInOtherEncodings()
{
    std::string text = "\xff\xfe";
    for (const char c : "slurm: {user_token: " + secret + "}\n")
        (text += c) += '\0';
    const std::string shown = withoutSecrets(text);
    QVERIFY2(shown.starts_with(secretPlaceholder), shown.c_str());
    QVERIFY(shown.find('\0') == std::string::npos);
}

void TestConfigSecrets::showsBadTextsWithoutSecrets()
{
    const std::string text = "slurm:\n  user_token_file: /etc/prometheus-slurm-sd/token\njobs: [\n";
    QCOMPARE(withoutSecrets(text), text);
}

void TestConfigSecrets::movesSecrets()
{
    const std::string original = "clusters: [{name: a, endpoint: file:/n, user_token: 1st},\n"
                                 "{name: b, endpoint: file:/n, user_token: \"2nd\"}]\n";
    QCOMPARE(*withSecretsOf("clusters:\n- endpoint: file:/n\n  user_token: <secret>\n  name: b\n"
                            "- {name: a, user_token: <secret>, endpoint: file:/n}\n",
                            original, "c.yaml"),
             "clusters:\n- endpoint: file:/n\n  user_token: \"2nd\"\n  name: b\n"
             "- {name: a, user_token: 1st, endpoint: file:/n}\n");
    // From the old key to the new one; what would break a list in brackets gets quotes.
    QCOMPARE(*withSecretsOf("slurm: {user_token: <secret>}", "slurm_api_token: a,b}", "c.yaml"),
             "slurm: {user_token: \"a,b}\"}");
    QCOMPARE(*withSecretsOf("slurm: {user_token: new}", "slurm: {user_token: old}", "c.yaml"),
             "slurm: {user_token: new}");
}

void TestConfigSecrets::addsWhatIsLeftOut_data()
{
    QTest::addColumn<std::string>("original");
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("after");
    const auto row = [](const char *name, const std::string &original, const std::string &text,
                        const std::string &after) {
        QTest::newRow(name) << original << text << after;
        QTest::addRow("%s, Windows", name)
            << original << replaced(text, "\n", "\r\n") << replaced(after, "\n", "\r\n");
        QTest::addRow("%s, byte order mark", name)
            << "\xef\xbb\xbf" + original << "\xef\xbb\xbf" + text << "\xef\xbb\xbf" + after;
    };
    const std::string slurm = "slurm: {user_token: abc}\n";
    row("block", slurm, "slurm:\n  endpoint: file:/n # x\n\njobs: [{name: a, port: 1}]\n",
        "slurm:\n  endpoint: file:/n # x\n  user_token: abc\n\njobs: [{name: a, port: 1}]\n");
    row("behind a map", slurm, "slurm:\n  endpoint: file:/n\n  tls:\n    ca_file: /c\n  # the end\n",
        "slurm:\n  endpoint: file:/n\n  tls:\n    ca_file: /c\n  user_token: abc\n  # the end\n");
    row("no line break", slurm, "slurm:\n endpoint: file:/n", "slurm:\n endpoint: file:/n\n user_token: abc");
    row("flow", slurm, "slurm: {endpoint: file:/n}", "slurm: {endpoint: file:/n, user_token: abc}");
    row("empty flow", slurm, "slurm: {}  # none\n", "slurm: {user_token: abc}  # none\n");
    row("nothing", slurm, "slurm:  # none\njobs: [{name: a, port: 1}]\n",
        "slurm: {user_token: abc}  # none\njobs: [{name: a, port: 1}]\n");
    row("null", slurm, "slurm: ~\n", "slurm: {user_token: abc}\n");
    row("quotes", "slurm: {user_token: 'a, b}'}", "slurm: {endpoint: 'file:/n'}",
        "slurm: {endpoint: 'file:/n', user_token: 'a, b}'}");
    row("beside an empty file", slurm, "slurm: {user_token_file: }",
        "slurm: {user_token_file:, user_token: abc }");
    row("old keys", "slurm_api_token: abc", "slurm_api_endpoint: file:/n\n",
        "slurm_api_endpoint: file:/n\nslurm_api_token: abc\n");
    row("from the old key", "slurm_api_token: abc", "slurm:\n  endpoint: file:/n\n",
        "slurm:\n  endpoint: file:/n\n  user_token: abc\n");
    row("a comment is no token", slurm, "slurm: {endpoint: file:/n} # user_token: <secret>\n",
        "slurm: {endpoint: file:/n, user_token: abc} # user_token: <secret>\n");
    row("of an invalid text", "slurm_api_token: abc\nslurm: {user_token: def}\n",
        "slurm: {endpoint: file:/n}", "slurm: {endpoint: file:/n, user_token: abc}");
    const std::string clusters = "clusters:\n- {name: a, endpoint: file:/n, user_token: 1st}\n"
                                 "- {name: b, endpoint: file:/n, user_token: 2nd}\n"
                                 "- {name: c, endpoint: file:/n, user_token: 3rd}\n"
                                 "- {name: d, endpoint: file:/n}\n";
    row("clusters", clusters,
        "clusters:\n  - name: d\n    endpoint: file:/n\n  - name: b\n    endpoint: file:/n\n"
        "  - {name: a, user_token: <secret>, endpoint: file:/n}\n"
        "  -\n    name: c\n    endpoint: file:/n\n",
        "clusters:\n  - name: d\n    endpoint: file:/n\n  - name: b\n    endpoint: file:/n\n"
        "    user_token: 2nd\n  - {name: a, user_token: 1st, endpoint: file:/n}\n"
        "  -\n    name: c\n    endpoint: file:/n\n    user_token: 3rd\n");
    const auto same = [&row](const char *name, const std::string &original, const std::string &text) {
        row(name, original, text, text);
    };
    same("taken out", slurm, "slurm: {user_token: }");
    same("taken out in quotes", slurm, "slurm: {user_token: ''}");
    same("taken out with the old key", slurm, "slurm_api_token:\nslurm: {endpoint: file:/n}\n");
    same("another token", slurm, "slurm: {user_token: def}");
    same("a file", slurm, "slurm: {user_token_file: /t}");
    same("no section", slurm, "jobs: [{name: a, port: 1}]\n");
    same("the cluster is gone", clusters, "clusters: [{name: e, endpoint: file:/n}]\n");
    same("one of several", slurm, "clusters: [{name: slurm, endpoint: file:/n}]\n");
    same("several to one", clusters, "slurm: {endpoint: file:/n}\n");
}

void TestConfigSecrets::addsWhatIsLeftOut()
{
    QFETCH(const std::string, original);
    QFETCH(const std::string, text);
    QFETCH(const std::string, after);
    QVERIFY(parseConfig(text, "c.yaml").hasValue());
    const auto back = withSecretsOf(text, original, "c.yaml");
    QCOMPARE(errorOf(back), QStringLiteral("none"));
    QCOMPARE(QByteArray::fromStdString(*back), QByteArray::fromStdString(after));
    QVERIFY(parseConfig(*back, "c.yaml").hasValue());
}

void TestConfigSecrets::saysWhatCannotBePutBack()
{
    // A form of YAML that nothing is added to.
    QCOMPARE(errorOf(withSecretsOf("? slurm\n: {}\n", "slurm: {user_token: abc}", "c.yaml")),
             QStringLiteral("c.yaml: the token in place cannot be put back into this text; give it as "
                            "user_token: <secret>, or empty to take it out"));
    QCOMPARE(errorOf(withSecretsOf("slurm:\n  user_token: <secret>\n", "slurm: {}", "c.yaml")),
             QStringLiteral("c.yaml:2:15: slurm.user_token: there is no secret to put back for <secret>"));
    const std::string clusters = "clusters: [{name: b, endpoint: file:/n, user_token: <secret>}]";
    QCOMPARE(
        errorOf(withSecretsOf(clusters, replaced(clusters, "b,", "a,"), "c.yaml")),
        QStringLiteral("c.yaml:1:53: clusters[0].user_token: there is no secret to put back for <secret>"));
    QVERIFY(
        errorOf(withSecretsOf("slurm: [", "slurm: {}", "c.yaml")).startsWith(QStringLiteral("c.yaml:1:")));
    QCOMPARE(errorOf(withSecretsOf("# x\nslurm: {user_token_file: <secret>}\n", "slurm: {}", "c.yaml")),
             QStringLiteral("c.yaml:2:26: there is no secret to put back for <secret>"));
    // In a comment it does no harm.
    QCOMPARE(*withSecretsOf("# user_token: <secret>", "slurm: {}", "c.yaml"), "# user_token: <secret>");
}

void TestConfigSecrets::leavesWhatIsNoSecretAlone()
{
    for (const std::string text :
         {"", "# The token is in the file.\nslurm: {user_token_file: /etc/token, user_token: }\n",
          "slurm: {user_token: ''}", "jobs:\n  - token:\n    port: 1\n    static_labels: {token: x}\n"}) {
        QCOMPARE(withoutSecrets(text), text);
        QCOMPARE(*withSecretsOf(text, "", "c.yaml"), text);
    }
}

SLURMSD_TEST(TestConfigSecrets)

#include "tst_configsecrets.moc"
