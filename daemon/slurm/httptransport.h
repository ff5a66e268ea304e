// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/pollerror.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace slurmsd {

struct HttpGet
{
    std::string path; // as sent, percent-encoded; without the query
    std::vector<std::pair<std::string, std::string>>
        headers;         // beside Host, Connection, Accept and User-Agent
    std::string query{}; // as sent, behind the '?'; empty: none

    friend bool operator==(const HttpGet &, const HttpGet &) = default;
};

// What an answer says of itself before its body.
struct HttpHead
{
    int status = 0;
    std::string contentType;                    // as sent; empty when not given
    std::string location;                       // of a redirect
    std::optional<std::uint64_t> contentLength; // nothing when chunked or until the connection closes

    friend bool operator==(const HttpHead &, const HttpHead &) = default;
};

struct TransportLimits
{
    std::chrono::milliseconds timeout{}; // of one request, from connect to the last byte
    std::uint64_t maxBodyBytes = 0;
};

// Sends one GET at a time to one server and hands out the answer as it arrives, in pieces, so that memory
// does not grow with it. Each request has a connection of its own: polls are minutes apart, and a connection
// that idles meanwhile only costs slurmrestd a descriptor. Any answer is a success here, whatever its status;
// redirects are never followed. Lives on the event loop.
//
// A body without a length that ends with the connection is taken as complete (HTTP/1.0 proxies send such
// ones), over TCP now and then also a chunked one that is torn between two chunks (Qt 6.4 does not tell):
// whether it is whole, the end of its JSON document tells.
class HttpTransport : public QObject
{
    Q_OBJECT

public:
    // Starts a request that ends with exactly one finished() or failed(), never from within this call. Only
    // when none is under way; any slot may call it.
    void get(const HttpGet &request);
    // Ends the request under way, if any, without a further signal. Any slot may call it.
    void abort();

Q_SIGNALS:
    void headArrived(const slurmsd::HttpHead &head); // once, before any of the following
    void bodyArrived(std::string_view bytes);        // 256 KiB at most; valid during the signal only
    void finished();                                 // the whole answer has arrived
    void failed(const slurmsd::PollError &error);    // Connect, Timeout, Tls or TooLarge

protected:
    // `server` is what messages call it: "slurm.example.org:6820", or the socket's path.
    HttpTransport(std::string server, TransportLimits limits, QObject *parent);

    const std::string &server() const { return m_server; }
    // Between start() and stop().
    bool isBusy() const { return m_started; }
    bool hasHead() const { return m_head.has_value(); }

    // Connects and sends. Called from the event loop.
    virtual void start(const HttpGet &request) = 0;
    // Drops the connection; nothing may be delivered afterwards.
    virtual void stop() = 0;

    // What the implementation reports, in this order. Each of them may end the request: look at isBusy()
    // before the next.
    void deliverConnected();
    void deliverHead(HttpHead head);
    void deliverBody(std::string_view bytes);
    void deliverEnd();
    void deliverFailure(PollErrorClass errorClass, std::string message);
    // The server closed the connection before the answer was complete; `hint` ends the message where there
    // was none at all.
    void deliverTorn(std::string_view hint = {});

private:
    void end();
    void timeOut();
    std::string tooLarge() const;
    std::string received() const;

    std::string m_server;
    TransportLimits m_limits;
    HttpGet m_request;
    QTimer m_begin;
    QTimer m_deadline;
    bool m_busy = false;    // from get() on
    bool m_started = false; // from start() on
    bool m_connected = false;
    std::optional<HttpHead> m_head;
    std::uint64_t m_bodyBytes = 0;
};

} // namespace slurmsd
