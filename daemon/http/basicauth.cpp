// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/http/basicauth.h"

#include "common/asciitext.h"
#include "daemon/http/bcrypthash.h"
#include "daemon/http/credentials.h"
#include "daemon/http/workerthread.h"

#include <QCache>
#include <QMessageAuthenticationCode>
#include <QPointer>
#include <QRandomGenerator>
#include <QtEndian>

#include <algorithm>
#include <array>
#include <vector>

namespace slurmsd {

namespace {

using Decision = RequestGate::Decision;

// As sent, not decoded: only one spelling is open.
bool isOpen(std::string_view target)
{
    constexpr std::array<std::string_view, 3> paths{"/-/healthy", "/health", "/-/ready"};
    return std::ranges::find(paths, target.substr(0, target.find('?'))) != paths.end();
}

// Null when there is no such header, or when there are two that could say different things.
std::unique_ptr<Credentials> credentialsOf(const RequestHead &head)
{
    const auto isOne = [](const auto &header) { return equalsIgnoringCase(header.first, "authorization"); };
    const auto found = std::ranges::find_if(head.headers, isOne);
    if (std::ranges::count_if(head.headers, isOne) != 1)
        return nullptr;
    return parseBasicCredentials(found->second);
}

Decision unauthorized()
{
    return HttpRefusal{401,
                       "a user name and a password are needed",
                       {{"WWW-Authenticate", R"(Basic realm="prometheus-slurm-sd", charset="UTF-8")"}}};
}

Decision retryLater(int status, std::string message, std::chrono::milliseconds delay)
{
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(delay).count();
    return HttpRefusal{status, std::move(message), {{"Retry-After", std::to_string(seconds)}}};
}

QByteArray randomKey()
{
    QByteArray key(32, Qt::Uninitialized);
    QRandomGenerator::system()->generate(key.begin(), key.end());
    return key;
}

void addField(QMessageAuthenticationCode &code, std::string_view field)
{
    // No field has a NUL: two lists of fields never make the same bytes.
    code.addData(field.data(), static_cast<qsizetype>(field.size()));
    code.addData("", 1);
}

} // namespace

// Lives on the event loop; only the hashing itself is done in the worker's thread.
class BasicAuth::Private
{
public:
    Private(const BasicAuthLimits &limits, Clock clock)
        : m_limits(limits)
        , m_clock(std::move(clock))
        , m_limiter(limits.logins)
        , m_remembered(limits.remembered)
    {}

    void setUsers(std::map<std::string, std::string> users);
    std::optional<Decision> decide(const RequestHead &head, const QHostAddress &peer, QObject *context,
                                   Decided decided);
    bool isRequired() const { return !m_users.empty(); }

    std::function<void()> failed = [] {};

private:
    struct User
    {
        std::string name;
        std::string hash;
    };

    struct Waiter
    {
        QPointer<QObject> context;
        Decided decided;
    };

    // One password that is being hashed or waits for it.
    struct Check
    {
        QHostAddress peer;
        User user;
        std::vector<Waiter> waiters;
    };

    // There are users.
    std::string hashOf(const std::string &user) const;
    QByteArray keyOf(const QHostAddress &peer, const Credentials &credentials) const;
    void start(const QByteArray &key, const QHostAddress &peer, std::unique_ptr<Credentials> credentials);
    void finish(const QByteArray &key, bool matches);

