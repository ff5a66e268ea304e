// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/wording.h"
#include "daemon/targets/targetdiff.h"

#include <algorithm>

namespace slurmsd {

namespace {

constexpr std::size_t maxNamed = LabelChange::maxNamed;

// " (n1:9100, n2:9100, …)": ten of that many, each once.
std::string namesInWords(const std::vector<std::string> &targets, std::size_t count)
{
    std::string text;
    for (std::size_t i = 0; i < std::min(targets.size(), maxNamed); ++i) {
        if (i == 0 || targets[i] != targets[i - 1])
            text.append(i == 0 ? " (" : ", ").append(printable(targets[i]));
    }
    return text + (count > maxNamed ? ", …)" : ")");
}

// Appends "3 targets came" and the like; nothing when there are none. Only the first such part of a text has
// the noun.
void appendCount(std::string &text, std::size_t count, std::string_view verb)
{
    const bool isFirst = text.empty();
    text += (isFirst ? "" : ", ") + groupedDigits(count);
    if (isFirst)
        text += count == 1 ? " target" : " targets";
    text.append(" ").append(verb);
}

void appendChange(std::string &text, const std::vector<std::string> &targets, std::string_view verb)
{
    if (targets.empty())
        return;
    appendCount(text, targets.size(), verb);
    text += namesInWords(targets, targets.size());
}

void appendLabelChanges(std::string &text, const TargetDiff &diff)
{
    constexpr std::size_t maxChanges = 3;
    if (diff.relabeled.empty())
        return;
    appendCount(text, diff.relabeled.size(), "changed labels");
    for (std::size_t i = 0; i < std::min(diff.labelChanges.size(), maxChanges); ++i) {
        const LabelChange &change = diff.labelChanges[i];
        text.append(i == 0 ? ": " : "; ").append(change.what) += namesInWords(change.named, change.targets);
    }
    text += diff.labelChanges.size() > maxChanges ? "; …" : "";
}

} // namespace

Event targetsEvent(std::string_view job, const TargetDiff &diff, WallTime when)
{
    Q_ASSERT(!diff.isEmpty());
    std::string changes;
    appendChange(changes, diff.added, "came");
    appendChange(changes, diff.removed, "went");
    appendLabelChanges(changes, diff);
    Event event;
    event.when = when;
    event.kind = Event::Kind::TargetsChanged;
    event.subject = job;
    event.text = printable(job) + ": " + changes;
    return event;
}

} // namespace slurmsd
