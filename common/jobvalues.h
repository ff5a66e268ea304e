// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/configvalues.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace slurmsd {

// The single values of a job in the config file; errors as in configvalues.h.

// Not empty, no control characters, no space at either end.
ValueResult<std::string> parseJobName(std::string_view text);

// "address", "hostname" or "name".
ValueResult<AddressSource> parseAddressSource(std::string_view text);
std::string_view toString(AddressSource source);

// A host name with {node}, {hostname} or {address} in it: "{node}-bmc.example.org".
ValueResult<std::string> parseAddressTemplate(std::string_view text);

// "extra.rack" or "comment.a.b": the field and the key of a FieldLabel, without its name.
ValueResult<FieldLabel> parseFieldSource(std::string_view text);

// A name under `labels:`; the error proposes the nearest.
ValueResult<LabelKind> parseLabelKind(std::string_view text);

// A class of node states, "active" and so on; the error proposes the nearest.
ValueResult<StateClass> parseStateClass(std::string_view text);

// A regular expression (https://www.pcre.org/current/doc/html/pcre2pattern.html) that is valid by itself and
// when it is anchored at both ends; not empty.
ValueResult<std::string> parsePattern(std::string_view text);

// A pattern for the names of partitions, that some name could match: none has a comma.
ValueResult<std::string> parsePartitionPattern(std::string_view text);

// The name of a feature, alone: no expression ("a100&ib") as sbatch takes it.
ValueResult<std::string> parseFeature(std::string_view text);

// The name of a partition or feature, of which Slurm makes lists: no commas and spaces.
ValueResult<std::string> parseItemName(std::string_view text);

// "gpu" or "gpu:a100"; the error proposes what was probably meant by "GPU", "gres/gpu", "gpu:a100:4", "gpu*".
ValueResult<std::string> parseGres(std::string_view text);

// A hostlist that expandHostlist() takes, and that some node could be in; given back unchanged. The error
// says what is to be done instead of "gpu*", "gpu{001..128}", "ALL" and the like.
ValueResult<std::string> parseHostlist(std::string_view text);

// A hostlist of hosts that are no nodes: names or addresses, without ports.
ValueResult<std::string> parseExtraHostlist(std::string_view text);

// "http" or "https".
ValueResult<std::string> parseScheme(std::string_view text);

// An absolute path without query and fragment.
ValueResult<std::string> parseMetricsPath(std::string_view text);

// A Prometheus duration from 1 ms to 1 w.
ValueResult<std::chrono::milliseconds> parseScrapeTime(std::string_view text);
// Prometheus drops a target whose scrapes may take longer than until the next one.
std::optional<std::string> scrapeTimesProblem(const JobConfig &job);

// A label that a job may set by hand: [a-zA-Z_][a-zA-Z0-9_]*, and none that the targets' address, the job's
// labels, scheme, metrics_path or params make.
ValueResult<std::string> parseStaticLabelName(std::string_view text);

// A URL parameter, which reaches Prometheus as the end of a label's name: [a-zA-Z0-9_]+.
ValueResult<std::string> parseParamName(std::string_view text);

} // namespace slurmsd