    const BasicAuthLimits m_limits;
    const Clock m_clock;
    LoginLimiter m_limiter;
    std::map<std::string, std::string> m_users;
    std::vector<int> m_costs; // of the users' hashes
    const QByteArray m_secret = randomKey();
    QCache<QByteArray, User> m_remembered; // whose password it was, by the key
    QHash<QByteArray, Check> m_checks;
    QObject m_receiver; // of results; they are lost once it is gone
    // One, so that a flood of logins leaves the other cores to the event loop. The last: what it does uses
    // the others.
    WorkerThread m_worker;
};

void BasicAuth::Private::setUsers(std::map<std::string, std::string> users)
{
    m_users = std::move(users);
    m_costs.clear();
    for (const auto &[name, hash] : m_users)
        m_costs.push_back(bcryptCost(hash));
    for (const QByteArray &key : m_remembered.keys()) {
        const User *user = m_remembered.object(key);
        const auto found = m_users.find(user->name);
        if (found == m_users.end() || found->second != user->hash)
            m_remembered.remove(key);
    }
}

std::string BasicAuth::Private::hashOf(const std::string &user) const
{
    if (const auto found = m_users.find(user); found != m_users.end())
        return found->second;
    // Always the same for a name, and nobody outside can tell which: where users' costs differ, the time
    // would tell otherwise whether there is one of this name.
    QMessageAuthenticationCode code(QCryptographicHash::Sha256, m_secret);
    addField(code, user);
    const auto number = qFromLittleEndian<quint64>(code.result().constData());
    return unknownBcryptHash(m_costs[number % m_costs.size()]);
}

QByteArray BasicAuth::Private::keyOf(const QHostAddress &peer, const Credentials &credentials) const
{
    QMessageAuthenticationCode code(QCryptographicHash::Sha256, m_secret);
    addField(code, peerNetwork(peer).toString().toStdString());
    addField(code, credentials.user);
    addField(code, hashOf(credentials.user));
    addField(code, credentials.password);
    return code.result();
}

std::optional<Decision> BasicAuth::Private::decide(const RequestHead &head, const QHostAddress &peer,
                                                   QObject *context, Decided decided)
{
    Q_ASSERT(context);
    if (!isRequired() || isOpen(head.target))
        return Decision();
    auto credentials = credentialsOf(head);
    if (!credentials)
        return unauthorized();
    const QByteArray key = keyOf(peer, *credentials);
    if (m_remembered.object(key))
        return Decision();
    if (const auto check = m_checks.find(key); check != m_checks.end()) {
        check->waiters.push_back({context, std::move(decided)});
        return std::nullopt;
    }
    if (const auto delay = m_limiter.delay(peer, m_clock()))
        return retryLater(429, "too many failed logins from this address", *delay);
    if (static_cast<std::size_t>(m_checks.size()) >= m_limits.waiting)
        return retryLater(503, "too many logins are waiting", std::chrono::seconds(1));
    start(key, peer, std::move(credentials));
    m_checks[key].waiters.push_back({context, std::move(decided)});
    return std::nullopt;
}

void BasicAuth::Private::start(const QByteArray &key, const QHostAddress &peer,
                               std::unique_ptr<Credentials> credentials)
{
    // Counted before the result, so that many at once do not slip through.
    m_limiter.take(peer, m_clock());
    const std::string hash = hashOf(credentials->user);
    m_checks.insert(key, {peer, {credentials->user, hash}, {}});
    // Shared since a std::function can be copied; the password itself is not.
    m_worker.start([this, key, hash, shared = std::shared_ptr(std::move(credentials))] {
        const bool matches = matchesBcryptHash(shared->password, hash);
        QMetaObject::invokeMethod(
            &m_receiver, [this, key, matches] { finish(key, matches); }, Qt::QueuedConnection);
    });
}

void BasicAuth::Private::finish(const QByteArray &key, bool matches)
{
    const Check check = m_checks.take(key);
    // Whom the hash belongs to may have changed meanwhile.
    const auto user = m_users.find(check.user.name);
    const bool isRight = matches && user != m_users.end() && user->second == check.user.hash;
    if (matches)
        m_limiter.giveBack(check.peer);
    if (isRight)
        m_remembered.insert(key, new User(check.user));
    const Decision decision = isRight || !isRequired() ? Decision() : unauthorized();
    for (const Waiter &waiter : check.waiters) {
        if (!isRight && isRequired())
            failed();
        if (waiter.context)
            waiter.decided(decision);
    }
}

BasicAuth::BasicAuth(const BasicAuthLimits &limits, Clock clock)
    : d(std::make_unique<Private>(limits, std::move(clock)))
{}

BasicAuth::~BasicAuth() = default;

void BasicAuth::setUsers(std::map<std::string, std::string> users) { d->setUsers(std::move(users)); }

bool BasicAuth::isRequired() const { return d->isRequired(); }

void BasicAuth::setFailureObserver(std::function<void()> observer) { d->failed = std::move(observer); }

std::optional<RequestGate::Decision> BasicAuth::decide(const RequestHead &head, const QHostAddress &peer,
                                                       QObject *context, Decided decided)
{
    return d->decide(head, peer, context, std::move(decided));
}

} // namespace slurmsd
