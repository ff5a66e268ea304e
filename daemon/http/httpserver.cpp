// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/http/httpserver.h"

#include "daemon/http/connectionguard.h"
#include "daemon/http/guardedlistener.h"
#include "daemon/http/qthttpservercompat.h"

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

// An IPv4 client of a socket for both families comes as ::ffff:a.b.c.d.
QHostAddress plainAddress(const QHostAddress &address)
{
    bool isIpv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isIpv4);
    return isIpv4 ? QHostAddress(ipv4) : address;
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
    request.peer = plainAddress(qtRequest.remoteAddress());
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

QHostAddress toQt(const std::string &host)
{
    return host.empty() ? QHostAddress(QHostAddress::Any) : QHostAddress(QString::fromStdString(host));
}

std::string text(const ListenAddress &address)
{
    const bool isIpv6 = address.host.find(':') != std::string::npos;
    return (isIpv6 ? "[" + address.host + "]" : address.host) + ":" + std::to_string(address.port);
}

} // namespace

class HttpServer::Backend : public qtcompat::HttpServerBase
{
public:
    Backend(HttpHandler handler, ConnectionTable &table)
        : m_handler(std::move(handler))
        , m_table(table)
    {}

    void stopListening()
    {
        for (GuardedListener *listener : findChildren<GuardedListener *>())
            listener->close();
    }

    Result<Done, std::string> listen(const ListenAddress &address)
    {
        auto listener = std::make_unique<GuardedListener>(m_table);
        if (!listener->listen(toQt(address.host), address.port))
            return Failure{"cannot listen on " + text(address) + ": " +
                           listener->errorString().toStdString()};
        m_addresses.push_back({address.host, listener->serverPort()});
        bind(listener.release()); // QHttpServer is its parent now
        return Done{};
    }

    const std::vector<ListenAddress> &addresses() const { return m_addresses; }

private:
    // Every request that is handled, and its reply, comes by here.
    void answer(const QHttpServerRequest &qtRequest, QHttpServerResponder &responder) override
    {
        const HttpReply reply = m_handler(toRequest(qtRequest));
        m_table.current->announceBody(reply.body);
        qtcompat::writeReply(responder, reply.status, headersOf(reply), reply.body);
    }

    HttpHandler m_handler;
    ConnectionTable &m_table;
    std::vector<ListenAddress> m_addresses;
};

HttpServer::HttpServer(HttpHandler handler, const HttpLimits &limits)
    : m_table(std::make_unique<ConnectionTable>(limits))
    , m_backend(std::make_unique<Backend>(std::move(handler), *m_table))
{}

HttpServer::~HttpServer() { close(); }

Result<Done, std::string> HttpServer::listen(const ListenAddress &address)
{
    return m_backend->listen(address);
}

std::vector<ListenAddress> HttpServer::addresses() const { return m_backend->addresses(); }

std::size_t HttpServer::connections() const { return m_table->size(); }

void HttpServer::close()
{
    m_backend->stopListening();
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
