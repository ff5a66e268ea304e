// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/process/systemd.h"
#include "tests/support/testrunner.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <arpa/inet.h>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace slurmsd;
using namespace std::chrono_literals;

namespace {

// A variable of the environment while it lives.
class Variable
{
public:
    Variable(const char *name, const QByteArray &value)
        : m_name(name)
    {
        qputenv(name, value);
    }
    ~Variable() { qunsetenv(m_name); }
    Q_DISABLE_COPY_MOVE(Variable)

private:
    const char *m_name;
};

// systemd's end of $NOTIFY_SOCKET: a path, or the name of an abstract socket with '@' before it.
class FakeSystemd
{
public:
    explicit FakeSystemd(const QByteArray &address)
        : m_socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0))
        , m_variable("NOTIFY_SOCKET", address)
    {
        sockaddr_un name = {};
        name.sun_family = AF_UNIX;
        std::memcpy(name.sun_path, address.constData(), static_cast<std::size_t>(address.size()));
        if (name.sun_path[0] == '@')
            name.sun_path[0] = '\0';
        const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) +
                                                 static_cast<std::size_t>(address.size()));
        if (::bind(m_socket, reinterpret_cast<sockaddr *>(&name), size) != 0)
            qFatal("cannot bind %s", address.constData());
    }
    ~FakeSystemd() { ::close(m_socket); }
    Q_DISABLE_COPY_MOVE(FakeSystemd)

    // The messages that came since the last call.
    QStringList messages() const
    {
        QStringList all;
        char buffer[4096];
        for (ssize_t size = 0; (size = ::recv(m_socket, buffer, sizeof buffer, 0)) >= 0;)
            all += QString::fromUtf8(buffer, size);
        return all;
    }

private:
    int m_socket;
    Variable m_variable;
};

QStringList lines(std::initializer_list<const char *> texts)
{
    QStringList all;
    for (const char *text : texts)
        all += QString::fromUtf8(text);
    return all;
}

long long monotonicMicroseconds()
{
    timespec now = {};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000LL + now.tv_nsec / 1000;
}

int socketOf(int family, int type, bool isListening)
{
    const int made = ::socket(family, type | SOCK_CLOEXEC, 0);
    if (made < 0 || (isListening && ::listen(made, 5) != 0))
        qFatal("no socket");
    return made;
}

// The child that has been passed sockets: says what it takes of them, and what is left open and of the
// environment.
int printListenSockets()
{
    const ListenSockets taken = takeListenSockets();
    std::printf("taken");
    for (const int socket : taken.sockets)
        std::printf(" %d%s", socket, ::fcntl(socket, F_GETFD) & FD_CLOEXEC ? "" : " that children inherit");
    std::printf("\n");
    for (const std::string &refused : taken.refused)
        std::printf("%s\n", refused.c_str());
    for (int i = 3; i < 7; ++i) {
        if (::fcntl(i, F_GETFD) >= 0)
            std::printf("%d is open\n", i);
    }
    std::printf("LISTEN_FDS is %s\n", qEnvironmentVariableIsSet("LISTEN_FDS") ? "set" : "unset");
    std::printf("then %zu\n", takeListenSockets().sockets.size());
    return 0;
}

} // namespace

