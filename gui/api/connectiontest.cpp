// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/api/connectiontest.h"

#include "common/apijson.h"
#include "gui/api/apiconnection.h"
#include "gui/api/apidocument.h"
#include "gui/api/connectionurl.h"
#include "gui/api/tlsfiles.h"
#include "gui/api/transporterror.h"

#include <QHostInfo>
#include <QNetworkProxy>
#include <QSslCipher>
#include <QSslSocket>
#include <QStringList>
#include <QTcpSocket>

#include <type_traits>
#include <utility>

namespace slurmsd {

using namespace Qt::StringLiterals;
using Step = ApiError::Step;

namespace {

int portOf(const QUrl &url) { return url.port(url.scheme() == u"https"_s ? 443 : 80); }

QString utf8(const std::string &text) { return QString::fromStdString(text); }

QString describe(const QSslSocket &socket)
{
    const QString subject = socket.peerCertificate().subjectInfo(QSslCertificate::CommonName).join(u", "_s);
    return ConnectionTest::tr("%1, certificate of %2, good until %3")
        .arg(socket.sessionCipher().protocolString(), subject,
             socket.peerCertificate().expiryDate().toUTC().toString(u"yyyy-MM-dd"_s));
}

} // namespace

QString stepTitle(ApiError::Step step)
{
    switch (step) {
    case Step::Url:
        return ConnectionTest::tr("URL");
    case Step::Dns:
        return ConnectionTest::tr("DNS");
    case Step::Tcp:
        return ConnectionTest::tr("TCP");
    case Step::Tls:
        return ConnectionTest::tr("TLS");
    case Step::Login:
        return ConnectionTest::tr("Login");
    case Step::Api:
        return ConnectionTest::tr("API");
    case Step::Request:
        return ConnectionTest::tr("Request");
    }
    Q_UNREACHABLE();
}

QString stepAdvice(ApiError::Step step, const QUrl &url)
{
    switch (step) {
    case Step::Url:
        return ConnectionTest::tr("Write http:// or https://, the host and the port of the daemon’s "
                                  "--web.listen-address: http://head:8080.");
    case Step::Dns:
        return ConnectionTest::tr(
                   "Check the name: “getent hosts %1” on this machine should print its address. "
                   "The address itself will do as well.")
            .arg(url.host());
    case Step::Tcp:
        return ConnectionTest::tr(
                   "Check on %1 that the daemon runs and listens on this address and port "
                   "(--web.listen-address), and that no firewall is between. If it listens on "
                   "127.0.0.1 alone: “ssh -L %2:127.0.0.1:%2 %1”, and http://127.0.0.1:%2 here.")
            .arg(url.host(), QString::number(portOf(url)));
    case Step::Tls:
        return ConnectionTest::tr("Where the daemon has TLS: give the file of the CA that signed the "
                                  "daemon’s certificate, a host name "
                                  "that the certificate has, and a client certificate where the daemon asks "
                                  "for one (client_auth_type).");
    case Step::Login:
        return ConnectionTest::tr(
            "The users are those of basic_auth_users in the daemon’s web config file, or of "
            "a proxy before it. Type the password anew; after too many tries wait a minute.");
    case Step::Api:
        return ConnectionTest::tr(
                   "Check that it is prometheus-slurm-sd that listens there, not Prometheus or an "
                   "exporter, and that a proxy passes /api/v1/ on: look at %1 in a browser.")
            .arg(url.toDisplayString());
    case Step::Request:
        break;
    }
    return {};
}

ConnectionTest::ConnectionTest(QObject *parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this,
            [this] { fail(tr("no answer within %1 s").arg(double(m_deadline.count()) / 1000)); });
}

ConnectionTest::~ConnectionTest() = default;

// Does this while the run of now is the one that runs: what is left of another one says nothing more.
template <typename Function>
auto ConnectionTest::ofRun(Function function)
{
    // Without that type Qt 6.8 asks it to be called with what it does not take.
    return [this, run = m_run.get(),
            function](auto &&...arguments) -> std::invoke_result_t<const Function &, decltype(arguments)...> {
        if (run == m_run.get())
            function(arguments...);
    };
}

void ConnectionTest::start(const ConnectionProfile &profile, const ConnectionSecrets &secrets)
{
    cancel();
    m_profile = profile;
    m_secrets = secrets;
    m_run = std::make_unique<QObject>();
    QMetaObject::invokeMethod(m_run.get(), ofRun([this] { testUrl(); }), Qt::QueuedConnection);
}

void ConnectionTest::cancel()
{
    m_timer.stop();
    // What belongs to it may be what calls this.
    if (QObject *run = m_run.release())
        run->deleteLater();
}

void ConnectionTest::begin(Step step)
{
    m_step = step;
    m_timer.start(m_deadline);
}

