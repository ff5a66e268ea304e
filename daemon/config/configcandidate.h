// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "common/result.h"

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

// Why a body is none.
struct CandidateError
{
    enum class Kind : unsigned char {
        Type,   // another media type than those below
        Body,   // none of the forms below
        Config, // no valid config: the problems say why
    };

    Kind kind = Kind::Config;
    std::string message;                 // in plain words; of Config empty
    std::vector<ConfigProblem> problems; // of Config at least one
};

// Reads the body of a request that previews or puts a config, of this media type, in one of these forms:
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
// `file` is what problems call it; those of a parsed form have a path alone. Pure.
Result<ConfigCandidate, CandidateError> readCandidate(std::string_view mediaType, std::string_view body,
                                                      std::string_view current, std::string_view file);

// [{"line":…,"column":…,"path":…,"message":…}]. Lines and columns are left out where there are none.
std::string problemsJson(const std::vector<ConfigProblem> &problems);

} // namespace slurmsd
