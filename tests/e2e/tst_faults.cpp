// SPDX-License-Identifier: GPL-3.0-or-later
// What can go wrong between the daemon and Slurm, done to the built daemon: each fault has its class in the
// status and the metrics, and whatever it is, whoever asks for targets meanwhile sees the last good ones and
// nothing else.
#include "tests/support/daemonprocess.h"
#include "tests/support/fakeslurmrestd.h"
#include "tests/support/testrunner.h"
#include "tests/support/testtls.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <unistd.h>

using namespace slurmsd;
using namespace slurmsd::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

QByteArray nodeList(int count, const QByteArray &rest = {})
{
    QByteArrayList nodes;
    for (int i = 1; i <= count; ++i)
        nodes.push_back(R"({"name":"n)" + QByteArray::number(i) +
                        R"(","state":["IDLE"],"partitions":["p"]})");
    return R"({"meta":{"slurm":{"cluster":"tux"}},"nodes":[)" + nodes.join(',') + ']' + rest + '}';
}

const QByteArray good = nodeList(10);

Answer jsonAnswer(const QByteArray &body) { return httpAnswer(200, body); }

// The head of an answer with `good` for its body, and the body's first half.
QByteArray half()
{
    return "HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(good.size()) + "\r\n\r\n" +
           good.left(good.size() / 2);
}

struct Fault
{
    Answer answer;    // of the fake from now on
    QString endpoint; // where the daemon is pointed to instead; empty: it stays
    QString expected; // class
    int polls = 1;    // until it is seen
};

} // namespace

Q_DECLARE_METATYPE(Fault)

class TestFaults : public QObject
{
    Q_OBJECT

    QTemporaryDir m_directory;
    std::unique_ptr<FakeSlurmrestd> m_slurm;
    std::unique_ptr<DaemonProcess> m_daemon;
    DaemonReply m_good; // the targets of `good`

    QString path(const QString &name) const { return m_directory.filePath(name); }

    void write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }

    void configure(const std::string &endpoint, const QByteArray &more = {}) const
    {
        write(u"config.yaml"_s, "slurm: {endpoint: \"" + QByteArray::fromStdString(endpoint) +
                                    "\", api_version: v0.0.42, update_interval: 1h, timeout: 400ms, "
                                    "max_response_bytes: 1048576, max_node_loss: 49%" +
                                    more + "}\n");
    }

    // A daemon that has the good list, and is watched from then on.
    void startGood(const QByteArray &moreConfig = {}, const QStringList &wrapper = {})
    {
        m_slurm->answer({jsonAnswer(good)});
        configure(m_slurm->endpoint(), moreConfig);
        m_daemon =
            std::make_unique<DaemonProcess>(QStringList{u"--config.file"_s, path(u"config.yaml"_s)}, wrapper);
        QVERIFY(m_daemon->start());
        QTRY_COMPARE(m_daemon->get(targets).status, 200);
        m_good = m_daemon->get(targets);
        QCOMPARE(m_good.body.count(":9100"), 10);
        m_daemon->watch(targets);
    }

    void pollUntilItFails(const QString &expected, int polls = 1)
    {
        for (int i = 0; i < polls; ++i) {
            const auto before = m_daemon->cluster().lastFailure;
            QCOMPARE(m_daemon->post(u"/api/v1/refresh"_s).status, 202);
            QTRY_VERIFY(m_daemon->cluster().lastFailure != before);
        }
        const ClusterStatus cluster = m_daemon->cluster();
        QCOMPARE(QString::fromStdString(std::string(toString(cluster.lastFailure->errorClass))), expected);
        QVERIFY(!cluster.lastFailure->message.empty());
        QVERIFY(cluster.failingSince);
        QVERIFY(m_daemon->metric("slurm_sd_polls_total{cluster=\"tux\",result=\"" + expected.toUtf8() +
                                 "\"}") >= 1.0);
        QVERIFY(m_daemon->log().contains(QByteArray("class=" + expected.toUtf8())));
        QVERIFY(m_daemon->status().health == DaemonStatus::Health::Degraded);
    }

    void recover()
    {
        m_slurm->answer({jsonAnswer(good)});
        QCOMPARE(m_daemon->post(u"/api/v1/refresh"_s).status, 202);
        QTRY_VERIFY(!m_daemon->cluster().failingSince);
        QVERIFY(m_daemon->status().health == DaemonStatus::Health::Ok);
    }

    void onlyGoodTargetsWereSeen()
    {
        const int watched = m_daemon->watched();
        QTRY_VERIFY(m_daemon->watched() > watched + 2);
        QCOMPARE(m_daemon->seen(), QList{m_good});
    }

    static inline const QString targets = u"/targets?prom_job=node"_s;

