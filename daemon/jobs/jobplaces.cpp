// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/jobs/jobplaces.h"

#include "common/hostlist.h"
#include "common/wording.h"

#include <algorithm>
#include <compare>

namespace slurmsd {

namespace {

Failure<JobRefused> unknownNode(std::string text)
{
    return Failure{JobRefused{JobRefusal::UnknownNode, "nodes", std::move(text)}};
}

// Those of the job's nodes that targets are asked for on; the error in words.
Result<std::vector<std::string>, std::string> wantedNodes(const SlurmJob &job, bool isOnAllNodes)
{
    if (isOnAllNodes)
        return expandHostlist(job.nodes);
    auto first = firstOfHostlist(job.nodes);
    if (!first)
        return Failure{first.error()};
    return std::vector{*std::move(first)};
}

} // namespace

const Node *findNodeNamed(const NodeSnapshot &nodes, std::string_view name)
{
    const auto found = std::ranges::lower_bound(
        nodes.nodes, name, [](auto left, auto right) { return std::is_lt(compareNaturally(left, right)); },
        &Node::name);
    return found != nodes.nodes.end() && found->name == name ? &*found : nullptr;
}

Result<std::vector<JobPlace>, JobRefused> jobPlaces(const SlurmJob &job, const JobRequest &request,
                                                    const NodeSnapshot &nodes, HostMaker &hosts,
                                                    int maxTargets)
{
    if (job.nodes.empty())
        return unknownNode("Slurm names no nodes of it");
    const auto count = countHostlist(job.nodes);
    if (!count)
        return unknownNode(count.error());
    const std::size_t targets = request.ports.size() * (request.isOnAllNodes ? *count : 1);
    if (targets > static_cast<std::size_t>(maxTargets))
        return Failure{JobRefused{JobRefusal::TooManyTargets, "max_targets", std::to_string(targets)}};

    const auto wanted = wantedNodes(job, request.isOnAllNodes);
    std::vector<JobPlace> places;
    for (std::size_t i = 0; i < wanted->size(); ++i) {
        const Node *node = findNodeNamed(nodes, (*wanted)[i]);
        const std::string_view host = node != nullptr ? hosts.host(*node) : std::string_view();
        if (!host.empty())
            places.push_back({node->name, i, host});
    }
    if (places.empty())
        return unknownNode("the node list has no address of " + printable(wanted->front()) +
                           (wanted->size() > 1 ? ", nor of its other nodes" : ""));
    return places;
}

} // namespace slurmsd
