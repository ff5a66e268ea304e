// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/slurmerrors.h"

namespace slurmsd {

namespace {

// The numbers of slurm/slurm_errno.h with which Slurm refuses the user or the token.
bool isAuthError(std::int64_t number)
{
    constexpr std::int64_t protocolAuthenticationError = 1007;
    constexpr std::int64_t accessDenied = 2002;
    constexpr std::int64_t userIdMissing = 2010;
    constexpr std::int64_t restAuthFail = 9008;
    const bool isOfAuthPlugin = number >= 6000 && number < 7000;
    return number == protocolAuthenticationError || number == accessDenied || number == userIdMissing ||
           number == restAuthFail || isOfAuthPlugin;
}

constexpr std::size_t maxErrorBytes = 300;

bool isContinuationByte(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

} // namespace

std::string oneErrorLine(std::string_view text)
{
    std::string line;
    for (const char c : text) {
        if (line.size() >= maxErrorBytes && !isContinuationByte(c)) {
            line += "…";
            break;
        }
        const bool isControl = static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
        line += isControl ? ' ' : c;
    }
    return line;
}

SlurmErrors::Part SlurmErrors::partOf(std::string_view key)
{
    if (key == "description")
        return Part::Description;
    if (key == "error")
        return Part::Error;
    // `errno` up to v0.0.38, and there not always; `error_number` since.
    if (key == "errno" || key == "error_number")
        return Part::Number;
    return Part::Other;
}

void SlurmErrors::setText(Part part, std::string_view text)
{
    if (m_count != 1)
        return;
    if (part == Part::Description)
        m_description = oneErrorLine(text);
    else if (part == Part::Error)
        m_error = oneErrorLine(text);
}

void SlurmErrors::setNumber(Part part, std::int64_t number)
{
    if (m_count == 1 && part == Part::Number)
        m_number = number;
}

std::optional<PollError> SlurmErrors::toPollError() const
{
    if (m_count == 0)
        return std::nullopt;
    std::string message = m_description;
    if (!message.empty() && !m_error.empty())
        message += ": ";
    message += m_error;
    if (message.empty())
        message = "an error without a text";
    if (m_number)
        message += " (error " + std::to_string(*m_number) + ')';
    const bool isAuth = m_number && isAuthError(*m_number);
    return PollError{isAuth ? PollErrorClass::Auth : PollErrorClass::Slurm, message, m_number.value_or(0)};
}

} // namespace slurmsd
