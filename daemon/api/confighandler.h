// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "common/result.h"
#include "daemon/config/configstore.h"
#include "daemon/config/shownconfig.h"
#include "daemon/httpserver/httpmessage.h"
#include "daemon/jobs/jobtargetset.h"
#include "daemon/targets/targetset.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace slurmsd {

// What the config API needs of the daemon. Whether a client may change anything is asked before these
// handlers are.
struct ConfigApi
{
    // Of the file that the daemon was started with; nothing when that is the built-in config.
    std::optional<ConfigStore> store;
    // overriddenKeys() of this process.
    std::vector<std::string> overridden;
    // Whether the daemon could run with this config of the file, under its flags: nothing, or why not.
    std::function<std::optional<std::string>(const Config &)> objection;
    // What is served; null before the first node list.
    std::shared_ptr<const TargetSet> targets;
    std::shared_ptr<const JobTargetSet> jobTargets{}; // of jobs of role Job; null likewise
    // What clients saw of the last texts, so that it need not be made again; null: it is.
    ShownConfigs *shown = nullptr;
    // Reads the file again and applies it, or gives the problems, in which case everything is as it was. Only
    // called by configPutReply().
    std::function<Result<Done, std::vector<std::string>>()> reload;
};

// No answer has a secret in it, whatever the file and the request have. All are JSON; documented, field by
// field, in resources/docs/api-config.md.

// GET and HEAD /api/v1/config: text, parsed form, revision (also as ETag) and whether it can be written. A
// file that is not valid any more is shown with its problems, without a parsed form. 500 when it cannot be
// read at all. Takes 2 ms for a file of 400 kB whose text is known (ConfigApi::shown).
HttpReply configReply(const ConfigApi &api);

// POST /api/v1/config/preview: what a candidate (readCandidate()) would change. Changes nothing. Takes some
// 10 ms for each changed job at 65,536 nodes.
HttpReply configPreviewReply(const HttpRequest &request, const ConfigApi &api);

// PUT /api/v1/config: the same, done. Nothing is written but on 200:
//  403  there is no file, or it cannot be written;
//  428  without If-Match; 412 when that is not the file's revision (any more): its ETag is the current one;
//  400, 415, 422  readCandidate(), or the daemon could not run with it;
//  500  the file cannot be read, or writing failed.
// When the reload fails in spite of all checks, the file gets its old text back, and that is 422 too.
HttpReply configPutReply(const HttpRequest &request, const ConfigApi &api);

} // namespace slurmsd
