// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/configvalues.h"
#include "common/result.h"
#include "daemon/httpserver/httpmessage.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace slurmsd {

// Who may change something through HTTP. Whether the client has logged in is not asked here (basicauth.h,
// client certificates); this is about a web browser that has, or that can reach what its attacker cannot, and
// that a page of somebody else makes send requests.

struct WriteRules
{
    bool isEnabled = false;
    std::string_view flag; // what enables it: "--web.enable-lifecycle"
    // Names of this server, besides localhost and IP addresses; in lower case.
    std::span<const std::string> hostNames;
};

// What is answered instead of changing anything; nothing when the request may go on. In this order:
//  403  it is not enabled;
//  403  the Host is neither an IP address nor localhost nor one of the names: a page of an attacker whose
//       name resolves to this server (DNS rebinding) is of the same origin to the browser;
//  403  the Origin is another than the Host, whatever their schemes (a proxy may add TLS), or
//       Sec-Fetch-Site says that another site is asking;
//  415  there is a body and its Content-Type is not JSON or YAML: a page can send no other type to a foreign
//       server without asking first (CORS), but these three: text/plain and those of forms. These are refused
//       without a body too when a browser sends them; but not from `curl -d ''`. Without body and type is
//       fine, as of `curl -X POST`.
std::optional<HttpReply> refuseWrite(const HttpRequest &request, const WriteRules &rules);

// May the daemon start like this? Writes are on only where nobody else can reach them, or where everybody has
// to log in (basic auth, or client certificates that are required and verified). The error says why not, and
// what to do instead.
Result<Done, std::string> checkWriteExposure(std::span<const ListenAddress> addresses, bool hasWritesEnabled,
                                             bool hasAuth);

} // namespace slurmsd
