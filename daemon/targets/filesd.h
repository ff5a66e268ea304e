// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/targetgroup.h"

#include <QByteArray>

#include <span>
#include <string_view>

namespace slurmsd {

// The label that tells the jobs apart where an answer holds more than one.
inline constexpr std::string_view jobLabel = "__meta_slurm_job";

// Target groups in the format that Prometheus reads from files and over HTTP
// (https://prometheus.io/docs/prometheus/latest/http_sd/): a JSON array with one group a line, each with
// exactly the keys `targets` and `labels`; "[]" when there are none; a newline at the end. Always valid
// UTF-8: what is not becomes U+FFFD.
QByteArray fileSdJson(std::span<const TargetGroup> groups);

// The groups of one job as fileSdJson() wrote them.
struct JobJson
{
    std::string_view job;
    QByteArray json;
};

// One such array from several, in their order, with `jobLabel` as the first label of each group. Made from
// the text, so that nobody has to keep or build the groups again.
QByteArray joinFileSdJson(std::span<const JobJson> jobs);

// The same targets, one a line: a JSON array of objects, each with `__address__` and the labels beside it,
// for consumers that want a flat list. Made from the text.
QByteArray flatJson(const QByteArray &fileSd);

} // namespace slurmsd
