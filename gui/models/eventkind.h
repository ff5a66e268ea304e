// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/event.h"

#include <QCoreApplication>
#include <QString>

#include <array>

namespace slurmsd {

// What events are about, for filters.
enum class EventTopic : unsigned char { Nodes, Targets, Polls, Lists, Storage, Config, Other };

inline constexpr std::array allEventTopics{EventTopic::Nodes, EventTopic::Targets, EventTopic::Polls,
                                           EventTopic::Lists, EventTopic::Storage, EventTopic::Config,
                                           EventTopic::Other};

enum class EventMood : unsigned char {
    Neutral,
    Bad,  // something does not work any more
    Good, // it works again
};

// How kinds of events are told to people: words, and a mark of one character.
class EventWords
{
    Q_DECLARE_TR_FUNCTIONS(EventWords)

public:
    static QString kind(Event::Kind kind);  // "node added"
    static QString topic(EventTopic topic); // "Nodes"
    static QString mark(Event::Kind kind);  // "+"
    static EventTopic topicOf(Event::Kind kind);
    static EventMood moodOf(Event::Kind kind);
};

} // namespace slurmsd
