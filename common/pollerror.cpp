// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/pollerror.h"

#include <QtGlobal>

namespace slurmsd {

std::string_view toString(PollErrorClass errorClass)
{
    switch (errorClass) {
    case PollErrorClass::Connect:
        return "connect";
    case PollErrorClass::Timeout:
        return "timeout";
    case PollErrorClass::Tls:
        return "tls";
    case PollErrorClass::Auth:
        return "auth";
    case PollErrorClass::Http:
        return "http";
    case PollErrorClass::TooLarge:
        return "too_large";
    case PollErrorClass::Parse:
        return "parse";
    case PollErrorClass::Slurm:
        return "slurm";
    case PollErrorClass::Guard:
        return "guard";
    }
    Q_UNREACHABLE();
}

} // namespace slurmsd
