// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/slurmrestdsource.h"

namespace slurmsd {

SlurmrestdSource::SlurmrestdSource(std::unique_ptr<HttpTransport> transport, SlurmConfig config,
                                   std::string prefix)
    : m_exchange(std::move(transport), std::move(config), std::move(prefix), *this)
{}

void SlurmrestdSource::abort()
{
    m_exchange.abort();
    m_nodes.reset();
}

SlurmDocument SlurmrestdSource::beginAnswer(const std::string &)
{
    m_nodes.emplace(m_lastCount);
    return {"/nodes/"};
}

void SlurmrestdSource::endAnswer()
{
    auto nodes = m_nodes->finish();
    if (!nodes) {
        m_exchange.refuse(nodes.error());
        return;
    }
    NodeSnapshot &snapshot = **nodes;
    snapshot.takenAt = std::chrono::system_clock::now();
    snapshot.apiVersion = m_exchange.version();
    m_lastCount = snapshot.nodes.size();
    m_exchange.noteRelease(snapshot.slurmRelease);
    finish(*std::move(nodes));
}

void SlurmrestdSource::finish(Result<std::shared_ptr<NodeSnapshot>, PollError> nodes)
{
    m_nodes.reset();
    Q_EMIT finished({std::move(nodes), m_exchange.bytes(), m_exchange.tokenExpires()});
}

} // namespace slurmsd
