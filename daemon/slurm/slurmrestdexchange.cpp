// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/slurmrestdexchange.h"

#include "daemon/slurm/token.h"

#include <utility>

namespace slurmsd {

namespace {

constexpr int ok = 200;
constexpr int notFound = 404;

bool isAuto(const SlurmConfig &config) { return config.apiVersion == "auto"; }

// Where a web page came instead of a document, its type says more than the first bad character.
PollError withContentType(PollError error, const HttpHead &head)
{
    if (error.errorClass == PollErrorClass::Parse && !head.contentType.starts_with("application/json"))
        error.message +=
            head.contentType.empty() ? " (of no content type)" : " (it is " + head.contentType + ")";
    return error;
}

} // namespace

SlurmrestdExchange::SlurmrestdExchange(std::unique_ptr<HttpTransport> transport, SlurmConfig config,
                                       std::string prefix, DocumentReader &reader)
    : m_config(std::move(config))
    , m_prefix(std::move(prefix))
    , m_reader(reader)
    , m_transport(std::move(transport))
{
    m_begin.setSingleShot(true);
    connect(&m_begin, &QTimer::timeout, this, &SlurmrestdExchange::begin);
    connect(m_transport.get(), &HttpTransport::headArrived, this, &SlurmrestdExchange::handleHead);
    connect(m_transport.get(), &HttpTransport::bodyArrived, this, &SlurmrestdExchange::handleBody);
    connect(m_transport.get(), &HttpTransport::finished, this, &SlurmrestdExchange::handleAnswer);
    connect(m_transport.get(), &HttpTransport::failed, this, &SlurmrestdExchange::fail);
    if (!isAuto(m_config))
        m_version = m_config.apiVersion;
}

void SlurmrestdExchange::fetch() { m_begin.start(std::chrono::milliseconds(0)); }

void SlurmrestdExchange::abort()
{
    m_begin.stop();
    m_transport->abort();
    m_versions.reset();
}

void SlurmrestdExchange::begin()
{
    m_bytes = 0;
    m_askedForVersions = false;
    m_refusal.reset();
    m_token.clear();
    m_answer = {};
    auto token = currentToken(m_config);
    if (!token) {
        fail(token.error());
        return;
    }
    m_token = *std::move(token);
    if (m_version.empty())
        askForVersions();
    else
        ask();
}

void SlurmrestdExchange::askForVersions()
{
    m_askedForVersions = true;
    m_versions.emplace();
    get(Asking::Versions, {"/openapi/v3"});
}

void SlurmrestdExchange::ask()
{
    SlurmDocument document = m_reader.beginAnswer(m_version);
    document.path = "/slurm/" + m_version + document.path;
    get(Asking::Document, document);
}

void SlurmrestdExchange::get(Asking asking, const SlurmDocument &document)
{
    m_asking = asking;
    m_answer = {.path = m_prefix + document.path, .head = {}, .body = {}};
    HttpGet request{.path = m_answer.path, .headers = {}, .query = document.query};
    // slurmrestd refuses root on a UNIX socket when it sends a name: only where one is configured.
    if (!m_config.userName.empty())
        request.headers.emplace_back("X-SLURM-USER-NAME", m_config.userName);
    if (!m_token.empty())
        request.headers.emplace_back("X-SLURM-USER-TOKEN", m_token);
    m_transport->get(request);
}

void SlurmrestdExchange::handleHead(const HttpHead &head) { m_answer.head = head; }

void SlurmrestdExchange::handleBody(std::string_view bytes)
{
    m_bytes += bytes.size();
    bool wantsMore = true;
    if (m_answer.head.status != ok) {
        m_answer.body.append(bytes.substr(0, maxRefusalBytes - m_answer.body.size()));
        wantsMore = m_answer.body.size() < maxRefusalBytes;
    } else if (m_asking == Asking::Versions) {
        wantsMore = m_versions->feed(bytes);
    } else {
        wantsMore = m_reader.takeBytes(bytes);
    }
    if (!wantsMore) {
        m_transport->abort();
        handleAnswer();
    }
}

void SlurmrestdExchange::handleAnswer()
{
    if (m_answer.head.status != ok)
        handleRefusal();
    else if (m_asking == Asking::Versions)
        handleVersions();
    else
        m_reader.endAnswer();
}

void SlurmrestdExchange::handleRefusal()
{
    if (m_answer.head.status == notFound && isAuto(m_config)) {
        m_version.clear();
        if (!m_askedForVersions) {
            askForVersions();
            return;
        }
    }
    // The first refusal is the one to tell of.
    if (m_refusal) {
        fail(*std::exchange(m_refusal, std::nullopt));
        return;
    }
    PollError refusal = explained();
    if (m_answer.head.status == notFound && !isAuto(m_config)) {
        m_refusal = std::move(refusal);
        askForVersions();
        return;
    }
    fail(std::move(refusal));
}

PollError SlurmrestdExchange::explained()
{
    m_answer.body = withoutToken(std::move(m_answer.body));
    m_answer.head.location = withoutToken(std::move(m_answer.head.location));
    const RequestFacts facts{
        .overUnixSocket = m_config.endpoint.starts_with("unix:"),
        .withUserName = !m_config.userName.empty(),
        .withToken = !m_token.empty(),
        .tokenExpiry = tokenExpiry(m_token),
        .tokenSource = tokenSource(m_config),
    };
    return explainRefusal(m_answer, facts,
                          std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
}

void SlurmrestdExchange::handleVersions()
{
    const auto offered = m_versions->finish();
    if (m_refusal) {
        const PollError refusal = *std::exchange(m_refusal, std::nullopt);
        fail(offered ? notOffered(m_version, *offered).value_or(refusal) : refusal);
        return;
    }
    if (!offered) {
        refuse(offered.error());
        return;
    }
    auto version = chooseApiVersion(*offered);
    if (!version) {
        fail(version.error());
        return;
    }
    m_version = *std::move(version);
    ask();
}

void SlurmrestdExchange::noteRelease(const std::string &release)
{
    if (isAuto(m_config) && !m_release.empty() && release != m_release)
        m_version.clear();
    m_release = release;
}

void SlurmrestdExchange::refuse(PollError error) { fail(withContentType(std::move(error), m_answer.head)); }

void SlurmrestdExchange::fail(PollError error)
{
    m_versions.reset();
    error.message = withoutToken(std::move(error.message));
    m_reader.endInFailure(error);
}

std::optional<std::chrono::sys_seconds> SlurmrestdExchange::tokenExpires() const
{
    return tokenExpiry(m_token);
}

std::string SlurmrestdExchange::withoutToken(std::string text) const
{
    constexpr std::string_view mask = "TOKEN";
    if (m_token.empty())
        return text;
    for (std::size_t at = text.find(m_token); at != text.npos; at = text.find(m_token, at + mask.size()))
        text.replace(at, m_token.size(), mask);
    return text;
}

} // namespace slurmsd
