// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/httpserver/router.h"

#include <algorithm>
#include <utility>

namespace slurmsd {

namespace {

HttpReply notFound(const std::string &path)
{
    return HttpReply::error(404, "not_found", "there is no page \"" + path + "\"");
}

HttpReply notAllowed(const HttpRequest &request, const std::string &allowed)
{
    const std::string method =
        request.method == HttpMethod::Other ? "this method" : std::string(toString(request.method));
    HttpReply reply =
        HttpReply::error(405, "bad_data", request.path + " does not support " + method + ", only " + allowed);
    reply.headers.emplace_back("Allow", allowed);
    return reply;
}

} // namespace

void Router::add(HttpMethod method, std::string path, HttpHandler handler, QueryParameters parameters)
{
    Q_ASSERT(method != HttpMethod::Head && method != HttpMethod::Other);
    Q_ASSERT(path.starts_with('/'));
    const bool isNew =
        m_paths[std::move(path)].emplace(method, Route{std::move(handler), std::move(parameters)}).second;
    Q_ASSERT(isNew);
    Q_UNUSED(isNew)
}

const Router::Methods *Router::methodsOf(const std::string &path) const
{
    if (const auto page = m_paths.find(path); page != m_paths.end())
        return &page->second;
    const auto above =
        std::ranges::find_if(m_paths, [&path](const auto &page) { return isBelow(path, page.first); });
    return above == m_paths.end() ? nullptr : &above->second;
}

HttpReply Router::handle(const HttpRequest &request) const
{
    const Methods *const found = methodsOf(request.path);
    if (found == nullptr)
        return notFound(request.path);
    const Methods &methods = *found;
    const HttpMethod method = request.method == HttpMethod::Head ? HttpMethod::Get : request.method;
    if (const auto route = methods.find(method); route != methods.end()) {
        auto refused = refuseQuery(request, route->second.parameters);
        return refused ? *std::move(refused) : route->second.handler(request);
    }

    std::string allowed;
    for (const auto &[name, route] : methods) {
        allowed += allowed.empty() ? "" : ", ";
        allowed += name == HttpMethod::Get ? "GET, HEAD" : toString(name);
    }
    return notAllowed(request, allowed);
}

} // namespace slurmsd
