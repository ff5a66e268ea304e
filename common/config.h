// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/nodestate.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace slurmsd {

// The configuration of the daemon as the file means it: every value checked, defaults filled in. Strings are
// UTF-8. The file's form is described in resources/docs/configuration.md; configyaml.h reads it.

// A port that a listener or a target can have: 1 to 65535. (0, "any free port", only as web.listen_address.)
using Port = std::uint16_t;

// Which of a node's names a target is made of.
enum class AddressSource : unsigned char {
    Address,  // NodeAddr
    Hostname, // NodeHostname
    Name,     // NodeName
};

// A label that a job can give its targets, by its name in `labels:`. The names of the Prometheus labels they
// become, and how they get their values, are in daemon/targets/labels.h.
enum class LabelKind : unsigned char {
    Partition,
    State,
    Architecture,
    Partitions,
    SlurmState,
    Cluster,
    Node,
    Hostname,
    Address,
    Features,
    ActiveFeatures,
    Gres,
    GresTypes,
    Cpus,
    Sockets,
    Cores,
    Threads,
    RealMemory,
    Weight,
    Boards,
    OperatingSystem,
    Version,
    Owner,
    McsLabel,
    Comment,
    Extra,
    Reservation,
    InstanceId,
    InstanceType,
    Reason,
    Topology,
};

// "partition", "slurm_state" and so on, as written under `labels:`; static storage.
std::string_view toString(LabelKind kind);
std::optional<LabelKind> labelKindFromString(std::string_view name);
// All of them, in the order of the enum.
std::span<const std::string_view> labelKindNames();

// What the targets of a job of the configuration are, as with the roles of Prometheus's own discoveries.
enum class JobRole : unsigned char {
    Node, // the cluster's nodes
    Job,  // servers inside running Slurm jobs
};

// The text of a Slurm job that an annotation is looked for in.
enum class AnnotationField : unsigned char {
    Comment,
    AdminComment,
    Extra,
};

// A label that a job of role Job can give its targets, by its name in `labels:`. Each has one value a target,
// and none where Slurm says nothing.
enum class SlurmJobLabel : unsigned char {
    JobId,
    JobName,
    User, // the number where Slurm has no name, then as the label of user_id
    UserId,
    Account,
    Partition,
    Qos,
    Node,      // NodeName
    NodeIndex, // from 0, among the job's nodes
    ArrayJobId,
    ArrayTaskId,
    HetJobId,
    StartTime,   // seconds since 1970
    Comment,     // the whole text, whatever `annotation:` says
    Annotations, // one for each key of the annotation
    Cluster,
};

// "job_id", "job_name" and so on, as written under `labels:`; static storage.
std::string_view toString(SlurmJobLabel label);
std::optional<SlurmJobLabel> slurmJobLabelFromString(std::string_view name);
// All of them, in the order of the enum.
std::span<const std::string_view> slurmJobLabelNames();

// A label of slurm_sd_job_info that `hide:` can leave out.
enum class JobMetricsLabel : unsigned char {
    User,
    Name,
    Account,
};

struct TlsConfig
{
    std::string caFile;   // PEM; empty: the system's CAs
    std::string certFile; // PEM; empty: no client certificate; given together with keyFile
    std::string keyFile;
    bool insecureSkipVerify = false;

    friend bool operator==(const TlsConfig &, const TlsConfig &) = default;
};

// Where a cluster's token, or the name of its file, was said.
enum class TokenOrigin : unsigned char { ConfigFile, Flag, Environment };

// How Slurm is asked for its jobs: `slurm.jobs:`. It is asked only while a job of role Job, or hasMetrics,
// needs them.
struct SlurmJobsPolling
{
    std::chrono::milliseconds updateInterval = std::chrono::seconds(30); // 1 s to 1 w
    // 1 s to 1 w, at least updateInterval; targets of an older list are not served
    std::chrono::milliseconds maxAge = std::chrono::minutes(10);
    bool hasMetrics = false; // GET /metrics/jobs
    std::vector<JobMetricsLabel> hiddenLabels;

    friend bool operator==(const SlurmJobsPolling &, const SlurmJobsPolling &) = default;
};

