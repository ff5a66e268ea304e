// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/api/clientsession.h"

#include "common/apijson.h"
#include "gui/api/apidocument.h"

#include <algorithm>
#include <utility>

namespace slurmsd {

namespace {

using Step = ApiError::Step;

ApiError closedError()
{
    ApiError error;
    error.step = Step::Tcp;
    error.message = ClientSession::tr("not connected").toStdString();
    return error;
}

Result<DaemonStatus, std::string> readStatus(const QByteArray &json)
{
    auto status = daemonStatusFromJson(json);
    if (status && (status->version.empty() || status->clusters.empty()))
        return Failure{ClientSession::tr("no status of prometheus-slurm-sd").toStdString()};
    return status;
}

} // namespace

ClientSession::ClientSession(QObject *parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &ClientSession::poll);
    for (std::size_t part = 0; part < followerCount; ++part) {
        connect(m_followers[part], &Follower::done, this,
                [this, part](const std::optional<ApiError> &error) { handlePart(part, error); });
    }
}

ClientSession::~ClientSession() { endConnection(); }

void ClientSession::endConnection()
{
    m_timer.stop();
    m_statusRun.reset();
    for (Follower *follower : m_followers)
        follower->stop();
    if (!m_connection)
        return;
    // Its requests get their answer, an error, from the event loop; then it can go.
    m_connection->abort(closedError());
    QMetaObject::invokeMethod(m_connection.get(), &QObject::deleteLater, Qt::QueuedConnection);
    m_connection.release()->setParent(this);
}

void ClientSession::open(const ConnectionProfile &profile, const ConnectionSecrets &secrets)
{
    endConnection();
    const bool isOther = profile.url != m_profile.url;
    m_profile = profile;
    m_connection = std::make_unique<ApiConnection>(profile, secrets);
    m_statusRun = std::make_unique<QObject>();
    m_statusError.reset();
    m_partErrors.fill(std::nullopt);
    m_retry = {};
    // A slot of what is emitted here may close it, or open another one.
    const auto isOpen = [this, connection = m_connection.get()] { return m_connection.get() == connection; };
    if (isOther) {
        m_status.reset();
        m_lastAnswer.reset();
        for (Follower *follower : m_followers) {
            if (isOpen())
                follower->clear();
        }
    }
    if (isOpen())
        setState(State::Connecting, std::nullopt);
    if (isOpen())
        poll();
}

void ClientSession::close()
{
    endConnection();
    setState(State::Closed, std::nullopt);
}

void ClientSession::retry()
{
    if (m_state == State::Lost && m_timer.isActive()) {
        m_timer.stop();
        poll();
    }
}

void ClientSession::send(const ApiRequest &request, QObject *context, ApiConnection::Handler handler)
{
    if (m_connection) {
        m_connection->send(request, context, std::move(handler));
        return;
    }
    const auto refuse = [handler = std::move(handler)] { handler(Failure{closedError()}); };
    QMetaObject::invokeMethod(context, refuse, Qt::QueuedConnection);
}

void ClientSession::followRunningJobs(bool isWanted)
{
    m_runningJobs.setWanted(isWanted);
    if (isWanted && m_connection && m_status)
        m_runningJobs.follow(*m_connection, *m_status, m_timing);
}

WallTime ClientSession::daemonNow() const
{
    if (!m_status)
        return std::chrono::system_clock::now();
    return m_status->now + std::chrono::milliseconds(m_sinceStatus.elapsed());
}

void ClientSession::poll()
{
    ApiRequest request;
    request.path = QStringLiteral("/api/v1/status");
    request.deadline = m_timing.statusDeadline;
    m_connection->send(request, m_statusRun.get(),
                       [this](const Result<ApiAnswer, ApiError> &answer) { handleStatus(answer); });
}

void ClientSession::handleStatus(const Result<ApiAnswer, ApiError> &answer)
{
    auto status = readDocument<DaemonStatus>(answer, readStatus);
    if (!status) {
        m_statusError = status.error();
        return settle();
    }
    m_statusError.reset();
    m_status = *std::move(status);
    m_lastAnswer = std::chrono::system_clock::now();
    m_sinceStatus.start();
    const ApiConnection *connection = m_connection.get();
    settle();
    if (m_connection.get() != connection) // a slot has closed it
        return;
    Q_EMIT statusChanged();
    for (Follower *follower : m_followers) {
        if (m_connection && m_connection.get() == connection)
            follower->follow(*m_connection, *m_status, m_timing);
    }
}

void ClientSession::handlePart(std::size_t part, const std::optional<ApiError> &error)
{
    // What the daemon refuses is no fault of the connection: there is no node list yet.
    const bool isFault = error && error->step != Step::Request;
    m_partErrors[part] = isFault ? error : std::nullopt;
    settle();
}

// The state that follows from how the last requests ended, and when the next one is.
void ClientSession::settle()
{
    std::optional<ApiError> error = m_statusError;
    for (const auto &partError : m_partErrors)
        error = error ? error : partError;
    if (error && error->step == Step::Login && error->status == 401) {
        m_timer.stop();
        return setState(State::Refused, error);
    }
    if (!error)
        m_retry = {};
    if (!m_timer.isActive()) {
        if (error)
            m_retry = std::clamp(m_retry * 2, m_timing.firstRetry, m_timing.lastRetry);
        m_timer.start(error ? m_retry : m_timing.poll);
    }
    setState(error ? State::Lost : State::Connected, error);
}

void ClientSession::setState(State state, const std::optional<ApiError> &error)
{
    if (state == m_state && error == m_error)
        return;
    m_state = state;
    m_error = error;
    Q_EMIT stateChanged();
}

} // namespace slurmsd
