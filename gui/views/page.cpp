// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/page.h"

#include "gui/models/eventkind.h"
#include "gui/models/text.h"

namespace slurmsd {

bool Page::requestSubject(const Event &event)
{
    if (event.subject.empty())
        return false;
    switch (EventWords::topicOf(event.kind)) {
    case EventTopic::Nodes:
        Q_EMIT nodeSelected(toQString(event.cluster), toQString(event.subject));
        return true;
    case EventTopic::Targets:
        Q_EMIT jobRequested(toQString(event.subject));
        return true;
    default:
        return false;
    }
}

} // namespace slurmsd
