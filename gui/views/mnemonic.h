// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace slurmsd {

// The text of an action or a button as it reads without its mnemonic: "Open" of "&Open", "開く" of
// "開く(&O)", which is how Japanese marks a key. "&&" is one "&".
QString withoutMnemonic(const QString &text);

} // namespace slurmsd
