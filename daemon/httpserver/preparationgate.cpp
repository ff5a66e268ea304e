// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/httpserver/preparationgate.h"

#include "common/asciitext.h"

#include <memory>
#include <utility>

namespace slurmsd {

namespace {

// As the handler will get it.
HttpRequest requestOf(const RequestHead &head, std::string path, std::string_view query,
                      const QHostAddress &peer)
{
    HttpRequest request;
    request.method = head.method == "HEAD" ? HttpMethod::Head : HttpMethod::Get;
    request.path = std::move(path);
    request.query = parseQuery(query);
    for (const auto &[name, value] : head.headers)
        request.headers.emplace_back(asciiLower(name), value);
    request.peer = peer;
    return request;
}

} // namespace

void PreparationGate::add(std::string path, Prepare prepare)
{
    m_paths.insert_or_assign(std::move(path), std::move(prepare));
}

std::optional<RequestGate::Decision> PreparationGate::decide(const RequestHead &head,
                                                             const QHostAddress &peer, QObject *context,
                                                             Decided decided)
{
    const std::size_t mark = head.target.find('?');
    std::string path = percentDecode(head.target.substr(0, mark));
    const auto found = m_paths.find(path);
    if (found == m_paths.end() || (head.method != "GET" && head.method != "HEAD"))
        return m_first.decide(head, peer, context, std::move(decided));

    const std::string_view query =
        mark == std::string_view::npos ? std::string_view() : head.target.substr(mark + 1);
    // The head is gone by the time of a late decision.
    const auto request = std::make_shared<HttpRequest>(requestOf(head, std::move(path), query, peer));
    const auto isWaiting = [&prepare = found->second, request, context](const Decided &decide) {
        return prepare(*request, context, [decide] { decide(Decision()); });
    };
    const auto early = m_first.decide(head, peer, context, [isWaiting, decided](const Decision &decision) {
        if (decision || !isWaiting(decided))
            decided(decision);
    });
    if (!early || *early)
        return early;
    return isWaiting(decided) ? std::nullopt : early;
}

} // namespace slurmsd
