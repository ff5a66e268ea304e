// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "common/pollerror.h"
#include "common/result.h"

#include <QSslConfiguration>

namespace slurmsd {

// TLS 1.2 or newer as `slurm.tls` wants it. The files are read now: to be called before each connection, so
// that renewed certificates are used. Errors (Tls) name the file and its config key.
Result<QSslConfiguration, PollError> loadClientTls(const TlsConfig &config);

} // namespace slurmsd
