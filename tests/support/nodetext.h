// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/node.h"

#include <QString>
#include <QStringList>

namespace slurmsd {

// A node as one line that a failed comparison can show: "name=c01 states=IDLE,DRAIN cpus=2 class=drained",
// with every member that is not empty, in the order of Node.
QString nodeText(const Node &node);

// All of a snapshot's nodes so, in its order.
QStringList nodeTexts(const NodeSnapshot &snapshot);

// The node of that name; a node without a name when there is none.
Node findNode(const NodeSnapshot &snapshot, std::string_view name);

QString toQString(std::string_view text);

} // namespace slurmsd
