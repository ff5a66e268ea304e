// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/event.h"
#include "common/result.h"
#include "gui/models/searcherror.h"

#include <QString>

#include <memory>

namespace slurmsd {

struct SearchExpression;

// Which events a search finds, in NodeFilter's language with the fields of events. A word is found in the
// event's words, its kind and its cluster, or is the name of a node that is folded in a hostlist. Cheap to
// copy.
class EventFilter
{
public:
    // Finds every event.
    EventFilter() = default;
    static Result<EventFilter, SearchError> parse(const QString &search);

    bool matches(const Event &event) const;

    friend bool operator==(const EventFilter &, const EventFilter &) = default;

private:
    std::shared_ptr<const SearchExpression> m_expression;
};

} // namespace slurmsd
