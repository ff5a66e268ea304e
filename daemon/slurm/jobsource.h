// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/pollerror.h"
#include "common/result.h"
#include "common/slurmjob.h"

#include <QObject>

#include <cstdint>
#include <memory>
#include <optional>

namespace slurmsd {

// What one fetch of a job list came to.
struct JobFetchResult
{
    // Never null on success. The jobs are as the source gave them: not sorted yet (sortJobs()). An empty list
    // of a Slurm that is known to have jobs is an error (Auth).
    Result<std::shared_ptr<JobList>, PollError> jobs;
    std::uint64_t bytes = 0; // of the bodies that were read
    // How many more jobs run than are listed, for PrivateData=jobs hides them; nothing where that was not
    // asked, or cannot be (up to v0.0.38).
    std::optional<std::size_t> hidden{};
};

// Where job lists come from: a slurmrestd, or the demo cluster. Lives on the event loop; a fetch never blocks
// it for long.
class JobListSource : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    // Starts a fetch that ends with exactly one finished(), later and never from within this call. Only when
    // none is under way. `isChecking`: find out as well whether jobs are hidden; an empty list is checked in
    // any case.
    virtual void fetch(bool isChecking) = 0;
    // Ends the fetch under way, if any, without finished(). The destructor does the same.
    virtual void abort() = 0;

Q_SIGNALS:
    void finished(const slurmsd::JobFetchResult &result);
};

} // namespace slurmsd
