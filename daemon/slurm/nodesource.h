// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/node.h"
#include "common/pollerror.h"
#include "common/result.h"

#include <QObject>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace slurmsd {

struct KeptAnswer;

// What `auto` found.
struct FoundEndpoint
{
    std::string endpoint;   // "unix:/run/slurmrestd.socket"
    std::string passedOver; // what was tried before it and why that would not do, in words; empty: nothing

    friend bool operator==(const FoundEndpoint &, const FoundEndpoint &) = default;
};

// What one fetch came to.
struct FetchResult
{
    // Never null on success. The nodes are as the source gave them: not sorted yet (sortNodes()).
    Result<std::shared_ptr<NodeSnapshot>, PollError> nodes;
    std::uint64_t bytes = 0; // of the bodies that were read
    // Of the token that was used; nothing without a token, or where it does not tell.
    std::optional<std::chrono::sys_seconds> tokenExpires{};
    std::optional<FoundEndpoint> found{}; // with slurm.endpoint: auto, once there is one
    // With slurm.keepsAnswers, of a list that a slurmrestd gave, unless the token is in it.
    std::shared_ptr<const KeptAnswer> answer{};
};

// Where node lists come from: a slurmrestd, a file, or the demo cluster. Lives on the event loop; a fetch
// never blocks it for long.
class NodeSource : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    // Starts a fetch that ends with exactly one finished(), later and never from within this call. Only when
    // none is under way.
    virtual void fetch() = 0;
    // Ends the fetch under way, if any, without finished(). The destructor does the same.
    virtual void abort() = 0;

Q_SIGNALS:
    void finished(const slurmsd::FetchResult &result);
};

} // namespace slurmsd
