// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/result.h"
#include "common/runningjobs.h"
#include "gui/models/searcherror.h"
#include "gui/models/searchvocabulary.h"

#include <QString>
#include <QStringList>

#include <memory>
#include <string_view>
#include <vector>

namespace slurmsd {

struct SearchExpression;

// Which running jobs a search finds, in NodeFilter's language with the fields of jobs: `user:alice`,
// `state:STOPPED`, `node:gpu[01-04]`. A word is found in any of them; `name` is
// also that of one of its nodes, as in gpu[01-04]. Cheap to copy.
class RunningJobFilter
{
public:
    // Finds every job.
    RunningJobFilter() = default;
    static Result<RunningJobFilter, SearchError> parse(const QString &search);
    static const SearchVocabulary &vocabulary();

    bool matches(const RunningJob &job) const;

    friend bool operator==(const RunningJobFilter &, const RunningJobFilter &) = default;

private:
    std::shared_ptr<const SearchExpression> m_expression;
};

// What the jobs have in a field, each once and in natural order, for completion.
QStringList runningJobValues(const std::vector<RunningJob> &jobs, std::string_view field);

} // namespace slurmsd
