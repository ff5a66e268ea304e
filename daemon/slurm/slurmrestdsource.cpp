// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/slurmrestdsource.h"

namespace slurmsd {

SlurmrestdSource::SlurmrestdSource(std::unique_ptr<HttpTransport> transport, const SlurmConfig &config,
                                   std::string prefix, std::string directory)
    : m_exchange(std::move(transport), config, std::move(prefix), *this)
    , m_keepsAnswers(config.keepsAnswers)
    , m_directory(std::move(directory))
{}

void SlurmrestdSource::abort()
{
    m_exchange.abort();
    m_nodes.reset();
    m_keeper.reset();
}

SlurmDocument SlurmrestdSource::beginAnswer(const std::string &)
{
    m_nodes.emplace(m_lastCount);
    if (m_keepsAnswers)
        m_keeper.emplace(m_directory, m_exchange.token());
    return {"/nodes/"};
}

bool SlurmrestdSource::takeBytes(std::string_view bytes)
{
    if (m_keeper)
        m_keeper->add(bytes);
    return m_nodes->feed(bytes);
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
    FetchResult result{std::move(nodes), m_exchange.bytes(), m_exchange.tokenExpires()};
    if (result.nodes && m_keeper)
        result.answer = keptAnswer(**result.nodes);
    m_nodes.reset();
    m_keeper.reset();
    Q_EMIT finished(result);
}

std::shared_ptr<const KeptAnswer> SlurmrestdSource::keptAnswer(const NodeSnapshot &nodes)
{
    std::shared_ptr<KeptAnswer> answer = m_keeper->finish();
    if (answer) {
        answer->apiVersion = nodes.apiVersion;
        answer->takenAt = nodes.takenAt;
    }
    return answer;
}

} // namespace slurmsd
