// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QToolButton;

namespace slurmsd {

class SearchEdit;

// A button with a menu of searches that were used, of examples, and of help; what is chosen goes into the
// box, which has to outlive the button's use. The caller owns the button.
QToolButton *makeExamplesButton(SearchEdit &search, const QStringList &examples);

} // namespace slurmsd
