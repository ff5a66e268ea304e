// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/http/bcrypthash.h"
#include "daemon/http/webconfig.h"

#include <cstdint>
#include <cstdlib>

using namespace slurmsd;

// Any text is a web config, of which everything was checked, or has problems that can be printed.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto parsed = parseWebConfig({reinterpret_cast<const char *>(data), size}, "web.yaml", "/etc");
    if (!parsed) {
        if (parsed.error().empty())
            std::abort();
        for (const ConfigProblem &problem : parsed.error()) {
            if (problem.toString().find('\n') != std::string::npos || problem.message.empty())
                std::abort();
        }
        return 0;
    }
    for (const auto &[name, hash] : parsed->users) {
        if (name.empty() || bcryptCost(hash) > maxBcryptCost)
            std::abort();
    }
    if (parsed->tls && !(parsed->tls->certificate.isGiven() && parsed->tls->key.isGiven()))
        std::abort();
    return 0;
}
