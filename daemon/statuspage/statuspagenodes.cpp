// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/statuspage/statuspageparts.h"

#include <QUrl>

#include <algorithm>

namespace slurmsd {

namespace {

// A longer part is cut in several, so that a link shows what is said of tens of nodes, not of hundreds, and
// the form has room for its hostlist.
constexpr std::size_t maxPartBytes = 80;
constexpr std::size_t maxParts = 40; // of a state class

// The first part of a hostlist that is not empty, "gpu[003,007-009]", which is taken off it. Within a long
// bracket it ends at a comma; the rest stays a hostlist: "gpu[003,007" and "gpu[009]".
std::string takePart(std::string &hostlist)
{
    const std::size_t open = std::min(hostlist.find('['), hostlist.size());
    const std::size_t close = hostlist.find(']', open);
    std::size_t end = hostlist.find(',');
    if (end > open)
        end = hostlist.find(',', close);
    const std::string all = hostlist.substr(0, end);
    const std::size_t cut = all.size() > maxPartBytes ? all.rfind(',', maxPartBytes) : std::string::npos;
    if (cut != std::string::npos && cut > open) {
        hostlist = all.substr(0, open + 1) + hostlist.substr(cut + 1);
        return all.substr(0, cut) + ']';
    }
    hostlist.erase(0, end == std::string::npos ? end : end + 1);
    return all;
}

std::string searchUrl(const std::string &hostlist)
{
    return "/?node=" + QUrl::toPercentEncoding(QString::fromStdString(hostlist)).toStdString();
}

void writeLinks(HtmlWriter &html, std::string hostlist)
{
    for (std::size_t part = 0; !hostlist.empty() && part < maxParts; ++part) {
        const std::string names = takePart(hostlist);
        html.element("a", {{"href", searchUrl(names)}}, names);
        html.text(" ");
    }
    if (!hostlist.empty())
        html.text("…");
}

} // namespace

void writeOutOfService(HtmlWriter &html, const ClusterStatus &cluster)
{
    if (cluster.outOfService.empty())
        return;
    html.element("h3", {}, "Not in service");
    html.nest("dl", {{"class", "names"}}, [&] {
        for (const NodesOfState &nodes : cluster.outOfService)
            writeFact(html, toString(nodes.stateClass), [&] { writeLinks(html, nodes.names); });
    });
}

} // namespace slurmsd
