// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/httpserver/requesthead.h"

#include "common/asciitext.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace slurmsd {

namespace {

using Refused = std::optional<HttpRefusal>;

bool isAlphanumeric(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

// RFC 9110, section 5.6.2.
bool isTokenCharacter(char c)
{
    return isAlphanumeric(c) ||
           (c != '\0' && std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos);
}

bool isToken(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), isTokenCharacter);
}

bool isControl(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

bool isDigits(std::string_view text) { return !text.empty() && std::ranges::all_of(text, isDigit); }

// Is `token` an item of this comma-separated list?
bool listHas(std::string_view list, std::string_view token)
{
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(','), list.size());
        if (equalsIgnoringCase(trimmed(list.substr(0, end)), token))
            return true;
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return false;
}

// "host", "host:port", "[v6]" or "[v6]:port"; empty is right too (RFC 9112, section 3.2).
bool isHost(std::string_view host)
{
    const std::size_t bracket = host.starts_with('[') ? host.find(']') : 0;
    if (bracket == std::string_view::npos)
        return false;
    const std::size_t colon = host.find(':', bracket);
    const std::string_view port = colon == std::string_view::npos ? "" : host.substr(colon + 1);
    if (!port.empty() && (!isDigits(port) || port.size() > 5 || std::stoi(std::string(port)) > 65535))
        return false;
    const std::string_view name = host.substr(0, colon);
    const std::string_view extra = bracket > 0 ? ":[]" : "";
    return (bracket == 0 || bracket + 1 == name.size()) &&
           std::all_of(name.begin(), name.end(), [extra](char c) {
               return isAlphanumeric(c) ||
                      std::string_view("-._~%!$&'()*+,;=").find(c) != std::string_view::npos ||
                      extra.find(c) != std::string_view::npos;
           });
}

// Parses line by line; each step says what it refuses, or nothing.
class HeadParser
{
public:
    HeadParser(std::string_view bytes, const HttpLimits &limits)
        : m_bytes(bytes)
        , m_limits(limits)
    {}

    Result<std::optional<RequestHead>, HttpRefusal> parse();

private:
    Refused parseRequestLine(std::string_view line);
    Refused parseTarget(std::string_view target);
    Refused parseVersion(std::string_view version);
    Refused parseHeaderLine(std::string_view line);
    Refused note(std::string_view name, std::string_view value);
    Refused noteContentLength(std::string_view value);
    Refused judge() const;
    Refused judgeStart(std::size_t begin, std::size_t end) const;
    std::string lineName() const { return "header line " + std::to_string(m_head.headers.size() + 1); }

    std::string_view m_bytes;
    const HttpLimits &m_limits;
    RequestHead m_head;
    bool m_hasRequestLine = false;
    bool m_hasContentLength = false;
    bool m_saysClose = false;
    bool m_saysKeepAlive = false;
    int m_hosts = 0;
    std::string_view m_transferEncoding;
};

Result<std::optional<RequestHead>, HttpRefusal> HeadParser::parse()
{
    std::size_t position = 0;
    // Empty lines before a request are to be ignored: some clients end a body with one.
    while (m_bytes.substr(position).starts_with("\r\n"))
        position += 2;

    for (;;) {
        const std::size_t end = std::min(m_bytes.find('\n', position), m_bytes.size());
        if (Refused refusal = judgeStart(position, end))
            return Failure{*std::move(refusal)};
        if (end == m_bytes.size())
            return std::optional<RequestHead>();
        std::string_view line = m_bytes.substr(position, end - position);
        if (!line.ends_with('\r'))
            return Failure{
                HttpRefusal{400, "every line of a request must end with CR LF, one ends with LF alone"}};
        line.remove_suffix(1);
        position = end + 1;
        if (m_hasRequestLine && line.empty())
            break;
        if (Refused refusal = m_hasRequestLine ? parseHeaderLine(line) : parseRequestLine(line))
            return Failure{*std::move(refusal)};
    }
    m_head.size = position;
    if (Refused refusal = judge())
        return Failure{*std::move(refusal)};
    m_head.keepsAlive = !m_saysClose && (!m_head.isHttp10 || m_saysKeepAlive);
    return std::optional(std::move(m_head));
}

