// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/config/configstore.h"
#include "daemon/process/workerthread.h"

#include <deque>
#include <future>
#include <memory>
#include <string>

namespace slurmsd {

// What clients see of a config's text.
struct ShownConfig
{
    std::string text; // without secrets, UTF-8 in any case
    std::string
        json; // members of a JSON object: the text, its parsed form where it is a valid config, its problems
};

// `file` is what problems call it. Parses the text several times: 1 s for one of 400 kB. Pure.
ShownConfig showConfig(const std::string &text, const std::string &file);

// Those of the config file's last texts, each made once: in another thread where prepare() comes first, so
// that no request has to wait for it. On the event loop.
class ShownConfigs
{
public:
    void prepare(const StoredConfig &config, const std::string &file);
    // Waits for what is being prepared; makes what is not.
    std::shared_ptr<const ShownConfig> get(const StoredConfig &config, const std::string &file);

private:
    using Made = std::shared_future<std::shared_ptr<const ShownConfig>>;
    struct Remembered
    {
        std::string revision;
        Made made;
    };

    const Made *find(const std::string &revision) const;
    Made &remember(const std::string &revision, Made made);

    std::deque<Remembered> m_remembered; // the newest first
    WorkerThread m_worker;
};

} // namespace slurmsd