bool ConnectionTest::tell(bool isGood, const QString &text)
{
    const QObject *run = m_run.get();
    Q_EMIT stepFinished({m_step, isGood, text});
    return run == m_run.get();
}

bool ConnectionTest::pass(const QString &text) { return tell(true, text); }

void ConnectionTest::fail(const QString &text)
{
    if (tell(false, text))
        end(false);
}

void ConnectionTest::end(bool isGood)
{
    cancel();
    Q_EMIT finished(isGood);
}

void ConnectionTest::testUrl()
{
    begin(Step::Url);
    if (const QString problem = problemOfProfile(m_profile); !problem.isEmpty())
        return fail(problem);
    if (pass(m_profile.url.toDisplayString()))
        testDns();
}

void ConnectionTest::testDns()
{
    begin(Step::Dns);
    QHostInfo::lookupHost(m_profile.url.host(), m_run.get(),
                          ofRun([this](const QHostInfo &host) { takeAddresses(host); }));
}

void ConnectionTest::takeAddresses(const QHostInfo &host)
{
    if (host.error() != QHostInfo::NoError || host.addresses().isEmpty())
        return fail(host.errorString());
    QStringList addresses;
    for (const QHostAddress &address : host.addresses())
        addresses += address.toString();
    addresses.removeDuplicates();
    if (pass(addresses.join(u", "_s)))
        testTcp();
}

void ConnectionTest::testTcp()
{
    begin(Step::Tcp);
    auto *socket = new QTcpSocket(m_run.get());
    socket->setProxy(QNetworkProxy::NoProxy);
    const auto takeConnected = [this, socket] {
        const QString peer = socket->peerAddress().toString();
        const auto port = socket->peerPort();
        socket->disconnect(this);
        socket->abort();
        socket->deleteLater();
        if (pass(tr("%1, port %2").arg(peer).arg(port)))
            m_profile.url.scheme() == u"https"_s ? testTls() : testApi();
    };
    connect(socket, &QTcpSocket::connected, this, ofRun(takeConnected));
    connect(socket, &QTcpSocket::errorOccurred, this,
            ofRun([this, socket](QAbstractSocket::SocketError) { fail(socket->errorString()); }));
    socket->connectToHost(m_profile.url.host(), quint16(portOf(m_profile.url)));
}

void ConnectionTest::testTls()
{
    begin(Step::Tls);
    const auto files = loadTlsFiles(m_profile, m_secrets.keyPassphrase);
    if (!files)
        return fail(utf8(files.error().message));
    auto *socket = new QSslSocket(m_run.get());
    socket->setProxy(QNetworkProxy::NoProxy);
    socket->setSslConfiguration(*files);
    const auto takeEncrypted = [this, socket] {
        const QString found = describe(*socket);
        socket->disconnect(this);
        socket->abort();
        socket->deleteLater();
        if (pass(found))
            testApi();
    };
    const auto takeError = [this, socket](QAbstractSocket::SocketError) {
        const QString certificate = describeTlsErrors(socket->sslHandshakeErrors());
        fail(certificate.isEmpty() ? describeTlsText(socket->errorString()) : certificate);
    };
    connect(socket, &QSslSocket::encrypted, this, ofRun(takeEncrypted));
    connect(socket, &QSslSocket::errorOccurred, this, ofRun(takeError));
    socket->connectToHostEncrypted(m_profile.url.host(), quint16(portOf(m_profile.url)));
}

void ConnectionTest::testApi()
{
    begin(Step::Api); // of which the login is a part
    auto *connection = new ApiConnection(m_profile, m_secrets, m_run.get());
    ApiRequest request;
    request.path = u"/api/v1/status"_s;
    request.deadline = m_deadline * 2; // the test's own comes first
    connection->send(request, connection,
                     ofRun([this](const Result<ApiAnswer, ApiError> &answer) { takeAnswer(answer); }));
}

void ConnectionTest::takeAnswer(const Result<ApiAnswer, ApiError> &answer)
{
    if (!answer && answer.error().status == 0) {
        // A server that does not take the client's certificate says so only now, with TLS 1.3.
        m_step = answer.error().step == Step::Tls ? Step::Tls : Step::Api;
        return fail(utf8(answer.error().message));
    }
    m_step = Step::Login;
    if (!answer && answer.error().step == Step::Login)
        return fail(utf8(answer.error().message));
    if (!pass(m_profile.userName.isEmpty() ? tr("none is needed") : m_profile.userName))
        return;
    m_step = Step::Api;
    const auto status = readDocument<DaemonStatus>(answer, daemonStatusFromJson);
    if (!status)
        return fail(utf8(status.error().message));
    if (status->version.empty() || status->clusters.empty())
        return fail(tr("the answer is no status of prometheus-slurm-sd"));
    if (pass(tr("prometheus-slurm-sd %1").arg(utf8(status->version))))
        end(true);
}

} // namespace slurmsd
