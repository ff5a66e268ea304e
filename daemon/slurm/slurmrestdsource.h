// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/slurm/keptanswer.h"
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
    // As SlurmrestdExchange. With config.keepsAnswers they are kept, long ones in `directory` (KeptAnswer).
    SlurmrestdSource(std::unique_ptr<HttpTransport> transport, const SlurmConfig &config,
                     std::string prefix = {}, std::string directory = {});

    void fetch() override { m_exchange.fetch(); }
    void abort() override;

private:
    SlurmDocument beginAnswer(const std::string &version) override;
    bool takeBytes(std::string_view bytes) override;
    void endAnswer() override;
    void endInFailure(const PollError &error) override { finish(Failure{error}); }
    void finish(Result<std::shared_ptr<NodeSnapshot>, PollError> nodes);
    std::shared_ptr<const KeptAnswer> keptAnswer(const NodeSnapshot &nodes);

    SlurmrestdExchange m_exchange;
    const bool m_keepsAnswers;
    const std::string m_directory;
    std::size_t m_lastCount = 0;
    std::optional<NodesParser> m_nodes;   // of the fetch under way
    std::optional<AnswerKeeper> m_keeper; // likewise, when answers are kept
};

} // namespace slurmsd
