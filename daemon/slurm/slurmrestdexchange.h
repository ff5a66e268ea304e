// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "daemon/slurm/apiversion.h"
#include "daemon/slurm/httptransport.h"
#include "daemon/slurm/refusedanswer.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace slurmsd {

// What one of Slurm's documents is asked for with, below "/slurm/{version}".
struct SlurmDocument
{
    std::string path;    // "/nodes/"
    std::string query{}; // without '?'
};

// Who wants the documents of a SlurmrestdExchange. Every fetch that is not aborted ends with endInFailure(),
// or with an endAnswer() that asks for nothing more.
class DocumentReader
{
public:
    virtual ~DocumentReader() = default;
    // The document that is wanted now, and in which version; its answer begins.
    virtual SlurmDocument beginAnswer(const std::string &version) = 0;
    // Some of a body with status 200. False when no more of it is wanted.
    virtual bool takeBytes(std::string_view bytes) = 0;
    // It is complete, or takeBytes() wanted no more.
    virtual void endAnswer() = 0;
    virtual void endInFailure(const PollError &error) = 0;
};

// Fetches documents of one slurmrestd: with the user and the token, in the API version that is given or, with
// `auto`, the newest that both know: the server is asked for its versions (GET /openapi/v3) at the first
// fetch, again when the version in use gives a 404, and at the fetch after Slurm's release changed, so that
// an upgrade of Slurm needs no restart. Where a given version gets a 404, it is asked as well, to say in the
// error which it has. The token never appears in an error, even when the server repeats it.
class SlurmrestdExchange : public QObject
{
    Q_OBJECT

public:
    // Of `config` it uses the endpoint, the API version, the user and the token. `prefix` goes before the
    // paths, as a reverse proxy may want it: "" or "/slurm-api", percent-encoded. `reader` outlives this.
    SlurmrestdExchange(std::unique_ptr<HttpTransport> transport, SlurmConfig config, std::string prefix,
                       DocumentReader &reader);

    // Starts a fetch, later and never from within this call. Only when none is under way.
    void fetch();
    // Ends the fetch under way, if any, without a word to the reader.
    void abort();
    // From endAnswer(): the fetch goes on with another document.
    void ask();
    // From endAnswer(): what came is not good.
    void refuse(PollError error);
    // Of the answer that was good.
    void noteRelease(const std::string &release);

    const std::string &version() const { return m_version; }
    // Of the fetch under way, or the last; a secret. Empty: none.
    const std::string &token() const { return m_token; }
    // Of the fetch under way, or the last: the bodies that were read, and the token's end, where it tells.
    std::uint64_t bytes() const { return m_bytes; }
    std::optional<std::chrono::sys_seconds> tokenExpires() const;

private:
    // What the request under way asks for.
    enum class Asking : unsigned char { Versions, Document };

    void begin();
    void askForVersions();
    void get(Asking asking, const SlurmDocument &document);
    void handleHead(const HttpHead &head);
    void handleBody(std::string_view bytes);
    void handleAnswer();
    void handleRefusal();
    PollError explained();
    void handleVersions();
    void fail(PollError error);
    std::string withoutToken(std::string text) const;

    const SlurmConfig m_config;
    const std::string m_prefix;
    DocumentReader &m_reader;
    std::unique_ptr<HttpTransport> m_transport;
    QTimer m_begin;

    // What outlives a fetch.
    std::string m_version; // in use; empty: the server is to be asked
    std::string m_release; // of Slurm, as of the last good answer

    // The fetch under way.
    std::string m_token;
    bool m_askedForVersions = false;
    std::optional<PollError>
        m_refusal; // a 404 to the version that was given, while the server is asked for those it has
    std::uint64_t m_bytes = 0;

    // Its request under way.
    Asking m_asking = Asking::Document;
    RefusedAnswer m_answer; // its body only when refused
    std::optional<ApiVersionSearch> m_versions;
};

} // namespace slurmsd
