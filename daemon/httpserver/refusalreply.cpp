// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/httpserver/refusalreply.h"

#include "daemon/httpserver/httpmessage.h"

namespace slurmsd {

namespace {

struct StatusText
{
    const char *reason;
    const char *errorType; // as the Prometheus API names it
};

StatusText textOf(int status)
{
    switch (status) {
    case 400:
        return {"Bad Request", "bad_data"};
    case 401:
        return {"Unauthorized", "unauthorized"};
    case 403:
        return {"Forbidden", "forbidden"};
    case 408:
        return {"Request Timeout", "timeout"};
    case 411:
        return {"Length Required", "bad_data"};
    case 413:
        return {"Content Too Large", "bad_data"};
    case 414:
        return {"URI Too Long", "bad_data"};
    case 417:
        return {"Expectation Failed", "bad_data"};
    case 431:
        return {"Request Header Fields Too Large", "bad_data"};
    case 501:
        return {"Not Implemented", "bad_data"};
    case 503:
        return {"Service Unavailable", "unavailable"};
    case 505:
        return {"HTTP Version Not Supported", "bad_data"};
    default:
        return {"Internal Server Error", "internal"};
    }
}

} // namespace

std::pair<QByteArray, QByteArray> refusalReply(const HttpRefusal &refusal)
{
    const StatusText text = textOf(refusal.status);
    const std::string errorType = refusal.errorType.empty() ? text.errorType : refusal.errorType;
    const QByteArray body = HttpReply::error(refusal.status, errorType, refusal.message).body;
    QByteArray head =
        "HTTP/1.1 " + QByteArray::number(refusal.status) + ' ' + text.reason +
        "\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n";
    for (const auto &[name, value] : refusal.headers)
        head += QByteArray::fromStdString(name + ": " + value + "\r\n");
    return {std::move(head), body};
}

} // namespace slurmsd
