// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/api/confighandler.h"

#include "common/asciitext.h"
#include "common/configjson.h"
#include "common/configsecrets.h"
#include "common/jsontext.h"
#include "common/node.h"
#include "common/textdiff.h"
#include "common/utf8.h"
#include "daemon/api/apihandlers.h"
#include "daemon/config/configcandidate.h"
#include "daemon/config/configpreview.h"

#include <string_view>

namespace slurmsd {

namespace {

using Kind = ConfigStoreError::Kind;

constexpr std::string_view noFile =
    "there is no config file: the daemon runs with its built-in config; start it with --config.file";

std::string jsonBool(bool value) { return value ? "true" : "false"; }

std::string jsonTexts(const std::vector<std::string> &texts) { return jsonArray(texts, jsonString); }

std::string etagOf(std::string_view revision) { return '"' + std::string(revision) + '"'; }

HttpReply objectReply(const JsonObject &object)
{
    return jsonReply(QByteArray::fromStdString(object.text()));
}

HttpReply objectReply(const JsonObject &object, std::string_view revision)
{
    HttpReply reply = objectReply(object);
    reply.headers.emplace_back("ETag", etagOf(revision));
    return reply;
}

HttpReply storeError(const ConfigStoreError &error)
{
    if (error.kind == Kind::Forbidden)
        return HttpReply::error(403, "forbidden", error.message);
    return HttpReply::error(500, "internal", error.message);
}

HttpReply changedReply(std::string_view revision)
{
    HttpReply reply = HttpReply::error(412, "precondition_failed",
                                       "the config file has changed since it was read; its revision is " +
                                           std::string(revision));
    reply.headers.emplace_back("ETag", etagOf(revision));
    return reply;
}

// {"status":"error","errorType":"bad_data","error":…,"problems":…}
HttpReply problemsReply(const std::vector<ConfigProblem> &problems)
{
    Q_ASSERT(!problems.empty());
    const std::string more =
        problems.size() > 1 ? " (and " + std::to_string(problems.size() - 1) + " more)" : std::string();
    JsonObject object;
    object.addText("status", "error");
    object.addText("errorType", "bad_data");
    object.addText("error", problems.front().toString() + more);
    object.add("problems", problemsJson(problems));
    HttpReply reply;
    reply.status = 422;
    reply.contentType = "application/json";
    reply.body = QByteArray::fromStdString(object.text());
    return reply;
}

HttpReply candidateError(const CandidateError &error)
{
    if (error.kind == CandidateError::Kind::Config)
        return problemsReply(error.problems);
    return HttpReply::error(error.kind == CandidateError::Kind::Type ? 415 : 400, "bad_data", error.message);
}

HttpReply objectionReply(const std::string &message)
{
    return problemsReply({ConfigProblem{{}, 0, 0, {}, message}});
}

// As it may be shown: without secrets, and JSON's own text in any case.
std::string shownText(std::string_view text) { return validUtf8(withoutSecrets(text)); }

// The config file, or a text that means the built-in config.
Result<StoredConfig, ConfigStoreError> readCurrent(const ConfigApi &api)
{
    return api.store ? api.store->read() : StoredConfig{{}, configRevision({})};
}

std::string fileOf(const ConfigApi &api) { return api.store ? api.store->path() : "config.yaml"; }

std::shared_ptr<const ShownConfig> shownConfig(const ConfigApi &api, const StoredConfig &config)
{
    return api.shown ? api.shown->get(config, fileOf(api))
                     : std::make_shared<const ShownConfig>(showConfig(config.text, fileOf(api)));
}

// The candidate of a request that the daemon could run with.
Result<ConfigCandidate, HttpReply> checkedCandidate(const HttpRequest &request, const ConfigApi &api,
                                                    const std::string &current)
{
    auto candidate = readCandidate(request.header("content-type").value_or(""),
                                   {request.body.data(), static_cast<std::size_t>(request.body.size())},
                                   current, fileOf(api));
    if (!candidate)
        return Failure{candidateError(candidate.error())};
    if (api.objection) {
        if (const auto objection = api.objection(candidate->config))
            return Failure{objectionReply(*objection)};
    }
    return *std::move(candidate);
}

// Has the client named this revision? Only a strong ETag can mean it (RFC 9110, section 13.1.1).
bool isMatch(std::string_view ifMatch, std::string_view revision)
{
    const std::string etag = etagOf(revision);
    bool found = false;
    forEachItem(ifMatch, [&](std::string_view tag) { found = found || trimmed(tag) == etag; });
    return found;
}

// Writes and applies the text; nothing stays written when it cannot be applied.
HttpReply apply(const ConfigApi &api, const StoredConfig &current, const std::string &text)
{
    const auto revision = api.store->write(text, current.revision);
    if (!revision && revision.error().kind == Kind::Changed) {
        const auto now = api.store->read();
        return changedReply(now ? now->revision : std::string_view());
    }
    if (!revision)
        return storeError(revision.error());
    const auto reloaded = api.reload();
    if (!reloaded) {
        std::vector<ConfigProblem> problems;
        for (const std::string &problem : reloaded.error())
            problems.push_back({{}, 0, 0, {}, problem});
        if (const auto restored = api.store->write(current.text, *revision); !restored)
            problems.push_back(
                {{}, 0, 0, {}, "and the old text could not be put back: " + restored.error().message});
        return problemsReply(problems);
    }
    JsonObject object;
    object.addText("status", "success");
    object.addText("revision", *revision);
    object.add("changed", jsonBool(true));
    object.addText("diff", unifiedDiff(shownConfig(api, current)->text,
                                       shownConfig(api, {text, *revision})->text, fileOf(api), fileOf(api)));
    return objectReply(object, *revision);
}

HttpReply unchangedReply(std::string_view revision)
{
    JsonObject object;
    object.addText("status", "success");
    object.addText("revision", revision);
    object.add("changed", jsonBool(false));
    object.addText("diff", {});
    return objectReply(object, revision);
}

} // namespace

HttpReply configReply(const ConfigApi &api)
{
    const auto current = readCurrent(api);
    if (!current)
        return storeError(current.error());
    const auto writable = api.store ? api.store->checkWritable()
                                    : Failure{ConfigStoreError{Kind::Forbidden, std::string(noFile)}};
    const auto shown = shownConfig(api, *current);
    JsonObject object;
    object.add("file", api.store ? jsonString(api.store->path()) : "null");
    object.addText("revision", current->revision);
    object.add("writable", jsonBool(writable.hasValue()));
    if (!writable)
        object.addText("why_not_writable", writable.error().message);
    object.add("overridden", jsonTexts(api.overridden));
    // The rest may have a megabyte: it is copied once.
    const std::string head = object.text();
    QByteArray json;
    const QByteArrayView shownJson(shown->json);
    json.reserve(QByteArrayView(head).size() + shownJson.size() + 1);
    json.append(QByteArrayView(head).chopped(1)).append(',').append(shownJson).append('}');
    HttpReply reply = jsonReply(std::move(json));
    reply.headers.emplace_back("ETag", etagOf(current->revision));
    return reply;
}

HttpReply configPreviewReply(const HttpRequest &request, const ConfigApi &api)
{
    const auto current = readCurrent(api);
    if (!current)
        return storeError(current.error());
    const auto candidate = checkedCandidate(request, api, current->text);
    if (!candidate)
        return candidate.error();
    JsonObject object;
    object.add("valid", jsonBool(true));
    object.addText("revision", current->revision);
    object.add("changed", jsonBool(candidate->text != current->text));
    const std::string shown = shownText(candidate->text);
    object.addText("diff", unifiedDiff(shownConfig(api, *current)->text, shown, fileOf(api), fileOf(api)));
    object.addText("text", shown);
    object.add("parsed", configToJson(candidate->config));
    if (api.targets)
        object.add("jobs", jobChangesJson(*api.targets, api.jobTargets.get(), candidate->config.jobs));
    return objectReply(object);
}

HttpReply configPutReply(const HttpRequest &request, const ConfigApi &api)
{
    if (!api.store)
        return HttpReply::error(403, "forbidden", noFile);
    const auto ifMatch = request.header("if-match");
    if (!ifMatch)
        return HttpReply::error(428, "precondition_required",
                                "expected the header If-Match with the ETag of the config that was read");
    const auto current = api.store->read();
    if (!current)
        return storeError(current.error());
    if (!isMatch(*ifMatch, current->revision))
        return changedReply(current->revision);
    if (const auto writable = api.store->checkWritable(); !writable)
        return storeError(writable.error());
    const auto candidate = checkedCandidate(request, api, current->text);
    if (!candidate)
        return candidate.error();
    if (candidate->text == current->text)
        return unchangedReply(current->revision);
    return apply(api, *current, candidate->text);
}

} // namespace slurmsd
