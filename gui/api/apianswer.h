// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/result.h"
#include "gui/values/apierror.h"

#include <QByteArray>

namespace slurmsd {

inline constexpr int notModified = 304;

// An HTTP answer that was read to its end.
struct ApiAnswer
{
    int status = 0;
    QByteArray contentType;
    QByteArray etag;     // as sent, with its quotes; empty: none
    QByteArray location; // of a redirect
    QByteArray body;
};

// The answer when it is the daemon's and good: JSON from 200 to 299, or 304. Else what is wrong with it.
// Pure.
Result<ApiAnswer, ApiError> checkAnswer(ApiAnswer answer);

// The revision in an ETag: without its quotes.
std::string revisionOf(const QByteArray &etag);

} // namespace slurmsd
