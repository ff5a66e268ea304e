// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "common/node.h"
#include "common/targetgroup.h"

#include <string>
#include <string_view>
#include <vector>

namespace slurmsd {

// How a node becomes label values: one table for every LabelKind, in labels.cpp.
//
// Lists are written ",a,b,", so that a relabeling rule finds an item by ",a," wherever it stands, and an
// empty list gives no label: the encoding of Prometheus's own discoveries (discovery/gce/gce.go, tags;
// discovery/digitalocean/digitalocean.go, tags and features; discovery/aws/ec2.go, IPv6 addresses). To a
// relabeling rule a label that is missing and one that is empty are the same.

// What a target's labels can come from. The node's partitions are given apart from the node, since a job may
// be for some of them only.
struct LabelInput
{
    const Node &node;
    std::string_view partition;  // the one that the target is made for
    std::string_view partitions; // list
    std::string_view cluster;
};

// The part of the input that decides one label's value, unformatted: cheap to get and to compare by address.
// Equal sources give equal values; different ones may give equal values too.
struct LabelSource
{
    std::string_view text;
    std::int64_t number = Node::notGiven;
};

// "__meta_slurm_partition" and so on; static storage.
std::string_view labelName(LabelKind kind);

// A view into the input's strings, or a number.
LabelSource labelSource(LabelKind kind, const LabelInput &input);

// The value as Prometheus gets it. Empty when there is none.
std::string labelValue(LabelKind kind, const LabelSource &source);

// The labels that are the same on all targets of a job: static ones, scheme, path, parameters and times. The
// config has seen to it that no two are of one name.
std::vector<Label> constantLabels(const JobConfig &job);

// Is the label given even where its value is empty? True of the three that every job has by default.
bool isAlwaysPresent(LabelKind kind);

} // namespace slurmsd
