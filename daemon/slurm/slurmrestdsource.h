// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "daemon/slurm/apiversion.h"
#include "daemon/slurm/httptransport.h"
#include "daemon/slurm/nodesource.h"
#include "daemon/slurm/nodesparser.h"
#include "daemon/slurm/refusedanswer.h"

#include <QTimer>

#include <optional>

namespace slurmsd {

// Node lists from a slurmrestd: GET /slurm/{version}/nodes/. With the API version `auto`, the server is asked
// for its versions (GET /openapi/v3) at the first fetch, again when the version in use gives a 404, and at
// the fetch after Slurm's release changed, so that an upgrade of Slurm needs no restart. Where a given
// version gets a 404, it is asked as well, to say in the error which it has. The token never appears in an
// error, even when the server repeats it.
class SlurmrestdSource : public NodeSource
{
    Q_OBJECT

public:
    // Of `config` it uses the API version, the user and the token. `prefix` goes before the paths, as a
    // reverse proxy may want it: "" or "/slurm-api", percent-encoded.
    SlurmrestdSource(std::unique_ptr<HttpTransport> transport, SlurmConfig config, std::string prefix = {},
                     QObject *parent = nullptr);

    void fetch() override;
    void abort() override;

private:
    // What the request under way asks for.
    enum class Asking : unsigned char { Versions, Nodes };

    void begin();
    void askForVersions();
    void askForNodes();
    void get(Asking asking, const std::string &path);
    void handleHead(const HttpHead &head);
    void handleBody(std::string_view bytes);
    void handleAnswer();
    void handleRefusal();
    PollError explained();
    void handleVersions();
    void handleNodes();
    void fail(PollError error);
    void finish(Result<std::shared_ptr<NodeSnapshot>, PollError> nodes);
    std::string withoutToken(std::string text) const;

    const SlurmConfig m_config;
    const std::string m_prefix;
    std::unique_ptr<HttpTransport> m_transport;
    QTimer m_begin;

    // What outlives a fetch.
    std::string m_version; // in use; empty: the server is to be asked
    std::string m_release; // of Slurm, as of the last good answer
    std::size_t m_lastCount = 0;

    // The fetch under way.
    std::string m_token;
    bool m_askedForVersions = false;
    std::optional<PollError>
        m_refusal; // a 404 to the version that was given, while the server is asked for those it has
    std::uint64_t m_bytes = 0;

    // Its request under way.
    Asking m_asking = Asking::Nodes;
    RefusedAnswer m_answer; // its body only when refused
    std::optional<ApiVersionSearch> m_versions;
    std::optional<NodesParser> m_nodes;
};

} // namespace slurmsd
