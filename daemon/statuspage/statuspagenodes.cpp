// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/wording.h"
#include "daemon/statuspage/statuspageparts.h"

#include <QUrl>

#include <algorithm>

namespace slurmsd {

namespace {

// A longer part is cut in several, so that a link shows what is said of tens of nodes, not of hundreds, and
// the form has room for its hostlist.
constexpr std::size_t maxPartBytes = 80;
constexpr std::size_t maxParts = 40; // of a state class

constexpr std::size_t maxOpenBytes = 200; // more names show on demand

// The first part of a hostlist that is not empty, "gpu[003,007-009]", which is taken off it. Within a long
// bracket it ends at a comma; the rest stays a hostlist: "gpu[003,007" and "gpu[009]".
std::string takePart(std::string &hostlist)
{
    const std::size_t open = std::min(hostlist.find('['), hostlist.size());
    const std::size_t close = hostlist.find(']', open);
    std::size_t end = hostlist.find(',');
    if (end > open)
        end = hostlist.find(',', close);
    std::string all = hostlist.substr(0, end);
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

// A line may end behind each comma.
void writeNames(HtmlWriter &html, std::string_view names)
{
    while (!names.empty()) {
        const std::size_t length = std::min(names.find(','), names.size() - 1) + 1;
        html.text(names.substr(0, length));
        names.remove_prefix(length);
        if (!names.empty())
            html.voidElement("wbr", {});
    }
}

void writeLinks(HtmlWriter &html, std::string hostlist)
{
    for (std::size_t part = 0; !hostlist.empty() && part < maxParts; ++part) {
        const std::string names = takePart(hostlist);
        html.nest("a", {{"href", searchUrl(names)}}, [&] { writeNames(html, names); });
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
    for (const NodesOfState &nodes : cluster.outOfService) {
        const std::size_t count = cluster.states[static_cast<std::size_t>(nodes.stateClass)];
        const auto write = [&] {
            html.element("summary", {}, groupedDigits(count) + ' ' + std::string(toString(nodes.stateClass)));
            writeLinks(html, nodes.names);
        };
        if (nodes.names.size() <= maxOpenBytes)
            html.nest("details", {{"open", "open"}}, write);
        else
            html.nest("details", {}, write);
    }
}

} // namespace slurmsd
