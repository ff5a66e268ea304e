// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/httptransport.h"

#include "common/configvalues.h"

namespace slurmsd {

HttpTransport::HttpTransport(std::string server, TransportLimits limits, QObject *parent)
    : QObject(parent)
    , m_server(std::move(server))
    , m_limits(limits)
{
    m_begin.setSingleShot(true);
    connect(&m_begin, &QTimer::timeout, this, [this] {
        m_started = true;
        start(m_request);
    });
    m_deadline.setSingleShot(true);
    m_deadline.setTimerType(Qt::PreciseTimer);
    connect(&m_deadline, &QTimer::timeout, this, &HttpTransport::timeOut);
}

void HttpTransport::get(const HttpGet &request)
{
    Q_ASSERT(!m_busy);
    m_request = request;
    m_busy = true;
    m_connected = false;
    m_head.reset();
    m_bodyBytes = 0;
    m_deadline.start(m_limits.timeout);
    m_begin.start(std::chrono::milliseconds(0));
}

void HttpTransport::abort()
{
    if (m_busy)
        end();
}

void HttpTransport::deliverConnected() { m_connected = true; }

void HttpTransport::deliverHead(HttpHead head)
{
    m_head = std::move(head);
    // These have no body, whatever their Content-Length says of another answer (RFC 9110, section 8.6).
    if (m_head->status < 200 || m_head->status == 204 || m_head->status == 304)
        m_head->contentLength.reset();
    if (m_head->contentLength.value_or(0) > m_limits.maxBodyBytes)
        deliverFailure(PollErrorClass::TooLarge, tooLarge());
    else
        Q_EMIT headArrived(*m_head);
}

void HttpTransport::deliverBody(std::string_view bytes)
{
    m_bodyBytes += bytes.size();
    if (m_bodyBytes > m_limits.maxBodyBytes)
        deliverFailure(PollErrorClass::TooLarge, tooLarge());
    else
        Q_EMIT bodyArrived(bytes);
}

void HttpTransport::deliverEnd()
{
    if (m_bodyBytes < m_head->contentLength.value_or(0)) {
        deliverTorn();
        return;
    }
    end();
    Q_EMIT finished();
}

void HttpTransport::deliverFailure(PollErrorClass errorClass, std::string message)
{
    end();
    Q_EMIT failed({errorClass, std::move(message)});
}

void HttpTransport::deliverTorn(std::string_view hint)
{
    deliverFailure(PollErrorClass::Connect, m_server + " closed the connection " +
                                                (m_head ? "in the middle of the answer, after " + received()
                                                        : "without an answer" + std::string(hint)));
}

void HttpTransport::end()
{
    m_busy = false;
    m_begin.stop();
    m_deadline.stop();
    if (std::exchange(m_started, false))
        stop();
}

void HttpTransport::timeOut()
{
    const std::string within = " within " + formatDuration(m_limits.timeout);
    if (!m_connected)
        deliverFailure(PollErrorClass::Timeout, "no connection to " + m_server + within);
    else if (!m_head)
        deliverFailure(PollErrorClass::Timeout, "no answer from " + m_server + within);
    else
        deliverFailure(PollErrorClass::Timeout,
                       "no complete answer from " + m_server + within + ", only " + received());
}

std::string HttpTransport::tooLarge() const
{
    return "the answer of " + m_server + " has more than " + std::to_string(m_limits.maxBodyBytes) +
           " bytes, the limit (slurm.max_response_bytes)";
}

std::string HttpTransport::received() const
{
    std::string text = std::to_string(m_bodyBytes);
    if (m_head->contentLength)
        text += " of " + std::to_string(*m_head->contentLength);
    return text + " bytes of the body";
}

} // namespace slurmsd
