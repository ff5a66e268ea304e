// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/targets/targetdiff.h"
#include "daemon/targets/targetset.h"

#include <QObject>

#include <memory>
#include <thread>
#include <vector>

namespace slurmsd {

struct JobChange
{
    std::string job;
    TargetDiff diff;

    friend bool operator==(const JobChange &, const JobChange &) = default;
};

// Holds the answers for /targets and makes them anew when the nodes or the jobs change: in another thread
// when that takes long, so that requests are answered from the old ones meanwhile. Belongs to one thread with
// an event loop.
class TargetStore : public QObject
{
    Q_OBJECT

public:
    explicit TargetStore(QObject *parent = nullptr);
    // Gives up what is being built and waits for that, some 10 ms.
    ~TargetStore() override;

    // Starts a build; what is being built for an earlier call comes first. Of the calls meanwhile the latest
    // wins. Does nothing without a list: what is current stays.
    void setInput(TargetInput input);

    // Null until the first set is built. A set stays valid for as long as the pointer is held.
    std::shared_ptr<const TargetSet> current() const { return m_current; }
    // What the jobs that both current() and the set before it have lost and gained; those alone that did.
    const std::vector<JobChange> &changes() const { return m_changes; }

Q_SIGNALS:
    // There is a new current(): from within setInput() when the lists are small, else later.
    void published();
    // For the store itself, from the building thread.
    void built(QPrivateSignal);

private:
    void rebuild();
    struct Built
    {
        std::shared_ptr<const TargetSet> set;
        std::vector<JobChange> changes; // from the set before
    };

    static Built build(TargetInput input, const TargetSet *before, const std::stop_token &stop = {});
    void startWorker();
    void takeBuilt();
    void publish(Built built);

    std::shared_ptr<const TargetSet> m_current;
    std::vector<JobChange> m_changes;
    TargetInput m_input;       // of the latest build asked for
    bool m_isOutdated = false; // m_input changed after the worker began
    Built m_built;             // the worker's until it ends, the store's otherwise
    std::jthread m_worker;
};

} // namespace slurmsd
