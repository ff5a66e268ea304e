// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/listparser.h"

namespace slurmsd {

namespace {

// As much of a text that is not JSON as an error message quotes: a proxy's HTML tells itself so.
constexpr std::size_t maxQuotedBytes = 40;

// The text may be anything, binary too: only what every terminal shows as it is stays.
std::string inQuotes(std::string_view text)
{
    std::string quote(text.substr(0, maxQuotedBytes));
    std::ranges::replace_if(
        quote, [](char c) { return c < ' ' || c > '~'; }, ' ');
    return text.size() > maxQuotedBytes ? quote + "…" : quote;
}

} // namespace

void ListText::noteStart(std::string_view chunk)
{
    if (m_start.empty())
        chunk.remove_prefix(std::min(chunk.find_first_not_of(" \t\r\n"), chunk.size()));
    // One byte more, to see that there is more.
    if (m_start.size() <= maxQuotedBytes)
        m_start += chunk.substr(0, maxQuotedBytes + 1 - m_start.size());
}

std::string ListText::describe(const boost::system::error_code &code, std::uint64_t offset,
                               const std::string &complaint) const
{
    namespace json = boost::json;
    if (m_start.empty())
        return "expected JSON, got an empty text";
    if (m_start.front() != '{')
        return "expected a JSON object, got a text that starts with: " + inQuotes(m_start);
    const std::string at = " at byte " + std::to_string(offset);
    if (code == json::error::incomplete)
        return "the JSON ends too early, after " + std::to_string(offset) + " bytes";
    if (code == json::error::too_deep)
        return "refused" + at + ": nested more than " + std::to_string(maxJsonDepth) + " levels deep";
    if (!complaint.empty())
        return "refused" + at + ": " + complaint;
    return "not JSON" + at + ": " + code.message();
}

} // namespace slurmsd
