// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/httpserver/replyhead.h"

#include "daemon/httpserver/httpmessage.h"

#include <chrono>

namespace slurmsd {

const QByteArray &dateHeader()
{
    using namespace std::chrono;
    static QByteArray header;
    static sys_seconds formatted;
    const auto now = floor<seconds>(system_clock::now());
    if (header.isEmpty() || now != formatted) {
        header = QByteArray::fromStdString("Date: " + httpDate(now) + "\r\n");
        formatted = now;
    }
    return header;
}

std::vector<ExtraHeader> extraHeaders(const std::vector<std::pair<std::string, std::string>> &headers)
{
    std::vector<ExtraHeader> extra;
    for (const auto &[name, value] : headers) {
        const QByteArray key = "\r\n" + QByteArray::fromStdString(name).toLower() + ':';
        extra.push_back(
            {QByteArray::fromStdString(name) + ": " + QByteArray::fromStdString(value) + "\r\n", key});
    }
    return extra;
}

namespace {

// `key`: as in ExtraHeader. `lower`: the head in lower case.
void removeHeader(QByteArray &head, QByteArray &lower, QByteArrayView key)
{
    for (qsizetype begin = lower.indexOf(key); begin >= 0; begin = lower.indexOf(key, begin)) {
        const qsizetype length = lower.indexOf("\r\n", begin + 2) - begin;
        head.remove(begin, length);
        lower.remove(begin, length);
    }
}

} // namespace

bool finishReplyHead(QByteArray &head, const ReplyContext &context, const std::vector<ExtraHeader> &headers)
{
    const QByteArrayView status = QByteArrayView(head).sliced(9, 3);
    const bool hasNoBody = status == "204" || status == "304";
    QByteArray lower = head.toLower();
    removeHeader(head, lower, "\r\nconnection:");
    removeHeader(head, lower, "\r\nkeep-alive:");
    if (hasNoBody || context.streamedBytes)
        removeHeader(head, lower, "\r\ncontent-length:");
    if (!hasNoBody && context.streamedBytes)
        head += "Content-Length: " + QByteArray::number(*context.streamedBytes) + "\r\n";
    for (const ExtraHeader &header : headers) {
        if (!lower.contains(header.key))
            head += header.line;
    }
    head += dateHeader();
    if (!context.keepsAlive)
        head += "Connection: close\r\n";
    else if (context.isHttp10)
        head += "Connection: keep-alive\r\n";
    head += "\r\n";
    return hasNoBody || context.isHead;
}

} // namespace slurmsd
