// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/api/daemonclient.h"

#include "common/apijson.h"
#include "gui/api/apidocument.h"
#include "gui/api/clientsession.h"
#include "gui/api/worker.h"

namespace slurmsd {

namespace {

template <typename T>
using Read = Result<T, std::string> (*)(const QByteArray &);

// For answers of which it only counts that they came.
Result<Done, std::string> readNothing(const QByteArray &) { return Done(); }

ApiRequest makeRequest(const char *path, const QByteArray &query = {})
{
    ApiRequest request;
    request.path = QString::fromLatin1(path);
    request.query = query;
    request.deadline = std::chrono::minutes(1);
    return request;
}

ApiRequest makeChange(const QByteArray &verb, const char *path, const QByteArray &body = {})
{
    ApiRequest request = makeRequest(path);
    request.verb = verb;
    request.body = body;
    return request;
}

ApiRequest makePut(const QByteArray &body, const std::string &revision)
{
    ApiRequest request = makeChange("PUT", "/api/v1/config", body);
    request.ifMatch = '"' + QByteArray::fromStdString(revision) + '"';
    return request;
}

QByteArray clusterQuery(const std::string &cluster)
{
    return cluster.empty() ? QByteArray() : queryItem("cluster", cluster);
}

// `name` with that value, of one cluster or, when that is empty, of all.
QByteArray explainQuery(const char *name, const std::string &value, const std::string &cluster)
{
    const QByteArray item = queryItem(name, value);
    return cluster.empty() ? item : item + '&' + clusterQuery(cluster);
}

} // namespace

struct DaemonClient::Private
{
    explicit Private(DaemonClient *client)
        : q(client)
        , session(client)
    {}

    // The document is read in a worker: a config, or what a preview lists, may be large.
    template <typename T>
    void ask(const ApiRequest &request, QObject *context, Read<T> read, Callback<T> callback)
    {
        QObject *owner = context ? context : q;
        // The client may go before the context does, and then nothing is to be called.
        auto *link = new QObject(q);
        QObject::connect(owner, &QObject::destroyed, link, &QObject::deleteLater);
        const QPointer<QObject> guard(owner);
        const auto finish = [link, guard, callback](Result<T, ApiError> result) {
            link->deleteLater();
            if (guard)
                callback(std::move(result));
        };
        session.send(request, link, [link, read, finish](Result<ApiAnswer, ApiError> answer) {
            if (!answer)
                return finish(Failure{answer.error()});
            runInWorker(
                link, [answer, read] { return readDocument<T>(answer, read); }, finish);
        });
    }

    DaemonClient *q;
    ClientSession session;
};

DaemonClient::DaemonClient(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this))
{
    connect(&d->session, &ClientSession::stateChanged, this, &DaemonClient::stateChanged);
    connect(&d->session, &ClientSession::statusChanged, this, &DaemonClient::statusChanged);
    connect(&d->session.nodes(), &Follower::changed, this, &DaemonClient::nodesChanged);
    connect(&d->session.targets(), &Follower::changed, this, &DaemonClient::targetsChanged);
    connect(&d->session.runningJobs(), &Follower::changed, this, &DaemonClient::runningJobsChanged);
    connect(&d->session.events(), &EventsFollower::arrived, this, &DaemonClient::eventsArrived);
}

DaemonClient::~DaemonClient() = default;

void DaemonClient::setTiming(const FollowTiming &timing) { d->session.setTiming(timing); }

void DaemonClient::open(const ConnectionProfile &profile, const ConnectionSecrets &secrets)
{
    d->session.open(profile, secrets);
}

void DaemonClient::close() { d->session.close(); }
void DaemonClient::retry() { d->session.retry(); }
const ConnectionProfile &DaemonClient::profile() const { return d->session.profile(); }
DaemonClient::State DaemonClient::state() const { return d->session.state(); }
const std::optional<ApiError> &DaemonClient::error() const { return d->session.error(); }
std::optional<WallTime> DaemonClient::lastAnswer() const { return d->session.lastAnswer(); }
const std::optional<DaemonStatus> &DaemonClient::status() const { return d->session.status(); }
WallTime DaemonClient::daemonNow() const { return d->session.daemonNow(); }
const NodeLists &DaemonClient::nodes() const { return d->session.nodes().lists(); }
const std::vector<JobTargets> &DaemonClient::targets() const { return d->session.targets().targets(); }
const std::vector<RunningJob> &DaemonClient::runningJobs() const { return d->session.runningJobs().jobs(); }
void DaemonClient::followRunningJobs(bool isWanted) { d->session.followRunningJobs(isWanted); }

void DaemonClient::explain(const std::string &node, const std::string &cluster, QObject *context,
                           Callback<std::vector<NodeExplanation>> callback)
{
    d->ask<std::vector<NodeExplanation>>(makeRequest("/api/v1/explain", explainQuery("node", node, cluster)),
                                         context, explanationsFromJson, std::move(callback));
}

void DaemonClient::explainJob(std::uint64_t id, const std::string &cluster, QObject *context,
                              Callback<std::vector<SlurmJobExplanation>> callback)
{
    d->ask<std::vector<SlurmJobExplanation>>(
        makeRequest("/api/v1/explain", explainQuery("job", std::to_string(id), cluster)), context,
        jobExplanationsFromJson, std::move(callback));
}

void DaemonClient::fetchConfig(QObject *context, Callback<ConfigDocument> callback)
{
    d->ask<ConfigDocument>(makeRequest("/api/v1/config"), context, configDocumentFromJson,
                           std::move(callback));
}

void DaemonClient::previewJobs(const std::vector<JobConfig> &jobs, QObject *context,
                               Callback<ConfigPreview> callback)
{
    d->ask<ConfigPreview>(makeChange("POST", "/api/v1/config/preview", jobsBody(jobs)), context,
                          configPreviewFromJson, std::move(callback));
}

void DaemonClient::previewText(const std::string &text, QObject *context, Callback<ConfigPreview> callback)
{
    d->ask<ConfigPreview>(makeChange("POST", "/api/v1/config/preview", textBody(text)), context,
                          configPreviewFromJson, std::move(callback));
}

void DaemonClient::putJobs(const std::vector<JobConfig> &jobs, const std::string &revision, QObject *context,
                           Callback<ConfigWritten> callback)
{
    d->ask<ConfigWritten>(makePut(jobsBody(jobs), revision), context, configWrittenFromJson,
                          std::move(callback));
}

void DaemonClient::putText(const std::string &text, const std::string &revision, QObject *context,
                           Callback<ConfigWritten> callback)
{
    d->ask<ConfigWritten>(makePut(textBody(text), revision), context, configWrittenFromJson,
                          std::move(callback));
}

void DaemonClient::refresh(const std::string &cluster, QObject *context, Callback<Done> callback)
{
    ApiRequest request = makeChange("POST", "/api/v1/refresh");
    request.query = clusterQuery(cluster);
    d->ask<Done>(request, context, readNothing, std::move(callback));
}

void DaemonClient::acceptHeld(const std::string &id, QObject *context, Callback<Done> callback)
{
    ApiRequest request = makeChange("POST", "/api/v1/guard/accept");
    request.query = queryItem("held", id);
    d->ask<Done>(request, context, readNothing, std::move(callback));
}

void DaemonClient::reload(QObject *context, Callback<Done> callback)
{
    d->ask<Done>(makeChange("POST", "/-/reload"), context, readNothing, std::move(callback));
}

} // namespace slurmsd
