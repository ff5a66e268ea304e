// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/targetaddress.h"

#include "gui/models/text.h"

#include <QStringList>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace slurmsd {

namespace {

// Where the host ends: before the colon of the port, or at the end.
std::size_t hostEnd(std::string_view address)
{
    const std::size_t colon = address.rfind(':');
    if (colon == std::string_view::npos || address.find(']', colon) != std::string_view::npos)
        return address.size();
    // A bare IPv6 address has no port.
    const bool isBare = !address.starts_with('[') && address.find(':') != colon;
    return isBare ? address.size() : colon;
}

} // namespace

std::string_view hostOf(std::string_view address)
{
    std::string_view host = address.substr(0, hostEnd(address));
    if (host.size() > 2 && host.starts_with('[') && host.ends_with(']'))
        host = host.substr(1, host.size() - 2);
    return host;
}

std::string_view portOf(std::string_view address)
{
    const std::size_t end = hostEnd(address);
    return end == address.size() ? std::string_view() : address.substr(end + 1);
}

const std::string *findLabel(const TargetGroup &group, std::string_view name)
{
    const auto found = std::ranges::find(group.labels, name, &Label::name);
    return found == group.labels.end() ? nullptr : &found->value;
}

QString shortLabelName(std::string_view name)
{
    for (const std::string_view prefix : {"__meta_slurm_", "__meta_"}) {
        if (name.starts_with(prefix) && name.size() > prefix.size())
            return toQString(name.substr(prefix.size()));
    }
    return toQString(name);
}

QString labelsInWords(const std::vector<Label> &labels)
{
    std::vector<const Label *> sorted;
    for (const Label &label : labels)
        sorted.push_back(&label);
    // What people look for comes first, since the end of a long line is cut.
    constexpr std::array<std::string_view, 4> first{"__meta_slurm_cluster", "__meta_slurm_node",
                                                    "__meta_slurm_partition", "__meta_state"};
    std::ranges::stable_sort(sorted, {}, [&first](const Label *label) {
        return std::ranges::find(first, label->name) - first.begin();
    });
    QStringList words;
    for (const Label *label : sorted) {
        // Lists come as ",a,b,".
        std::string_view value = label->value;
        if (value.size() > 2 && value.starts_with(',') && value.ends_with(','))
            value = value.substr(1, value.size() - 2);
        words += shortLabelName(label->name) + u' ' + (value.empty() ? u"–"_s : toQString(value));
    }
    return words.join(u" · "_s);
}

} // namespace slurmsd
