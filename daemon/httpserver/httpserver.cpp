// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/httpserver/httpserver.h"

#include "daemon/httpserver/clientconnection.h"
#include "daemon/httpserver/connectionlistener.h"
#include "daemon/httpserver/listeners.h"
#include "daemon/httpserver/qthttpservercompat.h"

#include <QUrl>

#include <sys/resource.h>
#include <utility>

namespace slurmsd {

namespace {

HttpMethod methodOf(const QHttpServerRequest &request)
{
    switch (request.method()) {
    case QHttpServerRequest::Method::Get:
        return HttpMethod::Get;
    case QHttpServerRequest::Method::Head:
        return HttpMethod::Head;
    case QHttpServerRequest::Method::Post:
        return HttpMethod::Post;
    case QHttpServerRequest::Method::Put:
        return HttpMethod::Put;
    case QHttpServerRequest::Method::Delete:
        return HttpMethod::Delete;
    case QHttpServerRequest::Method::Options:
        return HttpMethod::Options;
    case QHttpServerRequest::Method::Patch:
        return HttpMethod::Patch;
    default:
        return HttpMethod::Other;
    }
}

HttpRequest toRequest(const QHttpServerRequest &qtRequest)
{
    HttpRequest request;
    request.method = methodOf(qtRequest);
    const QUrl url = qtRequest.url();
    request.path = percentDecode(url.path(QUrl::FullyEncoded).toStdString());
    request.query = parseQuery(url.query(QUrl::FullyEncoded).toStdString());
    for (const auto &[name, value] : qtcompat::headersOf(qtRequest))
        request.headers.emplace_back(name.toLower().toStdString(), value.toStdString());
    request.body = qtRequest.body();
    request.peer = qtRequest.remoteAddress();
    return request;
}

qtcompat::HeaderList headersOf(const HttpReply &reply)
{
    qtcompat::HeaderList headers;
    if (!reply.contentType.empty())
        headers.emplace_back("Content-Type", QByteArray::fromStdString(reply.contentType));
    for (const auto &[name, value] : reply.headers)
        headers.emplace_back(QByteArray::fromStdString(name), QByteArray::fromStdString(value));
    return headers;
}

} // namespace

class HttpServer::Backend : public qtcompat::HttpServerBase
{
public:
    Backend(HttpHandler handler, ConnectionTable &table)
        : m_handler(std::move(handler))
        , m_table(table)
    {}

    // QHttpServer takes connections from it, and owns it, from now on.
    void serve(std::unique_ptr<ConnectionListener> listener) { bind(listener.release()); }

private:
    // Every request that is handled, and its reply, comes by here.
    void answer(const QHttpServerRequest &qtRequest, QHttpServerResponder &responder) override
    {
        const HttpReply reply = m_handler(toRequest(qtRequest));
        m_table.current->announceBody(reply.body, reply.stream);
        qtcompat::writeReply(responder, reply.status, headersOf(reply), reply.body);
    }

    HttpHandler m_handler;
    ConnectionTable &m_table;
};

HttpServer::HttpServer(HttpHandler handler, const HttpLimits &limits)
    : m_table(std::make_unique<ConnectionTable>(limits))
    , m_backend(std::make_unique<Backend>(std::move(handler), *m_table))
    , m_listeners(std::make_unique<Listeners>(*m_table, [this](std::unique_ptr<ConnectionListener> listener) {
        m_backend->serve(std::move(listener));
    }))
{}

HttpServer::~HttpServer() { close(); }

Result<Done, std::string> HttpServer::listen(const std::vector<ListenAddress> &addresses)
{
    return m_listeners->listen(addresses);
}

Result<Done, std::string> HttpServer::adopt(const std::vector<int> &descriptors)
{
    return m_listeners->adopt(descriptors);
}

std::vector<ListenAddress> HttpServer::addresses() const { return m_listeners->addresses(); }

void HttpServer::setTls(const std::optional<QSslConfiguration> &tls) { m_table->policy.tls = tls; }

void HttpServer::setHeaders(const std::vector<std::pair<std::string, std::string>> &headers)
{
    m_table->policy.headers = extraHeaders(headers);
}

void HttpServer::setGate(RequestGate *gate) { m_table->policy.gate = gate; }

void HttpServer::setRefusalObserver(std::function<void(int status)> observer)
{
    m_table->policy.refused = std::move(observer);
}

std::size_t HttpServer::connections() const { return m_table->size(); }

void HttpServer::close()
{
    m_listeners->close();
    m_table->endAll();
}

void raiseFileLimit()
{
    rlimit files{};
    if (::getrlimit(RLIMIT_NOFILE, &files) == 0) {
        files.rlim_cur = files.rlim_max;
        ::setrlimit(RLIMIT_NOFILE, &files);
    }
}

} // namespace slurmsd
