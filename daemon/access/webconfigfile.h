// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/access/webconfig.h"
#include "daemon/process/filestamps.h"

#include <QSslConfiguration>

#include <optional>
#include <string>
#include <vector>

namespace slurmsd {

struct LoadedWebConfig
{
    WebConfigFile config;
    // Ready for server sockets; who may connect without a certificate, or with one that cannot be verified,
    // is in config.tls->clientAuth.
    std::optional<QSslConfiguration> tls;
    // Changes when the contents of the file, or of a certificate, key or CA file that it names, change.
    std::string fingerprint;
};

// Reads the file and all that it names, and sees whether certificate, key and CAs can be used together: what
// loads here works when a client comes. All problems are given on failure. An empty path is a
// LoadedWebConfig without anything in it. `stamps` become those of the files that were read or missed, on
// failure too: when they have changed, it is time to load again.
Result<LoadedWebConfig, std::vector<ConfigProblem>> loadWebConfig(const std::string &path,
                                                                  FileStamps &stamps);

} // namespace slurmsd
