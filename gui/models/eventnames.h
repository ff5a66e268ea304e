// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/event.h"
#include "gui/models/searchfields.h"
#include "gui/models/textpattern.h"

#include <QRegularExpression>

#include <functional>
#include <string>
#include <string_view>

namespace slurmsd {

// What an event is about, read from its fields and its line of words. Many nodes at once are folded there
// into a hostlist: "1200 nodes active → down: n[1-1200]", whose end may be cut.

// Is the name one of a hostlist, which may be cut? In any case of its letters; does not make the names of
// what ends in one bracket, which is all that foldHostlist() makes.
bool isInHostlist(std::string_view hostlist, std::string_view name);

// Has the event such a node? A text that is looked for within names finds of folded ones only that which it
// is in full.
bool anyNodeOf(const Event &event, const TextPattern &name);
bool anyNodeOf(const Event &event, const TextSet &names);
bool anyNodeOf(const Event &event, const QRegularExpression &name);
inline bool anyNodeOf(const Event &, const NumberTest &) { return false; }

// Does the test pass for a state class that the event's text names?
bool anyStateOf(const Event &event, const std::function<bool(std::string_view)> &test);

// In the user's language, in UTF-8: "poll failed".
const std::string &eventKindWords(Event::Kind kind);

} // namespace slurmsd
