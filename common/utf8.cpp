// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/utf8.h"

#include <QString>
#include <QStringDecoder>

#include <optional>

namespace slurmsd {

std::string validUtf8(std::string_view text)
{
    // The way through UTF-16 replaces what is not UTF-8. QString::fromUtf8() would also take a U+FEFF that
    // the text begins with for a byte order mark, and drop it.
    using Flag = QStringDecoder::Flag;
    QStringDecoder decoder(QStringDecoder::Utf8, Flag::Stateless | Flag::ConvertInitialBom);
    const QString decoded = decoder(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())));
    return decoded.toStdString();
}

namespace {

bool isOfDirection(char32_t code)
{
    return code == 0x061c || code == 0x200e || code == 0x200f || (code >= 0x2028 && code <= 0x202e) ||
           (code >= 0x2066 && code <= 0x2069);
}

} // namespace

ControlCharacter controlCharacterAt(std::string_view text)
{
    if (text.empty())
        return {};
    // The low six bits of a byte that continues a character, and without a value for one that does not, or
    // that is not there: what a text is cut in the middle of is no control character.
    const auto continuation = [text](std::size_t i) -> std::optional<char32_t> {
        const unsigned char byte = i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
        return (byte & 0xc0) == 0x80 ? std::optional<char32_t>(byte & 0x3f) : std::nullopt;
    };
    const char32_t first = static_cast<unsigned char>(text.front());
    if (first < 0x20 || first == 0x7f)
        return {first, 1};
    const auto second = continuation(1);
    if (first >= 0xc2 && first < 0xe0 && second) {
        const char32_t code = (first & 0x1f) << 6 | *second;
        if (code < 0xa0 || isOfDirection(code))
            return {code, 2};
    } else if (first == 0xe2 && second) {
        const auto third = continuation(2);
        const char32_t code = third ? 0x2000 | *second << 6 | *third : 0;
        if (isOfDirection(code))
            return {code, 3};
    }
    return {};
}

bool hasControlCharacters(std::string_view text)
{
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (controlCharacterAt(text.substr(i)).bytes > 0)
            return true;
    }
    return false;
}

std::string unicodeEscape(char32_t code)
{
    constexpr std::string_view hexDigits = "0123456789abcdef";
    std::string text = "\\u";
    for (int shift = 12; shift >= 0; shift -= 4)
        text += hexDigits[code >> shift & 0xf];
    return text;
}

} // namespace slurmsd
