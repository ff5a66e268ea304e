// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "common/runningjobs.h"

#include <QString>

namespace slurmsd {

// What a user can paste so that a Slurm job has targets: see resources/docs/jobs.md. Pure.

// The line of a job script. Empty for what sbatch has no option for that every release knows: the texts that
// are not comments.
QString sbatchAnnotation(AnnotationField field, Port port);

// A command for a POSIX shell that annotates this very job, not all tasks of its array, and keeps what its
// comment says already, unless that is an annotation. Of other texts, which the API does not have, nothing is
// kept.
QString scontrolAnnotation(const RunningJob &job, AnnotationField field, Port port);

} // namespace slurmsd
