// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/makenodesource.h"

#include "common/configvalues.h"
#include "daemon/slurm/autosource.h"
#include "daemon/slurm/demojobs.h"
#include "daemon/slurm/demosource.h"
#include "daemon/slurm/filesource.h"
#include "daemon/slurm/nojobs.h"
#include "daemon/slurm/scontrolsource.h"
#include "daemon/slurm/slurmrestdjobs.h"
#include "daemon/slurm/slurmrestdsource.h"
#include "daemon/slurm/tcptransport.h"
#include "daemon/slurm/unixtransport.h"

#include <QUrl>

#include <optional>

namespace slurmsd {

namespace {

// What follows `scheme` in the endpoint; nothing when it has another one.
std::optional<std::string> afterScheme(const std::string &endpoint, std::string_view scheme)
{
    return endpoint.starts_with(scheme) ? std::optional(endpoint.substr(scheme.size())) : std::nullopt;
}

// The path of the endpoint, which goes before Slurm's own: "/slurm-api" of "https://proxy/slurm-api/".
std::string prefixOf(const std::string &endpoint)
{
    if (endpoint.starts_with("unix:"))
        return {};
    QString path = QUrl(QString::fromStdString(endpoint), QUrl::StrictMode).path(QUrl::FullyEncoded);
    while (path.endsWith(u'/'))
        path.chop(1);
    return path.toStdString();
}

// Of a slurmrestd.
std::unique_ptr<HttpTransport> makeTransport(const SlurmConfig &config)
{
    const TransportLimits limits{.timeout = config.timeout, .maxBodyBytes = config.maxResponseBytes};
    if (auto path = afterScheme(config.endpoint, "unix:"))
        return std::make_unique<UnixTransport>(*std::move(path), limits);
    const QUrl url(QString::fromStdString(config.endpoint), QUrl::StrictMode);
    Q_ASSERT(url.scheme() == u"http" || url.scheme() == u"https");
    return std::make_unique<TcpTransport>(url, config.tls, limits);
}

} // namespace

std::unique_ptr<NodeSource> makeNodeSource(const SlurmConfig &config, const std::string &directory)
{
    if (config.endpoint == autoEndpoint)
        return std::make_unique<AutoSource>(
            config, [directory](const SlurmConfig &found) { return makeNodeSource(found, directory); });
    if (config.endpoint == "demo:")
        return std::make_unique<DemoSource>();
    if (auto path = afterScheme(config.endpoint, "file:"))
        return std::make_unique<FileSource>(*std::move(path), config.maxResponseBytes);
    if (auto program = afterScheme(config.endpoint, scontrolScheme))
        return std::make_unique<ScontrolSource>(*std::move(program), config.timeout, config.maxResponseBytes);
    return std::make_unique<SlurmrestdSource>(makeTransport(config), config, prefixOf(config.endpoint),
                                              directory);
}

std::unique_ptr<JobListSource> makeJobSource(const SlurmConfig &config)
{
    if (config.endpoint == "demo:")
        return std::make_unique<DemoJobs>();
    // Once it has found something, it is asked for the jobs of that.
    if (config.endpoint == autoEndpoint)
        return std::make_unique<NoJobs>("auto has found no slurmrestd yet: jobs of role job take one");
    if (config.endpoint.starts_with("file:") || config.endpoint.starts_with(scontrolScheme))
        return std::make_unique<NoJobs>(
            "file: and scontrol: give nodes alone: jobs of role job take a slurmrestd");
    return std::make_unique<SlurmrestdJobs>(makeTransport(config), config, prefixOf(config.endpoint));
}

} // namespace slurmsd
