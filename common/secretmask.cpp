// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/secretmask.h"

#include "common/asciitext.h"

#include <algorithm>
#include <array>

namespace slurmsd {

namespace {

// {" in base64url, which the header of every JSON Web Token begins with.
constexpr std::string_view webTokenStart = "eyJ";
constexpr std::size_t shortestHeader = 13;
constexpr int mostParts = 5; // of an encrypted one

bool isLetterOrDigit(char c) { return isDigit(c) || (asciiLower(c) >= 'a' && asciiLower(c) <= 'z'); }

bool isBase64Url(char c) { return isLetterOrDigit(c) || c == '-' || c == '_'; }

bool isNameCharacter(char c) { return isBase64Url(c) || c == '.'; }

std::size_t endOfPart(std::string_view text, std::size_t begin)
{
    const std::string_view rest = text.substr(begin);
    return begin + static_cast<std::size_t>(std::ranges::find_if_not(rest, isBase64Url) - rest.begin());
}

// Of the token that begins here; `begin` when there is none.
std::size_t endOfWebToken(std::string_view text, std::size_t begin)
{
    if (!text.substr(begin).starts_with(webTokenStart))
        return begin;
    std::size_t end = endOfPart(text, begin);
    if (end - begin < shortestHeader)
        return begin;
    for (int part = 1; part < mostParts && end < text.size() && text[end] == '.'; ++part)
        end = endOfPart(text, end + 1);
    return end;
}

// Behind the quotes, if any, that a value begins with, also where they are escaped: the text may be a part of
// JSON or HTML. Never within an escape such as \n.
std::size_t behindQuotes(std::string_view text, std::size_t at)
{
    constexpr std::array<std::string_view, 6> quotes{"\"", "'", "\\\"", "\\\\", "&quot;", "&#39;"};
    const auto quoteAt = [&text, &quotes](std::size_t begin) {
        return std::ranges::find_if(
            quotes, [&](std::string_view quote) { return text.substr(begin).starts_with(quote); });
    };
    for (auto quote = quoteAt(at); quote != quotes.end(); quote = quoteAt(at))
        at += quote->size();
    return at;
}

// Where the next token may begin; npos when nowhere. By its third letter, which is the rarest.
std::size_t findWebTokenStart(std::string_view text, std::size_t from)
{
    constexpr std::size_t before = webTokenStart.size() - 1;
    std::size_t last = text.find(webTokenStart.back(), from + before);
    while (last != std::string_view::npos && !text.substr(last - before).starts_with(webTokenStart))
        last = text.find(webTokenStart.back(), last + 1);
    return last == std::string_view::npos ? last : last - before;
}

// A long text has the same few names again and again, as metrics have labels.
class NameMemory
{
public:
    bool isSecret(std::string_view name)
    {
        const auto known = std::ranges::find(m_names, name, &Name::text);
        if (known != m_names.end())
            return known->isSecret;
        Name &added = m_names[m_next++ % m_names.size()];
        added = {name, isSecretName(name)};
        return added.isSecret;
    }

private:
    struct Name
    {
        std::string_view text;
        bool isSecret = false;
    };

    std::array<Name, 8> m_names; // the empty name is no secret's
    std::size_t m_next = 0;
};

// The value behind the '=' at `sign`; empty when it is none of a secret.
SecretSpan valueBehind(std::string_view text, std::size_t sign, NameMemory &names)
{
    std::size_t name = sign;
    while (name > 0 && isNameCharacter(text[name - 1]))
        --name;
    SecretSpan value{sign + 1, sign + 1};
    if (!names.isSecret(text.substr(name, sign - name)))
        return value;
    value.begin = behindQuotes(text, value.begin);
    value.end = std::min(text.find_first_of(" \t\r\n\\\"'&;,<>()[]{}", value.begin), text.size());
    return value;
}

} // namespace

bool isSecretName(std::string_view name)
{
    constexpr std::array<std::string_view, 11> parts{"jwt",        "passw",   "passphrase", "secret",
                                                     "credential", "api_key", "api-key",    "apikey",
                                                     "toekn",      "tkoen",   "tken"};
    const std::string lower = asciiLower(name);
    if (lower.ends_with("file") || lower.ends_with("path") || lower.find("expir") != std::string::npos)
        return false;
    const std::size_t tok = lower.find("tok");
    return (tok != std::string::npos && lower.find('n', tok) != std::string::npos) ||
           std::ranges::any_of(
               parts, [&lower](std::string_view part) { return lower.find(part) != std::string::npos; });
}

std::vector<SecretSpan> findSecrets(std::string_view text)
{
    std::vector<SecretSpan> spans;
    NameMemory names;
    std::size_t token = findWebTokenStart(text, 0);
    std::size_t sign = text.find('=');
    while (std::min(token, sign) != std::string_view::npos) {
        const std::size_t at = std::min(token, sign);
        const SecretSpan span =
            at == token ? SecretSpan{at, endOfWebToken(text, at)} : valueBehind(text, at, names);
        if (span.begin < span.end)
            spans.push_back(span);
        const std::size_t next = std::max(at + 1, span.end);
        if (token < next)
            token = findWebTokenStart(text, next);
        if (sign < next)
            sign = text.find('=', next);
    }
    return spans;
}

std::string maskSecrets(std::string_view text)
{
    std::string masked;
    std::size_t shown = 0;
    for (const SecretSpan &span : findSecrets(text)) {
        masked.append(text.substr(shown, span.begin - shown)).append(secretPlaceholder);
        shown = span.end;
    }
    return masked.append(text.substr(shown));
}

QByteArray withoutSecrets(QByteArray text)
{
    const std::string_view view(text.constData(), static_cast<std::size_t>(text.size()));
    return findSecrets(view).empty() ? std::move(text) : QByteArray::fromStdString(maskSecrets(view));
}

} // namespace slurmsd
