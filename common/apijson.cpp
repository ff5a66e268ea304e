// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/apijson.h"

#include "common/apifields.h"
#include "common/jsonreader.h"
#include "common/jsonwriter.h"

namespace slurmsd {

QByteArray toJson(const DaemonStatus &status) { return JsonWriter::document(status); }

Result<DaemonStatus, std::string> daemonStatusFromJson(const QByteArray &json)
{
    return JsonReader::document<DaemonStatus>(json);
}

QByteArray toJson(const EventPage &page) { return JsonWriter::document(page); }

Result<EventPage, std::string> eventPageFromJson(const QByteArray &json)
{
    return JsonReader::document<EventPage>(json);
}

QByteArray toJson(const std::vector<NodeExplanation> &explanations)
{
    return JsonWriter::document(explanations);
}

Result<std::vector<NodeExplanation>, std::string> explanationsFromJson(const QByteArray &json)
{
    return JsonReader::document<std::vector<NodeExplanation>>(json);
}

QByteArray toJson(const RunningJobs &jobs) { return JsonWriter::document(jobs); }

Result<RunningJobs, std::string> runningJobsFromJson(const QByteArray &json)
{
    return JsonReader::document<RunningJobs>(json);
}

QByteArray toJson(const std::vector<SlurmJobExplanation> &explanations)
{
    return JsonWriter::document(explanations);
}

Result<std::vector<SlurmJobExplanation>, std::string> jobExplanationsFromJson(const QByteArray &json)
{
    return JsonReader::document<std::vector<SlurmJobExplanation>>(json);
}

Result<std::vector<TargetGroup>, std::string> targetGroupsFromJson(const QByteArray &json)
{
    return JsonReader::list<TargetGroup>(json);
}

static void describe(JsonReader &reader, RefusalDocument &refusal)
{
    std::string status;
    reader.field("status", status);
    reader.field("errorType", refusal.type);
    reader.field("error", refusal.message);
    reader.field("problems", refusal.problems);
    if (status != "error")
        reader.reject("expected the status \"error\"");
}

Result<RefusalDocument, std::string> refusalFromJson(const QByteArray &json)
{
    return JsonReader::document<RefusalDocument>(json);
}

} // namespace slurmsd
