// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/targetgroup.h"
#include "gui/values/connectionprofile.h"

#include <QString>
#include <QUrl>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace slurmsd {

// What a user chose of a job's targets.
struct TargetSelection
{
    std::string job;
    bool isWholeJob = false;
    // The groups that are chosen or have chosen targets, with those alone.
    std::vector<TargetGroup> groups;
    std::shared_ptr<const std::vector<TargetGroup>> all; // of the job; never null
};

// The name of the Slurm node behind a target; empty where it is not known.
using NodeNames = std::function<std::string(const TargetGroup &group, std::string_view address)>;

// A selection as text to paste elsewhere. Pure; texts hold no password. Each is quoted for the place where it
// goes, whatever the names in it are.

// Where the daemon serves the job's targets; without user and password.
QUrl targetsUrl(const ConnectionProfile &profile, const std::string &job);

// As Prometheus reads it from files (file_sd), one group a line.
QString targetsAsJson(const TargetSelection &selection);

// One address a line.
QString targetsAsLines(const TargetSelection &selection);

// A command that prints the job's targets, for a POSIX shell. Of a part of the job with the parameters that
// come closest to it: partition, state, cluster.
QString targetsAsCurl(const TargetSelection &selection, const ConnectionProfile &profile);

// The nodes' names, or the hosts where they are not known, as a Slurm hostlist. Hosts that are no plain
// names, such as addresses, follow one by one.
QString targetsAsHostlist(const TargetSelection &selection, const NodeNames &nodeName = {});

// `scrape_configs` for the job, with rules for the labels instance, node and partitions. The files of the
// profile and the password's are paths on the machine of Prometheus, to be looked over there.
QString targetsAsScrapeConfig(const TargetSelection &selection, const ConnectionProfile &profile);

// A selector of the selection's series, as those rules label them: by the labels of whole groups where these
// are theirs alone, or where the addresses would be thousands of characters (it is wider then, since series
// do not have the state), else by the addresses; also where instance has the port.
QString targetsAsPromql(const TargetSelection &selection);

} // namespace slurmsd
