// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/pollerror.h"

#include "common/enumnames.h"

namespace slurmsd {

static constexpr EnumNames<PollErrorClass::Other> names{
    "connect", "timeout", "tls", "auth", "http", "too_large", "parse", "slurm", "guard", "other",
};

std::string_view toString(PollErrorClass errorClass) { return names[errorClass]; }

PollErrorClass pollErrorClassFromString(std::string_view name)
{
    return names.find(name).value_or(PollErrorClass::Other);
}

} // namespace slurmsd
