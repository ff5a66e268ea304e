// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/api/daemonclient.h"

namespace slurmsd {

struct DaemonClient::Private
{
    ConnectionProfile profile;
    State state = State::Closed;
    std::optional<ApiError> error;
    std::optional<DaemonStatus> status;
    NodeLists nodes;
    std::vector<JobTargets> targets;
};

DaemonClient::DaemonClient(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{}
DaemonClient::~DaemonClient() = default;
void DaemonClient::open(const ConnectionProfile &profile, const ConnectionSecrets &) { d->profile = profile; }
void DaemonClient::close() {}
const ConnectionProfile &DaemonClient::profile() const { return d->profile; }
DaemonClient::State DaemonClient::state() const { return d->state; }
const std::optional<ApiError> &DaemonClient::error() const { return d->error; }
std::optional<WallTime> DaemonClient::lastAnswer() const { return std::nullopt; }
const std::optional<DaemonStatus> &DaemonClient::status() const { return d->status; }
WallTime DaemonClient::daemonNow() const { return std::chrono::system_clock::now(); }
const NodeLists &DaemonClient::nodes() const { return d->nodes; }
const std::vector<JobTargets> &DaemonClient::targets() const { return d->targets; }
void DaemonClient::explain(const std::string &, const std::string &, QObject *,
                           Callback<std::vector<NodeExplanation>>)
{}
void DaemonClient::fetchConfig(QObject *, Callback<ConfigDocument>) {}
void DaemonClient::previewJobs(const std::vector<JobConfig> &, QObject *, Callback<ConfigPreview>) {}
void DaemonClient::previewText(const std::string &, QObject *, Callback<ConfigPreview>) {}
void DaemonClient::putJobs(const std::vector<JobConfig> &, const std::string &, QObject *,
                           Callback<ConfigWritten>)
{}
void DaemonClient::putText(const std::string &, const std::string &, QObject *, Callback<ConfigWritten>) {}
void DaemonClient::refresh(const std::string &, QObject *, Callback<Done>) {}
void DaemonClient::acceptList(const std::string &, QObject *, Callback<Done>) {}
void DaemonClient::reload(QObject *, Callback<Done>) {}

} // namespace slurmsd
