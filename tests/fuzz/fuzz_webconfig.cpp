// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/access/bcrypthash.h"
#include "daemon/access/webconfig.h"
#include "tests/fuzz/fuzzing.h"

using namespace slurmsd;

// Any text is a web config, of which everything was checked, or has problems that can be printed.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto parsed = parseWebConfig(textOf(data, size), "web.yaml", "/etc");
    if (!parsed) {
        require(!parsed.error().empty());
        for (const ConfigProblem &problem : parsed.error())
            require(problem.toString().find('\n') == std::string::npos && !problem.message.empty());
        return 0;
    }
    for (const auto &[name, hash] : parsed->users)
        require(!name.empty() && bcryptCost(hash) <= maxBcryptCost);
    require(!parsed->tls || (parsed->tls->certificate.isGiven() && parsed->tls->key.isGiven()));
    return 0;
}
