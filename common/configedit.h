// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "common/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace slurmsd {

// Changes a config's text where it differs in meaning, and nowhere else: order, spacing and every comment
// outside the changed jobs stay byte for byte. `text` is valid; `wanted` is what it shall mean. Jobs are
// recognised by name: a changed one has its item written anew in place, a new one comes at the end of
// `jobs:`, a missing one is taken out with the comments that belong to it. The result has been parsed again
// and means `wanted` (in its jobs; the rest of `wanted` is not looked at). Text of whatever form (block or
// flow lists, the short forms of jobs, no `jobs:` at all, Windows line ends, a missing newline at the end) is
// kept in that form. Pure.
Result<std::string, std::vector<ConfigProblem>> editJobs(std::string_view text, std::string_view file,
                                                         const std::vector<JobConfig> &wanted);

// The text with every secret in it (slurm.user_token, slurm_api_token, clusters[].user_token) replaced by
// `secretPlaceholder`, so that it can be shown. Text that does not parse is given back as a whole without the
// lines that name such a key.
inline constexpr std::string_view secretPlaceholder = "<secret>";
std::string withoutSecrets(std::string_view text);

// The reverse for a text that came back: a secret that is the placeholder gets the value that the same key
// has in `original`. What has none there stays, and is a problem: "c.yaml:3:15: slurm.user_token: …".
Result<std::string, std::vector<ConfigProblem>> withSecretsOf(std::string_view text,
                                                              std::string_view original,
                                                              std::string_view file);

} // namespace slurmsd
