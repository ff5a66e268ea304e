// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "common/result.h"
#include "daemon/http/httpmessage.h"

#include <string>
#include <string_view>
#include <vector>

namespace slurmsd {

// What a client wants the config file to be.
struct ConfigCandidate
{
    std::string text; // of the whole file, with its secrets
    Config config;    // what that means
};

// Reads the body of a request that previews or puts a config, in one of these forms:
//  application/yaml (also x-yaml and text/…)  the text of the file;
//  application/json {"text": "…"}             the same;
//  application/json {"config": {…}}           the parsed form, as configToJson() gives it;
//  application/json {"jobs": […]}             its jobs alone.
// A text takes its secrets from `current`, the text in place, where it has the placeholder. The jobs of a
// parsed form are put into `current`; what it says about other sections must be what the file says, since
// only a text can change that.
//
// An endpoint that runs a program (scontrol:) is refused unless `current` has it.
//
// The failure is the reply: 415 for other types, 400 for a body that has none of these forms, 422 with all
// problems when the candidate is no valid config. `file` is what problems call it; those of a parsed form
// have a path alone. Pure.
Result<ConfigCandidate, HttpReply> readCandidate(const HttpRequest &request, std::string_view current,
                                                 std::string_view file);

// 422: {"status":"error","errorType":"bad_data","error":…,"problems":[{"line":…,"column":…,"path":…,
// "message":…}]}. Lines and columns are left out where there are none.
HttpReply problemsReply(const std::vector<ConfigProblem> &problems);
// The value of "problems".
std::string problemsJson(const std::vector<ConfigProblem> &problems);

} // namespace slurmsd
