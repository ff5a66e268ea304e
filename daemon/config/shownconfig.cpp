// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/config/shownconfig.h"

#include "common/configjson.h"
#include "common/configsecrets.h"
#include "common/configyaml.h"
#include "common/jsontext.h"
#include "common/utf8.h"
#include "daemon/config/configcandidate.h"

#include <algorithm>
#include <utility>

namespace slurmsd {

namespace {

// The text in place, the one before it, and one that is being written.
constexpr std::size_t maxRemembered = 3;

} // namespace

ShownConfig showConfig(const std::string &text, const std::string &file)
{
    ShownConfig shown{validUtf8(withoutSecrets(text)), {}};
    const auto parsed = parseConfig(text, file);
    shown.json = R"("text":)" + jsonString(shown.text);
    if (parsed)
        shown.json += R"(,"parsed":)" + configToJson(parsed->config);
    shown.json += R"(,"problems":)" + (parsed ? std::string("[]") : problemsJson(parsed.error()));
    return shown;
}

void ShownConfigs::prepare(const StoredConfig &config, const std::string &file)
{
    if (find(config.revision))
        return;
    using Task = std::packaged_task<std::shared_ptr<const ShownConfig>()>;
    const auto task = std::make_shared<Task>(
        [text = config.text, file] { return std::make_shared<const ShownConfig>(showConfig(text, file)); });
    remember(config.revision, task->get_future());
    m_worker.start([task] { (*task)(); });
}

std::shared_ptr<const ShownConfig> ShownConfigs::get(const StoredConfig &config, const std::string &file)
{
    if (const Made *made = find(config.revision))
        return made->get();
    std::promise<std::shared_ptr<const ShownConfig>> made;
    made.set_value(std::make_shared<const ShownConfig>(showConfig(config.text, file)));
    return remember(config.revision, made.get_future()).get();
}

const ShownConfigs::Made *ShownConfigs::find(const std::string &revision) const
{
    const auto found = std::ranges::find(m_remembered, revision, &Remembered::revision);
    return found == m_remembered.end() ? nullptr : &found->made;
}

ShownConfigs::Made &ShownConfigs::remember(const std::string &revision, Made made)
{
    if (m_remembered.size() == maxRemembered)
        m_remembered.pop_back();
    return m_remembered.emplace_front(Remembered{revision, std::move(made)}).made;
}

} // namespace slurmsd
