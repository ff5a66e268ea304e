// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/shorttext.h"

#include <QtGlobal>

namespace slurmsd {

std::string shortened(std::string_view text, std::size_t maxBytes)
{
    constexpr std::string_view ellipsis = "…";
    Q_ASSERT(maxBytes >= ellipsis.size());
    if (text.size() <= maxBytes)
        return std::string(text);
    std::size_t size = maxBytes - ellipsis.size();
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xc0) == 0x80)
        --size;
    return std::string(text.substr(0, size)).append(ellipsis);
}

} // namespace slurmsd
