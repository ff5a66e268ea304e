// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractHttpServer>
#include <QHttpServerRequest>
#include <QHttpServerResponder>
#include <QtGlobal>

#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
#include <QHttpHeaders>
#else
#include <QTcpSocket>
#endif

#include <utility>
#include <vector>

// Everything in which Qt HttpServer 6.8 differs from 6.4, for as long as Debian 12 is supported: handlers get
// a responder and not a socket, headers have a type of their own, and bind() reports success.
namespace slurmsd::qtcompat {

using HeaderList = std::vector<std::pair<QByteArray, QByteArray>>;

// A server whose every request comes to answer().
class HttpServerBase : public QAbstractHttpServer
{
protected:
    // Writes one whole reply, at once.
    virtual void answer(const QHttpServerRequest &request, QHttpServerResponder &responder) = 0;

#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    bool handleRequest(const QHttpServerRequest &request, QHttpServerResponder &responder) final
    {
        answer(request, responder);
        return true;
    }
    void missingHandler(const QHttpServerRequest &, QHttpServerResponder &) final {}
#else
    bool handleRequest(const QHttpServerRequest &request, QTcpSocket *socket) final
    {
        QHttpServerResponder responder = makeResponder(request, socket);
        answer(request, responder);
        return true;
    }
    void missingHandler(const QHttpServerRequest &, QTcpSocket *) final {}
#endif
};

// Status line, these headers, Content-Length and body.
inline void writeReply(QHttpServerResponder &responder, int status, const HeaderList &headers,
                       const QByteArray &body)
{
    const auto code = static_cast<QHttpServerResponder::StatusCode>(status);
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    QHttpHeaders all;
    for (const auto &[name, value] : headers)
        all.append(name, value);
    responder.write(body, all, code);
#else
    responder.writeStatusLine(code);
    for (const auto &[name, value] : headers)
        responder.writeHeader(name, value);
    responder.writeHeader("Content-Length", QByteArray::number(body.size()));
    responder.writeBody(body);
#endif
}

// The headers of a request in order.
inline HeaderList headersOf(const QHttpServerRequest &request)
{
    HeaderList headers;
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    const QHttpHeaders &all = request.headers();
    for (qsizetype i = 0; i < all.size(); ++i) {
        const QLatin1StringView name = all.nameAt(i);
        headers.emplace_back(QByteArray(name.data(), name.size()), all.valueAt(i).toByteArray());
    }
#else
    for (const auto &[name, value] : request.headers())
        headers.emplace_back(name, value);
#endif
    return headers;
}

} // namespace slurmsd::qtcompat
