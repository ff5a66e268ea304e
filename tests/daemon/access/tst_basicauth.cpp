// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/access/basicauth.h"
#include "daemon/access/bcrypthash.h"
#include "daemon/access/credentials.h"
#include "tests/support/testrunner.h"

#include <QTest>

#include <ctime>

using namespace slurmsd;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

// "secret" and "other".
const std::string secretHash = "$2y$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW";
const std::string otherHash = "$2y$05$abcdefghijklmnopqrstuuVQd15VhR/oN1H3pzUR5lME0fZO6.qRW";
const std::string umlautHash = "$2y$04$abcdefghijklmnopqrstuuNqP/xsApXMKV.YCxhUBgMtvGpzH/r.e"; // "päss wörd:"
const std::string x72Hash = "$2y$04$abcdefghijklmnopqrstuubzadhGtS2zEF.gu0yd0opP6cVzb.e0i";

const std::map<std::string, std::string> users{
    {"alice", secretHash}, {"bob", otherHash}, {"jörg", umlautHash}, {"x", x72Hash}};

std::string basic(const QByteArray &credentials) { return "Basic " + credentials.toBase64().toStdString(); }

// "enters", or the status and what else a client needs to know.
QString told(const RequestGate::Decision &decision)
{
    if (!decision)
        return u"enters"_s;
    QString text = QString::number(decision->status);
    for (const auto &[name, value] : decision->headers)
        text += u' ' + QString::fromStdString(name) + u": " + QString::fromStdString(value);
    return text;
}

const QString unauthorized =
    u"401 WWW-Authenticate: Basic realm=\"prometheus-slurm-sd\", charset=\"UTF-8\""_s;
const QHostAddress local(u"127.0.0.1"_s);

// What comes of requests, in the order in which it is known.
struct Client : QObject
{
    explicit Client(BasicAuth &gate)
        : auth(gate)
    {}

    // At once, or "later".
    QString ask(const std::string &authorization, const QHostAddress &peer = local,
                std::string_view target = "/targets")
    {
        RequestHead head;
        head.method = "GET";
        head.target = target;
        head.headers = {{"Host", "localhost"}};
        if (!authorization.empty())
            head.headers.emplace_back("aUTHorization", authorization);
        return ask(head, peer);
    }
    QString ask(const RequestHead &head, const QHostAddress &peer = local)
    {
        const auto decision =
            auth.decide(head, peer, this, [this](const auto &decided) { results << told(decided); });
        return decision ? told(*decision) : u"later"_s;
    }
    // The result, whenever it comes.
    QString result(const std::string &authorization, const QHostAddress &peer = local)
    {
        results.clear();
        const QString now = ask(authorization, peer);
        if (now != u"later"_s)
            return now;
        return QTest::qWaitFor([this] { return !results.isEmpty(); }, 10'000) ? results.takeFirst()
                                                                              : u"never"_s;
    }

    BasicAuth &auth;
    QStringList results;
};

} // namespace

class TestBasicAuth : public QObject
{
    Q_OBJECT

