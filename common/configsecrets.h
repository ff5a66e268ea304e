// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "common/result.h"
#include "common/secretmask.h"

#include <string>
#include <string_view>
#include <vector>

namespace slurmsd {

// The text with every secret in it replaced by the placeholder: slurm.user_token, clusters[].user_token and
// the old slurm_api_token; in a comment, what follows the name of a secret ("# user_token: …"); and whatever
// looks like a secret anywhere (findSecrets()). All else stays byte for byte.
//
// In a text that is no valid config, nobody can tell for sure what belongs to a secret: it is shown up to the
// first line that may name or hold one (a key with "token" in it, an escape that may spell one, an anchor, a
// URL with credentials), and ends with a line that makes it invalid whatever else is changed. Pure.
std::string withoutSecrets(std::string_view text);

// The reverse for a text that came back: a secret that is the placeholder gets the value that the same
// cluster's has in `original`. Where there is none, that is a problem. A token that the text leaves out is
// added to the end of its cluster; what takes it out is an empty value, a user_token_file, or a text without
// the cluster (for `slurm:`, without that section). Nothing is added to a text that is no valid config, and
// a valid one where nothing can be added is a problem. A comment that is not found again keeps the
// placeholder. A text that is no YAML is a problem too; `file` is what problems call it. Pure.
Result<std::string, std::vector<ConfigProblem>> withSecretsOf(std::string_view text,
                                                              std::string_view original,
                                                              std::string_view file);

} // namespace slurmsd
