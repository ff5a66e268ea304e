// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/api/slurmproxyhandler.h"

#include "common/asciitext.h"
#include "common/jsontext.h"
#include "daemon/api/apihandlers.h"
#include "daemon/gzip/gzipreader.h"
#include "daemon/slurm/apiversion.h"
#include "daemon/slurm/keptanswer.h"

#include <algorithm>
#include <optional>
#include <string>

namespace slurmsd {

namespace {

// Slurm's number for "Unable to contact slurm controller" (SLURMCTLD_COMMUNICATIONS_CONNECTION_ERROR).
constexpr int noController = 1800;

// Of the compressed bytes, from the first on.
class GzipPieces
{
public:
    explicit GzipPieces(std::shared_ptr<const KeptAnswer> answer)
        : m_answer(std::move(answer))
    {}

    const KeptAnswer &answer() const { return *m_answer; }
    QByteArray next()
    {
        QByteArray piece = m_answer->gzip.piece(m_offset);
        m_offset += static_cast<std::uint64_t>(piece.size());
        return piece;
    }

private:
    std::shared_ptr<const KeptAnswer> m_answer;
    std::uint64_t m_offset = 0;
};

class CompressedStream : public BodyStream
{
public:
    explicit CompressedStream(std::shared_ptr<const KeptAnswer> answer)
        : m_pieces(std::move(answer))
    {}
    std::uint64_t size() const override { return m_pieces.answer().gzip.size(); }
    QByteArray next() override { return m_pieces.next(); }

private:
    GzipPieces m_pieces;
};

class PlainStream : public BodyStream
{
public:
    explicit PlainStream(std::shared_ptr<const KeptAnswer> answer)
        : m_pieces(std::move(answer))
    {}
    std::uint64_t size() const override { return m_pieces.answer().size; }
    QByteArray next() override { return m_reader.next(); }

private:
    GzipPieces m_pieces;
    GzipReader m_reader{[this] { return m_pieces.next(); }};
};

HttpReply textReply(int status, const std::string &text)
{
    HttpReply reply;
    reply.status = status;
    reply.contentType = "text/plain";
    reply.body = QByteArray::fromStdString(text);
    return reply;
}

// What slurmrestd says, and what there is instead.
HttpReply notFound(const std::string &instead)
{
    return textReply(404, "Unable find requested URL. Please view /openapi/v3 for API reference.\n"
                          "prometheus-slurm-sd has " +
                              instead + '\n');
}

HttpReply noAnswer(std::string_view why)
{
    JsonObject error;
    error.addText("description", why);
    error.add("error_number", std::to_string(noController));
    error.addText("error", "Unable to contact slurm controller (connect failure)");
    error.addText("source", "prometheus-slurm-sd");
    JsonObject document;
    document.add("errors", '[' + error.text() + ']');
    document.add("warnings", "[]");
    HttpReply reply = jsonReply(QByteArray::fromStdString(document.text() + '\n'), 503);
    reply.headers.emplace_back("Retry-After", "5");
    return reply;
}

// "*/*", "application/json", none at all; weights are of no interest where there is one form.
bool takesJson(const HttpRequest &request)
{
    const auto accept = request.header("accept");
    if (!accept)
        return true;
    bool takesJson = false;
    forEachItem(*accept, [&takesJson](std::string_view item) {
        const std::string type = asciiLower(trimmed(item.substr(0, item.find(';'))));
        takesJson = takesJson || type == "*/*" || type == "application/*" || type == "application/json";
    });
    return takesJson;
}

constexpr std::string_view clustersPath = "/clusters/";

std::string basePath(const SlurmAnswer &answer, std::size_t clusters)
{
    return clusters == 1 ? std::string() : std::string(clustersPath) + answer.cluster;
}

// Of the cluster that `path` is about, which becomes slurmrestd's own; null: of none.
const SlurmAnswer *select(std::string_view &path, std::span<const SlurmAnswer> answers)
{
    if (!path.starts_with(clustersPath))
        return answers.size() == 1 ? &answers.front() : nullptr;
    path.remove_prefix(clustersPath.size());
    const std::size_t slash = std::min(path.find('/'), path.size());
    const auto found = std::ranges::find(answers, path.substr(0, slash), &SlurmAnswer::cluster);
    path.remove_prefix(slash);
    return found == answers.end() ? nullptr : &*found;
}

std::string whatThereIs(std::span<const SlurmAnswer> answers)
{
    std::string text;
    for (const SlurmAnswer &each : answers)
        text += (text.empty() ? "" : ", ") + basePath(each, answers.size()) + "/slurm/" +
                (each.answer ? each.answer->apiVersion : "VERSION") + "/nodes/";
    return text;
}

HttpReply answerReply(const HttpRequest &request, const std::shared_ptr<const KeptAnswer> &answer,
                      std::chrono::system_clock::time_point now)
{
    HttpReply reply;
    reply.contentType = "application/json";
    const auto age = std::chrono::duration_cast<std::chrono::seconds>(now - answer->takenAt);
    reply.headers = {{"Cache-Control", "no-cache"},
                     {"Vary", "Accept-Encoding"},
                     {"Last-Modified", httpDate(answer->takenAt)},
                     {"Age", std::to_string(std::max<std::int64_t>(age.count(), 0))}};
    // Weak: the same for both codings.
    reply = unlessUnchanged(request, "W/" + answer->etag, std::move(reply));
    if (reply.status == 304)
        return reply;
    if (!takesGzip(request)) {
        reply.stream = std::make_shared<PlainStream>(answer);
        return reply;
    }
    reply.headers.emplace_back("Content-Encoding", "gzip");
    if (answer->gzip.isInFile())
        reply.stream = std::make_shared<CompressedStream>(answer);
    else
        reply.body = answer->gzip.inMemory();
    return reply;
}

} // namespace

HttpReply slurmProxyReply(const HttpRequest &request, std::span<const SlurmAnswer> answers,
                          std::chrono::system_clock::time_point now)
{
    std::string_view path = request.path;
    const SlurmAnswer *const cluster = select(path, answers);
    const auto version = nodesVersionOf(path);
    if (cluster == nullptr || !version)
        return notFound(whatThereIs(answers));
    if (!cluster->answer)
        return noAnswer("no answer of slurmrestd to give on: there was no good poll of one yet (file:, "
                        "scontrol: and demo: are "
                        "none), or the answer holds the token that it was polled with");
    if (*version != cluster->answer->apiVersion)
        return notFound(whatThereIs(answers));
    // An answer may be newer than what is asked for, but not another one.
    for (const auto &[name, value] : request.query) {
        if (name != "update_time")
            return textReply(400,
                             "prometheus-slurm-sd has the whole list alone, not that with " + name + '\n');
    }
    if (!takesJson(request))
        return textReply(415, "Accept content type is unknown");
    return answerReply(request, cluster->answer, now);
}

} // namespace slurmsd
