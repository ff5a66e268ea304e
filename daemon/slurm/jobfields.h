// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/slurmjob.h"
#include "daemon/slurm/listfields.h"

namespace slurmsd {

using JobField = ListField<SlurmJob>;

// The field of that key of a job, or null for the keys that nobody asks for.
const JobField *findJobField(std::string_view key);

// How many there are, and which of them this one is.
extern const std::size_t jobFieldCount;
std::size_t indexOf(const JobField &field);

} // namespace slurmsd
