// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/httpserver/httpmessage.h"

#include "common/enumnames.h"
#include "common/jsontext.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace slurmsd {

namespace {

constexpr EnumNames<HttpMethod::Other> methodNames{"GET",    "HEAD",    "POST",  "PUT",
                                                   "DELETE", "OPTIONS", "PATCH", "OTHER"};

// A hexadecimal digit's value, or -1.
int hexValue(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    if (digit >= 'a' && digit <= 'f')
        return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F')
        return digit - 'A' + 10;
    return -1;
}

std::string decodeQueryPart(std::string_view text)
{
    std::string spaced(text);
    std::replace(spaced.begin(), spaced.end(), '+', ' ');
    return percentDecode(spaced);
}

} // namespace

std::string_view toString(HttpMethod method) { return methodNames[method]; }

std::string percentDecode(std::string_view text)
{
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool isEscape =
            text[i] == '%' && i + 2 < text.size() && hexValue(text[i + 1]) >= 0 && hexValue(text[i + 2]) >= 0;
        if (isEscape) {
            decoded += static_cast<char>(hexValue(text[i + 1]) * 16 + hexValue(text[i + 2]));
            i += 2;
        } else {
            decoded += text[i];
        }
    }
    return decoded;
}

std::vector<std::pair<std::string, std::string>> parseQuery(std::string_view text)
{
    std::vector<std::pair<std::string, std::string>> query;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('&'), text.size());
        const std::string_view item = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (item.empty())
            continue;
        const std::size_t equals = std::min(item.find('='), item.size());
        query.emplace_back(decodeQueryPart(item.substr(0, equals)),
                           decodeQueryPart(item.substr(std::min(equals + 1, item.size()))));
    }
    return query;
}

std::optional<std::string_view> HttpRequest::header(std::string_view name) const
{
    for (const auto &[candidate, value] : headers) {
        if (candidate == name)
            return value;
    }
    return std::nullopt;
}

std::string httpDate(std::chrono::system_clock::time_point time)
{
    using namespace std::chrono;
    constexpr std::array weekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = floor<days>(time);
    const year_month_day date(day);
    const hh_mm_ss clock(floor<seconds>(time - day));
    std::array<char, 64> text;
    const int length = std::snprintf(
        text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d GMT", weekdays[weekday(day).c_encoding()],
        static_cast<unsigned>(date.day()), months[static_cast<unsigned>(date.month()) - 1],
        static_cast<int>(date.year()), static_cast<int>(clock.hours().count()),
        static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()));
    return {text.data(), static_cast<std::size_t>(length)};
}

HttpReply HttpReply::error(int status, std::string_view errorType, std::string_view message)
{
    JsonObject object;
    object.addText("status", "error");
    object.addText("errorType", errorType);
    object.addText("error", message);
    HttpReply reply;
    reply.status = status;
    reply.contentType = "application/json";
    reply.body = QByteArray::fromStdString(object.text());
    return reply;
}

} // namespace slurmsd
