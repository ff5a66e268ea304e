// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/result.h"
#include "gui/values/connectionprofile.h"

#include <QString>
#include <QUrl>

namespace slurmsd {

// A daemon's URL as people type it, spaces around it taken off; the error in words: "expected
// http://host:port or https://host:port".
Result<QUrl, QString> parseConnectionUrl(const QString &text);

// What is wrong with a profile before anything is asked, in words; empty: nothing.
QString problemOfProfile(const ConnectionProfile &profile);

} // namespace slurmsd
