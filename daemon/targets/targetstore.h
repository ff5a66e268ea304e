// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/targets/answerguard.h"
#include "daemon/targets/buildthread.h"
#include "daemon/targets/targetdiff.h"
#include "daemon/targets/targetset.h"

#include <QObject>

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace slurmsd {

// Holds the answers for /targets and makes them anew when the nodes or the jobs change, as far as the guard
// lets them: in another thread when that takes long, so that requests are answered from the old ones
// meanwhile. Belongs to one thread with an event loop.
class TargetStore : public QObject
{
    Q_OBJECT

public:
    explicit TargetStore(QObject *parent = nullptr);

    // Starts a build; what is being built for an earlier call comes first. Of the calls meanwhile the latest
    // wins. Does nothing without a list: what is current stays. The lists are in the config's order.
    void setInput(std::vector<GuardedList> lists, std::vector<JobConfig> jobs);
    // What is held by that id is put in force with the next build, which this starts, unless something else
    // would be lost by then. False when nothing is held by it.
    bool accept(const std::string &id);

    // Null until the first set is built. A set stays valid for as long as the pointer is held.
    std::shared_ptr<const TargetSet> current() const { return m_current; }
    // What the jobs that both current() and the set before it have lost and gained; those alone that did.
    const std::vector<JobChange> &changes() const { return m_changes; }
    // What the guard made of each job and cluster of current().
    const std::vector<JobJudgement> &judgements() const { return m_judgements; }

Q_SIGNALS:
    // There is a new current(): from within setInput() when the lists are small, else later.
    void published();

private:
    struct Input
    {
        std::vector<GuardedList> lists;
        std::vector<JobConfig> jobs;
        bool isForAll = false; // as TargetInput has it
    };
    struct Built
    {
        std::shared_ptr<const TargetSet> set;
        std::vector<JobChange> changes; // from the set before
        std::vector<JobJudgement> judgements;
        AnswerGuard guard; // as it is from now on
    };
    // What a build starts from.
    struct Before
    {
        std::shared_ptr<const TargetSet> set;
        AnswerGuard guard;
        std::vector<std::string> accepted;
    };

    static Built build(const Input &input, Before before, const std::stop_token &stop = {});
    void rebuild();
    Before takeBefore();
    void startThread();
    void takeBuilt();
    void publish(Built built);

    std::shared_ptr<const TargetSet> m_current;
    std::vector<JobChange> m_changes;
    std::vector<JobJudgement> m_judgements;
    AnswerGuard m_guard;
    std::vector<std::string> m_accepted; // ids, for the next build
    Input m_input;                       // of the latest build asked for
    bool m_isOutdated = false;           // m_input or m_accepted changed after the thread began
    Built m_built;                       // the thread's while it is busy
    BuildThread m_thread;                // the last: it writes to the others
};

} // namespace slurmsd
