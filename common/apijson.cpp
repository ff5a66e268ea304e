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

} // namespace slurmsd
