// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/utf8.h"

#include <QString>

namespace slurmsd {

std::string validUtf8(std::string_view text)
{
    // The way through UTF-16 replaces what is not UTF-8.
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).toStdString();
}

} // namespace slurmsd
