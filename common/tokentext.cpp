// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/tokentext.h"

#include "common/asciitext.h"

#include <algorithm>
#include <array>

namespace slurmsd {

namespace {

constexpr std::string_view space = " \t\r\n\v\f";
constexpr std::string_view variable = "SLURM_JWT=";

bool isVisible(char c) { return c > ' ' && c < '\x7f'; }

bool isQuoted(std::string_view text)
{
    return text.size() >= 2 && (text.front() == '"' || text.front() == '\'') && text.front() == text.back();
}

std::string_view unquoted(std::string_view text)
{
    return isQuoted(text) ? trimmed(text.substr(1, text.size() - 2), space) : text;
}

// The text without quotes and the variable's name, in either order.
std::string_view bare(std::string_view text)
{
    text = trimmed(text, space);
    const bool hadQuotes = isQuoted(text);
    text = unquoted(text);
    if (!text.starts_with(variable))
        return text;
    text = trimmed(text.substr(variable.size()), space);
    return hadQuotes ? text : unquoted(text);
}

bool isJsonWebToken(std::string_view text)
{
    constexpr std::string_view base64Url =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=";
    for (int dots = 2; dots >= 0; --dots) {
        const std::size_t end = dots == 0 ? text.size() : text.find('.');
        const std::string_view part = text.substr(0, end);
        if (part.empty() || end == text.npos || part.find_first_not_of(base64Url) != part.npos)
            return false;
        text.remove_prefix(dots == 0 ? end : end + 1);
    }
    return true;
}

} // namespace

std::optional<std::string> tokenSlip(std::string_view text)
{
    struct Slip
    {
        std::string_view start;
        std::string_view problem;
    };
    constexpr std::array slips{
        Slip{
            "$",
            "it is the name of a variable, which is not replaced here; SLURM_JWT of the environment is taken "
            "without being named"},
        Slip{"export ", "it is a line for a shell; expected the token alone, or SLURM_JWT=TOKEN"},
        Slip{"{{", "it is a place in a template that has not been filled in"},
        Slip{"{", "it is a JSON document; expected the token alone"},
        Slip{"Bearer ", "expected the token alone, without Bearer"},
    };
    const std::string_view token = bare(text);
    const auto slip =
        std::ranges::find_if(slips, [token](const Slip &known) { return token.starts_with(known.start); });
    return slip == slips.end() ? std::nullopt : std::optional(std::string(slip->problem));
}

Result<std::string, std::string> cleanToken(std::string_view text)
{
    const std::string_view token = bare(text);
    if (token.empty())
        return Failure{std::string("it is empty")};
    if (auto slip = tokenSlip(token))
        return Failure{*std::move(slip)};
    if (!std::ranges::all_of(token, isVisible))
        return Failure{std::string("expected one line with the token, found white space or control "
                                   "characters within it")};
    if (!isJsonWebToken(token))
        return Failure{
            std::string("it is no JSON Web Token such as scontrol token prints: three parts with dots "
                        "between them")};
    return std::string(token);
}

} // namespace slurmsd