// What can be said against a line, finished or not, before it is looked into.
Refused HeadParser::judgeStart(std::size_t begin, std::size_t end) const
{
    const std::size_t length = end - begin;
    const std::string_view line = m_bytes.substr(begin, length);
    if (!m_hasRequestLine) {
        if (!line.empty() && line != "\r" && !isTokenCharacter(line.front()))
            return HttpRefusal{400, "a request must start with a method, as in GET /targets HTTP/1.1"};
        // Room for the method and the version beside the target.
        if (length > m_limits.lineBytes + 64)
            return HttpRefusal{414, "the request target is longer than " +
                                        std::to_string(m_limits.lineBytes) + " bytes"};
    } else if (length > m_limits.lineBytes) {
        return HttpRefusal{431,
                           lineName() + " is longer than " + std::to_string(m_limits.lineBytes) + " bytes"};
    }
    if (end > m_limits.headBytes)
        return HttpRefusal{431, "the request's head is longer than " + std::to_string(m_limits.headBytes) +
                                    " bytes"};
    return std::nullopt;
}

Refused HeadParser::parseRequestLine(std::string_view line)
{
    const std::size_t first = line.find(' ');
    const std::size_t last = line.rfind(' ');
    const bool hasThreeParts = first != std::string_view::npos && last > first + 1;
    if (!hasThreeParts || !isToken(line.substr(0, first)))
        return HttpRefusal{400, "the request line must be a method, a target and a version with one space "
                                "between them, as in GET /targets HTTP/1.1"};
    m_head.method = line.substr(0, first);
    m_hasRequestLine = true;
    if (Refused refusal = parseVersion(line.substr(last + 1)))
        return refusal;
    return parseTarget(line.substr(first + 1, last - first - 1));
}

Refused HeadParser::parseVersion(std::string_view version)
{
    m_head.isHttp10 = version == "HTTP/1.0";
    if (m_head.isHttp10 || version == "HTTP/1.1")
        return std::nullopt;
    const bool isOther = version.size() == 8 && version.starts_with("HTTP/") &&
                         isDigits(version.substr(5, 1)) && version[6] == '.' && isDigits(version.substr(7));
    if (isOther)
        return HttpRefusal{505, "this server speaks HTTP/1.1 and HTTP/1.0, not " + std::string(version)};
    return HttpRefusal{400, "the request line must end with HTTP/1.1 or HTTP/1.0"};
}

Refused HeadParser::parseTarget(std::string_view target)
{
    if (target.size() > m_limits.lineBytes)
        return HttpRefusal{414, "the request target is longer than " + std::to_string(m_limits.lineBytes) +
                                    " bytes"};
    if (std::any_of(target.begin(), target.end(),
                    [](char c) { return c == ' ' || isControl(c) || c == '#'; }))
        return HttpRefusal{400, "the request target has a space, a control character or a '#' in it"};
    // A proxy may be sent the whole URL, and a server must take it too (RFC 9112, section 3.2.2).
    constexpr std::string_view scheme = "http://";
    if (target.size() > scheme.size() && equalsIgnoringCase(target.substr(0, scheme.size()), scheme)) {
        const std::size_t path = target.find_first_of("/?", scheme.size());
        target = path == std::string_view::npos ? "/" : target.substr(path);
    }
    if (!target.starts_with('/'))
        return HttpRefusal{400, "the request target must start with '/'"};
    m_head.target = target;
    return std::nullopt;
}

Refused HeadParser::parseHeaderLine(std::string_view line)
{
    if (m_head.headers.size() == m_limits.headerLines)
        return HttpRefusal{431, "the request has more than " + std::to_string(m_limits.headerLines) +
                                    " header lines"};
    if (line.starts_with(' ') || line.starts_with('\t'))
        return HttpRefusal{400, lineName() + " starts with white space: folded headers are obsolete"};
    const std::size_t colon = std::min(line.find(':'), line.size());
    const std::string_view name = line.substr(0, colon);
    if (colon == line.size() || !isToken(name))
        return HttpRefusal{400, lineName() + " must be a name, a colon right behind it, and a value"};
    const std::string_view value = trimmed(line.substr(colon + 1));
    if (std::any_of(value.begin(), value.end(), [](char c) { return isControl(c) && c != '\t'; }))
        return HttpRefusal{400, lineName() + " has a control character in its value"};
    m_head.headers.emplace_back(name, value);
    return note(name, value);
}