// One cluster: the section `slurm:`, or an item of `clusters:`.
struct SlurmConfig
{
    // Of an item of `clusters:`, unique there, and the cluster's name in labels, URLs and metrics whatever
    // Slurm calls itself; empty for the section `slurm:`.
    std::string name;
    std::string endpoint; // http://, https://, unix:, file: or demo:; empty when none is configured
    std::string apiVersion = "auto";                   // "auto" or "v0.0.N"
    std::string userName;                              // empty: the header is not sent
    std::string userToken;                             // a secret; never printed
    std::string userTokenFile;                         // wins over userToken
    TokenOrigin tokenOrigin = TokenOrigin::ConfigFile; // of the two above, once the flags are in
    std::string unusedTokenFile; // the config file's, where a flag or the environment stands in for it
    std::string cluster;         // of `slurm:` alone: the name where Slurm's answer has none
    std::chrono::milliseconds updateInterval = std::chrono::minutes(5); // 1 s to 1 w
    std::chrono::milliseconds minInterval = std::chrono::seconds(15);   // 1 s to 1 w; of polls by notice
    std::chrono::milliseconds timeout = std::chrono::minutes(2);        // 1 ms to 1 w; the whole request
    TlsConfig tls;
    StateClasses stateClasses = StateClasses::Basic;
    double maxNodeLoss = 0.2;   // share of the nodes, 0 to 1, that may vanish within lossWindow
    double maxTargetLoss = 0.2; // share of a job's targets, 0 to 1, that may go unexplained within lossWindow
    int holdPolls = 3;          // intervals that must agree on a larger loss; 0: no guard
    std::chrono::milliseconds lossWindow = std::chrono::hours(1); // 1 s to 1 w
    std::uint64_t maxResponseBytes = std::uint64_t{1} << 30;
    SlurmJobsPolling jobs;
    bool keepsAnswers = false; // slurmrestd's list of nodes as it comes: what web.slurm_proxy says

    friend bool operator==(const SlurmConfig &, const SlurmConfig &) = default;
};

struct WebConfig
{
    std::vector<std::string> listenAddresses{":8080"}; // each good for parseListenAddress(); never empty
    // Names that a request that changes something may have in its Host header, besides addresses, localhost
    // and the machine's own names.
    std::vector<std::string> hostNames;
    bool slurmProxy = false; // slurmrestd's own answer of the last good poll, for its other clients

    friend bool operator==(const WebConfig &, const WebConfig &) = default;
};

// The nodes that a job of role Node is for. Conditions that are empty hold for every node; all must hold.
struct MatchConfig
{
    std::vector<std::string> partitions; // regular expressions for the whole name; one must match
    std::vector<std::string> features;   // a node needs one of them
    std::vector<std::string> gres;       // "gpu" or "gpu:a100"; a node needs one of them
    std::string nodes;                   // Slurm hostlist of node names
    std::vector<StateClass> states;      // a node is in one of them

    friend bool operator==(const MatchConfig &, const MatchConfig &) = default;
};

// What GET /metrics/nodes says about each node.
struct NodeMetricsConfig
{
    // Of slurm_sd_node_info, besides cluster, node and address; those that isNodeMetricsLabel() allows.
    std::vector<LabelKind> labels{LabelKind::Architecture, LabelKind::Gres, LabelKind::Version};
    bool reason = false; // slurm_sd_node_reason_timestamp_seconds, too

    friend bool operator==(const NodeMetricsConfig &, const NodeMetricsConfig &) = default;
};

// Can it be a label of slurm_sd_node_info? Not what is there anyway, has series of its own, or changes with
// the node's state: each change would end one series and begin another.
bool isNodeMetricsLabel(LabelKind kind);

// A label whose value is a part of one of a node's texts: {rack: extra.rack}.
struct FieldLabel
{
    std::string name;                   // as parseStaticLabelName() takes it
    LabelKind field = LabelKind::Extra; // or Comment
    std::string key;                    // what fieldValue() looks for

    friend bool operator==(const FieldLabel &, const FieldLabel &) = default;
};

// Hosts that are no nodes of Slurm's: login nodes, the head.
struct ExtraHosts
{
    std::string hosts;                                       // Slurm hostlist
    std::vector<std::pair<std::string, std::string>> labels; // name and value, in the file's order

    friend bool operator==(const ExtraHosts &, const ExtraHosts &) = default;
};