private Q_SLOTS:
    void init() { m_slurm = std::make_unique<FakeSlurmrestd>(FakeSlurmrestd::Kind::Tcp); }
    void cleanup()
    {
        m_daemon.reset();
        m_slurm.reset();
    }

    void survives_data()
    {
        QTest::addColumn<Fault>("fault");
        const auto row = [](const char *name, Answer answer, const char *expected) {
            QTest::newRow(name) << Fault{std::move(answer), {}, QString::fromLatin1(expected)};
        };
        row("closed before an answer", {Close{}}, "connect");
        row("closed in the body", {Send{half()}, Close{}}, "connect");
        row("reset in the body", {Send{half()}, Wait{50ms}, Reset{}}, "connect");
        row("stall before the head", {Wait{3s}}, "timeout");
        row("stall in the head", {Send{"HTTP/1.1 200 OK\r\nContent-"}, Wait{3s}}, "timeout");
        row("stall in the body", {Send{half()}, Wait{3s}}, "timeout");
        row("a byte now and then", {SendSlowly{half(), 100ms}}, "timeout");
        row("401", httpAnswer(401, "Authentication failure", "text/plain"), "auth");
        row("500", httpAnswer(500, "oops", "text/plain"), "http");
        row("500 with Slurm's error",
            httpAnswer(500, R"({"errors":[{"error":"slurmctld is down","error_number":1800}]})"), "slurm");
        row("502", httpAnswer(502, "<html>Bad Gateway</html>", "text/html"), "http");
        row("504", httpAnswer(504, "<html>Gateway Timeout</html>", "text/html"), "http");
        row("511", httpAnswer(511, "", "text/html"), "auth");
        row("redirect", httpAnswer(302, "", "text/html", "Location: http://127.0.0.1:1/\r\n"), "http");
        row("HTML instead of JSON", httpAnswer(200, "<html><body>Sign in</body></html>", "text/html"),
            "parse");
        row("empty body", jsonAnswer(""), "parse");
        row("errors beside nodes",
            jsonAnswer(nodeList(10, R"(,"errors":[{"error":"Unable to contact slurm controller"}])")),
            "slurm");
        row("torn JSON", jsonAnswer(good.left(good.size() / 2)), "parse");
        row("JSON of another program", jsonAnswer(R"({"nodes":[{"id":1}]})"), "parse");
        row("no list of nodes", jsonAnswer("{}"), "parse");
        row("no nodes", jsonAnswer(R"({"nodes":[]})"), "guard");
        row("half of the nodes gone", jsonAnswer(nodeList(5)), "guard");
        row("most nodes gone", jsonAnswer(nodeList(1)), "guard");
        row("without an end",
            {Send{"HTTP/1.1 200 OK\r\n\r\n{\"nodes\":["}, SendForever{QByteArray(65536, ' ')}}, "too_large");
        row("too long", httpAnswer(200, QByteArray(1'100'000, ' ')), "too_large");
        row("no HTTP", {Send{"220 mail.example.org ESMTP\r\n"}, Close{}}, "connect");
        QTest::newRow("refused") << Fault{{}, u"http://127.0.0.1:1"_s, u"connect"_s};
        QTest::newRow("no such host") << Fault{{}, u"http://slurm.invalid:6820"_s, u"connect"_s};
        QTest::newRow("no such socket") << Fault{{}, u"unix:/nonexistent/slurmrestd.sock"_s, u"connect"_s};
        QTest::newRow("no such file") << Fault{{}, u"file:/nonexistent/nodes.json"_s, u"connect"_s};
    }
    void survives()
    {
        QFETCH(Fault, fault);
        startGood();
        if (fault.endpoint.isEmpty()) {
            m_slurm->answer({fault.answer});
        } else {
            configure(fault.endpoint.toStdString());
            m_daemon->reload();
            QTRY_COMPARE(QString::fromStdString(m_daemon->cluster().endpoint), fault.endpoint);
        }
        pollUntilItFails(fault.expected);
        if (!fault.endpoint.isEmpty()) {
            configure(m_slurm->endpoint());
            m_daemon->reload();
            QTRY_COMPARE(m_daemon->cluster().endpoint, m_slurm->endpoint());
        }
        recover();
        onlyGoodTargetsWereSeen();
    }

    void survivesAWrongCertificate_data()
    {
        QTest::addColumn<QString>("certificate");
        QTest::addColumn<QByteArray>("tls"); // of slurm.tls
        QTest::newRow("not trusted") << u"server"_s << QByteArray();
        QTest::newRow("for another name")
            << u"othername"_s << QByteArray("ca_file: " SLURMSD_TEST_DATA "/tls/othername.pem");
    }
    void survivesAWrongCertificate()
    {
        QFETCH(QString, certificate);
        QFETCH(QByteArray, tls);
        startGood();
        FakeSlurmrestd wrong(FakeSlurmrestd::Kind::Tls, tlsOf(certificate));
        wrong.answer({jsonAnswer(nodeList(3))});
        configure(wrong.endpoint(), tls.isEmpty() ? QByteArray() : ", tls: {" + tls + '}');
        m_daemon->reload();
        QTRY_COMPARE(m_daemon->cluster().endpoint, wrong.endpoint());
        pollUntilItFails(u"tls"_s);
        configure(m_slurm->endpoint());
        m_daemon->reload();
        QTRY_COMPARE(m_daemon->cluster().endpoint, m_slurm->endpoint());
        recover();
        onlyGoodTargetsWereSeen();
    }

    void holdsAListUntilAnOperatorAcceptsIt()
    {
        startGood();
        m_slurm->answer({jsonAnswer(nodeList(4))});
        pollUntilItFails(u"guard"_s);
        const HeldStatus held = m_daemon->cluster().held.at(0);
        QCOMPARE(held.lost, 6U);
        QCOMPARE(m_daemon->metric("slurm_sd_guard_holding{cluster=\"tux\",prom_job=\"\"}"), 1.0);
        onlyGoodTargetsWereSeen();
        const QString accept = u"/api/v1/guard/accept"_s;
        QCOMPARE(m_daemon->post(accept).status, 400);
        QCOMPARE(m_daemon->post(accept + u"?held=0123456789abcdef"_s).status, 404);
        const QString acceptThis = accept + u"?held="_s + QString::fromStdString(held.id);
        QCOMPARE(m_daemon->post(acceptThis).status, 200);
        QCOMPARE(m_daemon->get(targets).body.count(":9100"), 4);
        QCOMPARE(m_daemon->metric("slurm_sd_guard_holding{cluster=\"tux\",prom_job=\"\"}"), 0.0);
        QCOMPARE(m_daemon->post(acceptThis).status, 404);
    }

    void survivesTokenTroubles()
    {
        // exp: 1000000000, which was in 2001.
        const QByteArray expired = "eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjEwMDAwMDAwMDB9.c2ln";
        write(u"token"_s, "SLURM_JWT=token1.of.us\n");
        startGood(", user_token_file: " + path(u"token"_s).toUtf8());
        QCOMPARE(m_slurm->requests().back().header("X-SLURM-USER-TOKEN"), QByteArray("token1.of.us"));

        write(u"token"_s, expired);
        m_slurm->answer({httpAnswer(401, "Authentication failure", "text/plain")});
        pollUntilItFails(u"auth"_s);
        QCOMPARE(m_slurm->requests().back().header("X-SLURM-USER-TOKEN"), expired);
        QCOMPARE(m_daemon->metric("slurm_sd_token_expiry_timestamp_seconds{cluster=\"tux\"}"), 1e9);
        QVERIFY(m_daemon->cluster().lastFailure->message.find("expired") != std::string::npos);

        const auto requests = m_slurm->requests().size();
        write(u"token"_s, "");
        pollUntilItFails(u"auth"_s);
        QVERIFY(QFile::remove(path(u"token"_s)));
        pollUntilItFails(u"auth"_s);
        QVERIFY(QDir().mkdir(path(u"token"_s)));
        pollUntilItFails(u"auth"_s);
        QCOMPARE(m_slurm->requests().size(), requests); // never without a token

        QVERIFY(QDir().rmdir(path(u"token"_s)));
        write(u"token"_s, "token2.of.us");
        recover();
        QCOMPARE(m_slurm->requests().back().header("X-SLURM-USER-TOKEN"), QByteArray("token2.of.us"));
        onlyGoodTargetsWereSeen();
        for (const QByteArray &secret : {QByteArray("token1.of.us"), QByteArray("token2.of.us"), expired}) {
            QVERIFY(!m_daemon->log().contains(secret));
            QVERIFY(!m_daemon->get(u"/api/v1/status"_s).body.contains(secret));
            QVERIFY(!m_daemon->get(u"/"_s).body.contains(secret));
        }
    }

    void survivesAnUnreadableToken()
    {
        write(u"token"_s, "token1.of.us");
        const bool isRoot = ::geteuid() == 0;
        // Root reads everything unless what lets it do so is taken away.
        startGood(", user_token_file: " + path(u"token"_s).toUtf8(),
                  isRoot ? QStringList{u"setpriv"_s, u"--bounding-set=-dac_override,-dac_read_search"_s}
                         : QStringList());
        // Another user's, who gives it to nobody; only root can make such a file.
        QVERIFY(QFile::setPermissions(path(u"token"_s),
                                      isRoot ? QFile::Permissions(QFile::ReadOwner) : QFile::Permissions()));
        QVERIFY(!isRoot || ::chown(qPrintable(path(u"token"_s)), 65534, 65534) == 0);
        pollUntilItFails(u"auth"_s);
        QVERIFY(m_daemon->cluster().lastFailure->message.ends_with("Permission denied"));
        QVERIFY(QFile::remove(path(u"token"_s)));
        QVERIFY(QFile::link(path(u"token"_s), path(u"token"_s)));
        const auto before = m_daemon->cluster().lastFailure;
        pollUntilItFails(u"auth"_s);
        QVERIFY(m_daemon->cluster().lastFailure->message != before->message);
        QVERIFY(QFile::remove(path(u"token"_s)));
        write(u"token"_s, "token1.of.us");
        recover();
        onlyGoodTargetsWereSeen();
    }

    // One cluster's failure never touches another's targets.
    void keepsClustersApart()
    {
        FakeSlurmrestd other(FakeSlurmrestd::Kind::Tcp);
        m_slurm->answer({jsonAnswer(good)});
        other.answer({httpAnswer(500, "oops", "text/plain")});
        const auto entry = [](const char *name, const FakeSlurmrestd &slurm) -> QByteArray {
            return "  - {name: " + QByteArray(name) +
                   ", api_version: v0.0.42, update_interval: 1h, endpoint: \"" +
                   QByteArray::fromStdString(slurm.endpoint()) + "\"}\n";
        };
        write(u"config.yaml"_s, "clusters:\n" + entry("a", *m_slurm) + entry("b", other));
        m_daemon = std::make_unique<DaemonProcess>(QStringList{u"--config.file"_s, path(u"config.yaml"_s)});
        QVERIFY(m_daemon->start());
        const QString ofA = targets + u"&cluster=a"_s;
        QTRY_COMPARE(m_daemon->get(ofA).status, 200);
        m_good = m_daemon->get(ofA);
        QCOMPARE(m_good.body.count(":9100"), 10);
        QVERIFY(m_good.body.contains(R"("__meta_slurm_cluster":"a")"));
        m_daemon->watch(ofA);
        // A list that was never there must not look like one whose nodes are gone.
        QCOMPARE(m_daemon->get(targets).status, 503);
        QCOMPARE(m_daemon->get(targets + u"&cluster=b"_s).status, 503);
        QCOMPARE(m_daemon->get(targets + u"&cluster=c"_s).status, 404);
        QCOMPARE(m_daemon->get(u"/-/ready"_s).status, 503);

        other.answer({jsonAnswer(nodeList(3))});
        QCOMPARE(m_daemon->post(u"/api/v1/refresh?cluster=b"_s).status, 202);
        QTRY_COMPARE(m_daemon->get(targets).status, 200);
        const DaemonReply both = m_daemon->get(targets);
        QCOMPARE(both.body.count(":9100"), 13);
        QCOMPARE(m_daemon->get(u"/-/ready"_s).status, 200);

        other.stopListening();
        other.answer({{Close{}}});
        QCOMPARE(m_daemon->post(u"/api/v1/refresh?cluster=b"_s).status, 202);
        QTRY_VERIFY(m_daemon->status().clusters.at(1).failingSince);
        // The other one is polled as ever.
        const auto polls = [this](const QByteArray &cluster, const QByteArray &result) {
            return m_daemon->metric("slurm_sd_polls_total{cluster=\"" + cluster + "\",result=\"" + result +
                                    "\"}");
        };
        QCOMPARE(polls("a", "success"), 1.0);
        QCOMPARE(m_daemon->post(u"/api/v1/refresh?cluster=a"_s).status, 202);
        QTRY_COMPARE(polls("a", "success"), 2.0);
        QCOMPARE(polls("b", "connect"), 1.0);
        QVERIFY(!m_daemon->status().clusters.at(0).failingSince);
        QVERIFY(m_daemon->status().clusters.at(1).failingSince);
        QCOMPARE(m_daemon->get(targets), both);
        onlyGoodTargetsWereSeen();
    }
};

SLURMSD_TEST(TestFaults)
#include "tst_faults.moc"
