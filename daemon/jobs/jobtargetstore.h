// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/jobs/jobtargetset.h"
#include "daemon/targets/buildthread.h"
#include "daemon/targets/targetdiff.h"

#include <QObject>

#include <memory>
#include <stop_token>
#include <vector>

namespace slurmsd {

// Holds the answers of /targets for jobs of role Job, and makes them anew when a list of jobs, a list of
// nodes or the config changes: in another thread when that takes long, so that requests are answered from the
// old ones meanwhile. There is no guard: that jobs end is what jobs do. Belongs to one thread with an event
// loop.
class JobTargetStore : public QObject
{
    Q_OBJECT

public:
    explicit JobTargetStore(QObject *parent = nullptr);

    // Starts a build; what is being built for an earlier call comes first. Of the calls meanwhile the latest
    // wins. A source that is not there has no list yet, or none any more: then nothing is served that was
    // made of it.
    void setInput(JobTargetInput input);

    // Null before the first set is built, and while there is none but of sources that are gone. A set stays
    // valid for as long as the pointer is held.
    const std::shared_ptr<const JobTargetSet> &current() const { return m_current; }
    // What the jobs that both the set published last and the one before it have lost and gained; those alone
    // that did.
    const std::vector<JobChange> &changes() const { return m_changes; }

Q_SIGNALS:
    // There is a new current(): from within setInput() when the lists are short, else later.
    void published();

private:
    struct Built
    {
        std::shared_ptr<const JobTargetSet> set;
        std::vector<JobChange> changes; // from the set before
    };

    static Built build(JobTargetInput input, const std::shared_ptr<const JobTargetSet> &before,
                       const std::stop_token &stop = {});
    void rebuild();
    void takeBuilt();
    void publish(Built built);
    bool isOfInput(const JobTargetSet &set) const;

    std::shared_ptr<const JobTargetSet> m_current;
    std::shared_ptr<const JobTargetSet> m_published; // last: m_current, unless that is gone
    std::vector<JobChange> m_changes;
    JobTargetInput m_input;    // of the latest build asked for
    bool m_isOutdated = false; // m_input changed after the thread began
    Built m_built;             // the thread's while it is busy
    BuildThread m_thread;      // the last: it writes to the others
};

} // namespace slurmsd