class TestSystemd : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_directory;

    QByteArray socketPath() const
    {
        return QFile::encodeName(m_directory->filePath(QStringLiteral("notify")));
    }

    // Runs printListenSockets() in a child that has these descriptors from 3 on, as systemd passes them.
    QStringList takenBy(const std::vector<int> &sockets, const char *listenFds, const char *names = nullptr,
                        bool isForChild = true) const
    {
        const QByteArray program = QFile::encodeName(QCoreApplication::applicationFilePath());
        const QString printed = m_directory->filePath(QStringLiteral("printed"));
        const int output = ::open(qPrintable(printed), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
        const pid_t child = ::fork();
        if (child == 0) {
            ::dup2(output, STDOUT_FILENO);
            // First out of the way of where they go.
            std::vector<int> copies;
            for (const int socket : sockets)
                copies.push_back(::fcntl(socket, F_DUPFD_CLOEXEC, 100));
            for (int i = 3; i < 100; ++i)
                ::close(i);
            for (std::size_t i = 0; i < copies.size(); ++i)
                ::dup2(copies[i], static_cast<int>(3 + i));
            ::setenv("LISTEN_FDS", listenFds, 1);
            ::setenv("LISTEN_PID", std::to_string(isForChild ? ::getpid() : 1).c_str(), 1);
            if (names)
                ::setenv("LISTEN_FDNAMES", names, 1);
            ::execl(program.constData(), program.constData(), "tst_systemd", "--print-listen-sockets",
                    nullptr);
            ::_exit(127);
        }
        ::close(output);
        int status = 0;
        QFile file(printed);
        if (::waitpid(child, &status, 0) != child || status != 0 || !file.open(QIODevice::ReadOnly))
            return {QStringLiteral("the child failed")};
        return QString::fromUtf8(file.readAll().trimmed()).split(QLatin1Char('\n'));
    }

private Q_SLOTS:
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }

    void tellsEachState_data()
    {
        QTest::addColumn<bool>("isAbstract");
        QTest::newRow("path") << false;
        QTest::newRow("abstract") << true;
    }

    void tellsEachState()
    {
        QFETCH(const bool, isAbstract);
        const FakeSystemd systemd(isAbstract ? "@slurmsd-test-" + QByteArray::number(::getpid())
                                             : socketPath());
        ServiceNotifier notifier;
        QCOMPARE(systemd.messages(), QStringList());
        notifier.ready();
        QCOMPARE(systemd.messages(), lines({"READY=1"}));
        notifier.stopping();
        QCOMPARE(systemd.messages(), lines({"STOPPING=1"}));
    }

    void tellsWhenAReloadBegan()
    {
        const FakeSystemd systemd(socketPath());
        ServiceNotifier notifier;
        const long long before = monotonicMicroseconds();
        notifier.reloading();
        const long long after = monotonicMicroseconds();
        const QStringList messages = systemd.messages();
        QCOMPARE(messages.size(), 1);
        const QString start = QStringLiteral("RELOADING=1\nMONOTONIC_USEC=");
        QVERIFY2(messages.first().startsWith(start), qPrintable(messages.first()));
        const long long told = messages.first().mid(start.size()).toLongLong();
        QVERIFY(told >= before);
        QVERIFY(told <= after);
    }

    void tellsAStatusOnce()
    {
        const FakeSystemd systemd(socketPath());
        ServiceNotifier notifier;
        notifier.setStatus("118 nodes, 5 jobs");
        notifier.setStatus("118 nodes, 5 jobs");
        notifier.setStatus("zürich: down\nMAINPID=1");
        notifier.setStatus("zürich: down\nMAINPID=1");
        notifier.setStatus("118 nodes, 5 jobs");
        QCOMPARE(systemd.messages(), lines({"STATUS=118 nodes, 5 jobs", "STATUS=zürich: down MAINPID=1",
                                            "STATUS=118 nodes, 5 jobs"}));
    }

    void doesNothingWithoutSystemd()
    {
        ServiceNotifier notifier;
        notifier.ready();
        notifier.setStatus("fine");
        {
            const Variable gone("NOTIFY_SOCKET", socketPath());
            notifier.reloading(); // nobody listens there
        }
        const FakeSystemd systemd(socketPath());
        notifier.stopping();
        QCOMPARE(systemd.messages(), lines({"STOPPING=1"})); // and nothing of before
    }

    void pingsTheWatchdogFromTheEventLoop()
    {
        const FakeSystemd systemd(socketPath());
        const Variable time("WATCHDOG_USEC", "40000");
        const Variable process("WATCHDOG_PID", QByteArray::number(::getpid()));
        const ServiceNotifier notifier;
        QTest::qSleep(100);
        QCOMPARE(systemd.messages(), QStringList()); // an event loop that hangs does not ping
        QStringList messages;
        QTRY_VERIFY((messages += systemd.messages()).size() >= 3);
        QCOMPARE(messages.count(QStringLiteral("WATCHDOG=1")), messages.size());
    }

    void doesNotPingWhereNobodyAsks_data()
    {
        QTest::addColumn<QByteArray>("time");
        QTest::addColumn<QByteArray>("process");
        QTest::newRow("another process") << QByteArray("2000") << QByteArray("1");
        QTest::newRow("not a number") << QByteArray("soon") << QByteArray::number(::getpid());
        QTest::newRow("no time") << QByteArray("0") << QByteArray::number(::getpid());
        QTest::newRow("ages") << QByteArray("9223372036854775807") << QByteArray::number(::getpid());
    }

    void doesNotPingWhereNobodyAsks()
    {
        QFETCH(const QByteArray, time);
        QFETCH(const QByteArray, process);
        const FakeSystemd systemd(socketPath());
        const Variable watchdogTime("WATCHDOG_USEC", time);
        const Variable watchdogProcess("WATCHDOG_PID", process);
        ServiceNotifier notifier;
        QTest::qWait(50);
        notifier.ready();
        QCOMPARE(systemd.messages(), lines({"READY=1"}));
    }

    void takesListeningSocketsOnly()
    {
        const int ipv4 = socketOf(AF_INET, SOCK_STREAM, true);
        const int ipv6 = socketOf(AF_INET6, SOCK_STREAM, true);
        const int datagrams = socketOf(AF_INET, SOCK_DGRAM, false);
        const int idle = socketOf(AF_INET, SOCK_STREAM, false);
        QCOMPARE(takenBy({ipv4, datagrams, ipv6, idle}, "4", "web:udp:web6:idle"),
                 lines({"taken 3 5", "socket 2 of 4 (\"udp\"): expected a listening TCP socket",
                        "socket 4 of 4 (\"idle\"): expected a listening TCP socket", "3 is open", "5 is open",
                        "LISTEN_FDS is unset", "then 0"}));

        const int file = ::open("/dev/null", O_RDWR | O_CLOEXEC);
        const int local = socketOf(AF_UNIX, SOCK_STREAM, false);
        QCOMPARE(takenBy({file, local}, "2"),
                 lines({"taken", "socket 1 of 2 (\"unknown\"): expected a listening TCP socket",
                        "socket 2 of 2 (\"unknown\"): expected a listening TCP socket", "LISTEN_FDS is unset",
                        "then 0"}));
        for (const int opened : {ipv4, ipv6, datagrams, idle, file, local})
            ::close(opened);
    }

    void takesNothingThatIsNotMeantForIt()
    {
        const int ipv4 = socketOf(AF_INET, SOCK_STREAM, true);
        QCOMPARE(takenBy({ipv4}, "1", nullptr, false),
                 lines({"taken", "3 is open", "LISTEN_FDS is unset", "then 0"}));
        QCOMPARE(takenBy({ipv4}, "many"), lines({"taken", "LISTEN_FDS and LISTEN_FDNAMES: Invalid argument",
                                                 "3 is open", "LISTEN_FDS is unset", "then 0"}));
        QCOMPARE(takenBy({ipv4}, "1", "one:two"),
                 lines({"taken", "LISTEN_FDS and LISTEN_FDNAMES: Invalid argument", "3 is open",
                        "LISTEN_FDS is unset", "then 0"}));
        QCOMPARE(takenBy({ipv4}, "2"), lines({"taken", "LISTEN_FDS and LISTEN_FDNAMES: Bad file descriptor",
                                              "3 is open", "LISTEN_FDS is unset", "then 0"}));
        ::close(ipv4);
        QVERIFY(takeListenSockets().sockets.empty());
        QVERIFY(takeListenSockets().refused.empty());
    }

    void findsACredential()
    {
        QVERIFY(!credentialFile("token"));
        const Variable directory("CREDENTIALS_DIRECTORY", QFile::encodeName(m_directory->path()));
        QVERIFY(!credentialFile("token"));
        const QString path = m_directory->filePath(QStringLiteral("token"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(credentialFile("token"), path.toStdString());
        QVERIFY(!credentialFile("other"));
    }

    void findsNoCredentialElsewhere_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("empty") << "";
        QTest::newRow("the directory") << ".";
        QTest::newRow("a directory") << "sub";
        QTest::newRow("in a directory") << "sub/token";
        QTest::newRow("outside") << "../credentials/token";
    }

    void findsNoCredentialElsewhere()
    {
        QFETCH(const QString, name);
        const QString credentials = m_directory->filePath(QStringLiteral("credentials"));
        QVERIFY(QDir().mkpath(credentials + QStringLiteral("/sub")));
        for (const char *token : {"/token", "/sub/token"}) {
            QFile file(credentials + QLatin1String(token));
            QVERIFY(file.open(QIODevice::WriteOnly));
        }
        const Variable directory("CREDENTIALS_DIRECTORY", QFile::encodeName(credentials));
        QVERIFY(credentialFile("token"));
        QVERIFY(!credentialFile(name.toStdString()));
    }
};

static int runSystemd(int argc, char *argv[])
{
    // Before Qt opens files of its own.
    if (argc == 2 && qstrcmp(argv[1], "--print-listen-sockets") == 0)
        return printListenSockets();
    return test::runTest<QCoreApplication, TestSystemd>(argc, argv);
}

SLURMSD_TEST_MAIN(runSystemd)

#include "tst_systemd.moc"
