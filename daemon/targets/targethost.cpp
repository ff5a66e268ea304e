// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/targets/targethost.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <compare>
#include <numeric>

namespace slurmsd {

namespace {

// As in DNS, with room for an IPv6 address's scope: no answer of Slurm can make targets without end.
constexpr std::size_t maxHostBytes = 255;

bool isUsableHost(std::string_view host)
{
    return !host.empty() && host.size() <= maxHostBytes && std::ranges::none_of(host, [](char c) {
        return static_cast<unsigned char>(c) <= ' ' || c == '/' || c == '\x7f';
    });
}

} // namespace

std::string_view targetHost(const Node &node, AddressSource source)
{
    const std::array hosts{node.address, node.hostname, node.name};
    static_assert(static_cast<int>(AddressSource::Address) == 0 &&
                  static_cast<int>(AddressSource::Hostname) == 1 &&
                  static_cast<int>(AddressSource::Name) == 2);
    const auto usable = std::find_if(hosts.begin() + static_cast<int>(source), hosts.end(), isUsableHost);
    return usable == hosts.end() ? std::string_view() : *usable;
}

std::string_view HostMaker::host(const Node &node)
{
    if (m_rule.pattern.empty())
        return targetHost(node, m_rule.source);
    constexpr std::array<std::pair<std::string_view, std::string_view Node::*>, 3> places{
        {{"{node}", &Node::name}, {"{hostname}", &Node::hostname}, {"{address}", &Node::address}}};
    std::string host;
    for (std::string_view rest = m_rule.pattern; !rest.empty();) {
        const auto place =
            std::ranges::find_if(places, [rest](const auto &each) { return rest.starts_with(each.first); });
        if (place == places.end()) {
            host += rest.front();
            rest.remove_prefix(1);
            continue;
        }
        if ((node.*place->second).empty())
            return {};
        host += node.*place->second;
        rest.remove_prefix(place->first.size());
    }
    return isUsableHost(host) ? std::string_view(m_made.emplace_back(std::move(host))) : std::string_view();
}

TargetHosts::TargetHosts(const NodeLists &lists, HostRule rule)
    : m_maker(std::move(rule))
{
    std::size_t nodes = 0;
    for (const auto &list : lists)
        nodes += list->nodes.size();
    m_hosts.reserve(nodes);
    m_ranks.resize(nodes);
    for (const auto &list : lists) {
        for (const Node &node : list->nodes)
            m_hosts.push_back(m_maker.host(node));
    }

    std::vector<std::uint32_t> order(m_hosts.size());
    std::iota(order.begin(), order.end(), 0U);
    const auto before = [this](std::uint32_t left, std::uint32_t right) {
        return std::is_lt(compareNaturally(m_hosts[left], m_hosts[right]));
    };
    // Hosts that are the nodes' names are in order already.
    if (!std::ranges::is_sorted(order, before))
        std::ranges::sort(order, before);
    std::uint32_t rank = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (i > 0 && m_hosts[order[i]] != m_hosts[order[i - 1]])
            ++rank;
        m_ranks[order[i]] = rank;
    }
}

std::string hostAndPort(std::string_view host, Port port)
{
    std::array<char, 8> buffer; // ':' and at most five digits
    buffer[0] = ':';
    const auto [end, error] = std::to_chars(buffer.data() + 1, buffer.data() + buffer.size(), port);
    Q_ASSERT(error == std::errc());
    const std::string_view colonAndPort(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
    const bool needsBrackets = host.find(':') != std::string_view::npos && !host.starts_with('[');

    std::string text;
    text.reserve(host.size() + colonAndPort.size() + (needsBrackets ? 2 : 0));
    if (needsBrackets)
        text.append("[").append(host).append("]");
    else
        text.append(host);
    return text.append(colonAndPort);
}

} // namespace slurmsd