    std::chrono::steady_clock::time_point m_now{1000s};
    BasicAuth::Clock m_clock = [this] { return m_now; };

private Q_SLOTS:
    void readsCredentials_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("user");
        QTest::addColumn<QByteArray>("password");
        QTest::newRow("of the RFC") << QByteArray("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==")
                                    << QByteArray("Aladdin") << QByteArray("open sesame");
        QTest::newRow("lower case") << QByteArray("basic YTpi") << QByteArray("a") << QByteArray("b");
        QTest::newRow("upper case") << QByteArray("BASIC   YTpi") << QByteArray("a") << QByteArray("b");
        QTest::newRow("no password") << QByteArray("Basic YTo=") << QByteArray("a") << QByteArray("");
        QTest::newRow("no name") << QByteArray("Basic OmI=") << QByteArray("") << QByteArray("b");
        QTest::newRow("colons") << QByteArray("Basic YTo6Yjo=") << QByteArray("a") << QByteArray(":b:");
        QTest::newRow("bytes") << QByteArray("Basic 5Dr8") << QByteArray("\xe4") << QByteArray("\xfc");
    }
    void readsCredentials()
    {
        QFETCH(QByteArray, header);
        const auto credentials = parseBasicCredentials(header.toStdString());
        QVERIFY(credentials);
        QTEST(QByteArray::fromStdString(credentials->user), "user");
        QTEST(QByteArray::fromStdString(credentials->password), "password");
    }

    void opensOnlyThesePages_data()
    {
        QTest::addColumn<QString>("target");
        QTest::addColumn<bool>("isOpen");
        for (const QString &target : {u"/-/healthy"_s, u"/-/healthy?x"_s, u"/-/healthy?"_s, u"/health"_s,
                                      u"/health?a=/../metrics"_s, u"/-/ready"_s})
            QTest::newRow(qUtf8Printable(target)) << target << true;
        for (const QString &target : {u"/"_s,
                                      u"/targets"_s,
                                      u"/metrics"_s,
                                      u"/-/reload"_s,
                                      u"/%2d/healthy"_s,
                                      u"//-/healthy"_s,
                                      u"/-/healthy/"_s,
                                      u"/-/healthy/../reload"_s,
                                      u"/-/healthy%3f"_s,
                                      u"/-/healthy;x"_s,
                                      u"/-/healthyx"_s,
                                      u"/-/healthy#x"_s,
                                      u"/-/Healthy"_s,
                                      u"/./-/healthy"_s,
                                      u"/x/../health"_s,
                                      u"/health%00"_s,
                                      u"/healthy"_s,
                                      u"/?/health"_s,
                                      u"/targets?/-/healthy"_s,
                                      u"?"_s,
                                      u""_s})
            QTest::newRow(qUtf8Printable(target)) << target << false;
    }
    void opensOnlyThesePages()
    {
        QFETCH(QString, target);
        QFETCH(bool, isOpen);
        BasicAuth auth;
        auth.setUsers(users);
        Client client(auth);
        QCOMPARE(client.ask("", local, target.toStdString()), isOpen ? u"enters"_s : unauthorized);
        // A wrong password does no harm there either.
        QCOMPARE(client.ask("Basic junk", local, target.toStdString()), isOpen ? u"enters"_s : unauthorized);
    }

    void letsEverybodyInWithoutUsers()
    {
        BasicAuth auth;
        Client client(auth);
        QVERIFY(!auth.isRequired());
        QCOMPARE(client.ask(""), u"enters"_s);
        QCOMPARE(client.ask("Basic junk"), u"enters"_s);
        auth.setUsers(users);
        QVERIFY(auth.isRequired());
        QCOMPARE(client.ask(""), unauthorized);
        auth.setUsers({});
        QVERIFY(!auth.isRequired());
        QCOMPARE(client.ask(""), u"enters"_s);
    }

    void checksPasswords_data()
    {
        QTest::addColumn<QByteArray>("credentials");
        QTest::addColumn<bool>("enters");
        QTest::newRow("right") << QByteArray("alice:secret") << true;
        QTest::newRow("another's") << QByteArray("bob:other") << true;
        QTest::newRow("UTF-8") << QByteArray("jörg:päss wörd:") << true;
        QTest::newRow("72 bytes") << "x:" + QByteArray(72, 'x') << true;
        QTest::newRow("only 72 bytes count") << "x:" + QByteArray(73, 'x') << true;
        QTest::newRow("71 bytes") << "x:" + QByteArray(71, 'x') << false;
        QTest::newRow("Latin-1") << QByteArray("j\xf6rg:p\xe4ss w\xf6rd:") << false;
        QTest::newRow("wrong") << QByteArray("alice:Secret") << false;
        QTest::newRow("wrong user") << QByteArray("bob:secret") << false;
        QTest::newRow("a prefix") << QByteArray("alice:secre") << false;
        QTest::newRow("a space more") << QByteArray("alice:secret ") << false;
        QTest::newRow("empty") << QByteArray("alice:") << false;
        QTest::newRow("the hash") << QByteArray("alice:") + secretHash.c_str() << false;
        QTest::newRow("nobody") << QByteArray("mallory:secret") << false;
        QTest::newRow("nobody with nothing") << QByteArray(":") << false;
        QTest::newRow("upper case") << QByteArray("Alice:secret") << false;
    }
    void checksPasswords()
    {
        QFETCH(QByteArray, credentials);
        QFETCH(bool, enters);
        BasicAuth auth;
        auth.setUsers(users);
        Client client(auth);
        // Whoever it is, it is hashed.
        QCOMPARE(client.ask(basic(credentials)), u"later"_s);
        QTRY_COMPARE(client.results, QStringList{enters ? u"enters"_s : unauthorized});
        // Then it is known at once.
        QCOMPARE(client.ask(basic(credentials)), enters ? u"enters"_s : unauthorized);
    }

    // Where users' costs differ, that of a name that nobody has is one of theirs, and stays the same.
    void takesAsLongForUnknownNames()
    {
        BasicAuth auth({{1000, 10s, 100}, 32, 100}, m_clock);
        auth.setUsers({{"cheap", unknownBcryptHash(4)}, {"dear", unknownBcryptHash(9)}});
        Client client(auth);
        int tries = 0;
        // In processor time: others may use this machine too.
        const auto timeOf = [&](const QByteArray &name) {
            const std::clock_t begin = std::clock();
            const QString result = client.result(basic(name + ':' + QByteArray::number(++tries)));
            return result == unauthorized ? std::clock() - begin : -1;
        };
        // 32 times as long, or for the cheap one as good as nothing.
        const std::clock_t limit = timeOf("dear") / 4;
        QVERIFY(timeOf("cheap") < limit && timeOf("dear") > limit);
        int dear = 0;
        for (int i = 0; i < 24; ++i) {
            const QByteArray name = "nobody" + QByteArray::number(i);
            const bool isDear = timeOf(name) > limit;
            if (i < 4)
                QCOMPARE(timeOf(name) > limit, isDear);
            dear += isDear ? 1 : 0;
        }
        QVERIFY2(dear > 0 && dear < 24, qPrintable(QString::number(dear)));
    }

    // At once, without a hash, and as often as one likes.
    void refusesWhatIsNoCredentials_data()
    {
        QTest::addColumn<QByteArray>("header");
        for (const char *header : {"",
                                   " ",
                                   "Basic",
                                   "Basic ",
                                   "Basic  ",
                                   "Basi",
                                   "Basicx YTpi",
                                   "BasicYTpi",
                                   "Bearer YTpi",
                                   "Digest a",
                                   "Basic YTpi YTpi",
                                   "Basic YTpi=",
                                   "Basic YTp",
                                   "Basic YT=pi",
                                   "Basic ====",
                                   "Basic Y*pi",
                                   "Basic YTpi,",
                                   "Basic YW",
                                   "Basic YWI=",
                                   "Basic -_-_",
                                   "Basic\tYTpi",
                                   "YTpi"})
            QTest::newRow(header) << QByteArray(header);
        const auto row = [](const char *name, const QByteArray &text) {
            QTest::newRow(name) << QByteArray::fromStdString(basic(text));
        };
        row("NUL", QByteArray("alice:secret\0", 13));
        row("NUL and more", QByteArray("alice:secret\0x", 14));
        row("NUL in the name", QByteArray("alice\0:secret", 13));
        row("line break", "alice:secret\n");
        row("DEL", "alice:secret\x7f");
        row("no colon", "alice");
        row("nothing", "");
    }
    void refusesWhatIsNoCredentials()
    {
        QFETCH(QByteArray, header);
        BasicAuthLimits limits;
        limits.logins.burst = 1;
        BasicAuth auth(limits, m_clock);
        auth.setUsers(users);
        Client client(auth);
        RequestHead head;
        head.target = "/targets";
        head.headers = {{"Authorization", std::string_view(header.constData(), std::size_t(header.size()))}};
        for (int i = 0; i < 100; ++i)
            QCOMPARE(client.ask(head), unauthorized);
        QCOMPARE(client.result(basic("alice:secret")), u"enters"_s);
    }

    void refusesTwoHeaders()
    {
        BasicAuth auth;
        auth.setUsers(users);
        Client client(auth);
        const std::string right = basic("alice:secret");
        RequestHead head;
        head.target = "/targets";
        head.headers = {{"Authorization", right}, {"authorization", right}};
        QCOMPARE(client.ask(head), unauthorized);
    }

    void limitsFailures()
    {
        BasicAuth auth({{3, 10s, 100}, 32, 100}, m_clock);
        int failures = 0;
        int refusals = 0;
        auth.setFailureObserver(
            [&](const QHostAddress &, bool isChecked) { ++(isChecked ? failures : refusals); });
        auth.setUsers(users);
        Client client(auth);
        int guesses = 0;
        const auto guess = [&](const QHostAddress &peer = local) {
            return client.result(basic("alice:" + QByteArray::number(++guesses)), peer);
        };
        QCOMPARE(client.result(basic("alice:secret")), u"enters"_s); // costs nothing
        for (int i = 0; i < 3; ++i)
            QCOMPARE(guess(), unauthorized);
        QCOMPARE(guess(), u"503 Retry-After: 10"_s);
        QCOMPARE(client.result(basic("bob:other")), u"503 Retry-After: 10"_s);
        QCOMPARE(client.result("Basic junk"), unauthorized);
        // Who was in already stays so, and nobody from elsewhere is held up.
        QCOMPARE(client.ask(basic("alice:secret")), u"enters"_s);
        QCOMPARE(guess(QHostAddress(u"127.0.0.2"_s)), unauthorized);
        QCOMPARE(client.result(basic("jörg:päss wörd:"), QHostAddress(u"::1"_s)), u"enters"_s);

        m_now += 9500ms;
        QCOMPARE(client.result(basic("bob:other")), u"503 Retry-After: 1"_s);
        m_now += 500ms;
        QCOMPARE(client.result(basic("bob:other")), u"enters"_s);
        QCOMPARE(guess(), unauthorized);
        QCOMPARE(guess(), u"503 Retry-After: 10"_s);
        QCOMPARE(client.ask(basic("bob:other")), u"enters"_s);
        m_now += 1h;
        for (int i = 0; i < 3; ++i)
            QCOMPARE(guess(), unauthorized);
        QCOMPARE(guess(), u"503 Retry-After: 10"_s);
        QCOMPARE(failures, 8); // those that were checked and wrong, no others
        QCOMPARE(refusals, 5);
    }

    // What was good since the start is never made to wait, wherever it comes from and whatever comes from
    // there.
    void remembersForAllPeers()
    {
        BasicAuth auth({{1, 10s, 100}, 32, 100}, m_clock);
        auth.setUsers(users);
        Client client(auth);
        const QHostAddress elsewhere(u"192.0.2.1"_s);
        QCOMPARE(client.result(basic("alice:secret")), u"enters"_s);
        QCOMPARE(client.result(basic("alice:wrong"), elsewhere), unauthorized);
        QCOMPARE(client.result(basic("bob:other"), elsewhere), u"503 Retry-After: 10"_s);
        QCOMPARE(client.ask(basic("alice:secret"), elsewhere), u"enters"_s);
        QCOMPARE(client.result(basic("bob:other")), u"enters"_s);
        QCOMPARE(client.ask(basic("bob:other"), elsewhere), u"enters"_s);
        QCOMPARE(client.ask(basic("alice:secret"), QHostAddress(u"::ffff:127.0.0.1"_s)), u"enters"_s);
        // That is so for this name and this password only.
        QCOMPARE(client.result(basic("bob:secret"), elsewhere), u"503 Retry-After: 10"_s);
        QCOMPARE(client.result(basic("x:other"), elsewhere), u"503 Retry-After: 10"_s);
    }

    // A client with an old password tries it for ever, and locks nobody out by that.
    void countsTheSamePasswordOnce()
    {
        BasicAuth auth({{2, 10s, 100}, 32, 100}, m_clock);
        int failures = 0;
        auth.setFailureObserver([&](const QHostAddress &, bool isChecked) { failures += isChecked ? 1 : 0; });
        auth.setUsers(users);
        Client client(auth);
        QCOMPARE(client.result(basic("alice:old")), unauthorized);
        for (int i = 0; i < 100; ++i)
            QCOMPARE(client.ask(basic("alice:old")), unauthorized);
        QCOMPARE(failures, 101);
        QCOMPARE(client.result(basic("bob:other")), u"enters"_s);
        QCOMPARE(client.result(basic("bob:old")), unauthorized); // another name is another guess
        QCOMPARE(client.result(basic("alice:secret")), u"503 Retry-After: 10"_s);
        // A new hash may make it right.
        auth.setUsers({{"alice", otherHash}});
        m_now += 1h;
        QCOMPARE(client.ask(basic("alice:old")), u"later"_s);
        QTRY_COMPARE(client.results, QStringList{unauthorized});
    }

    void hashesManyAtOnceOnce()
    {
        BasicAuth auth({{1, 10s, 100}, 32, 100}, m_clock);
        auth.setUsers(users);
        Client client(auth);
        for (int i = 0; i < 5; ++i)
            QCOMPARE(client.ask(basic("alice:wrong")), u"later"_s);
        // Another password is another try, also before the first is known to be wrong.
        QCOMPARE(client.ask(basic("alice:secret")), u"503 Retry-After: 10"_s);
        QTRY_COMPARE(client.results, QStringList(5, unauthorized));
    }

    void boundsItsQueue()
    {
        BasicAuth auth({{10, 10s, 100}, 2, 100}, m_clock);
        auth.setUsers(users);
        Client client(auth);
        QCOMPARE(client.ask(basic("alice:1")), u"later"_s);
        QCOMPARE(client.ask(basic("alice:2")), u"later"_s);
        QCOMPARE(client.ask(basic("alice:3")), u"503 Retry-After: 1"_s);
        QCOMPARE(client.ask(basic("alice:2")), u"later"_s);
        QTRY_COMPARE(client.results, QStringList(3, unauthorized));
        QCOMPARE(client.ask(basic("alice:3")), u"later"_s);
    }

    void boundsWhatItRemembers()
    {
        BasicAuth auth({{10, 10s, 100}, 32, 2}, m_clock);
        auth.setUsers(users);
        Client client(auth);
        for (const char *wrong : {"alice:1", "alice:2", "alice:3"})
            QCOMPARE(client.result(basic(wrong)), unauthorized);
        QCOMPARE(client.ask(basic("alice:2")), unauthorized);
        QCOMPARE(client.ask(basic("alice:3")), unauthorized);
        client.results.clear();
        QCOMPARE(client.ask(basic("alice:1")), u"later"_s);
        QTRY_COMPARE(client.results, QStringList{unauthorized});
        // One for each user: more than one are right only beyond bcrypt's 72 bytes.
        const QByteArray x72 = "x:" + QByteArray(72, 'x');
        QCOMPARE(client.result(basic(x72)), u"enters"_s);
        QCOMPARE(client.ask(basic(x72)), u"enters"_s);
        QCOMPARE(client.result(basic(x72 + 'y')), u"enters"_s);
        QCOMPARE(client.ask(basic(x72)), u"later"_s);
    }

    void forgetsWhoChanged()
    {
        BasicAuth auth;
        auth.setUsers(users);
        Client client(auth);
        QCOMPARE(client.result(basic("alice:secret")), u"enters"_s);
        QCOMPARE(client.result(basic("bob:other")), u"enters"_s);
        auth.setUsers({{"alice", otherHash}, {"bob", otherHash}});
        QCOMPARE(client.result(basic("alice:secret")), unauthorized);
        QCOMPARE(client.result(basic("alice:other")), u"enters"_s);
        QCOMPARE(client.ask(basic("bob:other")), u"enters"_s);
        auth.setUsers({{"alice", otherHash}});
        QCOMPARE(client.result(basic("bob:other")), unauthorized);
        auth.setUsers({{"alice", otherHash}, {"bob", otherHash}});
        QCOMPARE(client.ask(basic("bob:other")), u"later"_s);
    }

    void judgesByTheUsersOfTheDay_data()
    {
        QTest::addColumn<bool>("isRequired");
        QTest::newRow("another hash") << true;
        QTest::newRow("nobody") << false;
    }
    void judgesByTheUsersOfTheDay()
    {
        QFETCH(bool, isRequired);
        BasicAuth auth;
        auth.setUsers(users);
        Client client(auth);
        QCOMPARE(client.ask(basic("alice:secret")), u"later"_s);
        auth.setUsers(isRequired ? std::map<std::string, std::string>{{"alice", otherHash}}
                                 : std::map<std::string, std::string>());
        QTRY_COMPARE(client.results, QStringList{isRequired ? unauthorized : u"enters"_s});
    }

    void survivesClientsThatGo()
    {
        BasicAuth auth;
        auth.setUsers(users);
        Client client(auth);
        auto gone = std::make_unique<Client>(auth);
        QCOMPARE(gone->ask(basic("alice:secret")), u"later"_s);
        QCOMPARE(client.ask(basic("alice:secret")), u"later"_s);
        gone.reset();
        QTRY_COMPARE(client.results, QStringList{u"enters"_s});
    }

    void endsWhileItHashes()
    {
        auto auth = std::make_unique<BasicAuth>();
        auth->setUsers(users);
        Client client(*auth);
        for (int i = 0; i < 10; ++i)
            QCOMPARE(client.ask(basic("alice:" + QByteArray::number(i))), u"later"_s);
        auth.reset();
        QCoreApplication::processEvents();
        QVERIFY(client.results.isEmpty());
    }

    void limitsNetworks_data()
    {
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("second");
        QTest::addColumn<bool>("areOne");
        QTest::newRow("IPv4") << u"192.0.2.1"_s << u"192.0.2.1"_s << true;
        QTest::newRow("mapped") << u"192.0.2.1"_s << u"::ffff:192.0.2.1"_s << true;
        QTest::newRow("neighbours") << u"192.0.2.1"_s << u"192.0.2.2"_s << false;
        QTest::newRow("IPv6") << u"2001:db8::1"_s << u"2001:db8::ffff:ffff:ffff:ffff"_s << true;
        QTest::newRow("another /64") << u"2001:db8::1"_s << u"2001:db8:0:1::1"_s << false;
        QTest::newRow("zones") << u"fe80::1%eth0"_s << u"fe80::2%eth1"_s << true;
    }
    void limitsNetworks()
    {
        QFETCH(QString, first);
        QFETCH(QString, second);
        LoginLimiter limiter({1, 10s, 10});
        limiter.take(QHostAddress(first), m_now);
        QTEST(limiter.delay(QHostAddress(second), m_now).has_value(), "areOne");
    }

    void boundsItsTable()
    {
        LoginLimiter limiter({2, 10s, 100});
        const QHostAddress victim(u"192.0.2.1"_s);
        limiter.take(victim, m_now);
        limiter.take(victim, m_now);
        limiter.take(victim, m_now);
        for (quint32 i = 0; i < 10'000; ++i) {
            limiter.take(QHostAddress(i), m_now);
            QVERIFY(limiter.peers() <= 100);
        }
        // Those that tried once go before the one that tried more.
        QVERIFY(limiter.delay(victim, m_now));
        m_now += 1h;
        QVERIFY(!limiter.delay(victim, m_now));
        limiter.take(victim, m_now);
        // New ones, unlike those of which some are still there, need room.
        limiter.take(QHostAddress(u"192.0.2.2"_s), m_now);
        limiter.take(QHostAddress(u"192.0.2.3"_s), m_now);
        QVERIFY(limiter.peers() <= 3);
        limiter.giveBack(QHostAddress(u"192.0.2.4"_s));
        QVERIFY(limiter.peers() <= 3);
    }
};

SLURMSD_TEST(TestBasicAuth)
#include "tst_basicauth.moc"
