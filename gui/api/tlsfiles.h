// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/result.h"
#include "gui/values/apierror.h"
#include "gui/values/connectionprofile.h"

#include <QSslConfiguration>

namespace slurmsd {

// TLS 1.2 or newer with the files of the profile, which are read now. The error (Step::Tls) names the file.
Result<QSslConfiguration, ApiError> loadTlsFiles(const ConnectionProfile &profile,
                                                 const QString &keyPassphrase);

} // namespace slurmsd