// Remembers what the headers say about the connection and the body.
Refused HeadParser::note(std::string_view name, std::string_view value)
{
    if (equalsIgnoringCase(name, "host")) {
        ++m_hosts;
        if (!isHost(value))
            return HttpRefusal{400, "the header Host must be a host name or address, and maybe a port"};
    } else if (equalsIgnoringCase(name, "content-length")) {
        return noteContentLength(value);
    } else if (equalsIgnoringCase(name, "transfer-encoding")) {
        m_transferEncoding = value.empty() ? std::string_view("?") : value;
    } else if (equalsIgnoringCase(name, "connection")) {
        m_saysClose = m_saysClose || listHas(value, "close");
        m_saysKeepAlive = m_saysKeepAlive || listHas(value, "keep-alive");
    } else if (equalsIgnoringCase(name, "expect")) {
        if (!equalsIgnoringCase(value, "100-continue"))
            return HttpRefusal{417, "the only expectation this server can meet is 100-continue"};
        m_head.expectsContinue = true;
    }
    return std::nullopt;
}

Refused HeadParser::noteContentLength(std::string_view value)
{
    if (m_hasContentLength)
        return HttpRefusal{400, "the header Content-Length is there more than once"};
    m_hasContentLength = true;
    if (!isDigits(value))
        return HttpRefusal{400, "the header Content-Length must be a whole number"};
    const auto parsed = std::from_chars(value.data(), value.data() + value.size(), m_head.contentLength);
    if (parsed.ec != std::errc() || m_head.contentLength > m_limits.bodyBytes)
        return HttpRefusal{413, "the request's body is longer than " + std::to_string(m_limits.bodyBytes) +
                                    " bytes"};
    return std::nullopt;
}

// What only the whole head shows.
Refused HeadParser::judge() const
{
    if (!m_transferEncoding.empty()) {
        if (m_hasContentLength)
            return HttpRefusal{400, "a request cannot have both Content-Length and Transfer-Encoding"};
        if (equalsIgnoringCase(m_transferEncoding, "chunked"))
            return HttpRefusal{411, "this server takes no chunked bodies: send Content-Length"};
        return HttpRefusal{501, "this server knows no such Transfer-Encoding: send Content-Length"};
    }
    if (m_hosts > 1)
        return HttpRefusal{400, "the header Host is there more than once"};
    if (m_hosts == 0 && !m_head.isHttp10)
        return HttpRefusal{400, "the header Host is missing"};
    return std::nullopt;
}

// A password has been looked at by then, and goes no further.
bool concernsConnection(std::string_view name)
{
    static constexpr std::array<std::string_view, 9> names{
        "authorization",    "connection", "expect",  "http2-settings", "keep-alive",
        "proxy-connection", "te",         "trailer", "upgrade",
    };
    return std::any_of(names.begin(), names.end(),
                       [name](std::string_view candidate) { return equalsIgnoringCase(name, candidate); });
}

void append(QByteArray &bytes, std::string_view text)
{
    bytes.append(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

Result<std::optional<RequestHead>, HttpRefusal> parseRequestHead(std::string_view bytes,
                                                                 const HttpLimits &limits)
{
    return HeadParser(bytes, limits).parse();
}

QByteArray forwardedHead(const RequestHead &head)
{
    QByteArray bytes;
    bytes.reserve(static_cast<qsizetype>(head.size) + 16);
    append(bytes, head.method);
    append(bytes, " ");
    // A target with two slashes in front would be read as a URL with a host.
    const bool isDoubled = head.target.starts_with("//");
    append(bytes, isDoubled ? "/%2F" : "");
    append(bytes, head.target.substr(isDoubled ? 2 : 0));
    append(bytes, " HTTP/1.1\r\n");
    for (const auto &[name, value] : head.headers) {
        if (concernsConnection(name))
            continue;
        append(bytes, name);
        append(bytes, ": ");
        append(bytes, value);
        append(bytes, "\r\n");
    }
    append(bytes, "\r\n");
    return bytes;
}

} // namespace slurmsd
