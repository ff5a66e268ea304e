// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/slurm/nodesource.h"
#include "daemon/slurm/nodesparser.h"
#include "daemon/slurm/slurmrestdexchange.h"

#include <optional>

namespace slurmsd {

// Node lists from a slurmrestd: GET /slurm/{version}/nodes/.
class SlurmrestdSource : public NodeSource, private DocumentReader
{
    Q_OBJECT

public:
    // As SlurmrestdExchange.
    SlurmrestdSource(std::unique_ptr<HttpTransport> transport, SlurmConfig config, std::string prefix = {});

    void fetch() override { m_exchange.fetch(); }
    void abort() override;

private:
    SlurmDocument beginAnswer(const std::string &version) override;
    bool takeBytes(std::string_view bytes) override { return m_nodes->feed(bytes); }
    void endAnswer() override;
    void endInFailure(const PollError &error) override { finish(Failure{error}); }
    void finish(Result<std::shared_ptr<NodeSnapshot>, PollError> nodes);

    SlurmrestdExchange m_exchange;
    std::size_t m_lastCount = 0;
    std::optional<NodesParser> m_nodes; // of the fetch under way
};

} // namespace slurmsd
