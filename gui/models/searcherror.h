// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace slurmsd {

// Why a search cannot be understood, and where.
struct SearchError
{
    qsizetype position = 0; // in the search, in QChars from 0; its size at the end
    qsizetype length = 0;   // of what is wrong there; 0: something is missing
    QString message;        // in words, without the position

    friend bool operator==(const SearchError &, const SearchError &) = default;
};

} // namespace slurmsd
