// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QString>

#include <cstddef>

namespace slurmsd {

// A count as it is read: "37,224", by the language of the program; in sentences, %Ln does the same.
inline QString countText(std::size_t count) { return QLocale().toString(qulonglong(count)); }

} // namespace slurmsd
