// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/access/basicauth.h"

#include "common/asciitext.h"
#include "daemon/access/bcrypthash.h"
#include "daemon/access/credentials.h"
#include "daemon/process/workerthread.h"

#include <QCache>
#include <QMessageAuthenticationCode>
#include <QPointer>
#include <QRandomGenerator>
#include <QtEndian>

#include <algorithm>
#include <array>
#include <variant>
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

constexpr const char *noCredentials = "a user name and a password are needed";
// Not which of the two.
constexpr const char *wrongCredentials = "wrong user name or password";

Decision unauthorized(const char *message)
{
    return HttpRefusal{
        401, message, {{"WWW-Authenticate", R"(Basic realm="prometheus-slurm-sd", charset="UTF-8")"}}};
}

Decision retryLater(std::string errorType, std::string message, std::chrono::milliseconds delay)
{
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(delay).count();
    return HttpRefusal{
        503, std::move(message), {{"Retry-After", std::to_string(seconds)}}, std::move(errorType)};
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
        , m_wrong(limits.wrong)
    {}

    void setUsers(std::map<std::string, std::string> users);
    std::optional<Decision> decide(const RequestHead &head, const QHostAddress &peer, QObject *context,
                                   Decided decided);
    bool isRequired() const { return !m_users.empty(); }

    FailureObserver failed = [](const QHostAddress &, bool) {};

private:
    struct User
    {
        std::string name;
        std::string hash;
    };

    struct Waiter
    {
        QHostAddress peer;
        QPointer<QObject> context;
        Decided decided;
    };

    // One password that is being hashed or waits for it.
    struct Check
    {
        QHostAddress peer; // who asked first
        User user;
        std::vector<Waiter> waiters;
    };

    // There are users.
    std::string hashOf(const std::string &user) const;
    QByteArray keyOf(const Credentials &credentials) const;
    bool isRemembered(const std::string &user, const QByteArray &key) const;
    void start(const QByteArray &key, const QHostAddress &peer, std::unique_ptr<Credentials> credentials);
    void finish(const QByteArray &key, bool matches);

    const BasicAuthLimits m_limits;
    const Clock m_clock;
    LoginLimiter m_limiter;
    std::map<std::string, std::string> m_users;
    std::vector<int> m_costs; // of the users' hashes
    const QByteArray m_secret = randomKey();
    std::map<std::string, QByteArray> m_remembered; // by user, the key of what was right last
    QCache<QByteArray, std::monostate> m_wrong;     // keys of what was wrong lately
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
    std::erase_if(m_remembered,
                  [this](const auto &remembered) { return !m_users.contains(remembered.first); });
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

// With the user's hash in it, so that it is another one once that changes.
QByteArray BasicAuth::Private::keyOf(const Credentials &credentials) const
{
    QMessageAuthenticationCode code(QCryptographicHash::Sha256, m_secret);
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
        return unauthorized(noCredentials);
    const QByteArray key = keyOf(*credentials);
    if (isRemembered(credentials->user, key))
        return Decision();
    if (m_wrong.object(key)) {
        failed(peer, true);
        return unauthorized(wrongCredentials);
    }
    if (const auto check = m_checks.find(key); check != m_checks.end()) {
        check->waiters.push_back({peer, context, std::move(decided)});
        return std::nullopt;
    }
    if (const auto delay = m_limiter.delay(peer, m_clock())) {
        failed(peer, false);
        return retryLater("unauthorized", "too many failed logins from this address", *delay);
    }
    if (static_cast<std::size_t>(m_checks.size()) >= m_limits.waiting)
        return retryLater("unavailable", "too many logins are waiting", std::chrono::seconds(1));
    start(key, peer, std::move(credentials));
    m_checks[key].waiters.push_back({peer, context, std::move(decided)});
    return std::nullopt;
}

bool BasicAuth::Private::isRemembered(const std::string &user, const QByteArray &key) const
{
    const auto found = m_remembered.find(user);
    return found != m_remembered.end() && found->second == key;
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
        m_remembered[check.user.name] = key;
    else if (!matches)
        m_wrong.insert(key, new std::monostate);
    const Decision decision = isRight || !isRequired() ? Decision() : unauthorized(wrongCredentials);
    for (const Waiter &waiter : check.waiters) {
        if (!isRight && isRequired())
            failed(waiter.peer, true);
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

void BasicAuth::setFailureObserver(FailureObserver observer) { d->failed = std::move(observer); }

std::optional<RequestGate::Decision> BasicAuth::decide(const RequestHead &head, const QHostAddress &peer,
                                                       QObject *context, Decided decided)
{
    return d->decide(head, peer, context, std::move(decided));
}

} // namespace slurmsd
