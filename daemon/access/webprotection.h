// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/access/webconfig.h"

#include <string>
#include <vector>

namespace slurmsd {

// What protects the server by `before` and would not by `after`, each as a part of a sentence: "the login
// (basic_auth_users)", "TLS (tls_server_config)", "client certificates (client_auth_type)", … Empty: `after`
// is no weaker. Users who come or go, and another certificate, CA or value, are no loss. Pure.
std::vector<std::string> lostProtection(const WebConfigFile &before, const WebConfigFile &after);

} // namespace slurmsd
