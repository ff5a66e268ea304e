// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "common/daemonstatus.h"
#include "common/event.h"
#include "common/explanation.h"
#include "common/result.h"
#include "common/runningjobs.h"

#include <QByteArray>

#include <string>
#include <vector>

namespace slurmsd {

// The documents of the daemon's API and their JSON, both ways: the daemon writes what the admin program
// reads. Keys are in snake_case, times in UTC as RFC 3339 has them with milliseconds
// ("2026-11-23T20:00:00.000Z"), durations in seconds (a number), optional things that are not there are left
// out. Field by field in resources/docs/api.md.
//
// Reading takes any bytes. A missing key leaves the default, an unknown one is ignored, so that each side may
// be newer than the other: what was read may lack what a daemon always tells, such as its clusters. A value
// of another type is an error that names the key: "clusters[0].nodes: expected a number, got a string". What
// may not be there may be null. The labels of an explanation are an object, as in /targets, so that those
// read are in the order of their names. Events of a kind that is not known are Kind::Other.

// What every answer from status 400 on says.
struct RefusalDocument
{
    std::string type;                    // "errorType": "not_found"
    std::string message;                 // "error"
    std::vector<ConfigProblem> problems; // of a config that is refused; without the file's name

    friend bool operator==(const RefusalDocument &, const RefusalDocument &) = default;
};

QByteArray toJson(const DaemonStatus &status);
Result<DaemonStatus, std::string> daemonStatusFromJson(const QByteArray &json);

QByteArray toJson(const EventPage &page);
Result<EventPage, std::string> eventPageFromJson(const QByteArray &json);

QByteArray toJson(const std::vector<NodeExplanation> &explanations); // one for each cluster with such a node
Result<std::vector<NodeExplanation>, std::string> explanationsFromJson(const QByteArray &json);

QByteArray toJson(const RunningJobs &jobs);
Result<RunningJobs, std::string> runningJobsFromJson(const QByteArray &json);

QByteArray toJson(const std::vector<SlurmJobExplanation> &explanations); // one for each job of that id
Result<std::vector<SlurmJobExplanation>, std::string> jobExplanationsFromJson(const QByteArray &json);

// The answer of /targets, which the daemon writes elsewhere (daemon/targets/targetbuilder.h).
Result<std::vector<TargetGroup>, std::string> targetGroupsFromJson(const QByteArray &json);

// {"status":"error",…}; an error when the text is no such document.
Result<RefusalDocument, std::string> refusalFromJson(const QByteArray &json);

} // namespace slurmsd
