// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/pollerror.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace slurmsd {

// What Slurm says of an error, fit for one line of a log: control characters become spaces, and what is over
// 300 bytes is cut off, never within a character.
std::string oneErrorLine(std::string_view text);

// Collects the first of the errors that an answer of Slurm holds, as its parts come.
class SlurmErrors
{
public:
    enum class Part : unsigned char { Other, Description, Error, Number };

    static Part partOf(std::string_view key);

    void beginError() { ++m_count; }
    void setText(Part part, std::string_view text);
    void setNumber(Part part, std::int64_t number);

    // Nothing when there was no error. Auth when the number is one that Slurm refuses a user with, else
    // Slurm.
    std::optional<PollError> toPollError() const;

private:
    std::size_t m_count = 0;
    std::string m_description;
    std::string m_error;
    std::optional<std::int64_t> m_number;
};

} // namespace slurmsd
