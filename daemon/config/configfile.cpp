// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/config/configfile.h"

#include "daemon/process/readfile.h"

namespace slurmsd {

Result<std::string, std::string> readConfigFile(const std::string &path)
{
    return readFile(path, maxConfigBytes);
}

Result<LoadedConfigFile, std::vector<ConfigProblem>> loadConfigFile(const std::string &path)
{
    auto text = readConfigFile(path);
    if (!text)
        return Failure{std::vector{ConfigProblem{path, 0, 0, {}, text.error()}}};
    auto parsed = parseConfig(*text, path);
    if (!parsed)
        return Failure{parsed.error()};
    return LoadedConfigFile{*std::move(parsed), *std::move(text)};
}

} // namespace slurmsd
