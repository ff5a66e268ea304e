// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/pollerror.h"
#include "common/result.h"

#include <QtGlobal>

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace slurmsd {

// The API version of a path of slurmrestd's OpenAPI document that lists nodes: "v0.0.42" of
// "/slurm/v0.0.42/nodes/"; nothing for other paths.
std::optional<std::string_view> nodesVersionOf(std::string_view path);

// Is this version, "v0.0.42", that one or a later one?
bool isFromVersion(std::string_view version, std::string_view first);

// The newest of these versions that this program knows (v0.0.36 to v0.0.46); if there is none, the newest:
// later versions have changed little. The error (Http), when nothing is offered, says what to do.
Result<std::string, PollError> chooseApiVersion(std::span<const std::string> offered);

// What to say when the server does not know the version that was asked for (Http); nothing when it offers
// that one, or none at all.
std::optional<PollError> notOffered(std::string_view version, std::span<const std::string> offered);

// Finds the versions that a slurmrestd offers in its answer to GET /openapi/v3, as it arrives, in chunks of
// any size: the keys of its `paths`. Pure: no I/O.
class ApiVersionSearch
{
public:
    ApiVersionSearch();
    ~ApiVersionSearch();
    Q_DISABLE_COPY_MOVE(ApiVersionSearch)

    // False once the text is known not to be JSON; the rest may be fed or not.
    bool feed(std::string_view chunk);
    // To be called once, after the last chunk: the versions offered, in the document's order, each once. The
    // error (Parse) says that the document is not complete JSON.
    Result<std::vector<std::string>, PollError> finish();

private:
    struct Handler;
    struct Parser;
    std::unique_ptr<Parser> m_parser;
};

} // namespace slurmsd
