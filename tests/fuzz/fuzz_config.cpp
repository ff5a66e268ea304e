// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a config file: the parser takes or refuses them, and what it takes can be edited, shown and
// put back without changing what else it means.
#include "common/configedit.h"
#include "common/configjson.h"
#include "common/configsecrets.h"
#include "common/configyaml.h"
#include "common/textdiff.h"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>

using namespace slurmsd;

namespace {

void require(bool isTrue, const char *what, std::string_view text)
{
    if (isTrue)
        return;
    std::fprintf(stderr, "%s:\n%.*s\n", what, static_cast<int>(text.size()), text.data());
    std::abort();
}

Config withoutTokens(Config config)
{
    for (SlurmConfig &cluster : config.clusters)
        cluster.userToken.clear();
    return config;
}

void checkSecrets(const std::string &text, const Config &config)
{
    const std::string shown = withoutSecrets(text);
    const auto parsed = parseConfig(shown, "f");
    if (!parsed)
        return; // the cautious form
    for (const SlurmConfig &cluster : config.clusters) {
        const bool isLong = cluster.userToken.size() >= 12;
        require(!isLong || shown.find(cluster.userToken) == std::string::npos, "a secret is shown", shown);
    }
    require(withoutTokens(parsed->config) == withoutTokens(config), "hiding secrets changes more", shown);
    // Where the text itself has the placeholder as a token, there is nothing to tell them apart by.
    if (text.find(secretPlaceholder) != std::string::npos)
        return;
    const auto back = withSecretsOf(shown, text, "f");
    require(back.hasValue(), "secrets cannot be put back", shown);
    const auto again = parseConfig(*back, "f");
    require(again && again->config == config, "putting secrets back changes more", *back);
}

// A token that the text may leave out.
void checkLeftOut(const std::string &text, const Config &config)
{
    if (text.find(secretPlaceholder) != std::string::npos)
        return;
    const auto kept = withSecretsOf(text, "slurm: {user_token: a-token-in-place}", "f");
    if (!kept)
        return; // in words
    const auto parsed = parseConfig(*kept, "f");
    require(parsed && withoutTokens(parsed->config) == withoutTokens(config),
            "putting a token back changes more", *kept);
}

void checkEdit(const std::string &text, const Config &config, const std::function<void(Config &)> &change)
{
    Config wanted = config;
    change(wanted);
    const auto edited = editJobs(text, "f", wanted.jobs);
    if (!edited)
        return; // in words; never another meaning
    const auto parsed = parseConfig(*edited, "f");
    require(parsed && parsed->config == wanted, "the edited text means something else", *edited);
    unifiedDiff(text, *edited, "f", "f");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string text(reinterpret_cast<const char *>(data), size);
    const auto parsed = parseConfig(text, "f");
    if (!parsed) {
        withoutSecrets(text);
        (void)withSecretsOf(text, "slurm: {user_token: abc}", "f");
        return 0;
    }
    const Config &config = parsed->config;
    const auto json = parseConfig(configToJson(config), "f");
    require(json && json->config == withoutTokens(config), "the JSON means something else", text);
    checkSecrets(text, config);
    checkLeftOut(text, config);
    checkEdit(text, config, [](Config &wanted) { wanted.jobs.front().port = 4711; });
    checkEdit(text, config, [](Config &wanted) { wanted.jobs.back().scheme = "https"; });
    checkEdit(text, config, [](Config &wanted) { wanted.jobs.back().match = {}; });
    checkEdit(text, config, [](Config &wanted) { wanted.jobs.front().name = "a: \"b\""; });
    checkEdit(text, config, [](Config &wanted) { wanted.jobs.push_back(Config::builtIn().jobs.front()); });
    checkEdit(text, config, [](Config &wanted) { wanted.jobs.erase(wanted.jobs.begin()); });
    checkEdit(text, config, [](Config &wanted) { std::swap(wanted.jobs.front(), wanted.jobs.back()); });
    return 0;
}