// The Slurm jobs that a job of role Job is for. Conditions that are empty hold for every job; all must hold,
// of each condition one item.
struct SlurmJobMatch
{
    std::vector<std::string> names; // regular expressions for the whole name
    std::vector<std::string> users; // names, or numbers where Slurm has no name
    std::vector<std::string> accounts;
    std::vector<std::string> partitions; // regular expressions for the whole name
    std::vector<std::string> qos;
    std::vector<std::string> features; // that the job asked for

    friend bool operator==(const SlurmJobMatch &, const SlurmJobMatch &) = default;
};

// A range of ports, both ends included; first <= last.
struct PortRange
{
    Port first = 1024;
    Port last = 65535;

    friend bool operator==(const PortRange &, const PortRange &) = default;
};

// What a job of role Job says about the Slurm jobs whose servers are its targets.
struct SlurmJobRole
{
    AnnotationField annotation = AnnotationField::Comment;
    bool isAnnotatedOnly = true; // else a job without an annotation has a target, too
    PortRange allowedPorts;      // that an annotation may name
    bool onAllNodes = false;     // else the first of the job's nodes; an annotation may ask for the other
    int maxTargets = 64;         // of one Slurm job; 1 to 65536
    SlurmJobMatch match;
    std::vector<SlurmJobLabel> labels{SlurmJobLabel::JobId,     SlurmJobLabel::JobName,
                                      SlurmJobLabel::User,      SlurmJobLabel::Account,
                                      SlurmJobLabel::Partition, SlurmJobLabel::Node}; // each once

    friend bool operator==(const SlurmJobRole &, const SlurmJobRole &) = default;
};

// Of role Job, what only nodes have keeps its defaults: morePorts, partitionPorts, match, extraHosts, labels,
// fieldLabels, excludeStates and allowEmpty.
struct JobConfig
{
    std::string name; // the Prometheus job it is for: `?prom_job=NAME`; unique, never empty
    JobRole role = JobRole::Node;
    SlurmJobRole slurmJobs;      // of role Job alone
    Port port = 0;               // set in a valid Config; role Job: 0 when only annotations name one
    std::vector<Port> morePorts; // a node has a target on each of them, too; then no partitionPorts
    std::map<std::string, Port> partitionPorts; // by partition
    MatchConfig match;
    AddressSource address = AddressSource::Address;
    std::string addressTemplate; // "{node}-bmc.example.org" in place of that; empty: none
    std::vector<ExtraHosts> extraHosts;
    std::vector<LabelKind> labels{LabelKind::Partition, LabelKind::State,
                                  LabelKind::Architecture}; // each once
    std::vector<FieldLabel> fieldLabels; // listed under `labels:` as well; they come behind those
    std::vector<StateClass> excludeStates{StateClass::Future, StateClass::PoweredDown};
    std::vector<std::pair<std::string, std::string>> staticLabels; // name and value, in the file's order
    std::string scheme;                                            // "http" or "https"; empty: no label
    std::string metricsPath;                                       // starts with '/'; empty: no label
    std::vector<std::pair<std::string, std::string>> params; // name and first value, in the file's order
    std::chrono::milliseconds scrapeInterval{};              // 1 ms to 1 w; 0: no label
    std::chrono::milliseconds scrapeTimeout{};               // likewise, and no longer than that
    bool allowEmpty = false;                                 // that it has no targets is no problem to tell

    friend bool operator==(const JobConfig &, const JobConfig &) = default;
};

struct Config
{
    std::vector<SlurmConfig> clusters{SlurmConfig()}; // never empty: of `slurm:`, or those of `clusters:`
    WebConfig web;
    NodeMetricsConfig nodeMetrics;
    std::vector<JobConfig> jobs; // never empty, in the file's order

    // What holds without a config file: one job `node` on port 9100.
    static Config builtIn();

    friend bool operator==(const Config &, const Config &) = default;
};

// One thing that is wrong with a config file, or that its owner should know.
struct ConfigProblem
{
    std::string file;    // as the user named it
    int line = 0;        // from 1; 0: the file as a whole
    int column = 0;      // from 1
    std::string path;    // "jobs[2].port"; empty: the file as a whole
    std::string message; // "expected a port between 1 and 65535, got \"99999\""

    // "FILE:LINE:COLUMN: PATH: MESSAGE" without the parts that are missing.
    std::string toString() const;

    friend bool operator==(const ConfigProblem &, const ConfigProblem &) = default;
};

} // namespace slurmsd
