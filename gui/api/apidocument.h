// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/result.h"
#include "gui/api/apianswer.h"
#include "gui/values/apierror.h"

#include <QByteArray>
#include <QCoreApplication>

#include <string>
#include <utility>

namespace slurmsd {

// The error of an answer that came, but is not what it should be.
inline ApiError unreadable(const std::string &why)
{
    ApiError error;
    error.step = ApiError::Step::Api;
    error.message = QCoreApplication::translate("slurmsd::ApiAnswer", "an answer that cannot be read: %1")
                        .arg(QString::fromStdString(why))
                        .toStdString();
    return error;
}

// The document in a good answer, as `read` (QByteArray → Result<T, string>) makes it.
template <typename T, typename Read>
Result<T, ApiError> readDocument(const Result<ApiAnswer, ApiError> &answer, Read read)
{
    if (!answer)
        return Failure{answer.error()};
    auto document = read(answer->body);
    if (!document)
        return Failure{unreadable(document.error())};
    return *std::move(document);
}

} // namespace slurmsd
